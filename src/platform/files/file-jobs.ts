import { measureAudio } from './audio.ts'
import { readAny } from './read-any.ts'

/** What is done with a file in a thread of its own. */
export const fileJobs = { any: readAny, audio: measureAudio }

export type FileJobs = typeof fileJobs
export type FileJob = keyof FileJobs
