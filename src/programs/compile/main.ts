import { FileReader } from '#platform/files/file-reader.ts'
import { UnreadableFile } from '#platform/files/unreadable-file.ts'
import { createLog } from '#platform/runtime/log.ts'
import { Renderer } from '#platform/telegram/renderer.ts'

const programs = ['all', 'backend', 'bot', 'worker', 'migrate', 'catalog']
const longerThanShort = 'A paragraph.\n\n'.repeat(500)

/**
 * Loads what the programs and their threads load, so that Node writes it compiled into NODE_COMPILE_CACHE; the image is built
 * with it. A program that finds it there needs neither the compiler of TypeScript nor its memory.
 */
export async function main(): Promise<void> {
  for (const program of programs) await import(`../${program}/main.ts`)
  const renderer = new Renderer(createLog('compile', { level: 'error' }))
  await renderer.render('files', { markdown: longerThanShort })
  await renderer.stop()
  await readPdf()
}

/** A thread loads what reads the other kinds too, but for their libraries. */
async function readPdf(): Promise<void> {
  const bytes = new TextEncoder().encode('%PDF-1.7\nNothing else.')
  try {
    await new FileReader().read('any', bytes, AbortSignal.timeout(60_000))
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error
  }
}
