import { defineConfig } from 'vitest/config'

const isThere = (process.env['CITUS_URL'] ?? '') !== ''
if (!isThere)
  process.stdout.write(
    'Skipped: CITUS_URL names no servers. It takes a coordinator and its workers, separated by commas; see deploy/citus/README.md.\n',
  )

/** Needs the servers that CITUS_URL names, so not among the usual tests: `npm run test:citus`. */
export default defineConfig({
  test: {
    include: isThere
      ? [
          'tests/citus/**/*.citus.ts',
          'tests/journey.test.ts',
          'tests/charges.test.ts',
          'tests/payments.test.ts',
          'tests/subscriptions.test.ts',
          'tests/attachments.test.ts',
          'tests/voice-answers.test.ts',
          'tests/owner.test.ts',
          'tests/margin.test.ts',
          'tests/privacy.test.ts',
          'tests/referrals.test.ts',
          'tests/promo-codes.test.ts',
          'tests/images.test.ts',
          'tests/search.test.ts',
          'tests/assistants.test.ts',
          'tests/schedules.test.ts',
          'tests/daily-report.test.ts',
          'tests/broadcasts.test.ts',
          'tests/money.property.test.ts',
          'tests/chaos/chaos.test.ts',
        ]
      : [],
    passWithNoTests: !isThere,
    setupFiles: ['tests/seed.ts'],
    globalSetup: ['tests/citus/setup.ts'],
    maxWorkers: 2,
    // As in the usual suite: Node runs our sources as they are, and each worker loads the product once.
    experimental: { viteModuleRunner: false },
    isolate: false,
    testTimeout: 240_000,
    hookTimeout: 240_000,
    expect: { poll: { timeout: 60_000 } },
  },
})
