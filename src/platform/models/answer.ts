import { passOrAbort } from '#platform/runtime/pass.ts'
import type { Log } from '#platform/runtime/log.ts'
import { judge, ModelError, type Try, type Verdict } from './failure.ts'
import { type Limits, usualLimits } from './limits.ts'
import type { Prompt } from './prompt.ts'
import { type FinishReason, type Provider, textTurn, type Turn, wordsOf } from './provider.ts'
import { withoutThinking } from './thinking.ts'
import { ProviderTry } from './try-provider.ts'
import type { Caller } from './wire.ts'
import type { Usage } from './usage.ts'

export { ModelError, type Try } from './failure.ts'
export type { Caller } from './wire.ts'
export type { Provider } from './provider.ts'
export type { Usage } from './usage.ts'

export type AnswerEvent =
  | { type: 'delta'; text: string }
  /** It reasons before its first word; `summary` is all that its provider tells of that. Progress, and no answer. */
  | { type: 'thinking'; summary: string }
  /** What was said so far is void: the stream broke and another try begins, or it was thinking and no answer. */
  | { type: 'restarted'; provider: string }
  /** A provider refuses all questions because of its key, account or model: its owner should know. */
  | { type: 'refused'; provider: string; status: number | null; message: string }
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
  /** Of the try that gave the answer; `tries` has those of all of them, and they cost too. */
  usage: Usage
  tries: Try[]
  firstTokenMs: number | null
  totalMs: number
}

interface Options {
  providers: Provider[]
  /** Fitted to each provider: they differ in how much they can take. */
  prompt: Prompt
  caller: Caller
  signal: AbortSignal
  limits?: Partial<Limits>
  log?: Log
}

/**
 * Asks the first provider, and the next when it fails. Yields the text as it comes and one `done`. Before the first word a
 * failed try is repeated with growing pauses; a stream that breaks after it is begun again, once with each provider, so half
 * an answer never passes for a whole one. An aborted signal ends it with what was said so far.
 * @throws ModelError when no provider answered
 */
export async function* answer(options: Options): AsyncGenerator<AnswerEvent> {
  const asking = new Asking(options)
  for (const provider of options.providers) {
    const done = yield* asking.ask(provider)
    if (done) return yield done
    if (asking.isHopeless) break
  }
  throw asking.failure()
}

/** One question on its way through providers and tries. */
class Asking {
  /** No other provider would do better. */
  isHopeless = false
  private readonly options: Options
  private readonly limits: Limits
  private readonly begun = performance.now()
  private readonly tries: Try[] = []
  private lastError: unknown
  private text = ''
  private firstTokenMs: number | null = null

  constructor(options: Options) {
    this.options = options
    this.limits = { ...usualLimits, ...options.limits }
  }

  /** All tries with one provider; undefined when none gave an answer. */
  async *ask(provider: Provider): AsyncGenerator<AnswerEvent, Done | undefined> {
    const { signal } = this.options
    let lessPast = false
    let broken = 0
    for (let turn = 1, outages = 0; ;) {
      if (this.tries.length > 0 && this.since() > this.limits.lastTryAfterMs) return undefined
      const begun = performance.now()
      const { limits } = this
      const attempt = new ProviderTry(await this.toAsk(provider, lessPast), limits, signal)
      const note = async (outcome: Try['outcome'], status?: number) =>
        this.note(provider, attempt, begun, outcome, status)
      try {
        const finishReason = yield* this.follow(provider, attempt)
        if (finishReason) return this.done(provider, finishReason, await note('answered'))
      } catch (error) {
        if (!signal.aborted) {
          const verdict = judge(error)
          // An outage of ours lasts for many tries; the first of a kind says enough.
          if (!verdict.outage || this.tries.at(-1)?.outcome !== verdict.reason)
            await note(verdict.reason, verdict.status)
          yield* this.tell(provider, error, verdict, turn)
          if (this.text !== '') {
            broken += 1
            yield this.restart(provider)
          }
          if (verdict.reason === 'too_long' && !lessPast) {
            lessPast = true
            continue
          }
          if (verdict.outage) outages += 1
          else turn += 1
          const pauseMs = this.pauseBefore(turn + outages, verdict)
          if (!this.mayTryAgain(verdict, turn, pauseMs) || broken > 1) return undefined
          await passOrAbort(pauseMs, signal)
        }
      }
      if (signal.aborted) return this.done(provider, 'stopped', await note('stopped'))
    }
  }

  failure(): ModelError {
    const last = this.tries.at(-1)?.outcome
    const reason = last === undefined || last === 'answered' || last === 'stopped' ? 'unavailable' : last
    const facts = { reason, message: `No model answered: ${reason}`, tries: this.tries }
    return new ModelError(facts, { cause: this.lastError })
  }

  private async toAsk(provider: Provider, lessPast: boolean) {
    const { prompt, caller } = this.options
    const turns = await prompt.fit(provider, lessPast)
    // The answer's own room counts too where a server adds up both.
    const asked = lessPast ? { ...provider, maxOutputTokens: Math.ceil(provider.maxOutputTokens / 2) } : provider
    return { provider: asked, turns: turns.map(cleaned), caller }
  }

  private async *follow(
    provider: Provider,
    attempt: ProviderTry,
  ): AsyncGenerator<AnswerEvent, FinishReason | undefined> {
    for await (const piece of attempt.pieces()) {
      if (piece === 'void') yield this.restart(provider)
      else if ('thinking' in piece) yield { type: 'thinking', summary: piece.thinking }
      else if ('text' in piece) {
        this.firstTokenMs ??= this.since()
        this.text += piece.text
        yield { type: 'delta', text: piece.text }
      } else return piece.finishReason
    }
    return undefined
  }

  private async note(
    { name, model }: Provider,
    attempt: ProviderTry,
    begun: number,
    outcome: Try['outcome'],
    status: number | undefined,
  ): Promise<Usage> {
    const ms = Math.round(performance.now() - begun)
    const usage = await attempt.usage()
    this.tries.push({ provider: name, model, outcome, ...(status ? { status } : {}), ms, usage })
    return usage
  }

  private *tell(provider: Provider, error: unknown, verdict: Verdict, turn: number): Generator<AnswerEvent> {
    const { reason, status, next, outage } = verdict
    this.lastError = error
    this.isHopeless = !next
    const facts = { provider: provider.name, turn, reason }
    if (!outage) this.options.log?.warn({ err: error, ...facts }, 'A try with the model failed')
    else this.options.log?.warn(facts, `${outage}: the model cannot be asked now; trying again`)
    if (reason !== 'refused') return
    const message = error instanceof Error ? error.message : String(error)
    yield { type: 'refused', provider: provider.name, status: status ?? null, message }
  }

  private mayTryAgain({ reason, tries, outage }: Verdict, turn: number, pauseMs: number): boolean {
    if (outage) return this.since() + pauseMs < this.limits.outageMs
    if (reason === 'timeout' && this.since() > this.limits.lastTryAfterSilenceMs) return false
    return turn <= Math.min(tries, this.limits.attempts) && pauseMs <= this.limits.longestPauseMs
  }

  /** @param times how often a try has failed, this one included, plus one */
  private pauseBefore(times: number, { retryAfterMs, outage }: Verdict): number {
    const { backoffMs, longestPauseMs } = this.limits
    const growingMs = backoffMs * 2 ** Math.min(times - 2, 10) * (0.75 + Math.random() / 2)
    return retryAfterMs ?? (outage ? Math.min(growingMs, longestPauseMs / 2) : growingMs)
  }

  private restart(provider: Provider): AnswerEvent {
    this.text = ''
    return { type: 'restarted', provider: provider.name }
  }

  private done(provider: Provider, finishReason: Done['finishReason'], usage: Usage): Done {
    const { text, firstTokenMs, tries } = this
    const { model, name } = provider
    const fellBack = provider !== this.options.providers[0]
    const totalMs = this.since()
    return { type: 'done', text, model, provider: name, fellBack, finishReason, usage, tries, firstTokenMs, totalMs }
  }

  private since(): number {
    return performance.now() - this.begun
  }
}

/** An answer that was stored before thinking was cut out goes back without it. */
function cleaned(turn: Turn): Turn {
  return turn.role === 'assistant' ? textTurn('assistant', withoutThinking(wordsOf(turn))) : turn
}
