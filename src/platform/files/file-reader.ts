import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import { Turns } from '#platform/runtime/turns.ts'
import type { FileJob, FileJobs } from './file-jobs.ts'
import { type FileRefusal, mostBytes, UnreadableFile } from './unreadable-file.ts'

const watchEveryMs = 50
const bytesPerMb = 1024 * 1024
/** A thread itself takes what is left of 256 MB. */
const usualLimits = { ms: 10_000, heapMb: 192, atOnce: 2 }

type Read<Job extends FileJob> = Awaited<ReturnType<FileJobs[Job]>>

/**
 * Reads files, each in a thread of its own within a limit of time and memory: what a person sends neither holds the event
 * loop nor ends the program.
 */
export class FileReader {
  readonly #limits: typeof usualLimits
  readonly #turns: Turns

  constructor(limits: Partial<typeof usualLimits> = {}) {
    this.#limits = { ...usualLimits, ...limits }
    this.#turns = new Turns(this.#limits.atOnce)
  }

  /** @throws UnreadableFile with the reason that a person can be told */
  async read<Job extends FileJob>(job: Job, bytes: Uint8Array, signal: AbortSignal): Promise<Read<Job>> {
    if (bytes.length > mostBytes) throw new UnreadableFile('too_large')
    return this.#turns.take(() => this.#inThread(job, bytes, signal))
  }

  async #inThread<Job extends FileJob>(job: Job, bytes: Uint8Array, signal: AbortSignal): Promise<Read<Job>> {
    signal.throwIfAborted()
    const thread = new Worker(new URL('reader-thread.ts', import.meta.url), {
      execArgv: [],
      workerData: { job, bytes },
      resourceLimits: { maxOldGenerationSizeMb: this.#limits.heapMb },
    })
    const memory = new AbortController()
    const watch = setInterval(() => void this.#endWhenFull(thread, memory), watchEveryMs)
    const limit = AbortSignal.any([signal, memory.signal, AbortSignal.timeout(this.#limits.ms)])
    try {
      const [answer] = (await Promise.race([
        once(thread, 'message', { signal: limit }),
        once(thread, 'exit', { signal: limit }).then(() => [{ refused: 'damaged' }]),
      ])) as [{ read: Read<Job> } | { refused: FileRefusal }]
      if ('refused' in answer) throw new UnreadableFile(answer.refused)
      return answer.read
    } catch (error) {
      signal.throwIfAborted()
      if (error instanceof UnreadableFile) throw error
      // A heap that is full and a time that is over look the same to the person: too much for us.
      const isTooMuch = limit.aborted || (error as { code?: string }).code === 'ERR_WORKER_OUT_OF_MEMORY'
      throw new UnreadableFile(isTooMuch ? 'too_large' : 'damaged', { cause: limit.reason ?? error })
    } finally {
      clearInterval(watch)
      await thread.terminate()
    }
  }

  /** The limits of a thread count its objects only; what it unpacks lies outside of its heap. */
  async #endWhenFull(thread: Worker, memory: AbortController): Promise<void> {
    const used = await thread.getHeapStatistics().catch(() => undefined)
    if (!used || used.used_heap_size + used.external_memory < this.#limits.heapMb * bytesPerMb) return
    memory.abort(new Error('The file takes too much memory'))
  }
}
