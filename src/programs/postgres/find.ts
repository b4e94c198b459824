import { type Environment, SettingsError } from '#platform/runtime/environment.ts'
import type { Log } from '#platform/runtime/log.ts'

/**
 * The environment with the address of the database for a program that does one thing and ends: that of DATABASE_URL, or the one
 * that `npm start` keeps in DATA_DIR, which is started for as long when it does not run.
 * @throws SettingsError when there is neither
 */
export async function findDatabase(
  given: Environment,
  log: Log,
): Promise<{ environment: Environment; leave(): Promise<void> }> {
  if (given['DATABASE_URL']?.trim()) return { environment: given, leave: async () => undefined }
  const dataDir = given['DATA_DIR']?.trim() || 'data'
  // The image for servers comes without it.
  const embedded = await import('./embedded.ts').catch(() => undefined)
  if (!embedded?.hasEmbedded(dataDir))
    throw new SettingsError(`DATABASE_URL is not set, and npm start has made no database in ${dataDir} (DATA_DIR).`)
  const postgres = await embedded.startEmbedded({ dataDir, log })
  return {
    environment: { ...given, DATABASE_URL: postgres.programUrl, MIGRATE_DATABASE_URL: postgres.url },
    leave: () => postgres.stop(),
  }
}
