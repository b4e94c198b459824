import { askWhole, type Asking, type Whole } from './ask-whole.ts'
import { ModelError } from './failure.ts'
import { libraryProviders } from './library-providers.ts'
import { libraryTranscription } from './library-transcription.ts'
import type { Limits } from './limits.ts'
import { openAiTranscription } from './openai-transcription.ts'
import type { Heard, Recording, Transcriber, TranscriptionWire, TranscriptionWireName } from './transcriber.ts'
import { noUsage, type Usage } from './usage.ts'

export type { Transcriber } from './transcriber.ts'

/** What OpenAI takes at most; no provider takes less. */
const longestFile = 25_000_000

/** A provider that has failed once after it may have done the work is asked once more, and then the next one. */
const paidTries = 2

interface Options extends Asking {
  transcribers: Transcriber[]
  recording: Recording
  /** In which language the speaker speaks, in two letters: a hint. */
  language?: string
}

/**
 * Has speech written down by the first provider, or by the next when it fails. Where no word is said the text is empty.
 * @throws ModelError when no provider could, and with `too_long` for a file that none takes
 */
export async function transcribe(options: Options): Promise<Whole<string>> {
  const { transcribers, recording, language } = options
  if (recording.data.length > longestFile)
    throw new ModelError({ reason: 'too_long', message: 'The file is larger than 25 MB', tries: [] })
  return askWhole(
    {
      servers: transcribers,
      ask: async (transcriber, { longestLine: longestBody }, signal) => {
        const heard = await wires[transcriber.wire]({ transcriber, recording, language, longestBody }, signal)
        return { result: heard.text.trim(), usage: usageOf(heard, recording) }
      },
      timeoutMs: (limits) => timeoutOf(limits, recording),
      assumed: { ...noUsage, audioSeconds: Math.ceil(recording.seconds), estimated: true },
      paidTries,
    },
    options,
  )
}

const wires: Record<TranscriptionWireName, TranscriptionWire> = {
  openai: openAiTranscription,
  google: libraryTranscription(libraryProviders.google),
  mistral: libraryTranscription(libraryProviders.mistral),
  xai: libraryTranscription(libraryProviders.xai),
}

/** Speech is written down many times faster than it is spoken; nothing comes before all of it is. */
function timeoutOf({ connectTimeoutMs, totalTimeoutMs }: Limits, { seconds }: Recording): number {
  return Math.min(connectTimeoutMs + seconds * 500, totalTimeoutMs)
}

/** Whole seconds, as they are billed. */
function usageOf({ seconds, inputTokens, outputTokens }: Heard, recording: Recording): Usage {
  return {
    ...noUsage,
    inputTokens: inputTokens ?? 0,
    outputTokens: outputTokens ?? 0,
    audioSeconds: Math.ceil(seconds ?? recording.seconds),
    estimated: seconds === null && inputTokens === null,
  }
}
