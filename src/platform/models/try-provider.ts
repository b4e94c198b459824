import { BrokenAnswer } from './failure.ts'
import { type Limits, silenceBeforeAnswer, totalTimeoutOf } from './limits.ts'
import { type Progress, Reading } from './reading.ts'
import { checkTaken } from './taken.ts'
import { toldInWords } from './told-in-words.ts'
import type { Source } from './tool.ts'
import { noUsage, type Usage, usageOf } from './usage.ts'
import type { WireRequest } from './wire.ts'
import { wires } from './wires.ts'
import { Watchdog } from '#platform/runtime/watchdog.ts'

/** One try with one provider. Every silence has a limit, and so has all that is said. */
export class ProviderTry {
  private readonly request: WireRequest
  private readonly limits: Limits
  private readonly signal: AbortSignal
  private readonly answer: Reading
  /** It has not refused: what it takes in and says may cost something, also when nothing comes of it. */
  private mayCost = false

  constructor(request: Omit<WireRequest, 'longestLine'>, limits: Limits, signal: AbortSignal) {
    this.request = { ...request, longestLine: limits.longestLine }
    this.limits = limits
    this.signal = signal
    this.answer = new Reading(request.provider, (request.use?.tools.length ?? 0) > 0)
  }

  /** The pages that the provider itself names. */
  get sources(): Source[] {
    return this.answer.sources
  }

  /**
   * Pieces of text, then how it finished. What breaks after the finish takes nothing from the answer.
   * @throws NotTaken, ServerError, BrokenAnswer when the stream ends without a finish or without a word, or what the connection throws
   */
  async *pieces(): AsyncGenerator<Progress> {
    const { limits, signal, answer } = this
    const { provider } = this.request
    checkTaken(provider, this.request.turns)
    const watchdog = new Watchdog(
      (what) => new BrokenAnswer('timeout', `${provider.name} ${what}`),
      totalTimeoutOf(limits, provider.maxOutputTokens),
    )
    try {
      watchdog.expect(limits.connectTimeoutMs)
      const wire = wires[provider.wire](this.request, AbortSignal.any([signal, watchdog.signal]))
      for await (const event of wire) {
        if (typeof event === 'string') this.note(event, watchdog)
        else {
          for (const progress of answer.take(event)) yield progress
          if (answer.isSign(event)) watchdog.expect(answer.patienceMs(event, limits))
        }
        if (answer.isOver || answer.isFull()) break
      }
      // A body may also end quietly when it is cut; the person who has read all of it knows.
      answer.noteBodyEnd()
    } catch (error) {
      this.mayCost ||= signal.aborted || watchdog.signal.aborted
      if (!signal.aborted && !answer.mayEndWith(watchdog))
        throw watchdog.signal.aborted ? watchdog.signal.reason : error
    } finally {
      watchdog.end()
    }
    for (const progress of answer.rest(!signal.aborted)) yield progress
    if (!signal.aborted) yield answer.end()
  }

  /** What it costs, once its pieces have ended in whatever way. */
  usage(): Promise<Usage> {
    const { reported, said } = this.answer
    const asked = toldInWords(this.request.turns, this.request.use?.rounds ?? [])
    return this.mayCost ? usageOf(reported, asked, said) : Promise.resolve(noUsage)
  }

  private note(event: 'begun' | 'over', watchdog: Watchdog): void {
    if (event === 'over') this.answer.noteOver()
    else {
      this.mayCost = true
      watchdog.expect(silenceBeforeAnswer(this.limits, this.request.provider.reasoning))
    }
  }
}
