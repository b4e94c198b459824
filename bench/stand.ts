import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { createClient } from '#bot-kit/backend-client.ts'
import { freePort } from '#platform/runtime/ports.ts'
import { startSandbox } from '#sandbox/sandbox.ts'
import { callsTo } from '#tests/world/call.ts'
import { startFront } from '#tests/world/front.ts'
import { startPassage } from '#tests/world/passage.ts'
import { agree } from './agree.ts'
import { startDatabase } from './database.ts'
import { type Process, start } from './processes.ts'
import { until } from './until.ts'

/** A question that is being answered, and whose work it is. */
export interface Asked {
  person: number
  key: string
  /** In the lists of programs. */
  bot: number
  backend: number
  fence: number
}

const restartMs = 300
const lookMs = 20
const token = 'a-token-for-the-benchmark'
let named = 0

interface StandOptions {
  backends: number
  bots: number
  /** One backend and one bot, which are one process. */
  together: boolean
  tokenMs: number
}

/** Programs under a supervisor that starts them again, before a sandbox and a database that can be cut off. */
export async function startStand(options: StandOptions) {
  const database = await startDatabase()
  const sandbox = await startSandbox({ modelTokenDelayMs: options.tokenMs })
  const databaseWay = await startPassage(database.programUrl)
  const telegramWay = await startPassage(sandbox.telegramApiRoot)
  const ports: number[] = []
  for (let n = 0; n < options.backends; n += 1) ports.push(await freePort())
  let open = ports
  const front = await startFront(() => open)
  const environment = {
    DATABASE_URL: databaseWay.url,
    BOT_TOKEN: sandbox.botToken,
    TELEGRAM_API_ROOT: telegramWay.url,
    OPENAI_BASE_URL: sandbox.modelBaseUrl,
    OPENAI_API_KEY: 'bench',
    BACKEND_TOKEN: token,
    BACKEND_URL: front.url,
    WEBHOOK_URL: `${front.url}/telegram/webhook`,
    WEBHOOK_SECRET: 'a-secret-for-the-benchmark',
    TELEGRAM_CALLS_PER_SECOND: '1000',
    GATHER_MS: '0',
  }
  const health: number[] = []
  for (let n = 0; n < options.bots; n += 1) health.push(await freePort())
  const { backends, bots } = options.together ? startAll() : startEach()
  const call = callsTo(sandbox.url)
  await call('PUT', '/control/webhook', { retry_ms: 100 })
  await allReady()
  const api = createClient({ baseUrl: front.url, token })
  const people: number[] = []
  for (let n = 0; n < 20; n += 1) people.push(await arrive(n))
  const sql = database.owner

  function startEach() {
    return {
      backends: ports.map((port) => supervise('backend', port, { ...environment, BACKEND_PORT: String(port) })),
      bots: health.map((port) => supervise('bot', port, { ...environment, HEALTH_PORT: String(port) })),
    }
  }

  function startAll(): { backends: Supervised[]; bots: Supervised[] } {
    const [port, healthPort] = [ports[0]!, health[0]!]
    const all = supervise('all', port, {
      ...environment,
      BACKEND_PORT: String(port),
      BOT_HEALTH_PORT: String(healthPort),
    })
    return { backends: [all], bots: [{ ...all, url: `http://127.0.0.1:${healthPort}` }] }
  }

  async function arrive(n: number): Promise<number> {
    const { id } = (await call('POST', '/person/users', { first_name: `P${n}`, language_code: 'en' })) as { id: number }
    await call('POST', `/person/users/${id}/start`, {})
    await api.register({ telegramId: id, firstName: `P${n}`, languageCode: 'en' })
    await agree(api, id)
    await api.updateCredits({ telegramId: id, delta: 100_000, reason: 'bench', idempotencyKey: 'bench' })
    return id
  }

  async function allReady() {
    for (const { url } of [...backends, ...bots]) await until(lookMs, () => isReady(url))
  }

  /** A question whose answer takes a second or two, or one that is answered by one word. */
  async function say(length: 'long' | 'short'): Promise<{ person: number; key: string }> {
    const number = (named += 1)
    const person = people[number % people.length]!
    const text = length === 'long' ? `tell me about story-${number}` : `${number} + 1`
    await call('POST', `/person/users/${person}/messages`, { text })
    return { person, key: length === 'long' ? `“${text}”` : `${text} =` }
  }

  /** Resolves when the model is writing. */
  async function ask(): Promise<Asked> {
    const backend = named % ports.length
    open = [ports[backend]!]
    const said = await say('long')
    const held = await until(lookMs, async () => {
      const [row] = await sql<{ owner: string; fence: number }>`
        select owner, fence from lanes join messages_log on lane = 'chat:' || user_id
        where user_id = ${said.person} and status = 'pending' and owner is not null`
      return row
    })
    open = ports
    const pid = Number(/:(\d+):/.exec(held.owner.replace(/^session:/, ''))![1])
    return { ...said, backend, bot: bots.findIndex((bot) => bot.pid() === pid), fence: held.fence }
  }

  async function takenOver({ person, fence }: Asked, victim: 'bot' | 'backend') {
    await until(lookMs, async () => {
      const rows =
        victim === 'bot'
          ? await sql`select 1 from lanes where lane = ${`chat:${person}`} and (fence > ${fence} or owner is null)`
          : await sql`select 1 from messages_log where user_id = ${person} and (attempt > 1 or answered_at is not null)
              and id = (select max(id) from messages_log where user_id = ${person})`
      return rows.length > 0 || undefined
    })
  }

  async function delivered({ person }: Asked) {
    await until(lookMs, async () => {
      const rows = await sql`
        select 1 from messages_log where user_id = ${person} and (delivered_at is null or status = 'pending')
        union all select 1 from lanes where lane = ${`chat:${person}`} and waiting > 0`
      return rows.length === 0 || undefined
    })
  }

  async function timesAnswered({ person, key }: { person: number; key: string }): Promise<number> {
    const { messages } = (await call('GET', `/person/users/${person}/chat`)) as {
      messages: { text?: string; from?: { is_bot: boolean } }[]
    }
    return messages.filter(({ text, from }) => from?.is_bot && text?.includes(key)).length
  }

  const victimOf = (kind: 'bot' | 'backend', asked: Asked) =>
    kind === 'bot' ? bots[asked.bot]! : backends[asked.backend]!
  return {
    allReady,
    ask,
    say,
    takenOver,
    delivered,
    timesAnswered,
    answered: (said: { person: number; key: string }) =>
      until(lookMs, async () => (await timesAnswered(said)) > 0 || undefined),
    async kill(kind: 'bot' | 'backend', asked: Asked) {
      victimOf(kind, asked).signal('SIGKILL')
    },
    async freeze(kind: 'bot' | 'backend', asked: Asked, ms: number) {
      const victim = victimOf(kind, asked)
      victim.signal('SIGSTOP')
      await sleep(ms)
      victim.signal('SIGCONT')
    },
    cutTelegram: () => telegramWay.cut(),
    cutDatabase: () => databaseWay.cut(),
    async stop() {
      await Promise.all([...bots, ...backends].map((one) => one.stop()))
      await front.stop()
      await sandbox.stop()
      await Promise.all([telegramWay.cut(), databaseWay.cut()])
      await database.stop()
    },
  }
}

export type Stand = Awaited<ReturnType<typeof startStand>>
type Supervised = ReturnType<typeof supervise>

function supervise(program: string, port: number, environment: Record<string, string>) {
  let living: Process
  let ending = false
  begin()
  function begin() {
    living = start(['pomogator.js', program], environment)
    void beginAgainAfter(living)
  }
  async function beginAgainAfter({ child }: Process) {
    await once(child, 'exit')
    await sleep(restartMs)
    if (!ending) begin()
  }
  return {
    url: `http://127.0.0.1:${port}`,
    pid: () => living.pid,
    signal: (signal: NodeJS.Signals) => void living.child.kill(signal),
    async stop() {
      ending = true
      await living.stop()
    },
  }
}

async function isReady(url: string): Promise<true | undefined> {
  return fetch(`${url}/ready`, { signal: AbortSignal.timeout(2_000) }).then(
    (response) => response.ok || undefined,
    () => undefined,
  )
}
