import { setTimeout as sleep } from 'node:timers/promises'
import type { Log } from '#runtime/log.ts'
import { type Attempt, judge, ModelError } from './failure.ts'
import { type Limits, usualLimits } from './limits.ts'
import { type FinishReason, type Provider, tryProvider, type Turn } from './provider.ts'

export { ModelError } from './failure.ts'
export type { Provider, Turn } from './provider.ts'

export type AnswerEvent =
  | { type: 'delta'; text: string }
  /** What was said so far is void: the stream broke, and another try begins. */
  | { type: 'restarted'; provider: string }
  | Done

export interface Done {
  type: 'done'
  text: string
  /** The id of the model that answered, and the name of its provider. */
  model: string
  provider: string
  /** Whether it was not the first provider. */
  fellBack: boolean
  finishReason: FinishReason | 'stopped'
  inputTokens: number | null
  outputTokens: number | null
  firstTokenMs: number | null
  totalMs: number
}

/**
 * Asks the first provider, and the next when it fails. Yields the text as it comes and one `done`. Before the first word a
 * failed try is repeated with growing pauses; a stream that breaks after it is begun anew, once with each provider, so half
 * an answer never passes for a whole one. An aborted signal ends it with what was said so far.
 * @throws ModelError when no provider answered
 */
export async function* answer(options: {
  providers: Provider[]
  /** What is shown to a provider: they differ in how much they can take. */
  turnsFor: (provider: Provider) => Promise<Turn[]>
  signal: AbortSignal
  limits?: Partial<Limits>
  log?: Log
}): AsyncGenerator<AnswerEvent> {
  const { providers, signal, log } = options
  const limits = { ...usualLimits, ...options.limits }
  const begun = performance.now()
  const since = () => performance.now() - begun
  const attempts: Attempt[] = []
  let lastError: unknown
  let text = ''
  let firstTokenMs: number | null = null

  for (const provider of providers) {
    const done = (end: Pick<Done, 'finishReason' | 'inputTokens' | 'outputTokens'>): Done => {
      const { model, name } = provider
      const fellBack = provider !== providers[0]
      return { type: 'done', text, model, provider: name, fellBack, firstTokenMs, totalMs: since(), ...end }
    }
    const turns = await options.turnsFor(provider)
    let broken = 0
    for (let turn = 1; turn <= limits.attempts; turn += 1) {
      if (attempts.length > 0 && since() > limits.lastTryAfterMs) break
      const tryBegun = performance.now()
      try {
        for await (const piece of tryProvider(provider, turns, limits, signal)) {
          if (!('text' in piece)) return yield done(piece)
          firstTokenMs ??= since()
          text += piece.text
          yield { type: 'delta', text: piece.text }
        }
      } catch (error) {
        if (!signal.aborted) {
          const verdict = judge(error)
          lastError = error
          attempts.push(attemptOf(provider, verdict, performance.now() - tryBegun))
          log?.warn(
            { err: error, provider: provider.name, turn, reason: verdict.reason },
            'A try with the model failed',
          )
          if (text !== '') {
            broken += 1
            text = ''
            yield { type: 'restarted', provider: provider.name }
          }
          const pauseMs = verdict.retryAfterMs ?? limits.backoffMs * 2 ** (turn - 1) * (0.75 + Math.random() / 2)
          if (!verdict.retry || broken > 1 || turn === limits.attempts || pauseMs > limits.longestPauseMs) break
          await sleep(pauseMs, undefined, { signal }).catch(() => undefined)
        }
      }
      if (signal.aborted) return yield done({ finishReason: 'stopped', inputTokens: null, outputTokens: null })
    }
  }
  const reason = attempts.at(-1)?.reason ?? 'unavailable'
  throw new ModelError({ reason, message: `No model answered: ${reason}`, attempts }, { cause: lastError })
}

function attemptOf({ name }: Provider, { reason, status }: ReturnType<typeof judge>, ms: number): Attempt {
  return { provider: name, reason, ms: Math.round(ms), ...(status ? { status } : {}) }
}
