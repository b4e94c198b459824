import { z } from 'zod'
import { type Environment, postgresUrl, readSettings } from '#runtime/environment.ts'

export type WorkerConfig = ReturnType<typeof readConfig>

/** @throws SettingsError with one sentence for each setting that is missing or wrong */
export function readConfig(environment: Environment) {
  const settings = readSettings(environment, {
    DATABASE_URL: postgresUrl,
    KEEP_EVENTS_MONTHS: z.coerce.number().int().min(1).max(120).default(12),
  })
  return { databaseUrl: settings.DATABASE_URL, keepEventsMonths: settings.KEEP_EVENTS_MONTHS }
}
