import { opusLength } from '#platform/files/opus-length.ts'
import { askWhole, type Asking, type Whole } from './ask-whole.ts'
import { BrokenAnswer } from './failure.ts'
import type { Limits } from './limits.ts'
import { postJson } from './post.ts'
import { readBytes } from './read-whole.ts'
import { errorOf } from './server-error.ts'
import type { Speaker, Spoken } from './speaker.ts'
import { noUsage, type Usage } from './usage.ts'

export type { Speaker, Spoken } from './speaker.ts'

/** Bytes of a reply: an hour of speech as it is usually encoded. */
const longestBody = 16 * 1024 * 1024

/** Speech is paid by its length: a provider that may have made it is not asked for it again. */
const paidTries = 1

interface Options extends Asking {
  speakers: Speaker[]
  /** Plain words, as they are to be read out. */
  text: string
}

/**
 * Has words spoken by the first provider, or by the next when it fails.
 * @throws ModelError when no provider could
 */
export function speak(options: Options): Promise<Whole<Spoken>> {
  const { speakers, text } = options
  return askWhole(
    {
      servers: speakers,
      ask: async (speaker, _limits, signal) => {
        const result = await spokenBy(speaker, text, signal)
        return { result, usage: usageOf(text, result.seconds) }
      },
      timeoutMs: (limits) => timeoutOf(limits, text),
      assumed: { ...usageOf(text, text.length / charactersPerSecond), estimated: true },
      paidTries,
    },
    options,
  )
}

/** OpenAI's Create Speech, as any server with an address of its own speaks it. */
async function spokenBy(speaker: Speaker, text: string, signal: AbortSignal): Promise<Spoken> {
  const { model, voice, name } = speaker
  const body = { model, voice, input: text, response_format: 'opus' }
  const reply = await postJson(speaker, 'audio/speech', body, signal)
  if (!reply.isFine) throw await errorOf(reply)
  const data = await readBytes(reply, longestBody)
  const seconds = opusLength(data)
  // A server that knows no formats gives another one, which Telegram would not play as a voice message.
  if (!seconds) throw new BrokenAnswer('empty', `${name} gave no OGG with Opus`)
  return { data, seconds }
}

/** What is said in a second, at most: quick speech. */
const charactersPerSecond = 15

/** Speech is made some times faster than it is spoken; nothing comes before all of it is there. */
function timeoutOf({ connectTimeoutMs, totalTimeoutMs }: Limits, { length }: string): number {
  return Math.min(connectTimeoutMs + length * 30, totalTimeoutMs)
}

/** Servers do not tell what they have taken: both ways of billing can be counted here. */
function usageOf({ length: characters }: string, seconds: number): Usage {
  return { ...noUsage, characters, audioSeconds: Math.ceil(seconds) }
}
