import { execFile } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { promisify } from 'node:util'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { startSandbox } from '#sandbox/sandbox.ts'
import { asProgram } from '#platform/database/program-role.ts'
import { createClient } from '#bot-kit/backend-client.ts'
import { stats } from '#platform/inbox/stats.ts'
import { createAgreedDatabase } from './world/agreed.ts'
import { eventually } from './world/eventually.ts'
import { freePort } from '#platform/runtime/ports.ts'
import { callsTo } from './world/call.ts'
import { createPerson } from './world/person.ts'
import { type Program, startProgram } from './world/program.ts'

const run = promisify(execFile)
const canLimit = process.platform === 'linux' && existsSync('/usr/bin/prlimit')
const backendToken = 'a-token-for-this-test-only'
let database: Awaited<ReturnType<typeof createAgreedDatabase>>
let sandbox: Awaited<ReturnType<typeof startSandbox>>
let backend: Program
let bot: Program
let backendUrl: string
let botHealth: string
beforeEach(async () => {
  database = await createAgreedDatabase()
  sandbox = await startSandbox({ modelTokenDelayMs: 0 })
  const [port, health] = [String(await freePort()), String(await freePort())]
  backendUrl = `http://127.0.0.1:${port}`
  botHealth = `http://127.0.0.1:${health}`
  const environment = {
    DATABASE_URL: asProgram(database.url),
    BOT_TOKEN: sandbox.botToken,
    TELEGRAM_API_ROOT: sandbox.telegramApiRoot,
    OPENAI_BASE_URL: sandbox.modelBaseUrl,
    OPENAI_API_KEY: 'demo',
    BACKEND_TOKEN: backendToken,
    BACKEND_PORT: port,
    BACKEND_URL: backendUrl,
  }
  backend = startProgram('backend', environment)
  await backend.says('The backend listens')
  bot = startProgram('bot', { ...environment, HEALTH_PORT: health })
  await bot.says('The bot is at work')
})
afterEach(async () => {
  await Promise.all([bot.end('SIGTERM'), backend.end('SIGTERM')])
  await sandbox.stop()
  await database.drop()
})

const openFiles = (pid: number) => readdirSync(`/proc/${pid}/fd`).length
const limit = (pid: number, files: number) => run('prlimit', ['--pid', String(pid), `--nofile=${files}:`])

describe.skipIf(!canLimit)('a program that has no file descriptor left', () => {
  test.each(['backend', 'bot'] as const)(
    '(the %s) gives nothing up: it says so in a plain line, and everybody is answered and charged once when it has some again',
    async (which) => {
      const api = createClient({ baseUrl: backendUrl, token: backendToken })
      const people = await Promise.all(
        Array.from({ length: 8 }, () => createPerson(callsTo(sandbox.url), { first_name: 'Аня', language_code: 'ru' })),
      )
      for (const { id } of people) {
        await api.register({ telegramId: id, firstName: 'Аня', languageCode: 'ru' })
        await api.updateCredits({ telegramId: id, delta: 50, reason: 'test', idempotencyKey: 'start' })
      }
      const program = which === 'backend' ? backend : bot
      const { pid } = program.child
      await limit(pid!, openFiles(pid!) + 1)
      for (const person of people) await person.say('6 * 7')
      await eventually(() => expect(program.said()).toContain('no file descriptor left (EMFILE)'))
      await limit(pid!, 1024)
      for (const person of people) await person.hears('6 * 7 = 42')
      await eventually(async () => expect(await stats(database.database.sql)).toMatchObject({ waiting: 0, givenUp: 0 }))
      expect(await database.database.sql`select distinct credits from users`).toEqual([{ credits: 49 }])
      const answers = await Promise.all(
        people.map(async (person) => (await person.heard()).filter((text) => text.includes('6 * 7 = 42'))),
      )
      expect(answers.map((copies) => copies.length)).toEqual(people.map(() => 1))
      for (const door of [backendUrl, botHealth])
        await eventually(async () => expect((await fetch(`${door}/ready`)).status).toBe(200))
    },
  )
})
