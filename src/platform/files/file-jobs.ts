import { measureAudio } from './audio.ts'
import { readAny } from './read-any.ts'

/** What is done with a file in a thread of its own. */
export const fileJobs = {
  any: readAny,
  audio: measureAudio,
  page: async (bytes: Uint8Array) => (await import('./documents/read-page.ts')).readPage(bytes),
}

export type FileJobs = typeof fileJobs
export type FileJob = keyof FileJobs
