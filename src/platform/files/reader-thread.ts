import { parentPort, workerData } from 'node:worker_threads'
import { type FileJob, fileJobs } from './file-jobs.ts'
import { UnreadableFile } from './unreadable-file.ts'

/** The thread that reads one file and ends. */
const { job, bytes } = workerData as { job: FileJob; bytes: Uint8Array }
try {
  parentPort!.postMessage({ read: await fileJobs[job](bytes) })
} catch (error) {
  if (!(error instanceof UnreadableFile)) throw error
  parentPort!.postMessage({ refused: error.reason })
}
