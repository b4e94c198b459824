import { defineConfig } from 'vitest/config'

const report = process.env['VITEST_REPORT']

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'sandbox/**/*.test.ts', 'tests/**/*.test.ts'],
    setupFiles: ['tests/seed.ts'],
    globalSetup: ['src/platform/database/testing-setup.ts', 'tests/browser/setup.ts'],
    // A report for machines where one is wanted, beside the one for people.
    reporters: report ? ['default', ['json', { outputFile: report }]] : ['default'],
    // Most tests wait more than they work: a file keeps a processor a little less than half busy.
    maxWorkers: 4,
    // A limit matters to a test that fails; one that passes must not fail because the machine is busy with something else.
    testTimeout: 180_000,
    hookTimeout: 180_000,
    expect: { poll: { timeout: 60_000 } },
    coverage: {
      provider: 'v8',
      include: ['src/**/*.ts', 'sandbox/**/*.ts'],
      exclude: ['**/*.test.ts', 'sandbox/page/**'],
      reporter: ['text-summary', 'json-summary'],
      thresholds: { lines: 85 },
    },
  },
})
