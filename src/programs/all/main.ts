import { type RunningBackend, startBackend } from '#programs/backend/main.ts'
import { type RunningBot, startBot, tellFirstOwner } from '#programs/bot/main.ts'
import { beginGrace } from '#platform/inbox/begin-grace.ts'
import { betweenCollections } from '#platform/runtime/give-back-memory.ts'
import { finishLimitMs, type Running, runProgram, stopInOrder } from '#platform/runtime/lifetime.ts'
import type { Log } from '#platform/runtime/log.ts'
import { startWorker } from '#programs/worker/main.ts'
import { type AllConfig, readConfig } from './config.ts'

export type RunningPrograms = Running & Pick<RunningBackend, 'url'> & Pick<RunningBot, 'firstOwnerLink'>

/**
 * Backend, worker and bot in one process, on a database that is up to date. The bot calls the backend without HTTP.
 * @param signal aborted when the start is no longer wanted
 */
export async function startPrograms(config: AllConfig, log: Log, signal: AbortSignal): Promise<RunningPrograms> {
  void beginGrace(config.bot.database, log)
  const backend = await startBackend(config.backend, log.child({ program: 'backend' }), { hasBotBeside: true })
  const others: { worker?: Running; bot?: Running } = {}
  const stop = () => stopTogether({ backend, ...others }, log)
  const failing = new AbortController()
  const unwanted = AbortSignal.any([signal, failing.signal])
  const botConfig = { ...config.bot, backendUrl: backend.url }
  const beside = { runWarmUp: betweenCollections, backend }
  try {
    signal.throwIfAborted()
    // Side by side, because the bot waits for Telegram for as long as that is away.
    const startingWorker = startWorker(config.worker, log.child({ program: 'worker' }))
    const startingBot = startBot(botConfig, log.child({ program: 'bot' }), unwanted, beside)
    const starting = [
      startingWorker.then((worker) => (others.worker = worker)),
      startingBot.then((bot) => (others.bot = bot)),
    ]
    await Promise.all(starting).catch(async (error: unknown) => {
      failing.abort()
      await Promise.allSettled(starting)
      throw error
    })
    return { url: backend.url, firstOwnerLink: (await startingBot).firstOwnerLink, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

interface Started {
  backend: RunningBackend
  worker?: Running
  bot?: Running
}

/**
 * The backend stops after the bot, which ends its answers by it. Both share one limit for that, because two of them would
 * exceed the limit of a stop.
 */
async function stopTogether({ backend, worker, bot }: Started, log: Log): Promise<void> {
  const begunAt = performance.now()
  const leftMs = () => Math.max(finishLimitMs - (performance.now() - begunAt), 0)
  await Promise.all([
    stopInOrder(log, [async () => worker?.stop()]),
    stopInOrder(log, [async () => bot?.stop(), () => backend.stop(leftMs())]),
  ])
}

/** `npm run all`: one process in place of three, for a server that runs one of each. */
export async function main(): Promise<void> {
  await runProgram({
    name: 'all',
    readConfig,
    async start(config, log, signal) {
      const programs = await startPrograms(config, log, signal)
      void tellFirstOwner(programs, log.child({ program: 'bot' }))
      return programs
    },
    severalPrograms: true,
  })
}
