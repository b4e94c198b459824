import { flushCompileCache } from 'node:module'
import fc from 'fast-check'
import { afterAll, inject } from 'vitest'
import { workload } from '#platform/runtime/workload.ts'

/** The same histories in every run, so that a run can be repeated; another seed by FC_SEED finds what this one does not. */
fc.configureGlobal({ seed: Number(process.env['FC_SEED'] ?? 20_261_123) })

const folder = inject('folder')
if (folder) process.env['TMPDIR'] = folder

// The process of a test ends by a signal, which would lose what it has compiled.
afterAll(() => flushCompileCache())

// A process of tests works without a pause; what the answers in it look like is that of one which has time.
Object.assign(workload, { crowding: () => 0 })

/** Files share a process: one that is left with a fake clock waits for ever. */
const shared = globalThis as { timerOfThisProcess?: typeof setTimeout }
shared.timerOfThisProcess ??= setTimeout
if (setTimeout !== shared.timerOfThisProcess) throw new Error('A file before this one has not put the clock back')
