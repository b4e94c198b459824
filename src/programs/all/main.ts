import { type RunningBackend, startBackend } from '#programs/backend/main.ts'
import { type RunningBot, startBot, tellFirstOwner } from '#programs/bot/main.ts'
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
  const backend = await startBackend(config.backend, log.child({ program: 'backend' }), { hasBotBeside: true })
  const others: Running[] = []
  const stop = () => stopTogether(backend, others, log)
  try {
    signal.throwIfAborted()
    others.push(await startWorker(config.worker, log.child({ program: 'worker' })))
    signal.throwIfAborted()
    const beside = { runWarmUp: betweenCollections, backend }
    const bot = await startBot(
      { ...config.bot, backendUrl: backend.url },
      log.child({ program: 'bot' }),
      signal,
      beside,
    )
    others.push(bot)
    return { url: backend.url, firstOwnerLink: bot.firstOwnerLink, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

/**
 * The backend comes last, because the bot ends its answers by it. What time the bot has taken for them the backend does not
 * take again: together they would be longer than a stop may be.
 */
async function stopTogether(backend: RunningBackend, others: Running[], log: Log): Promise<void> {
  const begunAt = performance.now()
  await Promise.all(others.map((other) => stopInOrder(log, [() => other.stop()])))
  const left = finishLimitMs - (performance.now() - begunAt)
  await stopInOrder(log, [() => backend.stop(Math.max(left, 0))])
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
