import type { Question } from '#modules/questions/question.ts'
import type { Step } from '#platform/models/tool.ts'
import { workload } from '#platform/runtime/workload.ts'
import type { Settled } from './record-answer.ts'

type Progress =
  | { type: 'heard'; text: string }
  | { type: 'thinking'; summary: string }
  | { type: 'looking'; steps: Step[] }
  | { type: 'delta'; text: string }
  | { type: 'restarted' }
  | { type: 'silence' }

/**
 * Words that come within so long of each other are told together, except the first and the last: people see no more than
 * three steps a second, and a write for each token was a third of what an answer cost this process.
 */
const gatherMs = { first: 200, later: 300, longest: 3_000 }
/** For so long from the first words more is told sooner, as it is shown sooner. */
const beginningMs = 1_500

/** One answer being written, and those who follow it. */
export class RunningAnswer {
  readonly question: Question
  private readonly aborting = new AbortController()
  private readonly ending = Promise.withResolvers<void>()
  private readonly awaitingChange = new Waiters()
  private readonly awaitingEnd = new Waiters()
  private text = ''
  private heard: string | undefined
  /** What is told of the reasoning before the first word. */
  private summary: string | undefined
  /** What is being looked up, until words come. */
  private steps: Step[] | undefined
  /** How often the text was begun. */
  private beginning = 0
  private over = false
  private stopped: 'person' | 'handover' | null = null
  private outcome: Settled | undefined

  constructor(question: Question) {
    this.question = question
  }

  get signal(): AbortSignal {
    return this.aborting.signal
  }

  get ended(): Promise<void> {
    return this.ending.promise
  }

  /** Whether another process goes on with it; a person's wish to stop that came first counts. */
  get isHandedOver(): boolean {
    return this.stopped === 'handover'
  }

  /** The question with its answer stored, once it is. */
  get settled(): Settled | undefined {
    return this.outcome
  }

  /** What was said in the voice messages of the question, once it is known. */
  get heardWords(): string | undefined {
    return this.heard
  }

  append(more: string): void {
    this.text += more
    this.steps = undefined
    this.awaitingChange.wake()
  }

  hear(text: string): void {
    this.heard = text
    this.awaitingChange.wake()
  }

  think(summary: string): void {
    this.summary = summary
    this.awaitingChange.wake()
  }

  lookUp(steps: Step[]): void {
    this.steps = steps
    this.awaitingChange.wake()
  }

  /** What was written is void; the answer begins again. */
  restart(): void {
    this.text = ''
    this.summary = undefined
    this.steps = undefined
    this.beginning += 1
    this.awaitingChange.wake()
  }

  stop(by: 'person' | 'handover'): void {
    this.stopped ??= by
    this.aborting.abort()
  }

  settle(outcome: Settled | undefined): void {
    this.outcome = outcome
  }

  finish(): void {
    this.over = true
    this.ending.resolve()
    this.awaitingChange.wake()
    this.awaitingEnd.wake()
  }

  /** From the beginning, also for who comes late; `silence` now and then while nothing happens. */
  async *follow(silenceMs: number, signal: AbortSignal): AsyncGenerator<Progress> {
    let shown = 0
    let followed = this.beginning
    let toldAt = 0
    let dueAt = 0
    let begunAt: number | undefined
    let summary: string | undefined
    let steps: Step[] | undefined
    let isHeardTold = false
    while (!signal.aborted) {
      if (followed !== this.beginning) {
        followed = this.beginning
        shown = 0
        summary = undefined
        yield { type: 'restarted' }
      }
      if (this.heard !== undefined && !isHeardTold) {
        isHeardTold = true
        yield { type: 'heard', text: this.heard }
      } else if (this.text.length > shown) {
        const gatherMore = shown === 0 || this.over ? 0 : dueAt - performance.now()
        if (gatherMore > 0) {
          await this.awaitingEnd.wait(gatherMore, signal)
          continue
        }
        const more = this.text.slice(shown)
        shown = this.text.length
        toldAt = performance.now()
        begunAt ??= toldAt
        dueAt = toldAt + gapAfter(toldAt - begunAt)
        yield { type: 'delta', text: more }
      } else if (this.over) return
      else if (this.steps !== undefined && this.steps !== steps) {
        steps = this.steps
        yield { type: 'looking', steps }
      } else if (this.text === '' && this.summary !== undefined && this.summary !== summary) {
        const gatherMore = toldAt + gatherMs.first - performance.now()
        if (gatherMore > 0) {
          await this.awaitingChange.wait(gatherMore, signal)
          continue
        }
        summary = this.summary
        toldAt = performance.now()
        yield { type: 'thinking', summary }
      } else if (!(await this.awaitingChange.wait(silenceMs, signal))) yield { type: 'silence' }
    }
  }
}

function gapAfter(sinceBegunMs: number): number {
  const usual = sinceBegunMs < beginningMs ? gatherMs.first : gatherMs.later
  return workload.stretched({ usual, longest: gatherMs.longest })
}

/** Those who wait for something to happen. Each is dropped once it goes on: an answer may be long and be looked at often. */
class Waiters {
  private readonly waiting = new Set<() => void>()

  wake(): void {
    for (const goOn of this.waiting) goOn()
  }

  /** Whether it happened in time; also false when the signal ends the wait. */
  wait(limitMs: number, signal: AbortSignal): Promise<boolean> {
    return new Promise((resolve) => {
      const done = (happened: boolean) => {
        clearTimeout(timer)
        this.waiting.delete(goOn)
        signal.removeEventListener('abort', giveUp)
        resolve(happened)
      }
      const goOn = () => done(true)
      const giveUp = () => done(false)
      const timer = setTimeout(giveUp, limitMs)
      this.waiting.add(goOn)
      signal.addEventListener('abort', giveUp, { once: true })
    })
  }
}
