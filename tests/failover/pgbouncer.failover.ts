/** Everything through a PgBouncer in transaction mode: `npm run test:failover`. */
import { tables } from '#modules/modules.ts'
import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startSandbox, type Sandbox } from '#sandbox/sandbox.ts'
import { startEmbedded } from '#programs/postgres/embedded.ts'
import { migrate } from '#platform/database/migrate.ts'
import { createLog } from '#platform/runtime/log.ts'
import { callsTo } from '#tests/world/call.ts'
import { eventually } from '#tests/world/eventually.ts'
import { createPerson } from '#tests/world/person.ts'
import { type Program, startProgram } from '#tests/world/program.ts'
import { filled, freePorts, own, postgresUser } from './cluster.ts'

const pgbouncer = ['/usr/sbin/pgbouncer', '/usr/bin/pgbouncer'].find((path) => existsSync(path))
if (!pgbouncer)
  process.stdout.write('\nNot here: pgbouncer (on Debian: apt-get install pgbouncer). It was not tested.\n\n')

describe.skipIf(!pgbouncer)('behind a PgBouncer in transaction mode', () => {
  const stops: (() => Promise<unknown>)[] = []
  const running: Program[] = []
  let sandbox: Sandbox
  let direct: string
  beforeAll(async () => {
    if (!pgbouncer) return
    const folder = mkdtempSync(join(tmpdir(), 'pomogator-pgbouncer-'))
    own(folder)
    stops.push(async () => rmSync(folder, { recursive: true, force: true }))
    const log = createLog('pgbouncer', { level: 'warn' })
    const postgres = await startEmbedded({ dataDir: folder, log, durable: false })
    stops.push(() => postgres.stop())
    direct = postgres.programUrl
    const server = new URL(direct)
    await migrate({ url: postgres.url, programUrl: direct, tables, log })

    const [port] = await freePorts(1)
    const names = namesStatements(execFileSync(pgbouncer, ['--version'], { encoding: 'utf8' }))
    writeFileSync(join(folder, 'userlist.txt'), `"${server.username}" "${decodeURIComponent(server.password)}"\n`)
    const config = join(folder, 'pgbouncer.ini')
    writeFileSync(
      config,
      filled('deploy/ha/pgbouncer.ini', {
        PRIMARY_HOST: server.hostname,
        PRIMARY_PORT: server.port,
        BIND: '127.0.0.1',
        PORT: port!,
        USERLIST: join(folder, 'userlist.txt'),
        MAX_PREPARED_STATEMENTS: names ? 'max_prepared_statements = 200' : '',
      }),
    )
    for (const file of ['userlist.txt', 'pgbouncer.ini']) own(join(folder, file))
    const bouncer = spawn(pgbouncer, [config], { stdio: 'ignore', ...postgresUser() })
    stops.push(async () => {
      bouncer.kill('SIGINT')
      if (bouncer.exitCode === null) await once(bouncer, 'exit')
    })

    sandbox = await startSandbox({ modelTokenDelayMs: 5 })
    stops.push(() => sandbox.stop())
    const environment = {
      DATABASE_URL: `postgres://${server.username}:${server.password}@127.0.0.1:${port}${server.pathname}`,
      DATABASE_DIRECT_URL: direct,
      DATABASE_STATEMENTS: names ? 'named' : 'unnamed',
      BOT_TOKEN: sandbox.botToken,
      TELEGRAM_API_ROOT: sandbox.telegramApiRoot,
      OPENAI_BASE_URL: sandbox.modelBaseUrl,
      OPENAI_API_KEY: 'demo',
      BACKEND_TOKEN: 'a-token-for-this-test-only',
      BACKEND_PORT: '0',
    }
    const backend = startProgram('backend', environment)
    running.push(backend)
    await backend.says('The backend listens')
    const more = { ...environment, BACKEND_URL: /"url":"(http[^"]+)"/.exec(backend.said())![1]! }
    const [bot, worker] = [startProgram('bot', more), startProgram('worker', more)]
    running.push(bot, worker)
    await bot.says('The bot is at work')
    await worker.says('The worker keeps the timetable')
  })
  afterAll(async () => {
    await Promise.all(running.map((program) => program.end('SIGTERM')))
    for (const stop of stops.toReversed()) await stop()
  })

  test('questions are answered, stopped and paid for as without one, over few connections', async () => {
    const call = callsTo(sandbox.url)
    const crowd = await Promise.all(
      Array.from({ length: 10 }, (_, index) => createPerson(call, { first_name: `P${index}`, language_code: 'en' })),
    )
    await Promise.all(
      crowd.map(async (person) => {
        await person.say('/start')
        await person.press('Try for free')
        for (const number of [1, 2, 3]) {
          await person.say(`what is ${number} + 1?`)
          await person.hears(`${number} + 1 = ${number + 1}`)
        }
        await person.say('/buy')
        await person.press('50 credits')
        expect(await person.pay()).toMatchObject({ paid: true })
        await person.hears('50 credits more')
      }),
    )
    const client = new pg.Client({ connectionString: direct })
    await client.connect()
    // A stop travels by a notification, which goes past the PgBouncer; the answer would take minutes.
    const [person] = crowd
    const longOne = async () =>
      (await client.query<{ status: string }>(`select status from messages_log where question like 'a very long%'`))
        .rows
    await call('POST', '/control/trouble/model', { kind: 'slow', ms: 2_000 })
    await person!.say('a very long answer, please')
    await eventually(async () => expect(await longOne()).toEqual([{ status: 'pending' }]))
    await eventually(async () => {
      await person!.say('/stop')
      expect(await longOne()).not.toEqual([{ status: 'pending' }])
    })

    const { rows } = await client.query<{ n: number }>(
      `select count(*)::int as n from messages_log where status = 'answered' and question like 'what is%'`,
    )
    expect(rows[0]!.n).toBe(30)
    await client.end()
    for (const program of running) expect(program.said()).not.toMatch(/prepared statement/)
  })
})

function namesStatements(version: string): boolean {
  const [, major, minor] = /PgBouncer (\d+)\.(\d+)/.exec(version) ?? []
  return Number(major) > 1 || Number(minor) >= 21
}
