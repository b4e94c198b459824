import pg from 'pg'
import type { Log } from '#platform/runtime/log.ts'
import { KeptSession } from './kept-session.ts'

const checkEveryMs = 30_000

/**
 * Hears one channel on a connection of its own.
 * @param heard called with an empty text after a reconnection, when something may have been missed
 * @throws the error of the first connection: a program that cannot listen at all should not start
 */
export function startListening(
  settings: pg.ClientConfig,
  channel: string,
  heard: (payload: string) => void,
  log: Log | undefined,
): Promise<KeptSession> {
  return new KeptSession({
    settings,
    awayMeans: `The channel ${channel} of the database cannot be heard`,
    async prepare(client) {
      client.on('notification', (message) => heard(message.payload ?? ''))
      await client.query(`listen ${pg.escapeIdentifier(channel)}`)
    },
    back: () => heard(''),
    checkEveryMs,
    check: (client) => client.query('select 1'),
    log,
  }).start()
}
