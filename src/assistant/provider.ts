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
 * does not give: that one ends with the response's headers. What breaks after the finish takes nothing from the answer.
 * @throws what the SDK throws, or BrokenAnswer when the stream ends without a finish or without a word
 */
export async function* tryProvider(
  provider: Provider,
  turns: Turn[],
  limits: Limits,
  signal: AbortSignal,
): AsyncGenerator<Piece> {
  const watchdog = startWatchdog(provider.name, limits)
  let finishReason: FinishReason | undefined
  let usage: OpenAI.CompletionUsage | null | undefined
  let said = false
  try {
    const stream = await open(provider, turns, AbortSignal.any([signal, watchdog.signal]))
    watchdog.expect(limits.firstPieceTimeoutMs)
    for await (const chunk of stream) {
      const choice = chunk.choices?.[0]
      if (choice?.finish_reason) finishReason = finishOf(choice.finish_reason, provider)
      watchdog.expect(finishReason ? limits.figuresTimeoutMs : limits.idleTimeoutMs)
      usage = chunk.usage ?? usage
      const text = choice?.delta?.content
      if (!text) continue
      said ||= text.trim() !== ''
      yield { text }
    }
  } catch (error) {
    if (!finishReason) throw watchdog.signal.aborted ? watchdog.signal.reason : error
  } finally {
    watchdog.end()
  }
  if (finishReason && !said) throw new BrokenAnswer('empty', `${provider.name} answered nothing`)
  if (finishReason)
    return yield {
      finishReason,
      inputTokens: usage?.prompt_tokens ?? null,
      outputTokens: usage?.completion_tokens ?? null,
    }
  // An abort ends the SDK's loop without an error.
  if (watchdog.bitten()) throw watchdog.signal.reason
  if (!signal.aborted) throw new BrokenAnswer('cut', `The stream of ${provider.name} was cut`)
}

const over = new Error('The answer is over')

/** Aborts its signal when something expected does not come in time, or when all of it takes too long. */
function startWatchdog(name: string, limits: Limits) {
  const controller = new AbortController()
  const bite = (what: string) => () => controller.abort(new BrokenAnswer('timeout', `${name} ${what}`))
  const total = setTimeout(bite('took too long'), limits.totalTimeoutMs)
  const silent = bite('was silent for too long')
  let timer = setTimeout(silent, limits.connectTimeoutMs)
  return {
    signal: controller.signal,
    bitten: () => controller.signal.reason instanceof BrokenAnswer,
    expect(withinMs: number) {
      clearTimeout(timer)
      timer = setTimeout(silent, withinMs)
    },
    /** Also closes a connection that nobody reads any more. */
    end() {
      clearTimeout(timer)
      clearTimeout(total)
      // With a reason of ours: the usual one would be an error whose stack nobody reads.
      controller.abort(over)
    },
  }
}

const clients = new Map<string, OpenAI>()

/** One for each server: making it costs more than asking it. */
function clientOf({ baseUrl, apiKey }: Provider): OpenAI {
  const key = `${baseUrl} ${apiKey}`
  const client =
    clients.get(key) ??
    new OpenAI({
      baseURL: baseUrl,
      apiKey: apiKey || 'none',
      maxRetries: 0,
      // The SDK would write pieces of answers to the console, past our log and its secrecy.
      logLevel: 'off',
    })
  clients.set(key, client)
  return client
}

async function open(provider: Provider, turns: Turn[], signal: AbortSignal) {
  return clientOf(provider).chat.completions.create(
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

function finishOf(reason: string, { name }: Provider): FinishReason {
  // OpenRouter reports a provider that broke in the middle like this.
  if (reason === 'error') throw new BrokenAnswer('cut', `${name} broke in the middle of its answer`)
  return reason === 'length' || reason === 'content_filter' ? reason : 'stop'
}
