import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { type Log, messageOf } from '#platform/runtime/log.ts'
import { OutageLog } from '#platform/runtime/outage-log.ts'

export interface Listening {
  stop(): Promise<void>
}

const reconnectPausesMs = [100, 250, 500, 1000, 2000, 5000]
const knockMs = 30_000
const goodbyeLimitMs = 2_000

/**
 * Hears one channel on a connection of its own, which comes back by itself. After a reconnection `heard('')` says that
 * something may have been missed.
 * @throws the error of the first connection: whoever cannot listen at all should know it
 */
export async function startListening(
  settings: pg.ClientConfig,
  channel: string,
  heard: (payload: string) => void,
  log: Log | undefined,
): Promise<Listening> {
  const stopping = new AbortController()
  const outage = log && new OutageLog(log, `The channel ${channel} of the database cannot be heard`)
  let line = await open()
  const running = keepOpen()
  // Nothing is ever sent on a connection that only listens, so one that died in silence is found by knocking.
  const knocking = setInterval(() => void line.client.query('select 1').catch(() => hangUp(line.client)), knockMs)
  knocking.unref()
  return {
    async stop() {
      clearInterval(knocking)
      stopping.abort()
      await hangUp(line.client)
      await running
    },
  }

  async function keepOpen() {
    while (!stopping.signal.aborted) {
      await Promise.race([line.ended, aborted(stopping.signal)])
      for (let turn = 0; !stopping.signal.aborted && !(await reopen(turn)); turn += 1);
    }
  }

  async function reopen(turn: number): Promise<boolean> {
    const pauseMs = reconnectPausesMs[Math.min(turn, reconnectPausesMs.length - 1)]!
    await sleep(pauseMs, undefined, { signal: stopping.signal }).catch(() => undefined)
    if (stopping.signal.aborted) return false
    try {
      line = await open()
    } catch (error) {
      outage?.failed(error)
      return false
    }
    outage?.succeeded()
    // Stopped while the connection was being made: nobody else would close it.
    if (stopping.signal.aborted) await hangUp(line.client)
    else heard('')
    return true
  }

  async function open() {
    const client = new pg.Client(settings)
    const ended = new Promise<void>((resolve) => void client.once('end', () => resolve()))
    client.on('notification', (message) => heard(message.payload ?? ''))
    client.on('error', (error) => log?.warn({ channel }, `The listening connection broke. ${messageOf(error)}`))
    try {
      await client.connect()
      await client.query(`listen ${pg.escapeIdentifier(channel)}`)
    } catch (error) {
      await hangUp(client)
      throw error
    }
    return { client, ended }
  }
}

async function hangUp(client: pg.Client): Promise<void> {
  await Promise.race([client.end().catch(() => undefined), sleep(goodbyeLimitMs, undefined, { ref: false })])
}

function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve()
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }))
}
