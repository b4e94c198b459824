import { execFileSync } from 'node:child_process'
import { globSync, statSync } from 'node:fs'
import chromium from '@sparticuz/chromium'
import type { TestProject } from 'vitest/node'

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the browser from npm is unpacked, or why it is not. */
    browser: { path: string } | { missing: string }
  }
}

/**
 * Unpacks the browser once for the whole run, because two test files that did it at once would read each other's half; and
 * makes the page of the cabinet where what it is made of has changed.
 */
export default async function setup(project: TestProject): Promise<void> {
  project.provide('browser', await unpack())
  if (
    changedAt(['web/index.html', 'web/vite.config.ts', ...globSync('web/src/**/*.*')]) >
    changedAt(['web/dist/index.html'])
  )
    execFileSync(process.execPath, ['scripts/build-web.ts'], { stdio: 'inherit' })
}

async function unpack() {
  try {
    return { path: await chromium.executablePath() }
  } catch (error) {
    return { missing: error instanceof Error ? error.message : String(error) }
  }
}

/** Of the newest file; those that are not there are as old as can be. */
function changedAt(files: string[]): number {
  return Math.max(...files.map((file) => statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0))
}
