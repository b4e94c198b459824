import { defineConfig } from 'vitest/config'

/** Needs PostgreSQL, Patroni, etcd and HAProxy of the system, so not among the usual tests: `npm run test:failover`. */
export default defineConfig({
  test: {
    include: ['tests/failover/**/*.failover.ts'],
    reporters: ['verbose'],
    testTimeout: 240_000,
    hookTimeout: 240_000,
    bail: 1,
  },
})
