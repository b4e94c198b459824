import { readFileSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { startSandbox } from '#sandbox/sandbox.ts'
import { asProgram } from '#platform/database/program-role.ts'
import { createTestDatabase } from '#platform/database/testing.ts'
import { freePort } from '#platform/runtime/ports.ts'
import { callsTo } from './world/call.ts'
import { createPerson } from './world/person.ts'
import { eventually } from './world/eventually.ts'
import { type Program, startProgram } from './world/program.ts'

/** What nobody but the owner may ever read, each in the shape in which it is given. */
const secrets = {
  OPENAI_API_KEY: 'sk-proj-Zq7Vn3Lw9Kx2Tb5Rm8',
  BACKEND_TOKEN: 'Hd6Ws1Pq4Yj8Nc3Ge0Uv',
  WEBHOOK_SECRET: 'Xr2Mf7Bk5Dz9Lt4Ja1Qo',
}
const running: Program[] = []
let database: Awaited<ReturnType<typeof createTestDatabase>>
let sandbox: Awaited<ReturnType<typeof startSandbox>>
let environment: Record<string, string>

beforeEach(async () => {
  database = await createTestDatabase()
  sandbox = await startSandbox({ modelTokenDelayMs: 0 })
  const port = String(await freePort())
  environment = {
    ...secrets,
    DATABASE_URL: asProgram(database.url),
    BOT_TOKEN: sandbox.botToken,
    TELEGRAM_API_ROOT: sandbox.telegramApiRoot,
    OPENAI_BASE_URL: sandbox.modelBaseUrl,
    BACKEND_PORT: port,
    BACKEND_URL: `http://127.0.0.1:${port}`,
    WEBHOOK_URL: `http://127.0.0.1:${port}/telegram/webhook`,
    PAYMENT_PROVIDER_TOKEN: '381764678:TEST:Vb3Kq8',
    LOG_LEVEL: 'trace',
  }
})
afterEach(async () => {
  await Promise.all(running.splice(0).map((program) => program.end('SIGTERM')))
  await sandbox.stop()
  await database.drop()
})

describe('no secret is told', () => {
  test('by logs at their most talkative, errors, pages, the event log or the list of processes, on good days and bad', async () => {
    running.push(...['backend', 'worker', 'bot'].map((program) => startProgram(program, environment)))
    const [backend, worker, bot] = running
    await worker!.says('The worker keeps the timetable')
    await bot!.says('The bot is at work')
    const call = callsTo(sandbox.url)
    const person = await createPerson(call, { first_name: 'Аня', language_code: 'ru' })
    await person.say('/start')
    await person.press('Попробовать бесплатно')
    await person.say('3 * 3')
    await person.hears('3 * 3 = 9')
    await call('POST', '/control/trouble/model', { kind: 'error', status: 401 })
    await person.say('4 * 4')
    await eventually(() => expect(backend!.said()).toContain('The question got no answer'))
    const pages = await Promise.all(
      ['/health', '/ready', '/metrics', '/openapi.json', '/docs', '/nowhere', '/register'].map(page),
    )
    const processes = running.map(({ child }) => readFileSync(`/proc/${child.pid}/cmdline`, 'utf8'))
    await Promise.all(running.map((program) => program.end('SIGTERM')))
    const events = await database.database.sql`select * from events`
    // Telegram does not know this token, the database not this password, and nobody this mode.
    const strangers = [
      startProgram('bot', { ...environment, BOT_TOKEN: sandbox.botToken.replace('SANDBOX', 'UNKNOWN') }),
      startProgram('worker', {
        ...environment,
        DATABASE_URL: Object.assign(new URL(database.url), { password: 'wrong-password' }).href,
      }),
      startProgram('bot', { ...environment, TELEGRAM_MODE: 'pigeon' }),
    ]
    running.push(...strangers)
    for (const { child } of strangers) await eventually(() => expect(child.exitCode).toBe(1))

    const { password } = new URL(database.url)
    const told = {
      logs: running.map((program) => program.said()).join('\n'),
      pages: pages.join('\n'),
      events: JSON.stringify(events),
      processes: processes.join('\n'),
    }
    expect(told.logs.length).toBeGreaterThan(5_000)
    expect(events.length).toBeGreaterThan(3)
    const hidden = {
      ...secrets,
      BOT_TOKEN: sandbox.botToken,
      PAYMENT_PROVIDER_TOKEN: environment['PAYMENT_PROVIDER_TOKEN']!,
      'password of the database': password,
      'wrong password': 'wrong-password',
    }
    for (const [where, text] of Object.entries(told))
      for (const [name, secret] of Object.entries(hidden))
        if (text.includes(secret)) expect.fail(`${name} is told in the ${where}: ${around(text, secret)}`)
  })
})

/** With a wrong bearer, and as it is: what an error says counts as well. */
async function page(path: string): Promise<string> {
  const at = environment['BACKEND_URL']! + path
  const responses = await Promise.all([
    fetch(at),
    fetch(at, { headers: { authorization: 'Bearer wrong' }, method: 'POST' }),
  ])
  return (await Promise.all(responses.map(async (r) => JSON.stringify([...r.headers]) + (await r.text())))).join('\n')
}

function around(text: string, secret: string): string {
  const at = text.indexOf(secret)
  return text.slice(Math.max(0, at - 200), at).replaceAll(secret, '…')
}
