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

interface PollOptions {
  offset: number
  limit: number
  timeoutSeconds: number
  allowedUpdates: string[] | undefined
  signal: AbortSignal
}

const notByDefault = new Set(['chat_member', 'message_reaction', 'message_reaction_count'])
const historyLength = 500

/** The bot's updates: waiting for getUpdates, or sent to the webhook. */
export class UpdateQueue {
  /** The first pause before a webhook is tried again; it doubles up to a minute. */
  retryMs = 1000
  private readonly state: State
  private readonly records: UpdateRecord[] = []
  /** The last delivery to the webhook in each of Telegram's own queues. */
  private readonly lanes = new Map<string, Promise<void>>()
  private readonly stopping = new AbortController()
  private wake = Promise.withResolvers<void>()
  private polling: AbortController | undefined
  private failure: { date: number; message: string } | null = null

  constructor(state: State) {
    this.state = state
    // What was waiting when the sandbox stopped is sent now.
    queueMicrotask(() => this.state.updates.forEach((update) => this.deliver(update)))
  }

  push(content: UpdateContent): Update | null {
    const { state } = this
    const kind = Object.keys(content)[0]!
    const allowed = state.webhook ? state.webhook.allowedUpdates : state.allowedUpdates
    if (allowed && allowed.length > 0 ? !allowed.includes(kind) : notByDefault.has(kind)) return null
    const update = { update_id: state.nextUpdateId++, ...content }
    state.updates.push(update)
    this.records.push({ update, at: Date.now(), delivered: null })
    if (this.records.length > historyLength) this.records.shift()
    state.save()
    this.deliver(update)
    return update
  }

  /** Long polling. @throws BotApiError 409 */
  async poll({ offset, limit, timeoutSeconds, allowedUpdates, signal }: PollOptions): Promise<Update[]> {
    const { state } = this
    if (state.webhook)
      throw conflict(
        "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
      )
    this.polling?.abort()
    const mine = new AbortController()
    this.polling = mine
    if (allowedUpdates) state.allowedUpdates = allowedUpdates
    this.confirmBefore(offset)
    const until = Date.now() + timeoutSeconds * 1000
    while (state.updates.length === 0 && Date.now() < until && !signal.aborted) {
      await Promise.race([
        this.wake.promise,
        sleep(Math.min(until - Date.now(), 1000), undefined, { signal: mine.signal }).catch(() => undefined),
      ])
      if (mine.signal.aborted)
        throw conflict('terminated by other getUpdates request; make sure that only one bot instance is running')
    }
    const batch = state.updates.slice(0, limit)
    for (const update of batch) this.mark(update, 'polling')
    return batch
  }

  setWebhook(webhook: State['webhook']): void {
    this.state.webhook = webhook
    this.failure = null
    this.polling?.abort()
    this.state.save()
    if (webhook) for (const update of this.state.updates) this.deliver(update)
  }

  dropPending(): void {
    this.state.updates = []
    this.state.save()
  }

  waiting(): number {
    return this.state.updates.length
  }

  lastError(): { date: number; message: string } | null {
    return this.failure
  }

  history(): UpdateRecord[] {
    return this.records
  }

  /** Sends an update again, as Telegram may. */
  repeat(updateId: number): boolean {
    const known = this.records.find(({ update }) => update.update_id === updateId)
    if (!known) return false
    if (!this.state.updates.includes(known.update)) this.state.updates.unshift(known.update)
    this.deliver(known.update)
    return true
  }

  stop(): void {
    this.stopping.abort()
    this.polling?.abort()
  }

  private confirmBefore(offset: number) {
    const { state } = this
    if (offset < 0) state.updates = state.updates.slice(offset)
    else state.updates = state.updates.filter((update) => update.update_id >= offset)
    state.save()
  }

  private mark(update: Update, how: string) {
    const known = this.records.find((entry) => entry.update === update)
    if (known) known.delivered = how
  }

  private deliver(update: Update) {
    this.wake.resolve()
    this.wake = Promise.withResolvers()
    if (!this.state.webhook) return
    // One after the other within Telegram's own queues, side by side across them.
    const lane = queueOf(update)
    const before = this.lanes.get(lane) ?? Promise.resolve()
    this.lanes.set(
      lane,
      before.then(() => this.sendUntilTaken(update)),
    )
  }

  private async sendUntilTaken(update: Update) {
    const { state, stopping } = this
    const expires = Date.now() + (shortLived(update) ? 150_000 : 86_400_000)
    for (
      let turn = 0;
      state.webhook && !stopping.signal.aborted && Date.now() < expires && state.updates.includes(update);
      turn += 1
    ) {
      const { url, secret } = state.webhook
      const pauseMs = await this.callWebhook(url, secret, update, turn)
      if (pauseMs === undefined) {
        state.updates = state.updates.filter((other) => other !== update)
        this.mark(update, 'webhook')
        return state.save()
      }
      await sleep(pauseMs, undefined, { signal: stopping.signal }).catch(() => undefined)
    }
  }

  /** Returns undefined when the update was taken, else how long to wait before the next try. */
  private async callWebhook(url: string, secret: string, update: Update, turn: number): Promise<number | undefined> {
    const growing = turn === 0 ? 0 : Math.min(this.retryMs * 2 ** turn, 60_000)
    try {
      const response = await fetch(url, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          ...(secret ? { 'x-telegram-bot-api-secret-token': secret } : {}),
        },
        body: JSON.stringify(update),
        redirect: 'error',
        signal: AbortSignal.any([this.stopping.signal, AbortSignal.timeout(60_000)]),
      })
      await response.body?.cancel()
      if (response.ok) return undefined
      this.failed(`Wrong response from the webhook: ${response.status} ${response.statusText}`)
      const seconds = Number(response.headers.get('retry-after'))
      return seconds > 0 ? Math.min(seconds, 3600) * 1000 : growing
    } catch {
      this.failed('Connection failed')
      return growing
    }
  }

  private failed(message: string) {
    this.failure = { date: Math.floor(Date.now() / 1000), message }
  }
}

function conflict(why: string): BotApiError {
  return new BotApiError(409, `Conflict: ${why}`)
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
