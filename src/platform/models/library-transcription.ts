import { libraryErrorOf } from './library-error.ts'
import { countOf, fieldsOf, secondsOf } from './fields.ts'
import { LibraryFetch } from './library-fetch.ts'
import type { LibraryProvider } from './library-providers.ts'
import type { Heard, TranscriptionWire } from './transcriber.ts'

type Speech = NonNullable<LibraryProvider['speech']>

/** The way to a provider that writes down speech through its package of the AI SDK. */
export function libraryTranscription({ speech }: { speech: Speech }): TranscriptionWire {
  return async ({ transcriber, recording, language, longestBody }, signal) => {
    const { baseUrl, apiKey, model: id } = transcriber
    const way = new LibraryFetch(longestBody)
    const model = await speech.open({ baseURL: baseUrl, apiKey, fetch: way.fetch }, id)
    try {
      const { text, durationInSeconds, usage } = await model.doGenerate({
        audio: recording.data,
        mediaType: recording.mediaType,
        ...(language === undefined ? {} : { providerOptions: speech.language(language) }),
        abortSignal: signal,
      })
      return { text, seconds: secondsOf(durationInSeconds), ...tokensIn(usage) }
    } catch (error) {
      throw libraryErrorOf(error)
    } finally {
      way.leave(true)
    }
  }
}

/** Under the names of those providers that tell them. */
function tokensIn(usage: unknown): Pick<Heard, 'inputTokens' | 'outputTokens'> {
  const told = fieldsOf(usage) ?? {}
  return {
    inputTokens: countOf(told['prompt_tokens'] ?? told['total_input_tokens']),
    outputTokens: countOf(told['completion_tokens'] ?? told['total_output_tokens']),
  }
}
