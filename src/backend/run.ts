import type { Question } from '#domain/conversation/question.ts'
import type { Settled } from '#domain/conversation/record-answer.ts'

export type Progress = { type: 'delta'; text: string } | { type: 'restarted' } | { type: 'silence' }

/**
 * Words that come within so long of each other are told together: nobody can see them faster, and a write for each token
 * was a third of what an answer cost this process.
 */
const gatherMs = 100

/** One answer being written, and everybody who follows it. */
export interface Run {
  question: Question
  signal: AbortSignal
  /** Who ended it early: the person, or this process because another goes on with it. */
  stoppedBy: 'person' | 'handover' | null
  /** The question with its answer stored, once it is. */
  settled: Settled | undefined
  append(text: string): void
  /** What was written is void; the answer begins anew. */
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
  let change = Promise.withResolvers<void>()
  let text = ''
  let beginning = 0
  let over = false

  function changed() {
    change.resolve()
    change = Promise.withResolvers()
  }

  return {
    question,
    signal: aborting.signal,
    stoppedBy: null,
    settled: undefined,
    append(more) {
      text += more
      changed()
    },
    restart() {
      text = ''
      beginning += 1
      changed()
    },
    stop(by) {
      this.stoppedBy ??= by
      aborting.abort()
    },
    end() {
      over = true
      ending.resolve()
      changed()
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
            await within(gatherMore, ending.promise, signal)
            continue
          }
          const more = text.slice(shown)
          shown = text.length
          toldAt = performance.now()
          yield { type: 'delta', text: more }
        } else if (over) return
        else if (!(await within(silenceMs, change.promise, signal))) yield { type: 'silence' }
      }
    },
  }
}

/** Whether the promise came true in time; also false when nobody wants to know any more. */
async function within(limitMs: number, promise: Promise<void>, signal: AbortSignal): Promise<boolean> {
  const limit = Promise.withResolvers<false>()
  const giveUp = () => limit.resolve(false)
  const timer = setTimeout(giveUp, limitMs)
  signal.addEventListener('abort', giveUp, { once: true })
  try {
    return await Promise.race([promise.then(() => true), limit.promise])
  } finally {
    clearTimeout(timer)
    signal.removeEventListener('abort', giveUp)
  }
}
