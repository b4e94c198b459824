import { once } from 'node:events'
import { setTimeout } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import type { Log } from '#platform/runtime/log.ts'
import { type Job, type Jobs, jobs, withoutShape } from './render.ts'

/** What takes a few milliseconds at most. In characters. */
const short = 4_000
/** For what takes a second at a million characters. */
const usualLimitMs = 15_000
const limits = { maxOldGenerationSizeMb: 512 }

/**
 * Formats answers without keeping the process from its other work: a long one is formatted in a thread of its own, and
 * one that cannot be formatted there in time is shown as the plain text that it is.
 */
export class Renderer {
  readonly #log: Log
  readonly #limitMs: number
  #thread: Worker | undefined
  /** The end of the line: the thread has one answer at a time. */
  #last: Promise<unknown> = Promise.resolve()

  constructor(log: Log, { limitMs = usualLimitMs } = {}) {
    this.#log = log
    this.#limitMs = limitMs
  }

  async render<Name extends Job>(job: Name, what: Parameters<Jobs[Name]>[0]): Promise<ReturnType<Jobs[Name]>> {
    try {
      if (what.markdown.length <= short) return jobs[job](what as never) as ReturnType<Jobs[Name]>
      const turn = this.#last.then(() => this.#inThread(job, what))
      this.#last = turn.catch(() => undefined)
      return await turn
    } catch (error) {
      this.#log.error(
        { err: error, length: what.markdown.length },
        'An answer could not be formatted; it goes out as plain text',
      )
      return withoutShape[job](what as never) as ReturnType<Jobs[Name]>
    }
  }

  async stop(): Promise<void> {
    await this.#thread?.terminate()
  }

  async #inThread<Name extends Job>(job: Name, what: Parameters<Jobs[Name]>[0]): Promise<ReturnType<Jobs[Name]>> {
    const thread = (this.#thread ??= this.#startThread())
    const waiting = new AbortController()
    thread.postMessage({ job, what })
    try {
      return await Promise.race([
        once(thread, 'message', waiting).then(([rendered]) => rendered as ReturnType<Jobs[Name]>),
        once(thread, 'exit', waiting).then(() => Promise.reject(new Error('The thread ended'))),
        setTimeout(this.#limitMs, undefined, waiting).then(() =>
          Promise.reject(new Error(`Not formatted within ${this.#limitMs} ms`)),
        ),
      ])
    } catch (error) {
      this.#thread = undefined
      void thread.terminate()
      throw error
    } finally {
      waiting.abort()
    }
  }

  #startThread(): Worker {
    const thread = new Worker(new URL('render-worker.ts', import.meta.url), { execArgv: [], resourceLimits: limits })
    // Those that wait for the thread are told; an error of a thread that was given up must not end the program.
    thread.on('error', () => undefined)
    thread.once('exit', () => {
      if (this.#thread === thread) this.#thread = undefined
    })
    // An idle thread is no reason for the process to stay.
    thread.unref()
    return thread
  }
}
