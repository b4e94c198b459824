import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
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
      COMPOSE_FILE: 'compose.yaml:compose.one-process.yaml',
      DOMAIN: 'bot.example.com',
      TLS: 'acme',
      CABINET_URL: 'https://bot.example.com/cabinet',
      ADMIN_IDS: '42',
      OPENAI_MODEL: 'demo',
    })
    for (const name of [
      'WEBHOOK_SECRET',
      'BACKEND_TOKEN',
      'POSTGRES_PASSWORD',
      'DATABASE_PASSWORD',
      'GRAFANA_PASSWORD',
      'BACKUP_PASSPHRASE',
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
      CABINET_URL: 'https://203.0.113.7/cabinet',
      WEBHOOK_CERTIFICATE: '/certificates/fullchain.pem',
      TRIAL_MESSAGES: '3',
    })
  })

  test.each([
    ['turns one process on', undefined, 'yes', 'compose.yaml:compose.one-process.yaml'],
    [
      'keeps other files',
      'compose.yaml:compose.archive.yaml',
      'yes',
      'compose.yaml:compose.one-process.yaml:compose.archive.yaml',
    ],
    [
      'turns it off',
      'compose.yaml:compose.one-process.yaml:compose.archive.yaml',
      'no',
      'compose.yaml:compose.archive.yaml',
    ],
    ['reads a path and a comment', './compose.yaml:./compose.one-process.yaml # one:two', 'no', 'compose.yaml'],
    ['reads quotes before a comment', '"compose.yaml:compose.one-process.yaml" # c', 'no', 'compose.yaml'],
    ['turns off what was alone', 'compose.one-process.yaml', 'no', 'compose.yaml'],
    ['leaves a server of three programs as it is', undefined, undefined, undefined],
    [
      'leaves a server of one process as it is',
      'compose.yaml:compose.one-process.yaml',
      undefined,
      'compose.yaml:compose.one-process.yaml',
    ],
  ])('run again %s: COMPOSE_FILE=%s and the answer %s become %s', async (_, named, answer, becomes) => {
    const before = readFileSync(file, 'utf8')
    const others = before.replace(/^COMPOSE_FILE=.*\n/m, '')
    writeFileSync(file, named ? `${others}COMPOSE_FILE=${named}\n` : others)
    expect((await setup(answer ? { ONE_PROCESS: answer } : {})).code).toBe(0)
    expect(settings()['COMPOSE_FILE']).toBe(becomes)
    writeFileSync(file, before)
  })

  test('run again keeps every line that is not its own, in its place, and a copy of the former file', async () => {
    const foreign = [
      '# the owner wrote this',
      'S3_KEY=abc',
      'lower_case=1',
      'MixedCase2=x',
      'export EXPORTED=yes',
      '  INDENTED = spaced  ',
      'QUOTED="two',
      'lines"',
      '',
      '#BOT_TOKEN=an old one',
      'not a setting at all',
    ]
    const [head, ...own] = readFileSync(file, 'utf8').trimEnd().split('\n')
    const written = [head, ...foreign.slice(0, 5), ...own, ...foreign.slice(5)].join('\n')
    writeFileSync(file, written)
    expect((await setup({ DOMAIN: 'other.example.com' })).code).toBe(0)
    const moved = written
      .replace(/^DOMAIN=.*$/m, 'DOMAIN=other.example.com')
      .replace(/^CABINET_URL=.*$/m, 'CABINET_URL=https://other.example.com/cabinet')
    expect(readFileSync(file, 'utf8')).toBe(`${moved}\n`)
    expect(readFileSync(`${file}.before`, 'utf8')).toBe(written)
    expect(statSync(`${file}.before`).mode & 0o777).toBe(0o600)
    writeFileSync(file, `${[head, ...own].join('\n')}\n`)
  })

  test.each([
    ['with export', (line: string) => `export ${line}`],
    ['in quotes', (line: string) => line.replace(/=(.*)/, '="$1"')],
    ['with spaces and a carriage return', (line: string) => `${line.replace('=', ' = ')} \r`],
    ['written twice, of which the last counts', (line: string) => `${line}0\n${line}`],
    ['behind a byte order mark', (line: string) => `\uFEFF${line}`],
  ])('run again reads a setting of its own %s, and writes it once', async (_, change) => {
    const before = readFileSync(file, 'utf8')
    const secret = settings()['WEBHOOK_SECRET']
    writeFileSync(
      file,
      before.replace(
        /^(#.*\n)?([\s\S]*?)^(WEBHOOK_SECRET=.*)$/m,
        (_all, _head, rest: string, line: string) => `${change(line)}\n${rest.trimEnd()}`,
      ),
    )
    expect((await setup()).code).toBe(0)
    expect(settings()['WEBHOOK_SECRET']).toBe(secret)
    expect(readFileSync(file, 'utf8').match(/WEBHOOK_SECRET/g)).toHaveLength(1)
    writeFileSync(file, before)
  })

  test.each([
    ['BACKUP_PASSPHRASE', `'correct $horse #1'`],
    ['BACKUP_PASSPHRASE', `"correct \\$horse \\"#1\\""`],
    ['BACKUP_PASSPHRASE', `'it\\'s'   # written by hand`],
    ['BACKUP_PASSPHRASE', 'a#1'],
    ['GRAFANA_PASSWORD', '${BACKUP_PASSPHRASE}'],
    ['SUPPORT_CONTACT', `'Анна #1, чат'`],
    ['DOMAIN', 'bot.example.com   # ours'],
    ['COMPOSE_PROFILES', 'database,backup,acme,monitoring   # parts'],
  ])('run again leaves what has not changed as it was written: %s=%s', async (name, value) => {
    const before = readFileSync(file, 'utf8')
    const written = before.replace(new RegExp(`^${name}=.*$`, 'm'), () => `${name}=${value}`)
    writeFileSync(file, written)
    expect((await setup({ TLS: 'acme' })).code).toBe(0)
    expect(readFileSync(file, 'utf8').split('\n')).toContain(`${name}=${value}`)
    writeFileSync(file, before)
  })

  test.each([
    ['Анна #1, чат', `'Анна #1, чат'`],
    ['  @anna ', `'  @anna '`],
    ['Анна, чат', 'Анна, чат'],
  ])('writes %s so that compose reads all of it', async (contact, written) => {
    const before = readFileSync(file, 'utf8')
    expect((await setup({ SUPPORT_CONTACT: contact })).code).toBe(0)
    expect(readFileSync(file, 'utf8').split('\n')).toContain(`SUPPORT_CONTACT=${written}`)
    expect((await setup()).code).toBe(0)
    expect(settings()['SUPPORT_CONTACT']).toBe(contact)
    writeFileSync(file, before)
  })

  test('run again reads a list in front of a comment, and changes it', async () => {
    const before = readFileSync(file, 'utf8')
    writeFileSync(file, before.replace(/^COMPOSE_PROFILES=.*$/m, 'COMPOSE_PROFILES=database,monitoring   # parts'))
    expect((await setup({ TLS: 'acme' })).code).toBe(0)
    expect(settings()['COMPOSE_PROFILES']).toBe('database,acme,monitoring')
    writeFileSync(file, before)
  })

  test('run again without a word leaves on what was on', async () => {
    const before = readFileSync(file, 'utf8')
    writeFileSync(file, before.replace(/^COMPOSE_PROFILES=.*$/m, 'COMPOSE_PROFILES=database,offsite,monitoring,acme'))
    expect((await setup({ TLS: 'acme' })).code).toBe(0)
    expect(settings()['COMPOSE_PROFILES']).toBe('database,offsite,acme,monitoring')
    expect((await setup({ TLS: 'acme', MONITORING: 'no' })).code).toBe(0)
    expect(settings()['COMPOSE_PROFILES']).toBe('database,offsite,acme')
    writeFileSync(file, before)
  })

  test('leaves the cabinet off where it was turned off, and at an address of its own where it has one', async () => {
    const before = readFileSync(file, 'utf8')
    expect((await setup({ CABINET: 'no' })).code).toBe(0)
    expect(settings()['CABINET_URL']).toBe('')
    expect((await setup()).code).toBe(0)
    expect(settings()['CABINET_URL']).toBe('')
    expect((await setup({ CABINET: 'yes', CABINET_URL: 'https://desk.example.com/cabinet' })).code).toBe(0)
    expect((await setup({ DOMAIN: 'new.example.com' })).code).toBe(0)
    expect(settings()['CABINET_URL']).toBe('https://desk.example.com/cabinet')
    writeFileSync(file, before)
  })

  test.each(['localhost', '127.0.0.1', '127.8.8.8', '0.0.0.0', '[::1]'])(
    'says that containers do not reach a model at %s, and writes down the name under which they do',
    async (host) => {
      const { port } = new URL(sandbox.modelBaseUrl)
      const { code, said } = await setup({ OPENAI_BASE_URL: `http://${host}:${port}/v1` })
      expect([code, said]).toEqual([0, expect.stringContaining(`cannot reach ${host} of this server`)])
      expect(settings()).toMatchObject({
        OPENAI_BASE_URL: `http://host.docker.internal:${port}/v1`,
        HOST_ADDRESS: 'host-gateway',
      })
      expect((await setup({ OPENAI_BASE_URL: settings()['OPENAI_BASE_URL']! })).said).not.toContain('cannot reach')
    },
  )

  test.each(['WEBHOOK_SECRET', 'BACKEND_TOKEN', 'POSTGRES_PASSWORD', 'DATABASE_PASSWORD'])(
    'does not go on with the %s of the sandbox, and says what to do',
    async (name) => {
      const before = readFileSync(file, 'utf8')
      const known = parseEnv(readFileSync('deploy/sandbox.env', 'utf8'))[name]
      const written = before.replace(new RegExp(`^${name}=.*$`, 'm'), `${name}="${known}"`)
      writeFileSync(file, written)
      const { code, said } = await setup()
      expect([code, said]).toEqual([1, expect.stringContaining(`has the ${name} of sandbox.env`)])
      expect(readFileSync(file, 'utf8')).toBe(written)
      writeFileSync(file, before)
    },
  )

  test('asks through the proxy of .env or of the shell, and writes the latter down', async () => {
    const before = readFileSync(file, 'utf8')
    const asked: string[] = []
    const proxy = createServer((_, response) => response.writeHead(502).end())
    proxy.on('connect', (request, socket) => {
      asked.push(request.url!)
      socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n')
    })
    await once(proxy.listen(0, '127.0.0.1'), 'listening')
    const address = `http://name:pa$$'word@127.0.0.1:${String((proxy.address() as AddressInfo).port)}`
    const outside = { OPENAI_BASE_URL: 'https://models.example.com/v1' }
    expect((await setup({ ...outside, https_proxy: address })).code).toBe(1)
    expect((await setup({ HTTPS_PROXY: address })).code).toBe(0)
    expect((await setup()).code).toBe(0)
    const written = address.replace("'", String.raw`\'`)
    expect(readFileSync(file, 'utf8').match(/^HTTPS_PROXY=.*$/gm)).toEqual([`HTTPS_PROXY='${written}'`])
    expect((await setup(outside)).code).toBe(1)
    expect(asked).toEqual(['models.example.com:443', 'models.example.com:443'])
    proxy.close()
    writeFileSync(file, before)
  })

  test.each(['10.0.0.2', '172.16.0.0/12', '::1', 'fd00::/8', '2001:db8:0:0:0:0:0:1'])(
    'trusts a proxy at %s',
    async (network) => {
      const before = readFileSync(file, 'utf8')
      expect((await setup({ TLS: 'proxy', TRUSTED_PROXIES: network })).code).toBe(0)
      expect(settings()['TRUSTED_PROXIES']).toBe(network)
      writeFileSync(file, before)
    },
  )

  test('takes the usual model from the catalogue that .env names', async () => {
    const before = readFileSync(file, 'utf8')
    const catalog = join(folder, 'catalog.json')
    writeFileSync(catalog, '{ "models": [{ "model": "demo" }] }')
    writeFileSync(file, `${before}CATALOG_FILE=${catalog}\n`)
    expect((await setup({ OPENAI_MODEL: '' })).code).toBe(0)
    writeFileSync(catalog, '{ "models": [{ "model": "mine" }] }')
    expect((await setup({ OPENAI_MODEL: '' })).said).toContain('The server has no model mine.')
    writeFileSync(file, before)
  })

  test('at a terminal keeps what is there by Enter, and empties it by a dash', async () => {
    const before = readFileSync(file, 'utf8')
    const answers = { ADMIN_IDS: '42', SUPPORT_CONTACT: '@anna' }
    expect((await setup(answers)).code).toBe(0)
    const child = spawn('script', ['-qefc', 'deploy/setup', '/dev/null'], {
      env: { PATH: process.env['PATH'], ENV_FILE: file, TERM: 'dumb' },
    })
    let said = ''
    let answered = 0
    child.stdout.on('data', (bytes: Buffer) => {
      said += bytes.toString()
      const question = said.slice(answered)
      // A question ends its line by a colon, and setup waits.
      if (!/[^\n]: $/.test(question)) return
      answered = said.length
      child.stdin.write(/about payments.*: $/.test(question) ? '-\n' : '\n')
    })
    await once(child, 'close')
    expect([child.exitCode, said]).toEqual([0, expect.stringContaining('[@anna, - empties it]: ')])
    expect(said).not.toMatch(/Domain .* empties it/)
    expect(settings()).toMatchObject({ ADMIN_IDS: '42', SUPPORT_CONTACT: '' })
    writeFileSync(file, before)
  })

  test('leaves ports 80 and 443 to a proxy on this server, and takes them back without it', async () => {
    const before = readFileSync(file, 'utf8')
    const proxy = { TLS: 'proxy', TRUSTED_PROXIES: '172.18.0.1' }
    expect((await setup({ ...proxy, HTTP_PORT: '127.0.0.1:8080' })).code).toBe(0)
    expect((await setup()).code).toBe(0)
    expect(settings()).toMatchObject({ ...proxy, HTTP_PORT: '127.0.0.1:8080', HTTPS_PORT: '127.0.0.1:8443' })
    expect((await setup({ TLS: 'acme' })).code).toBe(0)
    expect(settings()).toMatchObject({ TLS: 'acme', HTTP_PORT: '80', HTTPS_PORT: '443' })
    writeFileSync(file, before)
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
    [
      'no model of its own, and the catalogue’s is not there',
      { OPENAI_MODEL: '' },
      'The server has no model gpt-6-luna.',
    ],
    ['a model that is not there', { OPENAI_MODEL: 'gpt-99' }, 'The server has no model gpt-99. It has: demo'],
    ['a model server that is not there', { OPENAI_BASE_URL: 'http://127.0.0.1:9/v1' }, 'cannot be reached'],
    ['one process by half', { ONE_PROCESS: 'maybe' }, 'ONE_PROCESS is wrong: Say yes or no.'],
    ['an address that is none', { DOMAIN: '999.999.999.999' }, 'DOMAIN is wrong: An IP address has four numbers'],
    [
      'an address with Let’s Encrypt',
      { DOMAIN: '203.0.113.7', TLS: 'acme' },
      'TLS is wrong: 203.0.113.7 is an address',
    ],
    [
      'a long name with a certificate of its own',
      { DOMAIN: `${'a'.repeat(60)}.example.com`, TLS: 'self-signed' },
      'TLS is wrong: A self-signed certificate holds a name of 64',
    ],
    ...['10.0.0.0/99', 'beef', '1.2.3', '10.0.0.256', 'fd00::/129', '1:2:3', '::1::2', '10.0.0.0/', '/8'].map(
      (network): [string, Record<string, string>, string] => [
        `${network} as a proxy`,
        { TLS: 'proxy', TRUSTED_PROXIES: network },
        'TRUSTED_PROXIES is wrong: An address such as',
      ],
    ),
    ...['0', '65536', '127.0.0.1:', 'bot:80'].map((port): [string, Record<string, string>, string] => [
      `${port} as a port`,
      { TLS: 'proxy', TRUSTED_PROXIES: '10.0.0.2', HTTP_PORT: port },
      'HTTP_PORT is wrong: A port such as 8080',
    ]),
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
