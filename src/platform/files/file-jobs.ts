import { measureAudio } from './audio.ts'
import { readDocument } from './documents/read-document.ts'

/** What is done with a file in a thread of its own. */
export const fileJobs = { document: readDocument, audio: measureAudio }

export type FileJobs = typeof fileJobs
export type FileJob = keyof FileJobs
