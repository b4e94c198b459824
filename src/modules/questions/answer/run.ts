import type { Question } from '#modules/questions/question.ts'
import type { Settled } from './record-answer.ts'

type Progress = { type: 'delta'; text: string } | { type: 'restarted' } | { type: 'silence' }

/**
 * Words that come within so long of each other are told together, except the first and the last: nobody sees more than
 * three steps a second, and a write for each token was a third of what an answer cost this process.
 */
const gatherMs = 200

/** One answer being written, and everybody who follows it. */
export interface Run {
  question: Question
  signal: AbortSignal
  /** Who ended it early: the person, or this process because another goes on with it. */
  stoppedBy: 'person' | 'handover' | null
  /** The question with its answer stored, once it is. */
  settled: Settled | undefined
  append(text: string): void
  /** What was written is void; the answer begins again. */
  restart(): void
  stop(by: 'person' | 'handover'): void
  end(): void
  ended: Promise<void>
  /** From the first word, also for who comes late; `silence` now and then while nothing happens. */
  follow(silenceMs: number, signal: AbortSignal): AsyncGenerator<Progress>
}

export function createRun(question: Question): Run {
  const aborting = new AbortController()
  const ending = Promise.withResolvers<void>()
  const change = createBell()
  const end = createBell()
  let text = ''
  let beginning = 0
  let over = false

  return {
    question,
    signal: aborting.signal,
    stoppedBy: null,
    settled: undefined,
    append(more) {
      text += more
      change.ring()
    },
    restart() {
      text = ''
      beginning += 1
      change.ring()
    },
    stop(by) {
      this.stoppedBy ??= by
      aborting.abort()
    },
    end() {
      over = true
      ending.resolve()
      change.ring()
      end.ring()
    },
    ended: ending.promise,
    async *follow(silenceMs, signal) {
      let shown = 0
      let followed = beginning
      let toldAt = 0
      while (!signal.aborted) {
        if (followed !== beginning) {
          followed = beginning
          shown = 0
          yield { type: 'restarted' }
        }
        if (text.length > shown) {
          const gatherMore = shown === 0 || over ? 0 : toldAt + gatherMs - performance.now()
          if (gatherMore > 0) {
            await end.rings(gatherMore, signal)
            continue
          }
          const more = text.slice(shown)
          shown = text.length
          toldAt = performance.now()
          yield { type: 'delta', text: more }
        } else if (over) return
        else if (!(await change.rings(silenceMs, signal))) yield { type: 'silence' }
      }
    },
  }
}

/** Wakes whoever waits for it at that moment, and remembers nobody: an answer may be long and be looked at often. */
function createBell() {
  const waiting = new Set<() => void>()
  return {
    ring() {
      for (const wake of waiting) wake()
    },
    /** Whether it rang in time; also false when nobody wants to know any more. */
    rings(limitMs: number, signal: AbortSignal): Promise<boolean> {
      return new Promise((resolve) => {
        const done = (rang: boolean) => {
          clearTimeout(timer)
          waiting.delete(rung)
          signal.removeEventListener('abort', giveUp)
          resolve(rang)
        }
        const rung = () => done(true)
        const giveUp = () => done(false)
        const timer = setTimeout(giveUp, limitMs)
        waiting.add(rung)
        signal.addEventListener('abort', giveUp, { once: true })
      })
    },
  }
}
