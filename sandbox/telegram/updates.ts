import { setTimeout as sleep } from 'node:timers/promises'
import type { Update } from 'grammy/types'
import { BotApiError } from './error.ts'
import type { State } from './state.ts'

type UpdateContent = Omit<Update, 'update_id'>
interface UpdateRecord {
  update: Update
  at: number
  /** How it left: by polling or webhook, or not yet. */
  delivered: string | null
}

/** The bot's updates: waiting for getUpdates, or brought to the webhook. */
export interface UpdateQueue {
  push(content: UpdateContent): Update | null
  /** Long polling. @throws BotApiError 409 */
  poll(options: {
    offset: number
    limit: number
    timeoutSeconds: number
    allowedUpdates: string[] | undefined
    signal: AbortSignal
  }): Promise<Update[]>
  setWebhook(webhook: State['webhook']): void
  dropPending(): void
  waiting(): number
  lastError(): { date: number; message: string } | null
  history(): UpdateRecord[]
  /** Brings an update again, as Telegram may. */
  repeat(updateId: number): boolean
  /** The first pause before a webhook is tried again; it doubles up to a minute. */
  retryMs: number
  stop(): void
}

const notByDefault = new Set(['chat_member', 'message_reaction', 'message_reaction_count'])
const historyLength = 500

export function createUpdates(state: State): UpdateQueue {
  const history: UpdateRecord[] = []
  const lanes = new Map<string, Promise<void>>()
  const stopping = new AbortController()
  let wake = Promise.withResolvers<void>()
  let polling: AbortController | undefined
  let lastError: { date: number; message: string } | null = null

  const queue: UpdateQueue = {
    retryMs: 1000,
    push(content) {
      const kind = Object.keys(content)[0]!
      const allowed = state.webhook ? state.webhook.allowedUpdates : state.allowedUpdates
      if (allowed && allowed.length > 0 ? !allowed.includes(kind) : notByDefault.has(kind)) return null
      const update = { update_id: state.nextUpdateId++, ...content }
      state.updates.push(update)
      history.push({ update, at: Date.now(), delivered: null })
      if (history.length > historyLength) history.shift()
      state.save()
      deliver(update)
      return update
    },
    async poll({ offset, limit, timeoutSeconds, allowedUpdates, signal }) {
      if (state.webhook)
        throw new BotApiError(
          409,
          "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
        )
      polling?.abort()
      const mine = new AbortController()
      polling = mine
      if (allowedUpdates) state.allowedUpdates = allowedUpdates
      forgetBefore(offset)
      const until = Date.now() + timeoutSeconds * 1000
      while (state.updates.length === 0 && Date.now() < until && !signal.aborted) {
        await Promise.race([
          wake.promise,
          sleep(Math.min(until - Date.now(), 1000), undefined, { signal: mine.signal }).catch(() => undefined),
        ])
        if (mine.signal.aborted)
          throw new BotApiError(
            409,
            'Conflict: terminated by other getUpdates request; make sure that only one bot instance is running',
          )
      }
      const batch = state.updates.slice(0, limit)
      for (const update of batch) mark(update, 'polling')
      return batch
    },
    setWebhook(webhook) {
      state.webhook = webhook
      lastError = null
      polling?.abort()
      state.save()
      if (webhook) for (const update of state.updates) deliver(update)
    },
    dropPending() {
      state.updates = []
      state.save()
    },
    waiting: () => state.updates.length,
    lastError: () => lastError,
    history: () => history,
    repeat(updateId) {
      const known = history.find(({ update }) => update.update_id === updateId)
      if (!known) return false
      if (!state.updates.includes(known.update)) state.updates.unshift(known.update)
      deliver(known.update)
      return true
    },
    stop() {
      stopping.abort()
      polling?.abort()
    },
  }

  function forgetBefore(offset: number) {
    if (offset < 0) state.updates = state.updates.slice(offset)
    else state.updates = state.updates.filter((update) => update.update_id >= offset)
    state.save()
  }

  function mark(update: Update, how: string) {
    const known = history.find((entry) => entry.update === update)
    if (known) known.delivered = how
  }

  function deliver(update: Update) {
    wake.resolve()
    wake = Promise.withResolvers()
    if (!state.webhook) return
    // One after the other within Telegram's own queues, side by side across them.
    const lane = queueOf(update)
    const before = lanes.get(lane) ?? Promise.resolve()
    lanes.set(
      lane,
      before.then(() => bring(update)),
    )
  }

  async function bring(update: Update) {
    const expires = Date.now() + (shortLived(update) ? 150_000 : 86_400_000)
    for (
      let turn = 0;
      state.webhook && !stopping.signal.aborted && Date.now() < expires && state.updates.includes(update);
      turn += 1
    ) {
      const { url, secret } = state.webhook
      const pauseMs = await knock(url, secret, update, turn)
      if (pauseMs === undefined) {
        state.updates = state.updates.filter((other) => other !== update)
        mark(update, 'webhook')
        return state.save()
      }
      await sleep(pauseMs, undefined, { signal: stopping.signal }).catch(() => undefined)
    }
  }

  /** Returns undefined when the update was taken, else how long to wait before the next try. */
  async function knock(url: string, secret: string, update: Update, turn: number): Promise<number | undefined> {
    const growing = turn === 0 ? 0 : Math.min(queue.retryMs * 2 ** turn, 60_000)
    try {
      const response = await fetch(url, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          ...(secret ? { 'x-telegram-bot-api-secret-token': secret } : {}),
        },
        body: JSON.stringify(update),
        redirect: 'error',
        signal: AbortSignal.any([stopping.signal, AbortSignal.timeout(60_000)]),
      })
      await response.body?.cancel()
      if (response.ok) return undefined
      lastError = {
        date: Math.floor(Date.now() / 1000),
        message: `Wrong response from the webhook: ${response.status} ${response.statusText}`,
      }
      const seconds = Number(response.headers.get('retry-after'))
      return seconds > 0 ? Math.min(seconds, 3600) * 1000 : growing
    } catch {
      lastError = { date: Math.floor(Date.now() / 1000), message: 'Connection failed' }
      return growing
    }
  }

  // What was waiting when the sandbox stopped is brought now.
  queueMicrotask(() => state.updates.forEach(deliver))
  return queue
}

function shortLived(update: Update): boolean {
  return 'callback_query' in update || 'pre_checkout_query' in update
}

/** Telegram keeps a queue per chat for messages, and per user for buttons and for checkouts. */
function queueOf(update: Update): string {
  if (update.callback_query) return `callback:${update.callback_query.from.id}`
  if (update.pre_checkout_query) return `checkout:${update.pre_checkout_query.from.id}`
  const content = Object.entries(update).find(([key]) => key !== 'update_id')?.[1] as {
    chat?: { id: number }
    user?: { id: number }
  }
  return `chat:${content?.chat?.id ?? content?.user?.id ?? 0}`
}
