import { parentPort } from 'node:worker_threads'
import { type Job, jobs } from './render.ts'

/** The thread in which long answers are formatted, one after the other. */
parentPort!.on('message', ({ job, what }: { job: Job; what: { markdown: string } }) => {
  parentPort!.postMessage(jobs[job](what as never))
})
