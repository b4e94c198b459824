import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { startSandbox } from '#sandbox/sandbox.ts'
import { connect } from '#platform/database/connect.ts'
import { asProgram } from '#platform/database/program-role.ts'
import { createTestDatabase } from '#platform/database/testing.ts'
import { usualSettings } from './world/usual-settings.ts'
import { tasks } from '#modules/tasks.ts'
import { eventually } from './world/eventually.ts'
import { createPerson } from './world/person.ts'
import { type Program, startProgram } from './world/program.ts'
import { freePort } from '#platform/runtime/ports.ts'
import { catalogOf } from '#modules/catalog/environment.ts'
import { createLog } from '#platform/runtime/log.ts'

let directory: string
const programs: Program[] = []
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'pomogator-programs-'))
  chmodSync(directory, 0o755)
})
afterEach(async () => {
  for (const program of programs.splice(0)) await program.end('SIGTERM')
})
afterAll(() => rmSync(directory, { recursive: true, force: true }))

function start(program: string, environment: Record<string, string>): Program {
  const started = startProgram(program, environment)
  programs.push(started)
  return started
}

function callerOf(base: string) {
  return async (method: string, path: string, body?: unknown) => {
    const response = await fetch(base + path, {
      method,
      ...(body === undefined ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    })
    return response.json()
  }
}

describe('everything in one process', () => {
  test('starts with nothing configured, is killed in the middle of an answer, and finishes it at the next start, charged once', async () => {
    const environment = {
      DATA_DIR: join(directory, 'all'),
      SANDBOX_PORT: String(await freePort()),
      BACKEND_PORT: String(await freePort()),
      BACKEND_TOKEN: 'a-token-for-this-test-only',
      // Half an answer then stands in a message, which must be completed in place.
      PROGRESS: 'edits',
    }
    const url = `http://127.0.0.1:${environment.SANDBOX_PORT}`
    const call = callerOf(url)

    const first = start('start', environment)
    await first.says(`Open the chat:  ${url}`)
    await first.says('Ctrl-C stops it')
    const person = await createPerson(call, { first_name: 'Ann', language_code: 'en' })
    await person.say('/start')
    await person.press('Try for free')
    await person.hears('you have 10 messages')
    await call('POST', '/control/trouble/model', { kind: 'slow', ms: 300 })
    await person.say('tell me about the northern lights')
    await person.hears('You asked')
    await first.end('SIGKILL')

    const second = start('start', environment)
    await second.says('Ctrl-C stops it')
    const again = { ...person }
    await again.hears(/You asked[\s\S]*OPENAI_API_KEY/) // the leases of the dead process end first
    const figures = async () => (await fetch(`http://127.0.0.1:${environment.BACKEND_PORT}/metrics`)).text()
    await eventually(async () => expect(await figures()).toContain('pomogator_inbox{what="waiting"} 0'))
    expect((await again.heard()).filter((text) => text.includes('You asked'))).toHaveLength(1)
    const credits = (await (
      await fetch(`http://127.0.0.1:${environment.BACKEND_PORT}/get_credits?telegram_id=${person.id}`, {
        headers: { authorization: `Bearer ${environment.BACKEND_TOKEN}` },
      })
    ).json()) as { trial: object }
    expect(credits.trial).toEqual({ granted: 10, used: 1, left: 9, rest: 0, rest_at: null })
    // Ctrl-C under npm arrives twice, and must stop everything cleanly all the same.
    const stopped = once(second.child, 'exit')
    second.child.kill('SIGINT')
    second.child.kill('SIGINT')
    await stopped
    expect(second.child.exitCode).toBe(0)
    expect(existsSync(join(environment.DATA_DIR, 'postgres-18/cluster/postmaster.pid'))).toBe(false)

    const said = first.said() + second.said()
    expect(said, 'no text of a person, no secret in the log').not.toMatch(
      /northern lights|a-token-for-this-test|SANDBOX-TOKEN/,
    )
  })
})

describe('each program alone', () => {
  test('backend, bot and worker work together as processes, and stop cleanly', async () => {
    const database = await createTestDatabase()
    const sandboxPort = String(await freePort())
    const backendPort = String(await freePort())
    const root = `http://127.0.0.1:${sandboxPort}`
    const environment = {
      DATABASE_URL: asProgram(database.url),
      DATA_DIR: join(directory, 'apart'),
      SANDBOX_PORT: sandboxPort,
      BACKEND_PORT: backendPort,
      BACKEND_URL: `http://127.0.0.1:${backendPort}`,
      BACKEND_TOKEN: 'a-token-for-this-test-only',
      TELEGRAM_API_ROOT: root,
      OPENAI_BASE_URL: `${root}/v1`,
    }
    const sandbox = start('sandbox', environment)
    await sandbox.says('The sandbox is open')
    const token = /BOT_TOKEN=(\S+)/.exec(sandbox.said())![1]!
    const running = ['backend', 'worker', 'bot'].map((program) => start(program, { ...environment, BOT_TOKEN: token }))
    await running[1]!.says('The worker keeps the timetable')
    await running[2]!.says('The bot is at work')
    if (process.platform === 'linux')
      for (const { child } of running)
        expect(readFileSync(`/proc/${child.pid}/cmdline`, 'utf8')).toContain('--max-semi-space-size=')
    const person = await createPerson(callerOf(root), { first_name: 'Аня', language_code: 'ru' })
    await person.say('/start')
    await person.press('Попробовать бесплатно')
    await person.say('3 * 3')
    await person.hears('3 * 3 = 9')
    for (const program of running) expect(await program.end('SIGTERM')).toBe(0)
    await database.drop()
  })

  test('backend, bot and worker work as one process by webhook, each with its figures, and stop cleanly in the middle of an answer', async () => {
    const database = await createTestDatabase()
    const ports = {
      sandbox: await freePort(),
      backend: await freePort(),
      bot: await freePort(),
      worker: await freePort(),
    }
    const root = `http://127.0.0.1:${ports.sandbox}`
    const environment = {
      DATABASE_URL: asProgram(database.url),
      DATA_DIR: join(directory, 'one'),
      SANDBOX_PORT: String(ports.sandbox),
      BACKEND_PORT: String(ports.backend),
      BOT_HEALTH_PORT: String(ports.bot),
      WORKER_HEALTH_PORT: String(ports.worker),
      BACKEND_TOKEN: 'a-token-for-this-test-only',
      TELEGRAM_API_ROOT: root,
      OPENAI_BASE_URL: `${root}/v1`,
      WEBHOOK_URL: `http://127.0.0.1:${ports.backend}/telegram/webhook`,
      WEBHOOK_SECRET: 'a-secret-for-this-test-only',
    }
    const sandbox = start('sandbox', environment)
    await sandbox.says('The sandbox is open')
    const token = /BOT_TOKEN=(\S+)/.exec(sandbox.said())![1]!
    const all = start('all', { ...environment, BOT_TOKEN: token })
    await all.says('The bot is at work')
    await all.says('The bot has no owner yet')
    const call = callerOf(root)
    const person = await createPerson(call, { first_name: 'Ann', language_code: 'en' })
    await person.say('/start')
    await person.press('Try for free')
    await person.say('3 * 3')
    await person.hears('3 * 3 = 9')
    const page = async (port: number, path: string) => (await fetch(`http://127.0.0.1:${port}${path}`)).text()
    for (const port of [ports.backend, ports.bot, ports.worker])
      expect(JSON.parse(await page(port, '/ready'))).toEqual({ status: 'ready' })
    expect(await page(ports.backend, '/metrics')).toContain('pomogator_answers_total')
    expect(await page(ports.bot, '/metrics')).toContain('pomogator_telegram_calls_total')
    expect(await page(ports.worker, '/metrics')).toContain('pomogator_task')

    await call('POST', '/control/trouble/model', { kind: 'slow', ms: 500 })
    await person.say('tell me about the northern lights')
    await eventually(async () => expect(JSON.stringify(await call('GET', '/control/journal'))).toContain('You asked'))
    expect(await all.end('SIGTERM')).toBe(0)
    await call('DELETE', '/control/trouble')
    const next = start('all', { ...environment, BOT_TOKEN: token })
    await person.hears(/You asked[\s\S]*OPENAI_API_KEY/)
    expect((await person.heard()).filter((text) => text.includes('You asked'))).toHaveLength(1)
    expect(await next.end('SIGTERM')).toBe(0)
    await database.drop()
  })

  test('as one process the worker keeps its timetable while Telegram is away, and all stop cleanly', async () => {
    const database = await createTestDatabase()
    const all = start('all', {
      DATABASE_URL: asProgram(database.url),
      BACKEND_PORT: String(await freePort()),
      BACKEND_TOKEN: 'a-token-for-this-test-only',
      BOT_TOKEN: '1000000001:a-token-of-the-right-shape-for-tests',
      TELEGRAM_API_ROOT: `http://127.0.0.1:${await freePort()}`,
    })
    await all.says('The worker keeps the timetable')
    await all.says('Telegram cannot be reached')
    expect(all.said()).not.toContain('The bot is at work')
    expect(await all.end('SIGTERM')).toBe(0)
    await database.drop()
  })

  // What it held goes on a second sooner: the grace passes while the next program loads, not after that.
  test.each(['bot', 'all'])('the grace of what a killed bot held begins as soon as %s starts', async (program) => {
    const database = await createTestDatabase()
    const { sql } = database.database
    await sql`
      insert into lanes (lane, kind, waiting, owner, ready_at)
      values ('chat:1', 'message', 1, 'session:killed:1', now() + interval '1 hour')`
    const port = await freePort()
    start(program, {
      DATABASE_URL: asProgram(database.url),
      BACKEND_PORT: String(port),
      BACKEND_URL: `http://127.0.0.1:${port}`,
      BACKEND_TOKEN: 'a-token-for-this-test-only',
      BOT_TOKEN: '1000000001:a-token-of-the-right-shape-for-tests',
      // Telegram does not answer, so the bot never comes to its first look at the lanes.
      TELEGRAM_API_ROOT: `http://127.0.0.1:${await freePort()}`,
    })
    await eventually(async () =>
      expect(await sql`select lane from lanes where ready_at < now() + interval '1 minute'`).toEqual([
        { lane: 'chat:1' },
      ]),
    )
    for (const each of programs.splice(0)) expect(await each.end('SIGTERM')).toBe(0)
    await database.drop()
  })

  test('migrate applies what is missing, goes back and says what it did', async () => {
    const database = await createTestDatabase()
    const run = async (...args: string[]) => {
      const child = spawn(process.execPath, ['pomogator.js', 'migrate', ...args], {
        env: { PATH: process.env['PATH'], DATABASE_URL: database.url, LOG_LEVEL: 'warn' },
      })
      let said = ''
      for (const stream of [child.stdout, child.stderr])
        stream.on('data', (bytes: Buffer) => (said += bytes.toString()))
      await once(child, 'close')
      return { code: child.exitCode, said }
    }
    expect(await run()).toEqual({ code: 0, said: 'Nothing to do: the database is as it should be.\n' })
    const [newest, before] = readdirSync('src/platform/database/migrations')
      .filter((file) => file.endsWith('.up.sql'))
      .map((file) => file.replace('.up.sql', ''))
      .toSorted()
      .toReversed()
    expect(await run('down', '2')).toEqual({ code: 0, said: `${newest} undone\n${before} undone\n` })
    expect(await run('up')).toEqual({ code: 0, said: `${before} applied\n${newest} applied\n` })
    expect((await run('sideways')).code).toBe(1)
    await database.drop()
  })

  test('a wrong or missing setting ends the start with one sentence that names it', async () => {
    const cases: [string, Record<string, string>, string][] = [
      ['backend', {}, 'DATABASE_URL is not set'],
      ['nonsense', {}, 'There is no program "nonsense"'],
    ]
    for (const [program, environment, sentence] of cases) {
      const { child, said } = start(program, environment)
      await once(child, 'close')
      expect([program, child.exitCode]).toEqual([program, 1])
      expect(said()).toContain(sentence)
      expect(said(), 'no stack for a person').not.toContain('    at ')
    }
  })
})

describe('the worker', () => {
  test('does one task at once when it is told to, and says what is missing', async () => {
    const database = await createTestDatabase()
    const run = async (name: string, more: Record<string, string> = {}) => {
      const child = spawn(process.execPath, ['pomogator.js', 'worker', 'run', name], {
        env: { PATH: process.env['PATH'], DATABASE_URL: database.url, LOG_LEVEL: 'info', ...more },
      })
      let said = ''
      for (const stream of [child.stdout, child.stderr])
        stream.on('data', (bytes: Buffer) => (said += bytes.toString()))
      await once(child, 'close')
      return { code: child.exitCode, said }
    }
    expect(await run('release-holds')).toEqual({ code: 0, said: '' })
    expect(await run('reconcile-payments')).toMatchObject({
      code: 1,
      said: expect.stringContaining('BOT_TOKEN is not set'),
    })
    expect(await run('nonsense')).toMatchObject({
      code: 1,
      said: expect.stringContaining('There is no task "nonsense"'),
    })
    const sandbox = await startSandbox()
    const telegram = { BOT_TOKEN: sandbox.botToken, TELEGRAM_API_ROOT: sandbox.telegramApiRoot }
    expect(await run('reconcile-payments', telegram)).toMatchObject({
      code: 0,
      said: expect.stringContaining('Payments were compared with Telegram'),
    })
    await sandbox.stop()
    await database.drop()
  })

  test('gives back what was reserved for a question that nobody will finish', async () => {
    const test_ = await createTestDatabase()
    const { sql } = test_.database
    await sql`insert into users (telegram_id, first_name, language) values (1, 'Ann', 'en')`
    await sql`insert into trials (user_id, granted) values (1, 3)`
    const conversation = await sql<{
      id: number
    }>`insert into conversations (user_id, chat_id) values (1, 1) returning id`
    await sql.transaction(async (sql) => {
      await sql`update trials set used = 1`
      await sql`insert into messages_log (user_id, update_id, chat_id, message_id, conversation_id, model, purse, price, status, working_until)
        values (1, 1, 1, 1, ${conversation[0]!.id}, 'standard', 'trial', 1, 'pending', now() - interval '1 hour')`
    })
    const config = {
      databaseUrl: test_.url,
      keepEventsMonths: 1,
      keepTextsDays: null,
      telegram: null,
      paymentSecrets: [],
      catalog: catalogOf({}),
      health: undefined,
    }
    const tools = {
      sql,
      config,
      settings: usualSettings,
      telegram: undefined,
      log: createLog('worker', { level: 'silent' }),
    }
    for (const task of Object.values(tasks)) await task.run(tools)
    expect(await sql`select status, used from messages_log, trials`).toEqual([{ status: 'abandoned', used: 0 }])
    expect(await sql`select kind from events`).toEqual([{ kind: 'question_abandoned' }])
    await sql`create table events_2020_01 partition of events for values from ('2020-01-01') to ('2020-02-01')`
    await tasks['keep-event-log']!.run(tools)
    expect(await sql`select to_regclass('events_2020_01') as gone`).toEqual([{ gone: null }])
    await test_.drop()
  })

  test('keeps its timetable by itself', async () => {
    const database = await createTestDatabase()
    const worker = start('worker', { DATABASE_URL: asProgram(database.url) })
    await worker.says('The worker keeps the timetable')
    const own = connect({ url: database.url, applicationName: 'test' })
    const names = await own.sql<{ name: string; cron: string }>`select name, cron from pgboss.schedule order by name`
    expect(names.map(({ name }) => name)).toEqual(Object.keys(tasks).toSorted())
    await own.close()
    expect(await worker.end('SIGTERM')).toBe(0)
    await database.drop()
  })
})
