import { defineConfig } from 'vitest/config'

const report = process.env['VITEST_REPORT']

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'sandbox/**/*.test.ts', 'tests/**/*.test.ts'],
    setupFiles: ['tests/seed.ts'],
    globalSetup: ['src/platform/database/testing-setup.ts', 'tests/browser/setup.ts'],
    // A report for machines where one is wanted, beside the one for people.
    reporters: report ? ['default', ['json', { outputFile: report }]] : ['default'],
    // Most tests wait more than they work; a machine with two processors would otherwise run one file after the other.
    maxWorkers: 2,
    testTimeout: 20_000,
    hookTimeout: 60_000,
    coverage: {
      provider: 'v8',
      include: ['src/**/*.ts', 'sandbox/**/*.ts'],
      exclude: ['**/*.test.ts', 'sandbox/page/**'],
      reporter: ['text-summary', 'json-summary'],
      thresholds: { lines: 85 },
    },
  },
})
