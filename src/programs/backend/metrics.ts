import { countPending } from '#modules/questions/count-pending.ts'
import { Counter, Gauge, Histogram, Registry } from 'prom-client'
import type { LiveCatalog } from '#modules/catalog/versions/live-catalog.ts'
import type { Sql } from '#platform/database/sql.ts'
import { watch, type Watched } from '#modules/owner/watch.ts'
import { stats } from '#platform/inbox/stats.ts'
import { asked } from './gauge.ts'
import { watchMoney } from './money-metrics.ts'

/** What the owner watches, in Prometheus's words; figures of the whole product are read from the database when asked for. */
export class Metrics {
  readonly registry = new Registry()
  readonly #requests = new Histogram({
    name: 'pomogator_http_request_seconds',
    help: 'Time from request to reply',
    labelNames: ['route', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5, 30, 120],
    registers: [this.registry],
  })
  readonly #answers = new Counter({
    name: 'pomogator_answers_total',
    help: 'Questions by outcome',
    labelNames: ['outcome', 'model'],
    registers: [this.registry],
  })
  readonly #failures = new Counter({
    name: 'pomogator_model_failures_total',
    help: 'Questions without an answer, by reason',
    labelNames: ['reason'],
    registers: [this.registry],
  })
  readonly #tokens = new Counter({
    name: 'pomogator_model_tokens_total',
    help: 'Tokens as the model counted them',
    labelNames: ['direction', 'model'],
    registers: [this.registry],
  })
  readonly #firstToken = new Histogram({
    name: 'pomogator_model_first_token_seconds',
    help: 'Time until the model began to answer',
    labelNames: ['model'],
    buckets: [0.1, 0.25, 0.5, 1, 2, 5, 10, 30],
    registers: [this.registry],
  })

  /** @param running how many answers this process is writing now */
  constructor(sql: Sql, catalogs: Pick<LiveCatalog, 'present'>, running: () => number) {
    watchWork(this.registry, sql, running)
    watchDatabase(this.registry, sql)
    watchMoney(this.registry, sql, catalogs)
  }

  request(route: string, status: number, seconds: number): void {
    this.#requests.observe({ route, status }, seconds)
  }

  answered(outcome: 'answered' | 'stopped', done: Answered): void {
    const model = done.provider
    this.#answers.inc({ outcome, model })
    this.#tokens.inc({ direction: 'in', model }, done.usage.inputTokens)
    this.#tokens.inc({ direction: 'out', model }, done.usage.outputTokens)
    if (done.firstTokenMs !== null) this.#firstToken.observe({ model }, done.firstTokenMs / 1000)
  }

  failed(reason: string): void {
    this.#answers.inc({ outcome: 'failed', model: '' })
    this.#failures.inc({ reason })
  }
}

interface Answered {
  provider: string
  usage: { inputTokens: number; outputTokens: number }
  firstTokenMs: number | null
}

/** What waits and what is being done. */
function watchWork(registry: Registry, sql: Sql, running: () => number): void {
  const registers = [registry]
  new Gauge({
    name: 'pomogator_answers_running',
    help: 'Answers this process is writing now',
    registers,
    collect() {
      this.set(running())
    },
  })
  new Gauge({
    name: 'pomogator_inbox',
    help: 'Updates waiting, lanes with waiting updates, age in seconds of the oldest, for how long one could have been begun, updates given up',
    labelNames: ['what'],
    registers,
    collect() {
      return asked(this, async () => {
        for (const [what, value] of Object.entries(await stats(sql))) this.set({ what }, value)
      })
    },
  })
  new Gauge({
    name: 'pomogator_questions_pending',
    help: 'Questions whose price is reserved',
    registers,
    collect() {
      return asked(this, async () => this.set(await countPending(sql)))
    },
  })
}

const watchedHelp: Record<keyof Watched, [name: string, help: string]> = {
  silentHoldSeconds: [
    'hold_silent_seconds',
    'How long a question whose price is reserved has had no process that answers it',
  ],
  paymentWaitSeconds: ['payment_wait_seconds', 'How long the oldest checkout or payment has waited in the inbox'],
  refunding: ['payments_refunding', 'Payments that Telegram has not returned yet'],
  unmatched: ['payments_unmatched', 'Payments that fit no order and gave nothing'],
  openRequests: ['support_requests_open', 'Questions about payments that the owner has not answered'],
  differencesToday: ['payment_differences_day', "Differences from Telegram's list found within a day"],
  databaseBytes: ['database_bytes', 'Size of the database'],
  reconciledSecondsAgo: ['reconciled_seconds_ago', "Since payments were last compared with Telegram's list"],
  backedUpSecondsAgo: ['backed_up_seconds_ago', 'Since the last backup; absent before the first'],
  backupCopiedSecondsAgo: [
    'backup_copied_seconds_ago',
    'Since backups were last copied elsewhere; absent before the first',
  ],
  starsPaid: ['stars_paid_day', 'Telegram Stars paid within a day'],
  starsRefunded: ['stars_refunded_day', 'Telegram Stars returned within a day'],
  connections: ['database_connections', 'Connections of clients that the database has now'],
  connectionsMost: ['database_connections_most', 'Connections that the database allows'],
}

/** One query for all of them, made when the first is asked for. */
function watchDatabase(registry: Registry, sql: Sql) {
  let watched: Promise<Watched> | undefined
  new Gauge({
    name: 'pomogator_database_up',
    help: 'Whether the database answers; while it does not, its figures are absent',
    registers: [registry],
    async collect() {
      const answers = await sql`select 1`.catch(() => undefined)
      this.set(answers ? 1 : 0)
    },
  })
  for (const [key, [name, help]] of Object.entries(watchedHelp))
    new Gauge({
      name: `pomogator_${name}`,
      help,
      registers: [registry],
      collect() {
        return asked(this, async () => {
          watched ??= watch(sql).finally(() => (watched = undefined))
          const value = (await watched)[key as keyof Watched]
          if (value === null) this.remove()
          else this.set(value)
        })
      },
    })
}
