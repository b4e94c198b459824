import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { defineConfig } from 'vitest/config'

const report = process.env['VITEST_REPORT']
const files = ['src/**/*.test.ts', 'sandbox/**/*.test.ts', 'tests/**/*.test.ts']

/** Files that need a process of their own: what they do to it, or ask of it, concerns all of it. */
const alone = [
  // They replace a module.
  'src/programs/bot/polling.test.ts',
  'src/platform/models/answer.test.ts',
  'src/platform/telegram/markdown/broken-parser.test.ts',
  // They make a process believe that its machine has run out of something, or ask whether it does.
  'src/platform/runtime/outage.test.ts',
  'src/platform/runtime/pressure.test.ts',
  'src/platform/database/connect.test.ts',
  'src/bot-kit/backend-client.test.ts',
  // It sends the requests of its process through a proxy.
  'src/platform/models/caller.test.ts',
  // It measures the memory of its process.
  'tests/chaos/overload.test.ts',
]

export default defineConfig({
  test: {
    globalSetup: ['src/platform/database/testing-setup.ts', 'tests/browser/setup.ts'],
    // A report for machines where one is wanted, beside the one for people.
    reporters: report ? ['default', ['json', { outputFile: report }]] : ['default'],
    setupFiles: ['tests/seed.ts'],
    // Node keeps what it has compiled, for the threads and programs that the tests start as well.
    env: { NODE_COMPILE_CACHE: process.env['NODE_COMPILE_CACHE'] ?? join(tmpdir(), 'node-compile-cache') },
    // Most tests wait more than they work: a file keeps a processor a little less than half busy.
    maxWorkers: 4,
    // A limit matters to a test that fails; one that passes must not fail because the machine is busy with something else.
    testTimeout: 180_000,
    hookTimeout: 180_000,
    expect: { poll: { timeout: 60_000 } },
    // Node runs our sources as they are, in tests too.
    experimental: { viteModuleRunner: false },
    // Most of what a test allocates is soon garbage: with room for it, it is collected less often.
    execArgv: ['--max-semi-space-size=32'],
    projects: [
      { test: { name: 'alone', include: alone, isolate: true } },
      // Each worker loads the product once, and not once for each file.
      { test: { name: 'together', include: files, exclude: ['**/node_modules/**', ...alone], isolate: false } },
    ],
    coverage: {
      provider: 'v8',
      include: ['src/**/*.ts', 'sandbox/**/*.ts'],
      exclude: ['**/*.test.ts', 'sandbox/page/**'],
      reporter: ['text-summary', 'json-summary'],
      thresholds: { lines: 85 },
    },
  },
})
