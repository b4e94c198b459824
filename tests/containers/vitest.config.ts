import { defineConfig } from 'vitest/config'

/** Minutes long and in need of podman or docker, so not among the usual tests: `npm run test:containers`. */
export default defineConfig({
  test: {
    include: ['tests/containers/**/*.container.ts'],
    reporters: ['verbose'],
    testTimeout: 180_000,
    hookTimeout: 600_000,
    // Two stacks take twice the memory, and build the same stages.
    fileParallelism: false,
    // Each step stands on the one before it.
    bail: 1,
    sequence: { concurrent: false },
  },
})
