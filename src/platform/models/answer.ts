import { passOrAbort } from '#platform/runtime/pass.ts'
import type { Log } from '#platform/runtime/log.ts'
import type { Try } from './failure.ts'
import type { Limits } from './limits.ts'
import { type Called, Lookups, type Toolbox } from './lookups.ts'
import type { Prompt } from './prompt.ts'
import { type FinishReason, type Provider, textTurn, type Turn, wordsOf } from './provider.ts'
import { isTaken } from './taken.ts'
import { withoutThinking } from './thinking.ts'
import type { Source, Step } from './tool.ts'
import { type Refused, Tries } from './tries.ts'
import { ProviderTry } from './try-provider.ts'
import type { Caller } from './wire.ts'
import { noUsage, type Usage } from './usage.ts'

export { ModelError, type Try } from './failure.ts'

export type { Provider } from './provider.ts'
export type { Usage } from './usage.ts'

export type AnswerEvent =
  | { type: 'delta'; text: string }
  /** It reasons before its first word; `summary` is all that its provider tells of that. Progress, and no answer. */
  | { type: 'thinking'; summary: string }
  /** It looks something up, after which it goes on. */
  | { type: 'looking'; steps: Step[] }
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
  /** Pages that were found, by their numbers from 1; and how many searches found something. */
  sources: Source[]
  searches: number
  /** What was found takes so many of the tokens that went in. */
  foundTokens: number
  firstTokenMs: number | null
  totalMs: number
}

interface Options {
  providers: Provider[]
  /** Fitted to each provider: they differ in how much they can take. */
  prompt: Prompt
  caller: Caller
  signal: AbortSignal
  /** Absent: nothing is looked up. */
  toolbox?: Toolbox | undefined
  limits?: Partial<Limits>
  log?: Log
}

/**
 * Asks the first provider, and the next when it fails. Yields the text as it comes and one `done`. Before the first word a
 * failed try is repeated with growing pauses; a stream that breaks after it is begun again, once with each provider, so half
 * an answer never passes for a whole one. An aborted signal ends it with what was said so far. What the model asks for is
 * looked up, and it is asked again with what was found.
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

/** What is shorter only says that something is going to be looked up. */
const longestAnnouncement = 300

/** One question on its way through providers, tries and what is looked up. */
class Asking {
  readonly tries: Tries
  private readonly options: Options
  private readonly lookups: Lookups | undefined
  private text = ''
  private firstTokenMs: number | null = null

  constructor(options: Options) {
    this.options = options
    this.tries = new Tries(options)
    this.lookups = options.toolbox && new Lookups(options.toolbox)
  }

  /** All tries with one provider; undefined when none gave an answer. */
  async *ask(provider: Provider): AsyncGenerator<AnswerEvent, Done | undefined> {
    const { signal } = this.options
    const { tries } = this
    let lessPast = false
    let broken = 0
    let goesOn = false
    tries.beginNext()
    while (goesOn || tries.mayBegin()) {
      goesOn = false
      const begun = performance.now()
      const attempt = new ProviderTry(await this.toAsk(provider, lessPast), tries.limits, signal)
      try {
        const end = yield* this.follow(provider, attempt)
        if (end && 'called' in end) {
          tries.note(provider, begun, { outcome: 'called', usage: await attempt.usage() })
          yield* this.lookUp(provider, end.called)
          if (signal.aborted) return this.stopped(provider)
          goesOn = true
          tries.beginNext()
        } else if (end) return await this.done(provider, attempt, { begun, ...end })
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
    const room = this.lookups ? { ...provider, contextTokens: provider.contextTokens - this.lookups.tokens } : provider
    const fitted = await prompt.fit(room, { lessPast, sees: isTaken(provider, 'image') })
    // The answer's own room counts too where a server adds up both.
    const asked = lessPast ? { ...provider, maxOutputTokens: Math.ceil(provider.maxOutputTokens / 2) } : provider
    const turns = fitted.map(cleaned)
    if (!this.lookups) return { provider: asked, turns, caller }
    return { provider: asked, caller, ...this.lookups.requestFor(provider, turns, await this.mayLookUp(provider)) }
  }

  /** Whether there is time for it, and room beside the question. */
  private async mayLookUp({ contextTokens, maxOutputTokens }: Provider): Promise<boolean> {
    const { toolbox, prompt } = this.options
    if (!this.tries.mayBegin()) return false
    return !(await prompt.isTooLong({ contextTokens: contextTokens - toolbox!.mostTokens, maxOutputTokens }))
  }

  private async *follow(
    provider: Provider,
    attempt: ProviderTry,
  ): AsyncGenerator<AnswerEvent, { finishReason: FinishReason } | { called: Called } | undefined> {
    for await (const piece of attempt.pieces()) {
      if (piece === 'void') yield this.restart(provider)
      else if ('thinking' in piece) yield { type: 'thinking', summary: piece.thinking }
      else if ('looksUp' in piece) yield { type: 'looking', steps: [piece.looksUp] }
      else if ('text' in piece) {
        this.firstTokenMs ??= this.tries.since()
        this.text += piece.text
        yield { type: 'delta', text: piece.text }
      } else return piece
    }
    return undefined
  }

  private async *lookUp(provider: Provider, called: Called): AsyncGenerator<AnswerEvent> {
    const lookups = this.lookups!
    if (this.text.length > longestAnnouncement) {
      this.text += '\n\n'
      yield { type: 'delta', text: '\n\n' }
    } else if (this.text !== '') yield this.restart(provider)
    const steps = lookups.stepsOf(called)
    if (steps.length > 0) yield { type: 'looking', steps }
    this.tries.list.push(...(await lookups.look(provider.name, called, this.options.signal)))
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
    const usage = await attempt.usage()
    this.tries.note(provider, begun, { outcome: finishReason === 'stopped' ? 'stopped' : 'answered', usage })
    return this.outcome(provider, { finishReason, usage, own: attempt.sources })
  }

  /** Stopped while something was looked up. */
  private stopped(provider: Provider): Done {
    return this.outcome(provider, { finishReason: 'stopped', usage: noUsage, own: [] })
  }

  private outcome(
    provider: Provider,
    { finishReason, usage, own }: { finishReason: Done['finishReason']; usage: Usage; own: Source[] },
  ): Done {
    const { text, firstTokenMs, tries, lookups } = this
    return {
      type: 'done',
      text,
      model: provider.model,
      provider: provider.name,
      fellBack: provider !== this.options.providers[0],
      finishReason,
      usage,
      tries: tries.list,
      sources: [...(lookups?.sources ?? []), ...own],
      searches: (lookups?.searches ?? 0) + (usage.searches ?? 0),
      foundTokens: lookups?.tokens ?? 0,
      firstTokenMs,
      totalMs: tries.since(),
    }
  }
}

/** An answer that was stored before thinking was cut out goes back without it. */
function cleaned(turn: Turn): Turn {
  return turn.role === 'assistant' ? textTurn('assistant', withoutThinking(wordsOf(turn))) : turn
}
