import { type Api, GrammyError } from 'grammy'
import { allowedUpdates } from '#platform/inbox/update-kinds.ts'
import type { Log } from '#platform/runtime/log.ts'
import { OutageLog } from '#platform/runtime/outage-log.ts'
import { passOrAbort } from '#platform/runtime/pass.ts'
import { Pauses, policies } from '#platform/runtime/retry.ts'

const longPollSeconds = 25

interface PollingOptions {
  api: Api
  store: (updates: unknown[]) => Promise<void>
  log: Log
}

/** Fetches updates into the inbox. An offset is confirmed by the next request, and that is made after the batch is stored. */
export function startPolling({ api, store, log }: PollingOptions): { stop(): Promise<void> } {
  const stopping = new AbortController()
  const running = poll()
  return {
    async stop() {
      stopping.abort()
      await running
    },
  }

  async function poll() {
    const outage = new OutageLog(log, 'Updates could not be fetched')
    let offset = 0
    const pauses = { away: new Pauses(policies.fetchUpdates), rival: new Pauses(policies.rivalForUpdates) }
    while (!stopping.signal.aborted) {
      try {
        const updates = await api.getUpdates(
          { offset, limit: 100, timeout: longPollSeconds, allowed_updates: allowedUpdates },
          stopping.signal as never,
        )
        await store(updates)
        offset = (updates.at(-1)?.update_id ?? offset - 1) + 1
        pauses.away.succeeded()
        pauses.rival.succeeded()
        outage.succeeded()
      } catch (error) {
        if (stopping.signal.aborted) return
        const asked = error instanceof GrammyError ? (error.parameters.retry_after ?? 0) * 1000 : 0
        const conflict = error instanceof GrammyError && error.error_code === 409
        if (conflict) log.warn('Another program fetches the updates of this bot, or a webhook is set')
        else outage.failed(error)
        const pauseMs = (conflict ? pauses.rival : pauses.away).nextMs()
        await passOrAbort(Math.max(asked, pauseMs), stopping.signal)
      }
    }
  }
}
