import { type IAudioMetadata, parseBuffer } from 'music-metadata'

export interface Sound {
  seconds: number
  /** What is said in it by its comments; a sandbox's example has them. */
  words: string | undefined
}

/** What a demo model hears in a file of sound; undefined when there is none in it. */
export async function hear(file: Uint8Array): Promise<Sound | undefined> {
  const found = await parseBuffer(file, undefined, { duration: true, skipCovers: true }).catch(() => undefined)
  const seconds = found?.format.duration
  if (!found || seconds === undefined || !(seconds > 0)) return undefined
  return { seconds, words: wordsIn(found) }
}

function wordsIn({ common, native }: IAudioMetadata): string | undefined {
  const comments = Object.values(native).flat()
  const described = comments.find(({ id }) => id.toUpperCase() === 'DESCRIPTION')?.value
  return typeof described === 'string' ? described : common.title
}
