import { setTimeout as sleep } from 'node:timers/promises'
import { type Api, GrammyError } from 'grammy'
import type { Update as TelegramUpdate } from 'grammy/types'
import type { Sql } from '#platform/database/sql.ts'
import { receive } from '#platform/inbox/receive.ts'
import type { Log } from '#platform/runtime/log.ts'
import { OutageLog } from '#platform/runtime/outage-log.ts'

/** What the bot wants to hear of; named always, because Telegram keeps the former list when none is given. */
export const allowedUpdates = [
  'message',
  'edited_message',
  'callback_query',
  'my_chat_member',
  'pre_checkout_query',
  'stopped_message_generation',
  'subscription',
] as const satisfies readonly (keyof TelegramUpdate)[]

const longPollSeconds = 25
const firstPauseMs = 1_000
/** Short, so that people are served as soon as Telegram is back; a rival for the updates does not go away by itself. */
const longestPauseMs = { outage: 2_000, conflict: 60_000 }

/** Fetches updates into the inbox. An offset is confirmed by the next request, and that is made after the batch is stored. */
export function startPolling({ api, sql, log }: { api: Api; sql: Sql; log: Log }): { stop(): Promise<void> } {
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
    let pauseMs = firstPauseMs
    while (!stopping.signal.aborted) {
      try {
        const updates = await api.getUpdates(
          { offset, limit: 100, timeout: longPollSeconds, allowed_updates: allowedUpdates },
          stopping.signal as never,
        )
        await receive(sql, log, updates)
        offset = (updates.at(-1)?.update_id ?? offset - 1) + 1
        pauseMs = firstPauseMs
        outage.succeeded()
      } catch (error) {
        if (stopping.signal.aborted) return
        const asked = error instanceof GrammyError ? (error.parameters.retry_after ?? 0) * 1000 : 0
        const conflict = error instanceof GrammyError && error.error_code === 409
        if (conflict) log.warn('Somebody else fetches the updates of this bot, or a webhook is set')
        else outage.failed(error)
        await sleep(Math.max(asked, pauseMs * (0.75 + Math.random() / 2)), undefined, {
          signal: stopping.signal,
        }).catch(() => undefined)
        pauseMs = Math.min(pauseMs * 2, conflict ? longestPauseMs.conflict : longestPauseMs.outage)
      }
    }
  }
}
