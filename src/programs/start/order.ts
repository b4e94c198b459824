import { readConfig, type BackendConfig } from '#programs/backend/config.ts'
import { findDatabase } from '#programs/postgres/find.ts'
import { type Environment, loadEnvironment } from '#platform/runtime/environment.ts'
import { explain } from '#platform/runtime/lifetime.ts'
import { createLog, type Log } from '#platform/runtime/log.ts'
import { output } from '#platform/runtime/output.ts'
import { type Plan, planOf } from './settings.ts'

interface Order {
  given: Environment
  plan: Plan
  log: Log
}

/** What `npm start -- NAME` does instead of starting: it prints what comes out, or why not with exit code 1. */
export async function runOrder(name: string, act: (order: Order) => Promise<string>): Promise<void> {
  const log = createLog(name, { level: 'warn' })
  try {
    const given = loadEnvironment()
    output.write(await act({ given, plan: planOf(given), log }))
  } catch (error) {
    explain(error, log)
    process.exitCode = 1
  }
}

/** On the database of `npm start`, whether it runs or not. */
export async function onDatabase<Result>(
  { given, plan, log }: Order,
  act: (config: BackendConfig) => Promise<Result>,
): Promise<Result> {
  const found = await findDatabase(given, log)
  try {
    return await act(readConfig({ ...plan.environment, ...found.environment }))
  } finally {
    await found.leave()
  }
}
