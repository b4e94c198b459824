import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { readEnvFile } from '#platform/runtime/env-file.ts'
import { type Environment, SettingsError } from '#platform/runtime/environment.ts'
import { readCommon } from '#platform/runtime/lifetime.ts'
import { checkAll } from '#platform/runtime/start-error.ts'
import { readConfig as readBackend } from '#programs/backend/config.ts'
import { planOf as readStart } from '#programs/start/settings.ts'
import { readConfig as readWorker } from '#programs/worker/config.ts'

let directory: string
/** Answers every call as Telegram answers a token that it does not know. */
const telegram = createServer((_request, response) => {
  response.writeHead(401, { 'content-type': 'application/json' })
  response.end('{"ok":false,"error_code":401,"description":"Unauthorized"}')
})
let apiRoot: string
beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'pomogator-settings-'))
  await once(telegram.listen(0, '127.0.0.1'), 'listening')
  apiRoot = `http://127.0.0.1:${(telegram.address() as AddressInfo).port}`
})
const children: ChildProcess[] = []
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGTERM')
})
afterAll(() => {
  telegram.close()
  rmSync(directory, { recursive: true, force: true })
})

interface Outcome {
  code: number | null
  lines: string[]
}

async function run(args: string[], environment: Record<string, string>, cwd = process.cwd()): Promise<Outcome> {
  const child = spawn(process.execPath, [resolve('pomogator.js'), ...args], {
    cwd,
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'], DATA_DIR: join(directory, 'data'), ...environment },
  })
  children.push(child)
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (bytes: Buffer) => (said += bytes.toString()))
  await once(child, 'close')
  return { code: child.exitCode, lines: said.split('\n').filter(Boolean) }
}

/** A folder to start in, with a `.env` in these bytes. */
function folderWith(env: Buffer | string): string {
  const folder = mkdtempSync(join(directory, 'folder-'))
  writeFileSync(join(folder, '.env'), env)
  writeFileSync(join(folder, 'catalog.json'), '{}')
  return folder
}

const readers = { start: readStart, backend: readBackend, worker: readWorker }

/** What a program says before it does anything, without a process of its own. */
function complaintsOf(program: keyof typeof readers, environment: Environment): readonly string[] {
  try {
    checkAll<unknown[]>(
      () => readCommon(environment),
      () => readers[program](environment),
    )
  } catch (error) {
    if (error instanceof SettingsError) return error.faults
    throw error
  }
  return []
}

const token = '123456789:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA'
const enough = { DATABASE_URL: 'postgres://x/y', BACKEND_TOKEN: 'long-enough-for-this', BOT_TOKEN: token }

describe('before anything starts', () => {
  test('all wrong settings of all programs are named at once, one sentence each', async () => {
    const { code, lines } = await run(['start'], {
      LOG_LEVEL: 'loud',
      DATABASE_URL: 'mysql://x',
      MIGRATE_DATABASE_URL: 'nonsense',
      BOT_TOKEN: 'nonsense',
      BACKEND_PORT: '80810',
      SANDBOX_PORT: 'x',
      CATALOG_FILE: '/nowhere.json',
      KEEP_TEXTS_DAYS: '0x10',
      WEBHOOK_URL: 'https://bot.example.com',
      HTTPS_PROXY: 'socks5://proxy:1080',
      TRIAL_MESSAGES: '-1',
    })
    expect(code).toBe(1)
    for (const name of [
      'LOG_LEVEL is wrong',
      'HTTPS_PROXY is wrong',
      'DATABASE_URL is wrong',
      'MIGRATE_DATABASE_URL is wrong',
      'BOT_TOKEN is wrong',
      'BACKEND_PORT is wrong',
      'SANDBOX_PORT is wrong',
      'CATALOG_FILE: ',
      'KEEP_TEXTS_DAYS is wrong',
      'TRIAL_MESSAGES is wrong',
    ])
      expect(
        lines.filter((line) => line.startsWith(name)),
        name,
      ).toHaveLength(1)
    expect(lines).toHaveLength(10)
    expect(existsSync(join(directory, 'data')), 'nothing was made').toBe(false)
  })

  test.each([
    [
      'bot',
      { ...enough, WEBHOOK_URL: 'https://bot.example.com/', WEBHOOK_SECRET: 'sixteen_letters_or_more' },
      'WEBHOOK_URL is wrong: it has no path',
    ],
    [
      'backend',
      { ...enough, DATABASE_URL: 'postgres://u:p@127.0.0.1:1/db' },
      'DATABASE_URL: the database cannot be reached',
    ],
    ['worker', { ...enough, DATABASE_URL: "'postgres://u:p@h/db'" }, 'DATABASE_URL is wrong: it stands in quotes'],
    ['migrate', { ...enough, DATABASE_URL: 'postgres://u:a#b@h/db' }, 'DATABASE_URL is wrong: expected'],
    ['migrate', { MIGRATE_DATABASE_URL: 'x' }, 'MIGRATE_DATABASE_URL is wrong'],
    ['migrate', {}, 'DATABASE_URL is not set, and npm start has made no database'],
  ])('%s %j: one sentence that names the setting', async (program, environment, sentence) => {
    const { code, lines } = await run([program], environment)
    expect(code).toBe(1)
    expect(lines).toEqual([expect.stringContaining(sentence)])
    expect(lines[0]).not.toMatch(/a#b/)
  })

  test.each<[keyof typeof readers, Environment, string]>([
    ['backend', { ...enough, DATABASE_URL: '' }, 'DATABASE_URL is not set'],
    [
      'backend',
      { ...enough, DATABASE_URL: 'mysql://x' },
      'DATABASE_URL is wrong: expected an address like postgres://',
    ],
    ['backend', { ...enough, BACKEND_TOKEN: 'short' }, 'BACKEND_TOKEN is wrong: expected at least 16 characters'],
    ['backend', { ...enough, CATALOG_FILE: '/nowhere.json' }, 'CATALOG_FILE: '],
    ['backend', { ...enough, BACKEND_TOKEN: '"a-token-in-its-quotes"' }, 'BACKEND_TOKEN is wrong: it stands in quotes'],
    ['worker', {}, 'DATABASE_URL is not set'],
    ['worker', { ...enough, DATABASE_URL: 'postgres://u:1/2@h/db' }, 'DATABASE_URL is wrong: expected'],
    ['worker', { ...enough, DATABASE_URL: 'postgres://u:1#2@h/db' }, 'DATABASE_URL is wrong: expected'],
    ['worker', { ...enough, DATABASE_URL: 'postgres://u:p?2@h/db' }, 'DATABASE_URL is wrong: expected'],
    ['worker', { ...enough, DATABASE_URL: 'postgres://u:50%@h/db' }, 'DATABASE_URL is wrong: expected'],
    [
      'start',
      { DATABASE_URL: enough.DATABASE_URL },
      'BOT_TOKEN is not set, and DATABASE_URL names a database of yours',
    ],
    ['start', { ...enough, TELEGRAM_API_ROOT: 'ftp://x' }, 'TELEGRAM_API_ROOT is wrong'],
    ['start', { SANDBOX: 'off' }, 'BOT_TOKEN is not set, and SANDBOX=off'],
    ['start', { ALL_PROXY: 'socks5h://127.0.0.1:9050' }, 'ALL_PROXY is wrong'],
  ])('%s %j: the same', (program, environment, sentence) => {
    const complaints = complaintsOf(program, environment)
    expect(complaints).toEqual([expect.stringContaining(sentence)])
    expect(complaints[0]).not.toMatch(/a-token-in|1\/2|1#2|p\?2|50%@/)
  })

  test('what may be chosen, and what is missing, is said in plain words', () => {
    const wrong = { LOG_LEVEL: 'loud', PROGRESS: 'slow', GROUP_CHATS: 'yes', SANDBOX: 'maybe', SEARCH_SERVICE: 'x' }
    expect(complaintsOf('start', wrong).toSorted()).toEqual([
      'GROUP_CHATS is wrong: choose one of on, off.',
      'LOG_LEVEL is wrong: choose one of fatal, error, warn, info, debug, trace, silent.',
      'PROGRESS is wrong: choose one of drafts, edits, off.',
      'SANDBOX is wrong: choose one of on, off.',
      expect.stringMatching(/^SEARCH_SERVICE is wrong: choose one of [a-z, ]+\.$/),
    ])
    expect(complaintsOf('backend', {})).toEqual([
      'DATABASE_URL is not set: expected an address like postgres://user:password@host:5432/database.',
      'BACKEND_TOKEN is not set.',
    ])
  })

  test('a token that Telegram does not know ends the start, and nothing was made', async () => {
    const { code, lines } = await run(['start'], { BOT_TOKEN: token, TELEGRAM_API_ROOT: apiRoot })
    expect({ code, lines }).toEqual({ code: 1, lines: ['BOT_TOKEN is wrong: Telegram does not know it.'] })
    expect(existsSync(join(directory, 'data'))).toBe(false)
  })

  test('a port that somebody has ends the start, and nothing was made', async () => {
    const port = String((telegram.address() as AddressInfo).port)
    const { code, lines } = await run(['start'], { BACKEND_PORT: port, SANDBOX_PORT: port })
    expect(code).toBe(1)
    expect(lines.toSorted()).toEqual(
      ['BACKEND_PORT', 'SANDBOX_PORT'].map(
        (setting) =>
          `${setting} is in use: another program listens at 127.0.0.1:${port}. Stop that one, or choose another port.`,
      ),
    )
    expect(existsSync(join(directory, 'data'))).toBe(false)
  })
})

describe('a data folder that cannot be made', () => {
  const sentence = (folder: string, reason: string) =>
    `DATA_DIR: the folder ${folder} cannot be made (${reason}). Choose another one.`

  test.each([
    [resolve('package.json/data'), 'not a directory'],
    ['/proc/nowhere', 'no such file or directory'],
  ])('%s ends the start in one sentence', async (DATA_DIR, reason) => {
    expect(await run(['start'], { DATA_DIR })).toEqual({ code: 1, lines: [sentence(DATA_DIR, reason)] })
  })

  test('is named by the check', async () => {
    const DATA_DIR = resolve('package.json/data')
    const { code, lines } = await run(['start', 'check'], { DATA_DIR })
    expect(code).toBe(1)
    expect(lines.filter((line) => line.startsWith('  ✗'))).toEqual([
      expect.stringContaining(sentence(DATA_DIR, 'not a directory')),
    ])
  })
})

describe('a file .env', () => {
  const settings = `BOT_TOKEN=${token}\r\nTELEGRAM_API_ROOT=HERE\r\nCATALOG_FILE=${resolve('catalog.json')}\r\n`
  const bytesOf: Record<string, (text: string) => Buffer> = {
    'in UTF-8': (text) => Buffer.from(text),
    'in UTF-8 with a byte order mark': (text) => Buffer.from(`\uFEFF${text}`),
    'in UTF-16, as PowerShell writes it': (text) => Buffer.from(`\uFEFF${text}`, 'utf16le'),
    'in UTF-16, the other way round': (text) => Buffer.from(`\uFEFF${text}`, 'utf16le').swap16(),
  }
  test.each(Object.keys(bytesOf))('%s loses no setting', (encoding) => {
    const file = join(folderWith(bytesOf[encoding]!(settings)), '.env')
    expect(readEnvFile(file)).toEqual({
      BOT_TOKEN: token,
      TELEGRAM_API_ROOT: 'HERE',
      CATALOG_FILE: resolve('catalog.json'),
    })
  })

  test('of the working directory is read by a program', async () => {
    const text = settings.replace('HERE', apiRoot)
    const folder = folderWith(bytesOf['in UTF-16, as PowerShell writes it']!(text))
    const { lines } = await run(['start'], {}, folder)
    expect(lines, 'the token was read and asked for').toEqual(['BOT_TOKEN is wrong: Telegram does not know it.'])
    expect(readdirSync(folder).toSorted()).toEqual(['.env', 'catalog.json'])
  })

  const refused: [string | Buffer, string][] = [
    ['DATABASE_URL=postgres://u:p#w@h/db', 'DATABASE_URL is wrong: in .env a # begins a comment'],
    ['export BACKEND_TOKEN = abc#defghijklmnopqrstuv', 'BACKEND_TOKEN is wrong: in .env a # begins a comment'],
    [Buffer.from([0x42, 0x3d, 0xff, 0xfe, 0x0a]), 'The file .env is no text in UTF-8'],
  ]
  test.each(refused)('%s is refused in one sentence', (env, sentence) => {
    const folder = folderWith(env)
    expect(() => readEnvFile(join(folder, '.env'))).toThrow(
      expect.objectContaining({ faults: [expect.stringContaining(sentence.replace('.env', join(folder, '.env')))] }),
    )
  })

  test('that is refused ends a program with that sentence', async () => {
    const { code, lines } = await run(['start'], {}, folderWith(refused[0]![0]))
    expect(code).toBe(1)
    expect(lines).toEqual([expect.stringContaining(refused[0]![1])])
  })

  test.each(['.env.example', 'deploy/.env.example'])('that begins as %s has each setting once', (example) => {
    // Of two lines with one name the last counts: an empty one would undo what was filled in above it.
    const names = Array.from(readFileSync(example, 'utf8').matchAll(/^([A-Z_]+)=/gm), ([, name]) => name!)
    expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([])
  })

  test('copied from the example as it is starts like none', async () => {
    const { code, lines } = await run(
      ['start', 'check'],
      { CATALOG_FILE: resolve('catalog.json'), SANDBOX_PORT: '0', BACKEND_PORT: '0' },
      folderWith(readFileSync('.env.example')),
    )
    expect(lines.filter((line) => line.includes('✗'))).toEqual([])
    expect(code).toBe(0)
  })
})

describe('npm start -- check', () => {
  test('says everything in one screen, a line each, and makes nothing', async () => {
    const dataDir = join(directory, 'checked')
    const { code, lines } = await run(['start', 'check'], { DATA_DIR: dataDir })
    expect(code).toBe(0)
    expect(lines.map((line) => line.slice(0, 14).trim())).toEqual(
      ['Settings', 'Folder', 'Ports', 'Telegram', 'Webhook', 'Model', 'Database'].map((what) => `✓ ${what}`),
    )
    expect(existsSync(dataDir)).toBe(false)
  })

  test('names a wrong token, a refused key and a database that is away, each in its line', async () => {
    const { code, lines } = await run(['start', 'check'], {
      BOT_TOKEN: token,
      TELEGRAM_API_ROOT: apiRoot,
      OPENAI_BASE_URL: `${apiRoot}/v1`,
      OPENAI_API_KEY: 'wrong',
      DATABASE_URL: 'postgres://u:p@127.0.0.1:1/db',
      WEBHOOK_URL: 'https://bot.example.com/elsewhere',
    })
    expect(code).toBe(1)
    const faults = lines.filter((line) => line.startsWith('  ✗'))
    expect(faults).toEqual([
      expect.stringMatching(/Telegram +BOT_TOKEN is wrong/),
      expect.stringMatching(/Webhook +WEBHOOK_URL does not end with \/telegram\/webhook/),
      expect.stringMatching(/Model +OPENAI_API_KEY is refused/),
      expect.stringMatching(/Database +DATABASE_URL: the database cannot be reached/),
    ])
  })

  test('names every wrong setting', async () => {
    const { code, lines } = await run(['start', 'check'], { BOT_TOKEN: 'x', BACKEND_PORT: 'y' })
    expect(code).toBe(1)
    expect(lines).toHaveLength(2)
  })
})
