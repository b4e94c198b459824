/**
 * What files cost that are meant to do harm: `npm run bench:files`. Reads each as the backend does, and prints how it ends, how
 * long it takes, how long it holds the event loop, and how much more memory the process has meanwhile. The event loop is held
 * for as long as its thread works on, so other programs of the machine do not count.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import { FileReader } from '#platform/files/file-reader.ts'
import { preparePicture } from '#platform/files/picture.ts'
import { UnreadableFile } from '#platform/files/unreadable-file.ts'
import { type HostileFile, hostileFiles } from '#tests/world/hostile-files.ts'
import { print } from './figures.ts'

const reader = new FileReader()
const { signal } = new AbortController()
const only = process.argv[2]

print('| file | ends | takes | holds the event loop | memory |\n|---|---|---:|---:|---:|')
for (const [name, file] of Object.entries(hostileFiles())) {
  if (only && !name.includes(only)) continue
  const bytes = await file.make()
  const { verdict, ms, heldMs, megabytes } = await measured(() => verdictOf(file, bytes))
  print(`| ${name} | ${verdict} | ${ms.toFixed(0)} ms | ${heldMs.toFixed(0)} ms | ${megabytes.toFixed(0)} MB |`)
}

async function verdictOf({ sentAs }: HostileFile, bytes: Uint8Array): Promise<string> {
  try {
    await (sentAs === 'picture'
      ? preparePicture(bytes)
      : reader.read(sentAs === 'audio' ? 'audio' : 'any', bytes, signal))
    return 'read'
  } catch (error) {
    if (error instanceof UnreadableFile) return error.reason
    throw error
  }
}

async function measured(act: () => Promise<string>) {
  await sleep(20)
  const before = process.memoryUsage.rss()
  let most = before
  const watch = setInterval(() => (most = Math.max(most, process.memoryUsage.rss())), 5)
  let held = 0
  let last = process.threadCpuUsage()
  const loop = setInterval(() => {
    const { user, system } = process.threadCpuUsage(last)
    last = process.threadCpuUsage()
    held = Math.max(held, user + system)
  }, 1)
  const begun = performance.now()
  const verdict = await act()
  const ms = performance.now() - begun
  clearInterval(loop)
  clearInterval(watch)
  return { verdict, ms, heldMs: held / 1000, megabytes: (most - before) / 1e6 }
}
