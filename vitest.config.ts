import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

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

/** Files that take longest, in this order: what begins last must be short, or one processor waits for the other. */
const longest = [
  'tests/start.test.ts',
  'tests/browser/cabinet.test.ts',
  'tests/chaos/overload.test.ts',
  'tests/outages.test.ts',
  'tests/browser/page.test.ts',
  'tests/chaos/restart.test.ts',
  'src/platform/telegram/steps.test.ts',
  'tests/chaos/chaos.test.ts',
  'tests/chaos/providers.test.ts',
  'tests/answer-ending.test.ts',
  'tests/voice-answers.test.ts',
]

/** Vitest knows how long a file takes only after a run on the same machine. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId }: TestSpecification) => {
      const at = longest.findIndex((file) => moduleId.endsWith(`/${file}`))
      return at === -1 ? longest.length : at
    }
    // oxlint-disable-next-line unicorn/no-array-sort -- this `sort` is the sequencer's and returns a new list
    const ofProjects = Map.groupBy(await super.sort(files), ({ project }) => project)
    return [...ofProjects.values()].flatMap((ofOne) => ofOne.toSorted((a, b) => place(a) - place(b)))
  }
}

export default defineConfig({
  test: {
    sequence: { sequencer: LongestFirst },
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
