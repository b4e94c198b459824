/** A database of three nodes loses its primary under questions and payments: `npm run test:failover`. */
import { tables } from '#modules/modules.ts'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { type Sandbox, startSandbox } from '#sandbox/sandbox.ts'
import { migrate } from '#platform/database/migrate.ts'
import { asProgram } from '#platform/database/program-role.ts'
import { createLog } from '#platform/runtime/log.ts'
import { callsTo } from '#tests/world/call.ts'
import { eventually } from '#tests/world/eventually.ts'
import { createPerson, type Person } from '#tests/world/person.ts'
import { type Program, startProgram } from '#tests/world/program.ts'
import { type Cluster, findPrograms, startCluster, untilComplete } from './cluster.ts'

const programs = findPrograms()
if (typeof programs === 'string') process.stdout.write(`\n${programs}\n\n`)

const people = 20
const questionsEach = 6
/** What a person may have to wait from the moment the machine dies until they are served again. */
const backWithinMs = 30_000

describe.skipIf(typeof programs === 'string')('when the machine with the primary dies', () => {
  let cluster: Cluster
  let sandbox: Sandbox
  const running: Program[] = []
  beforeAll(async () => {
    if (typeof programs === 'string') return
    cluster = await startCluster(programs)
    await untilComplete(cluster)
    const log = createLog('failover', { level: 'warn' })
    await eventually(() => migrate({ url: cluster.url, programUrl: asProgram(cluster.url), tables, log }), 60_000)
    sandbox = await startSandbox({ modelTokenDelayMs: 5 })
    const environment = {
      DATABASE_URL: asProgram(cluster.url),
      BOT_TOKEN: sandbox.botToken,
      TELEGRAM_API_ROOT: sandbox.telegramApiRoot,
      OPENAI_BASE_URL: sandbox.modelBaseUrl,
      OPENAI_API_KEY: 'demo',
      BACKEND_TOKEN: 'a-token-for-this-test-only',
      BACKEND_PORT: '0',
      WEBHOOK_SECRET: 'a-secret-for-this-test-only',
    }
    const backend = startProgram('backend', environment)
    await backend.says('The backend listens')
    const url = /"url":"(http[^"]+)"/.exec(backend.said())![1]!
    const more = { ...environment, BACKEND_URL: url, WEBHOOK_URL: `${url}/telegram/webhook` }
    const bot = startProgram('bot', more)
    const worker = startProgram('worker', more)
    running.push(backend, bot, worker)
    await bot.says('The bot is at work')
    await worker.says('The worker keeps the timetable')
  })
  afterEach(({ task }) => {
    if (task.result?.state !== 'fail') return
    for (const program of running) process.stdout.write(`---\n${program.said().slice(-3_000)}\n`)
  })
  afterAll(async () => {
    await Promise.all(running.map((program) => program.end('SIGTERM')))
    await sandbox?.stop()
    await cluster?.end()
  })

  test('nothing is lost, nothing happens twice, and everybody is served again within 30 seconds', async () => {
    const call = callsTo(sandbox.url)
    const crowd = await Promise.all(
      Array.from({ length: people }, (_, index) =>
        createPerson(call, { first_name: `P${index}`, language_code: 'en' }),
      ),
    )
    for (const person of crowd) await person.say('/start')
    for (const person of crowd) await person.press('Try for free')

    let answered = 0
    const charges: string[] = []
    const answerTimes: { asked: number; heard: number }[] = []
    const busy = Promise.all(crowd.map(live))
    await eventually(() => expect(answered).toBeGreaterThan(people), 60_000)

    const victim = await cluster.primary()
    const killed = performance.now()
    victim.kill()
    const writableMs = untilWritable().then(() => performance.now() - killed)
    await busy

    const afterwards = answerTimes.filter(({ heard }) => heard > killed).map(({ heard }) => heard - killed)
    const backMs = Math.min(...answerTimes.filter(({ asked }) => asked > killed).map(({ heard }) => heard - killed))
    const allBackMs = Math.max(
      ...answerTimes.filter(({ asked, heard }) => asked < killed && heard > killed).map(({ heard }) => heard - killed),
      0,
    )
    process.stdout.write(
      `\nThe primary (${victim.name}) died under ${people} people. A new one wrote after ${seconds(await writableMs)} s, people were served again after ${seconds(backMs)} s; everybody who waited had his answer ` +
        `after ${seconds(allBackMs)} s; ${answerTimes.length} questions, ${afterwards.length} of them answered after the death; ${charges.length} payments.\n\n`,
    )
    expect(backMs).toBeLessThan(backWithinMs)
    await checkEverything()

    async function untilWritable() {
      await eventually(async () => {
        const client = new pg.Client({
          connectionString: cluster.url,
          connectionTimeoutMillis: 1_000,
          query_timeout: 1_000,
        })
        client.on('error', () => undefined)
        await client.connect()
        try {
          await client.query('update reconciliation set next_offset = next_offset')
        } finally {
          await client.end()
        }
      }, 60_000)
    }

    async function live(person: Person, index: number) {
      for (let turn = 0; turn < questionsEach; turn += 1) {
        const asked = performance.now()
        const sum = `${numberOf(index, turn)} + 1`
        await person.say(`what is ${sum}?`)
        await person.hears(`${sum} = ${numberOf(index, turn) + 1}`, 90_000)
        answerTimes.push({ asked, heard: performance.now() })
        answered += 1
        if (turn === index % questionsEach) await buy(person)
      }
    }

    /** A checkout that is not approved in time is refused by Telegram and costs nothing; the person tries again. */
    async function buy(person: Person) {
      await person.say('/buy')
      await eventually(() => person.press('50 credits'), 60_000)
      await eventually(async () => {
        const { paid, charge_id: charge } = await person.pay()
        if (!paid) throw new Error('The checkout was not approved')
        charges.push(charge!)
      }, 90_000)
    }

    async function checkEverything() {
      const client = new pg.Client({ connectionString: cluster.url })
      await client.connect()
      const one = async (query: string) =>
        Object.values((await client.query<Record<string, unknown>>(query)).rows[0]!)[0]
      await eventually(async () => expect(await one('select count(*)::int from inbox')).toBe(0), 60_000)
      for (const [index, person] of crowd.entries()) {
        const texts = await person.heard()
        for (let turn = 0; turn < questionsEach; turn += 1) {
          const answer = `${numberOf(index, turn)} + 1 = `
          expect(
            [answer, texts.filter((text) => text.includes(answer)).length],
            `once and no more in what ${person.id} heard:\n${texts.join('\n---\n')}`,
          ).toEqual([answer, 1])
        }
      }
      await eventually(
        async () =>
          expect(
            (
              await client.query(`select telegram_payment_charge_id as charge from transactions where status = 'paid'`)
            ).rows
              .map(({ charge }) => charge as string)
              .toSorted(),
          ).toEqual(charges.toSorted()),
        60_000,
      )
      expect(await one(`select count(*)::int from messages_log where status = 'answered'`)).toBe(people * questionsEach)
      expect(await one(`select count(*)::int from messages_log where status <> 'answered'`), 'given up or open').toBe(0)
      expect(await one(`select count(*)::int from dead_updates`)).toBe(0)
      expect(
        await one(
          `select count(*)::int from users where credits <> (select coalesce(sum(delta), 0) from credit_entries where user_id = telegram_id)`,
        ),
      ).toBe(0)
      expect(
        await one(`select count(*)::int from trials where used <> ${questionsEach}`),
        'each question was charged once',
      ).toBe(0)
      expect(await one(`select sum(credits)::int from users`)).toBe(50 * charges.length)
      await client.end()
    }
  })

  test('the machine that comes back joins the others and follows', async () => {
    const roles = await Promise.all(cluster.nodes.map((node) => node.role()))
    cluster.nodes[roles.indexOf('silent')]!.start()
    await untilComplete(cluster)
    const client = new pg.Client({ connectionString: cluster.url })
    await client.connect()
    await eventually(async () => {
      const { rows } = await client.query<{ n: number }>(
        `select count(*)::int as n from pg_stat_replication where state = 'streaming'`,
      )
      expect(rows[0]!.n).toBe(2)
    }, 60_000)
    await client.end()
  })
})

function seconds(ms: number): string {
  return (ms / 1000).toFixed(1)
}

/** Another one for each question; below a thousand, where no model puts a comma. */
function numberOf(index: number, turn: number): number {
  return 100 + index * 10 + turn
}
