import OpenAI from 'openai'
import { BrokenAnswer } from './failure.ts'
import type { Limits } from './limits.ts'

/** An OpenAI-compatible server and the model to ask there. */
export interface Provider {
  /** How we call it; comes back with the answer. */
  name: string
  baseUrl: string
  apiKey: string
  /** The id that is sent. */
  model: string
  maxOutputTokens?: number
}

export interface Turn {
  role: 'system' | 'user' | 'assistant'
  content: string
}

export type FinishReason = 'stop' | 'length' | 'content_filter'
export type Piece =
  | { text: string }
  | { finishReason: FinishReason; inputTokens: number | null; outputTokens: number | null }

/**
 * One try with one provider: pieces of text, then how it finished. Every silence has a limit, which the SDK's own timeout
 * does not give: that one ends with the response's headers.
 * @throws what the SDK throws, or BrokenAnswer when the stream ends without a finish or without a word
 */
export async function* tryProvider(
  provider: Provider,
  turns: Turn[],
  limits: Limits,
  signal: AbortSignal,
): AsyncGenerator<Piece> {
  const silence = new AbortController()
  const bark = () => silence.abort(new BrokenAnswer('timeout', `${provider.name} was silent for too long`))
  const total = setTimeout(
    () => silence.abort(new BrokenAnswer('timeout', `${provider.name} took too long`)),
    limits.totalTimeoutMs,
  )
  let timer = setTimeout(bark, limits.connectTimeoutMs)
  try {
    let finishReason: FinishReason | undefined
    let usage: OpenAI.CompletionUsage | null | undefined
    let said = false
    const stream = await open(provider, turns, AbortSignal.any([signal, silence.signal]))
    for await (const chunk of stream) {
      clearTimeout(timer)
      timer = setTimeout(bark, limits.idleTimeoutMs)
      usage = chunk.usage ?? usage
      const choice = chunk.choices?.[0]
      const text = choice?.delta?.content
      if (text) {
        said ||= text.trim() !== ''
        yield { text }
      }
      if (choice?.finish_reason) finishReason = finishOf(choice.finish_reason)
    }
    // An abort ends the SDK's loop without an error.
    silence.signal.throwIfAborted()
    if (signal.aborted) return
    if (!finishReason) throw new BrokenAnswer('cut', `The stream of ${provider.name} was cut`)
    if (!said) throw new BrokenAnswer('empty', `${provider.name} answered nothing`)
    yield { finishReason, inputTokens: usage?.prompt_tokens ?? null, outputTokens: usage?.completion_tokens ?? null }
  } catch (error) {
    throw silence.signal.aborted ? silence.signal.reason : error
  } finally {
    clearTimeout(timer)
    clearTimeout(total)
    silence.abort()
  }
}

async function open(provider: Provider, turns: Turn[], signal: AbortSignal) {
  const client = new OpenAI({ baseURL: provider.baseUrl, apiKey: provider.apiKey || 'none', maxRetries: 0 })
  return client.chat.completions.create(
    {
      model: provider.model,
      messages: turns,
      stream: true,
      stream_options: { include_usage: true },
      ...(provider.maxOutputTokens === undefined ? {} : { [limitName(provider)]: provider.maxOutputTokens }),
    },
    { signal },
  )
}

/** OpenAI renamed the parameter and its newer models refuse the old name; other servers know only the old one. */
function limitName(provider: Provider): 'max_completion_tokens' | 'max_tokens' {
  return new URL(provider.baseUrl).hostname === 'api.openai.com' ? 'max_completion_tokens' : 'max_tokens'
}

function finishOf(reason: string): FinishReason {
  return reason === 'length' || reason === 'content_filter' ? reason : 'stop'
}
