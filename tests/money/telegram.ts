import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import sharp from 'sharp'
import type { AttachmentReader } from '#modules/attachments/reader.ts'
import { UnreadableFile } from '#platform/files/unreadable-file.ts'
import { TelegramAway } from '#platform/telegram/telegram-files.ts'

type Parts = ConstructorParameters<typeof AttachmentReader>[0]

/**
 * Telegram's files and what looks into them, quick enough for thousands of histories. A file's id says whose it is and what
 * is in it: `person:kind:number`.
 */
export class ScriptedFiles {
  /** How often each file was given. */
  readonly given = new Map<string, number>()
  /** From whom Telegram gives nothing now, and whose speech cannot be written down. */
  readonly away = new Set<number>()
  readonly deaf = new Set<number>()
  private readonly picture: Uint8Array

  private constructor(picture: Uint8Array) {
    this.picture = picture
  }

  static async make(): Promise<ScriptedFiles> {
    const drawn = sharp({ create: { width: 8, height: 8, channels: 3, background: 'red' } })
    return new ScriptedFiles(await drawn.png().toBuffer())
  }

  readonly files: NonNullable<Parts['files']> = {
    fetch: async (fileId) => {
      const { person, kind } = partsOf(fileId)
      if (this.away.has(person)) throw new TelegramAway('Telegram is away')
      if (kind === 'broken') throw new UnreadableFile('gone')
      this.given.set(fileId, (this.given.get(fileId) ?? 0) + 1)
      return kind === 'picture' ? this.picture : Buffer.from(fileId)
    },
  }

  readonly reader: Parts['reader'] = { read: async (_job, bytes) => contentOf(bytes) as never }

  /** The server that writes down speech. */
  async startTranscription(): Promise<{ baseUrl: string; stop(): Promise<void> }> {
    const server = createServer((request, response) => {
      let body = ''
      request.setEncoding('latin1')
      request.on('data', (chunk: string) => (body += chunk))
      request.on('end', () => {
        const [fileId = ''] = /\d+:(?:voice|speech):\d+/.exec(body) ?? []
        response.statusCode = this.deaf.has(partsOf(fileId).person) ? 400 : 200
        response.setHeader('content-type', 'application/json')
        response.end(JSON.stringify({ text: `words of ${fileId}`, usage: { seconds: lengths[partsOf(fileId).kind] } }))
      })
    })
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    const { port } = server.address() as AddressInfo
    const stop = async () => {
      server.close()
      server.closeAllConnections()
      await once(server, 'close')
    }
    return { baseUrl: `http://127.0.0.1:${port}`, stop }
  }
}

/** A voice message within what every question pays for, and one beyond; in seconds. */
const lengths: Record<string, number> = { voice: 3, speech: 95 }

function partsOf(fileId: string): { person: number; kind: string } {
  const [person, kind = ''] = fileId.split(':')
  return { person: Number(person), kind }
}

function contentOf(bytes: Uint8Array): object {
  const { kind } = partsOf(Buffer.from(bytes).toString())
  const seconds = lengths[kind]
  if (seconds !== undefined) return { is: 'speech', seconds, mediaType: 'audio/ogg' }
  // The report has more pages than the trial pays for, and more words than `smallModels` have room for in a usual question.
  const pages = kind === 'report' ? 12 : 2
  const texts = Array.from({ length: pages }, () => 'word '.repeat(kind === 'report' ? 200 : 10))
  return { is: 'document', pages, words: pages, texts, pictures: [] }
}
