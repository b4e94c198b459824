import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseEnv } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Sandbox, startSandbox } from '#sandbox/sandbox.ts'

let sandbox: Sandbox
let folder: string
let file: string
beforeAll(async () => {
  sandbox = await startSandbox()
  folder = mkdtempSync(join(tmpdir(), 'pomogator-setup-'))
  file = join(folder, 'env')
})
afterAll(async () => {
  await sandbox.stop()
  rmSync(folder, { recursive: true, force: true })
})

/** Runs deploy/setup with its answers in the environment, as a script would. */
async function setup(answers: Record<string, string> = {}): Promise<{ code: number | null; said: string }> {
  const child = spawn('deploy/setup', [], {
    env: {
      PATH: process.env['PATH'],
      ENV_FILE: file,
      TELEGRAM_API_ROOT: sandbox.telegramApiRoot,
      BOT_TOKEN: sandbox.botToken,
      DOMAIN: 'bot.example.com',
      OPENAI_BASE_URL: sandbox.modelBaseUrl,
      OPENAI_API_KEY: 'demo',
      OPENAI_MODEL: 'demo',
      ...answers,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (bytes: Buffer) => (said += bytes.toString()))
  await once(child, 'close')
  return { code: child.exitCode, said }
}
const settings = () => parseEnv(readFileSync(file, 'utf8'))

describe('deploy/setup', () => {
  test('asks those who know, makes the secrets, and writes what only the owner may read', async () => {
    const { code, said } = await setup({ ADMIN_IDS: '42' })
    expect([code, said]).toEqual([0, expect.stringContaining('Telegram knows it: @pomogator_sandbox_bot')])
    expect(said).not.toContain(sandbox.botToken)
    expect(statSync(file).mode & 0o777).toBe(0o600)
    expect(settings()).toMatchObject({
      COMPOSE_PROFILES: 'database,backup,acme',
      DOMAIN: 'bot.example.com',
      TLS: 'acme',
      ADMIN_IDS: '42',
      OPENAI_MODEL: 'demo',
    })
    for (const name of [
      'WEBHOOK_SECRET',
      'BACKEND_TOKEN',
      'POSTGRES_PASSWORD',
      'DATABASE_PASSWORD',
      'GRAFANA_PASSWORD',
    ])
      expect(settings()[name], name).toMatch(/^[0-9a-f]{64}$/)
  })

  test('run again changes what is asked for, and keeps secrets and whatever was added by hand', async () => {
    const before = settings()
    writeFileSync(file, `${readFileSync(file, 'utf8')}TRIAL_MESSAGES=3\n`)
    expect((await setup({ TLS: 'self-signed', DOMAIN: '203.0.113.7', MONITORING: 'yes' })).code).toBe(0)
    expect(settings()).toEqual({
      ...before,
      COMPOSE_PROFILES: 'database,backup,monitoring',
      DOMAIN: '203.0.113.7',
      TLS: 'self-signed',
      WEBHOOK_CERTIFICATE: '/certificates/fullchain.pem',
      TRIAL_MESSAGES: '3',
    })
  })

  test.each([
    ['a token of no shape', { BOT_TOKEN: 'abc' }, 'BOT_TOKEN is wrong: A token looks like'],
    [
      'a token Telegram does not know',
      { BOT_TOKEN: '123456789:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA' },
      'Telegram does not know this token',
    ],
    ['a domain with an address around it', { DOMAIN: 'https://bot.example.com/' }, 'DOMAIN is wrong'],
    ['ids that are names', { ADMIN_IDS: '@owner' }, 'ADMIN_IDS is wrong'],
    ['a model that is not there', { OPENAI_MODEL: 'gpt-99' }, 'The server has no model gpt-99. It has: demo'],
    ['a model server that is not there', { OPENAI_BASE_URL: 'http://127.0.0.1:9/v1' }, 'cannot be reached'],
    ['another kind of TLS', { TLS: 'ssl' }, 'TLS is wrong'],
  ])(
    'refuses %s in one sentence, and leaves the file as it was',
    async (_, answers: Record<string, string>, sentence) => {
      const before = readFileSync(file, 'utf8')
      const { code, said } = await setup(answers)
      expect([code, said]).toEqual([1, expect.stringContaining(sentence)])
      expect(readFileSync(file, 'utf8')).toBe(before)
    },
  )
})
