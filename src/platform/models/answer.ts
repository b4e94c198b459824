import { passOrAbort } from '#platform/runtime/pass.ts'
import type { Log } from '#platform/runtime/log.ts'
import type { Try } from './failure.ts'
import type { Limits } from './limits.ts'
import type { Prompt } from './prompt.ts'
import { type FinishReason, type Provider, textTurn, type Turn, wordsOf } from './provider.ts'
import { isTaken } from './taken.ts'
import { withoutThinking } from './thinking.ts'
import { type Refused, Tries } from './tries.ts'
import { ProviderTry } from './try-provider.ts'
import type { Caller } from './wire.ts'
import type { Usage } from './usage.ts'

export { ModelError, type Try } from './failure.ts'

export type { Provider } from './provider.ts'
export type { Usage } from './usage.ts'

export type AnswerEvent =
  | { type: 'delta'; text: string }
  /** It reasons before its first word; `summary` is all that its provider tells of that. Progress, and no answer. */
  | { type: 'thinking'; summary: string }
  /** What was said so far is void: the stream broke and another try begins, or it was thinking and no answer. */
  | { type: 'restarted'; provider: string }
  | ({ type: 'refused' } & Refused)
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
    if (asking.tries.isHopeless) break
  }
  throw asking.tries.failure()
}

/** One question on its way through providers and tries. */
class Asking {
  readonly tries: Tries
  private readonly options: Options
  private text = ''
  private firstTokenMs: number | null = null

  constructor(options: Options) {
    this.options = options
    this.tries = new Tries(options)
  }

  /** All tries with one provider; undefined when none gave an answer. */
  async *ask(provider: Provider): AsyncGenerator<AnswerEvent, Done | undefined> {
    const { signal } = this.options
    const { tries } = this
    let lessPast = false
    let broken = 0
    tries.beginNext()
    while (tries.mayBegin()) {
      const begun = performance.now()
      const attempt = new ProviderTry(await this.toAsk(provider, lessPast), tries.limits, signal)
      try {
        const finishReason = yield* this.follow(provider, attempt)
        if (finishReason) return await this.done(provider, attempt, { begun, finishReason })
      } catch (error) {
        if (!signal.aborted) {
          const { verdict, refused } = await tries.fail(provider, begun, { error, usage: () => attempt.usage() })
          if (refused) yield { type: 'refused', ...refused }
          if (this.text !== '') {
            broken += 1
            yield this.restart(provider)
          }
          if (verdict.reason === 'too_long' && !lessPast) {
            lessPast = true
            continue
          }
          const pauseMs = tries.pauseAfter(verdict)
          if (pauseMs === undefined || broken > 1) return undefined
          await passOrAbort(pauseMs, signal)
        }
      }
      if (signal.aborted) return this.done(provider, attempt, { begun, finishReason: 'stopped' })
    }
    return undefined
  }

  private async toAsk(provider: Provider, lessPast: boolean) {
    const { prompt, caller } = this.options
    const turns = await prompt.fit(provider, { lessPast, sees: isTaken(provider, 'image') })
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
        this.firstTokenMs ??= this.tries.since()
        this.text += piece.text
        yield { type: 'delta', text: piece.text }
      } else return piece.finishReason
    }
    return undefined
  }

  private restart(provider: Provider): AnswerEvent {
    this.text = ''
    return { type: 'restarted', provider: provider.name }
  }

  private async done(
    provider: Provider,
    attempt: ProviderTry,
    { begun, finishReason }: { begun: number; finishReason: Done['finishReason'] },
  ): Promise<Done> {
    const { text, firstTokenMs, tries } = this
    const { model, name } = provider
    const usage = await attempt.usage()
    tries.note(provider, begun, { outcome: finishReason === 'stopped' ? 'stopped' : 'answered', usage })
    return {
      type: 'done',
      text,
      model,
      provider: name,
      fellBack: provider !== this.options.providers[0],
      finishReason,
      usage,
      tries: tries.list,
      firstTokenMs,
      totalMs: tries.since(),
    }
  }
}

/** An answer that was stored before thinking was cut out goes back without it. */
function cleaned(turn: Turn): Turn {
  return turn.role === 'assistant' ? textTurn('assistant', withoutThinking(wordsOf(turn))) : turn
}
