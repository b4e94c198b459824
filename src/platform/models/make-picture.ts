import { askWhole, type Asking, type Whole } from './ask-whole.ts'
import { BrokenAnswer } from './failure.ts'
import { libraryPainting } from './library-painting.ts'
import { libraryProviders } from './library-providers.ts'
import { openAiPainting } from './openai-painting.ts'
import type { MadePicture, Painted, Painter, PictureOrder, PictureWire, PictureWireName } from './painter.ts'
import { noUsage, type Usage } from './usage.ts'
import type { Caller } from './wire.ts'

/** Bytes of a reply with one picture in base64. */
const longestBody = 48 * 1024 * 1024

/** A picture is dear: a provider that may have made it is not asked for it again. */
const paidTries = 1

interface Options extends Asking {
  painters: Painter[]
  order: PictureOrder
  caller: Caller
}

/**
 * Has one picture made by the first provider, or by the next when it fails.
 * @throws ModelError when no provider made it
 */
export function makePicture(options: Options): Promise<Whole<MadePicture>> {
  const { painters, order, caller } = options
  return askWhole(
    {
      servers: painters,
      ask: async (painter, _limits, signal) => {
        const painted = await wires[painter.wire]({ painter, order, caller, longestBody }, signal)
        return { result: pictureIn(painted, painter), usage: usageOf(painted, order) }
      },
      timeoutMs: ({ totalTimeoutMs }) => totalTimeoutMs,
      assumed: assumedOf(order),
      paidTries,
    },
    options,
  )
}

const wires: Record<PictureWireName, PictureWire> = {
  openai: openAiPainting,
  google: libraryPainting(libraryProviders.google),
  xai: libraryPainting(libraryProviders.xai),
}

function pictureIn({ picture = '' }: Painted, { name }: Painter): MadePicture {
  const data = typeof picture === 'string' ? new Uint8Array(Buffer.from(picture, 'base64')) : picture
  const mediaType = mediaTypeOf(Buffer.from(data.buffer, data.byteOffset, Math.min(data.length, 12)).toString('latin1'))
  if (mediaType === undefined) throw new BrokenAnswer('empty', `${name} made no picture`)
  return { data, mediaType }
}

/** By its first bytes, whatever was ordered. */
function mediaTypeOf(head: string): string | undefined {
  if (head.startsWith('\x89PNG')) return 'image/png'
  if (head.startsWith('\xff\xd8\xff')) return 'image/jpeg'
  return /^RIFF.{4}WEBP$/s.test(head) ? 'image/webp' : undefined
}

function usageOf({ tokens, paidByPicture }: Painted, order: PictureOrder): Usage {
  if (paidByPicture) return { ...noUsage, pictures: 1 }
  if (!tokens) return assumedOf(order)
  return { ...noUsage, inputTokens: tokens.input, outputTokens: tokens.output, pictures: 1 }
}

function assumedOf({ inputTokens, outputTokens }: PictureOrder): Usage {
  return { ...noUsage, inputTokens, outputTokens, pictures: 1, estimated: true }
}
