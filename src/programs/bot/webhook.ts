import type { Api } from 'grammy'
import type { WebhookInfo } from 'grammy/types'
import type { Log } from '#platform/runtime/log.ts'
import { webhookPath } from './config.ts'

/** What may be wrong with the address of the webhook, in one sentence: something in front may still rewrite it. */
export function strangeWebhook(url: string): string | undefined {
  if (new URL(url).pathname.endsWith(webhookPath)) return undefined
  return `WEBHOOK_URL does not end with ${webhookPath}, where the backend takes updates: whatever stands before it must rewrite ${new URL(url).pathname}.`
}

/** Why Telegram's updates did not come by the webhook lately, in one sentence; the last error is the only sign of it. */
export function webhookFault(info: WebhookInfo, url: string): string | undefined {
  const { last_error_date: date, last_error_message: message, pending_update_count: waiting } = info
  if (info.url !== url || date === undefined || !message) return undefined
  const at = new Date(date * 1000).toISOString()
  return `WEBHOOK_URL: Telegram could not bring an update at ${at}: "${message}". ${waiting} of them wait.`
}

const lookEveryMs = 60_000

/** Puts into the log what Telegram says about the webhook, each error once. */
export function watchWebhook({ api, url, log }: { api: Api; url: string; log: Log }): { stop(): void } {
  let last: number | undefined
  const look = async () => {
    const info = await api.getWebhookInfo()
    const fault = webhookFault(info, url)
    if (fault !== undefined && info.last_error_date !== last) log.warn(fault)
    last = info.last_error_date
  }
  // Telegram may be away: the delivery of answers says so.
  const timer = setInterval(() => void look().catch(() => undefined), lookEveryMs)
  return { stop: () => clearInterval(timer) }
}
