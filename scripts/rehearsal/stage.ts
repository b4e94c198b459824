import { setTimeout as sleep } from 'node:timers/promises'
import { createClient } from '#bot-kit/backend-client.ts'
import { data } from '#bot-kit/callback-data.ts'
import { LiveSettings } from '#modules/settings/live-settings.ts'
import { tasks } from '#modules/tasks.ts'
import { createLog } from '#platform/runtime/log.ts'
import { stats } from '#platform/inbox/stats.ts'
import { readConfig as readBackendConfig } from '#programs/backend/config.ts'
import { startBackend } from '#programs/backend/main.ts'
import { readConfig as readBotConfig } from '#programs/bot/config.ts'
import { startBot } from '#programs/bot/main.ts'
import { readConfig as readWorkerConfig } from '#programs/worker/config.ts'
import { startSender } from '#programs/worker/main.ts'
import { toolsOf } from '#programs/worker/task-tools.ts'
import { startSandbox } from '#sandbox/sandbox.ts'
import { startDatabase } from '#bench/database.ts'
import { createPerson, keysOf, type Person } from '#tests/world/person.ts'
import { moveTime } from '#tests/world/time.ts'
import { startModel } from './model.ts'

const token = 'a-token-of-the-rehearsal'
const pollMs = 15
const settleLimitMs = 120_000
/** What the worker does at least once a day; what a moved clock would confuse is left out. */
const daily = ['release-holds', 'send-refunds', 'end-renewals', 'remind-subscribers', 'win-back', 'reward-inviters']

/** The whole product in one process, before a Telegram and models that cost nothing, with a clock that can be moved by days. */
export class Stage {
  static async open(catalogFile: string, trialMessages: number): Promise<Stage> {
    const log = createLog('rehearsal', { level: 'error' })
    const database = await startDatabase()
    const sandbox = await startSandbox({ seed: 'rehearsal' })
    const model = await startModel()
    const environment: Record<string, string> = {
      DATABASE_URL: database.programUrl,
      BOT_TOKEN: sandbox.botToken,
      TELEGRAM_API_ROOT: sandbox.telegramApiRoot,
      OPENAI_BASE_URL: model.baseUrl,
      OPENAI_API_KEY: 'rehearsal',
      BACKEND_TOKEN: token,
      BACKEND_PORT: '0',
      TELEGRAM_CALLS_PER_SECOND: '1000',
      GATHER_MS: '0',
      PROGRESS: 'off',
      CATALOG_FILE: catalogFile,
      TRIAL_MESSAGES: String(trialMessages),
    }
    const backend = await startBackend(readBackendConfig(environment), log)
    environment['BACKEND_URL'] = backend.url
    const bot = await startBot(readBotConfig(environment), log)
    const worker = readWorkerConfig(environment)
    const program = database.program(4)
    const sender = await startSender(worker, program, log)
    const stop = async () => {
      await sender?.stop()
      await bot.stop()
      await backend.stop()
      await program.close()
      await sandbox.stop()
      await model.stop()
      await database.stop()
    }
    const doTasks = async () => {
      const live = new LiveSettings({ sql: program.sql, defaults: worker.defaultSettings, log })
      await live.look()
      const tools = toolsOf({ config: worker, settings: live.present(), sql: program.sql, log })
      for (const name of daily) await tasks[name]?.run(tools)
    }
    return new Stage({
      url: sandbox.url,
      sql: database.owner,
      backendUrl: backend.url,
      botToken: sandbox.botToken,
      doTasks,
      stop,
    })
  }

  readonly sql
  readonly api
  private readonly parts: Parts
  private readonly people = new Map<number, Person>()

  private constructor(parts: Parts) {
    this.parts = parts
    this.sql = parts.sql
    this.api = createClient({ baseUrl: parts.backendUrl, token })
  }

  /** A new person of the sandbox's Telegram, by their id. */
  async newPerson(name: string): Promise<number> {
    const call = (method: string, path: string, body?: unknown) => this.call(method, path, body)
    const person = await createPerson(call, { first_name: name, language_code: 'ru' })
    this.people.set(person.id, person)
    return person.id
  }

  async say(id: number, text: string): Promise<void> {
    await this.person(id).say(text)
  }

  /** Presses the newest button whose callback data is this or fits it; false: there is none. */
  async press(id: number, wanted: string | RegExp): Promise<boolean> {
    const isWanted = (data: string) => (typeof wanted === 'string' ? data === wanted : wanted.test(data))
    const person = this.person(id)
    for (const message of (await person.messages()).toReversed()) {
      const button = keysOf(message).find((key) => 'callback_data' in key && isWanted(key.callback_data))
      if (!button || !('callback_data' in button)) continue
      await person.pressData(message.message_id, button.callback_data)
      return true
    }
    return false
  }

  /** From the list of prices to the payment. */
  async buy(person: number, product: string, stars: number): Promise<void> {
    await this.say(person, '/buy')
    await this.settled()
    if (!(await this.press(person, data.product(product)))) throw new Error(`“${product}” is not on sale`)
    await this.settled()
    await this.pay(person, stars)
    await this.settled()
  }

  /** Their newest subscription is not renewed any more. */
  async cancelRenewal(person: number): Promise<void> {
    const path = `/person/users/${person}/subscriptions`
    const subscriptions = (await this.call('GET', path)) as { chargeId: string; over: boolean }[]
    const last = subscriptions.findLast(({ over }) => !over)
    if (last) await this.call('POST', path, { charge_id: last.chargeId, canceled: true })
  }

  /** The owner returns their newest payment. */
  async refund(person: number): Promise<void> {
    const [last] = await this.sql<{ chargeId: string }>`
      select telegram_payment_charge_id as charge_id from transactions
      where user_id = ${person} and status = 'paid' order by id desc limit 1`
    if (last) await this.api.refundPayment({ telegramPaymentChargeId: last.chargeId, reason: 'rehearsal' })
  }

  /** Pays with Stars that the person gets for it. */
  private async pay(id: number, stars: number): Promise<void> {
    const person = this.person(id)
    await person.post('/stars', { amount: stars })
    const outcome = await person.pay()
    if (!outcome.paid) throw new Error(`Person ${id} could not pay: ${outcome.error}`)
  }

  /** Waits until all that people did was handled, and all that the bot says by itself was said. */
  async settled(): Promise<void> {
    const until = Date.now() + settleLimitMs
    while (!(await this.isSettled())) {
      if (Date.now() > until) throw new Error('Something is not handled within two minutes')
      await sleep(pollMs)
    }
  }

  /** A day passes: for Telegram's subscriptions, for all that is stored, and for the worker. */
  async dayPasses(): Promise<void> {
    await moveTime(this.sql, 1)
    await this.call('POST', '/control/days-later', { days: 1 })
    await this.settled()
    await this.parts.doTasks()
    await this.settled()
  }

  close(): Promise<void> {
    return this.parts.stop()
  }

  private async isSettled(): Promise<boolean> {
    const { url, botToken, sql } = this.parts
    const response = await fetch(`${url}/bot${botToken}/getWebhookInfo`)
    const { result } = (await response.json()) as { result: { pending_update_count: number } }
    if (result.pending_update_count > 0 || (await stats(sql)).waiting > 0) return false
    const open = await sql`
      select 1 from messages_log where status = 'pending' union all select 1 from outbox where state = 'waiting' limit 1`
    return open.length === 0
  }

  private person(id: number): Person {
    return this.people.get(id)!
  }

  private async call(method: string, path: string, body?: unknown): Promise<unknown> {
    const json =
      body === undefined ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }
    const response = await fetch(this.parts.url + path, { method, ...json })
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`)
    return response.json()
  }
}

interface Parts {
  url: string
  sql: Awaited<ReturnType<typeof startDatabase>>['owner']
  backendUrl: string
  botToken: string
  doTasks: () => Promise<void>
  stop: () => Promise<void>
}
