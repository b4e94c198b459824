import { once } from 'node:events'
import { request as httpRequest, type IncomingMessage } from 'node:http'
import { request as httpsRequest } from 'node:https'
import { type Api, GrammyError } from 'grammy'
import { mostBytes, UnreadableFile } from '#platform/files/unreadable-file.ts'
import { outgoingAgent } from '#platform/runtime/proxy.ts'
import { type Again, policies, retry } from '#platform/runtime/retry.ts'
import { telegramApi } from './telegram-api.ts'

/** For the address of a file, and for the file. */
const limitSeconds = { address: 20, file: 60 }

/** Neither yes nor no: Telegram, or the way to it, is away. The same is asked again later. */
export class TelegramAway extends Error {
  override name = 'TelegramAway'
}

/** What people have sent, as Telegram keeps it. */
export class TelegramFiles {
  readonly #api: Api
  readonly #root: string

  constructor({ token, apiRoot }: { token: string; apiRoot: string }) {
    this.#api = telegramApi({ token, apiRoot }, limitSeconds.address)
    this.#root = `${apiRoot}/file/bot${token}`
  }

  /**
   * The bytes of a file, at most what the Bot API lets a bot download.
   * @throws UnreadableFile when it is too large or no longer there; TelegramAway when that cannot be known now
   */
  async fetch(fileId: string, signal: AbortSignal): Promise<Uint8Array> {
    try {
      return await retry(policies.telegramCall, () => this.#fetchOnce(fileId, signal), { again: mayPass, signal })
    } catch (error) {
      signal.throwIfAborted()
      if (error instanceof UnreadableFile) throw error
      if (isGone(error)) throw new UnreadableFile('gone', { cause: error })
      // The message of an error may hold the address, and that the token.
      throw new TelegramAway('Telegram did not give a file', { cause: withoutAddress(error) })
    }
  }

  async #fetchOnce(fileId: string, signal: AbortSignal): Promise<Uint8Array> {
    const { file_path: path, file_size: size = 0 } = await this.#api.getFile(fileId)
    if (size > mostBytes) throw new UnreadableFile('too_large')
    if (path === undefined) throw new UnreadableFile('gone')
    const limit = AbortSignal.any([signal, AbortSignal.timeout(limitSeconds.file * 1000)])
    return download(new URL(`${this.#root}/${path}`), limit)
  }
}

/** The server of files has another answer than the file. */
class NoFile extends Error {
  override name = 'NoFile'
  readonly status: number | undefined

  constructor(status: number | undefined) {
    super(`Telegram's server of files answered ${status}`)
    this.status = status
  }
}

/** Telegram answers so for a file that it has lost and for one that it cannot give at the moment: after several tries it is lost. */
function isGone(error: unknown): boolean {
  if (error instanceof NoFile) return error.status === 404 || error.status === 410
  return error instanceof GrammyError && error.error_code === 400
}

function mayPass(error: unknown): Again {
  if (error instanceof UnreadableFile) return 'no'
  if (!(error instanceof GrammyError)) return 'after a pause'
  if (/file is too big/i.test(error.description)) throw new UnreadableFile('too_large', { cause: error })
  const { retry_after: seconds } = error.parameters
  return seconds === undefined ? 'after a pause' : { atLeastMs: Math.min(seconds, limitSeconds.address) * 1000 }
}

async function download(url: URL, signal: AbortSignal): Promise<Uint8Array> {
  const send = url.protocol === 'https:' ? httpsRequest : httpRequest
  const request = send(url, { agent: outgoingAgent(url), signal })
  request.end()
  const [response] = (await once(request, 'response', { signal })) as [IncomingMessage]
  if (response.statusCode !== 200) {
    response.resume()
    throw new NoFile(response.statusCode)
  }
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of response as AsyncIterable<Buffer>) {
    length += chunk.length
    if (length > mostBytes) throw new UnreadableFile('too_large')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

function withoutAddress(error: unknown): Error {
  const code = error instanceof Error && 'code' in error ? ` (${String(error.code)})` : ''
  return new Error(`${error instanceof Error ? error.name : 'Error'}${code}`)
}
