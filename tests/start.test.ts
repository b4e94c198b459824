import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, closeSync, existsSync, mkdtempSync, openSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, afterEach, beforeAll, describe, expect, inject, test } from 'vitest'
import { startSandbox } from '#sandbox/sandbox.ts'
import { eventually } from './world/eventually.ts'
import { freePort } from '#platform/runtime/ports.ts'
import { createPerson } from './world/person.ts'
import { type Program, startProgram } from './world/program.ts'

const run = promisify(execFile)
let directory: string
const programs: Program[] = []
const servers: Server[] = []
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'pomogator-start-'))
  chmodSync(directory, 0o755) // PostgreSQL may have to run as somebody else
})
afterEach(async () => {
  for (const program of programs.splice(0)) await program.end('SIGTERM')
  for (const server of servers.splice(0)) {
    server.close()
    server.closeAllConnections()
  }
})
afterAll(() => rmSync(directory, { recursive: true, force: true }))

const doors = async () => ({ SANDBOX_PORT: String(await freePort()), BACKEND_PORT: String(await freePort()) })
/** Of a product whose database has been made and migrated before, where there is a copy of one. */
async function settingsFor(name: string): Promise<Record<string, string>> {
  const DATA_DIR = join(directory, name)
  const migrated = inject('migratedData')
  if (migrated) await run('cp', ['-a', migrated, DATA_DIR])
  return { DATA_DIR, ...(await doors()) }
}
function start(environment: Record<string, string>): Program {
  const program = startProgram('start', environment)
  programs.push(program)
  return program
}
/** A program that does one thing and ends. */
async function runOnce(order: string[], environment: Record<string, string>) {
  const child = spawn(process.execPath, ['pomogator.js', ...order], {
    env: { PATH: process.env['PATH'], ...environment },
  })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (bytes: Buffer) => (said += bytes.toString()))
  await once(child, 'close')
  return { code: child.exitCode, said }
}
const postmaster = (dataDir: string) => join(dataDir, 'postgres-18/cluster/postmaster.pid')
const pidIn = (dataDir: string) => Number(readFileSync(postmaster(dataDir), 'utf8').split('\n')[0])
/** A process that is dead and not yet waited for does not run. */
const runs = (pid: number) => existsSync(`/proc/${pid}`) && !readFileSync(`/proc/${pid}/stat`, 'utf8').includes(') Z ')
const stopsClean = async (program: Program, dataDir: string, signal: NodeJS.Signals) => {
  const pid = pidIn(dataDir)
  expect(await program.end(signal)).toBe(0)
  expect(existsSync(postmaster(dataDir)), 'PostgreSQL has stopped with it').toBe(false)
  expect(runs(pid)).toBe(false)
}

describe('npm start', () => {
  describe('that runs', () => {
    let settings: Record<string, string>
    let program: Program
    beforeAll(async () => {
      settings = await settingsFor('running')
      program = startProgram('start', settings)
      await program.says('Ctrl-C stops it')
    })
    afterAll(() => program.end('SIGTERM'))

    test.each(['the same ports', 'any ports'])(
      'is refused a second time on its folder with %s, and says where it is',
      async (which) => {
        const { DATA_DIR, SANDBOX_PORT } = settings as { DATA_DIR: string; SANDBOX_PORT: string }
        expect(await runOnce(['start'], which === 'any ports' ? { DATA_DIR } : settings)).toEqual({
          code: 1,
          said: `Pomogator is already running at http://127.0.0.1:${SANDBOX_PORT}, with the data in ${DATA_DIR}. Stop it first, or give this one a DATA_DIR of its own.\n`,
        })
      },
    )

    test('starts its PostgreSQL again when that is killed, and people are answered, in their trial with a search', async () => {
      const sandbox = `http://127.0.0.1:${settings['SANDBOX_PORT']}`
      const person = await createPerson(callerOf(sandbox), { first_name: 'Аня', language_code: 'ru' })
      await person.say('/start')
      await person.press('Попробовать бесплатно')
      await person.hears('у вас 10')
      await person.say('/settings')
      await person.hears(/Поиск в интернете: включён$/m)
      await person.say('найди мост через Светлую')
      await person.hears(/Вот что нашлось[\s\S]*Источники/)
      await person.say('/balance')
      await person.hears('осталось 9 из 10')
      const former = pidIn(settings['DATA_DIR']!)
      process.kill(former, 'SIGKILL')
      await program.says('The embedded PostgreSQL has ended without being asked')
      await person.say('12 * 12')
      await person.hears('12 * 12 = 144')
      expect(pidIn(settings['DATA_DIR']!)).not.toBe(former)
      expect(program.said()).not.toContain('[object Object]')
    })

    test('fills the cabinet with demo data once', async () => {
      const call = callerOf(`http://127.0.0.1:${settings['SANDBOX_PORT']}`)
      expect(await call('GET', '/control/demo-data')).toEqual({ state: 'offered' })
      const [made, same] = await Promise.all([1, 2].map(() => call('POST', '/control/demo-data', {})))
      expect(made).toEqual(same)
      expect((made as { people: number }).people).toBeGreaterThan(1_000)
      expect(await call('GET', '/control/demo-data')).toEqual({ state: 'none' })
      expect(await runOnce(['start', 'demo'], settings)).toEqual({
        code: 0,
        said: 'The example business is there already.\n',
      })
    })

    test('prints a link into the cabinet once there is an owner, and another when it is asked for; one that was killed is not in the way', async () => {
      const url = `http://127.0.0.1:${settings['BACKEND_PORT']}/cabinet`
      const ask = () => runOnce(['start', 'cabinet'], settings)
      const enter = async (said: string) => {
        const token = /#in=([\w-]+)/.exec(said)![1]!
        const headers = { 'content-type': 'application/json' }
        const body = { method: 'POST', headers, body: JSON.stringify({ token }) }
        return (await fetch(`${url}/api/enter`, body)).status
      }
      expect(program.said()).not.toContain('#in=')
      expect(await ask()).toEqual({ code: 1, said: 'There is no owner yet: npm start says how one becomes it.\n' })
      await program.end('SIGKILL')
      expect(await ask()).toEqual({
        code: 1,
        said: `Pomogator does not run with the data in ${settings['DATA_DIR']}: npm start first.\n`,
      })

      // Neither its socket nor its PostgreSQL keeps the next one out.
      program = startProgram('start', { ...settings, ADMIN_IDS: '42' })
      await program.says('Ctrl-C stops it')
      const { code, said } = await ask()
      expect([code, said]).toEqual([0, expect.stringContaining('opens the cabinet once, within 10 minutes')])
      expect([await enter(said), await enter(said)]).toEqual([200, 410])
      expect(await enter(program.said())).toBe(200)
    })

    test('stops cleanly when its terminal is closed, and keeps a real bot off demo data', async () => {
      const real = await startSandbox()
      const telegram = { BOT_TOKEN: real.botToken, TELEGRAM_API_ROOT: real.telegramApiRoot }
      expect(await runOnce(['start', 'demo'], { ...settings, ...telegram })).toEqual({
        code: 1,
        said: 'BOT_TOKEN is set: demo data are for the sandbox only, never for a real bot.\n',
      })
      await stopsClean(program, settings['DATA_DIR']!, 'SIGHUP')
      expect(await runOnce(['start'], { ...settings, ...telegram })).toEqual({
        code: 1,
        said: 'This database holds demo data, and BOT_TOKEN is set: give the real bot a database of its own (DATA_DIR or DATABASE_URL).\n',
      })
      await real.stop()
    })
  })

  test('lets npm run reconcile find its database, whether it runs or not', async () => {
    const sandbox = await startSandbox()
    const telegram = { BOT_TOKEN: sandbox.botToken, TELEGRAM_API_ROOT: sandbox.telegramApiRoot }
    const settings: Record<string, string> = { ...(await settingsFor('reconciled')), ...telegram }
    const nowhere = join(directory, 'nowhere')
    const reconcile = (DATA_DIR = settings['DATA_DIR']!) =>
      runOnce(['worker', 'run', 'reconcile-payments'], { ...settings, DATA_DIR })
    const compared = { code: 0, said: expect.stringContaining('Payments were compared with Telegram') as string }
    expect(await reconcile(nowhere)).toEqual({
      code: 1,
      said: `DATABASE_URL is not set, and npm start has made no database in ${nowhere} (DATA_DIR).\n`,
    })
    const program = start(settings)
    await program.says('Ctrl-C stops it')
    expect(await reconcile()).toEqual(compared)
    expect(runs(pidIn(settings['DATA_DIR']!)), 'it does not stop what others use').toBe(true)
    await stopsClean(program, settings['DATA_DIR']!, 'SIGTERM')
    expect(await reconcile()).toEqual(compared)
    expect(existsSync(postmaster(settings['DATA_DIR']!)), 'it leaves nothing running').toBe(false)
    await sandbox.stop()
  })

  test.each([
    [['chekc'], 'There is no order "chekc". Choose one of: check, cabinet, demo.'],
    [['--check'], 'There is no order "--check". Choose one of: check, cabinet, demo.'],
    [['demo', 'extra'], 'The order "demo" takes no more words: leave out "extra".'],
  ])('with the words %j starts nothing, and says why', async (words, sentence) => {
    const DATA_DIR = join(directory, 'mistyped')
    expect(await runOnce(['start', ...words], { DATA_DIR })).toEqual({ code: 1, said: `${sentence}\n` })
    expect(existsSync(DATA_DIR)).toBe(false)
  })

  test('stops at the first signal while Telegram does not answer, and says once that it waits', async () => {
    const telegram = createServer(() => undefined) // never answers
    servers.push(telegram)
    let calls = 0
    telegram.on('request', () => (calls += 1))
    await once(telegram.listen(0, '127.0.0.1'), 'listening')
    const settings: Record<string, string> = {
      ...(await settingsFor('unreachable')),
      BOT_TOKEN: '123456789:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA',
      TELEGRAM_API_ROOT: `http://127.0.0.1:${(telegram.address() as AddressInfo).port}`,
      LOG_LEVEL: 'warn',
    }
    const program = start(settings)
    // The first call is whether the token is right; the second is the bot's own and still open when the signal comes.
    await eventually(() => expect(calls).toBe(2))
    await stopsClean(program, settings['DATA_DIR']!, 'SIGINT')
    expect(calls, 'nothing is asked any more').toBe(2)
    expect(program.said(), 'no stack').not.toContain('    at ')
  })
})

describe('npm run cost', () => {
  test('that is interrupted leaves no PostgreSQL and no folder behind', async () => {
    const own = mkdtempSync(join(directory, 'cost-'))
    chmodSync(own, 0o755)
    const child = spawn(process.execPath, ['scripts/cost.ts'], {
      env: { PATH: process.env['PATH'], TMPDIR: own },
      stdio: 'ignore',
    })
    const folder = () => readdirSync(own).find((name) => name.startsWith('pomogator-cost-'))!
    const pid = await eventually(() => pidIn(join(own, folder())))
    const gone = once(child, 'exit')
    child.kill('SIGHUP')
    await gone
    expect(runs(pid)).toBe(false)
    expect(readdirSync(own).filter((name) => name.startsWith('pomogator-cost-'))).toEqual([])
  })
})

describe('the log', () => {
  test.each(['a full disk', 'a reader who has gone'])(
    'that cannot be written for %s is dropped: the program serves on',
    async (why) => {
      const settings = await settingsFor(`log-${why.length}`)
      const full = openSync('/dev/full', 'w')
      const child = spawn(process.execPath, ['pomogator.js', 'start'], {
        env: { PATH: process.env['PATH'], HOME: process.env['HOME'], LOG_LEVEL: 'trace', ...settings },
        stdio: why === 'a full disk' ? ['ignore', full, full] : ['ignore', 'pipe', 'pipe'],
      })
      closeSync(full)
      child.stdout?.once('data', () => child.stdout!.destroy())
      child.stderr?.destroy()
      try {
        const ready = async () => (await fetch(`http://127.0.0.1:${settings['BACKEND_PORT']}/ready`)).status
        await eventually(async () => expect(await ready()).toBe(200))
        const call = callerOf(`http://127.0.0.1:${settings['SANDBOX_PORT']}`)
        const person = await createPerson(call, { first_name: 'Ann', language_code: 'en' })
        await person.say('/start')
        await person.press('Try for free')
        await person.hears('you have 10 messages')
        expect(child.exitCode).toBeNull()
        const gone = once(child, 'exit')
        child.kill('SIGTERM')
        await gone
        expect(child.exitCode).toBe(0)
      } finally {
        child.kill('SIGKILL')
      }
    },
  )
})

function callerOf(base: string) {
  return async (method: string, path: string, body?: unknown) => {
    const response = await fetch(base + path, {
      method,
      ...(body === undefined ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    })
    return response.json()
  }
}
