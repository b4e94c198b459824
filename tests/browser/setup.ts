import chromium from '@sparticuz/chromium'
import type { TestProject } from 'vitest/node'

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the browser from npm is unpacked, or why it is not. */
    browser: { path: string } | { missing: string }
  }
}

/** Unpacks the browser once for the whole run: two test files that did it at once would read each other's half. */
export default async function setup(project: TestProject): Promise<void> {
  project.provide('browser', await unpack())
}

async function unpack() {
  try {
    return { path: await chromium.executablePath() }
  } catch (error) {
    return { missing: error instanceof Error ? error.message : String(error) }
  }
}
