import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, request as send } from 'node:http'
import { once } from 'node:events'
import { type AddressInfo, connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { startSandbox } from '#sandbox/sandbox.ts'
import { asProgram } from '#platform/database/program-role.ts'
import { createTestDatabase } from '#platform/database/testing.ts'
import { freePort } from '#platform/runtime/ports.ts'
import { callsTo } from './world/call.ts'
import { createPerson } from './world/person.ts'
import { type Program, startProgram } from './world/program.ts'

let sandbox: Awaited<ReturnType<typeof startSandbox>>
let proxy: Awaited<ReturnType<typeof startProxy>>
let database: Awaited<ReturnType<typeof createTestDatabase>>
let directory: string
let program: Program | undefined
beforeAll(async () => {
  database = await createTestDatabase()
  sandbox = await startSandbox({ modelTokenDelayMs: 0, allowedHosts: ['telegram.test', 'model.test'] })
  directory = mkdtempSync(join(tmpdir(), 'pomogator-proxy-'))
})
beforeEach(async () => {
  proxy = await startProxy(Number(new URL(sandbox.url).port))
})
afterEach(async () => {
  await program?.end('SIGTERM')
  proxy.stop()
})
afterAll(async () => {
  await sandbox.stop()
  await database.drop()
  rmSync(directory, { recursive: true, force: true })
})

/** Takes whatever name is asked for to the sandbox, and notes the names. */
async function startProxy(target: number) {
  const hosts = new Set<string>()
  const server = createServer((incoming, response) => {
    const { host, pathname, search } = new URL(incoming.url!)
    hosts.add(host)
    const { method, headers } = incoming
    const asking = send({ port: target, host: '127.0.0.1', method, headers, path: pathname + search }, (reply) => {
      response.writeHead(reply.statusCode!, reply.headers)
      reply.pipe(response)
    })
    asking.on('error', () => response.destroy())
    incoming.pipe(asking)
  })
  server.on('connect', (incoming, inward) => {
    hosts.add(incoming.url!)
    const outward = connect(target, '127.0.0.1', () => {
      inward.write('HTTP/1.1 200 Connection established\r\n\r\n')
      inward.pipe(outward).pipe(inward)
    })
    for (const socket of [inward, outward]) socket.on('error', () => undefined)
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  return {
    hosts,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop() {
      server.close()
      server.closeAllConnections()
    },
  }
}

describe('a proxy', () => {
  test.each([
    ['HTTP_PROXY', {}],
    ['http_proxy', { NODE_USE_ENV_PROXY: '1' }],
  ])('of %s %j takes Telegram and the model, and never the own backend or this machine', async (setting, more) => {
    program = startProgram('start', {
      DATA_DIR: directory,
      DATABASE_URL: asProgram(database.url),
      MIGRATE_DATABASE_URL: database.url,
      BACKEND_PORT: String(await freePort()),
      BOT_TOKEN: sandbox.botToken,
      TELEGRAM_API_ROOT: 'http://telegram.test:8080',
      OPENAI_BASE_URL: 'http://model.test:8080/v1',
      OPENAI_API_KEY: 'demo',
      [setting]: proxy.url,
      ...more,
    })
    await program.says('Ctrl-C stops it')
    const person = await createPerson(callsTo(sandbox.url), { first_name: 'Аня', language_code: 'ru' })
    await person.say('/start')
    await person.press('Попробовать бесплатно')
    await person.say('11 * 11')
    await person.hears('11 * 11 = 121')
    expect([...proxy.hosts].toSorted()).toEqual(['model.test:8080', 'telegram.test:8080'])
  })

  test('is not asked for this machine under its name either, whatever NO_PROXY names', async () => {
    program = startProgram('start', {
      DATA_DIR: directory,
      DATABASE_URL: asProgram(database.url),
      MIGRATE_DATABASE_URL: database.url,
      BACKEND_PORT: String(await freePort()),
      BOT_TOKEN: sandbox.botToken,
      TELEGRAM_API_ROOT: 'http://telegram.test:8080',
      OPENAI_BASE_URL: sandbox.modelBaseUrl.replace('127.0.0.1', 'localhost'),
      OPENAI_API_KEY: 'demo',
      HTTPS_PROXY: proxy.url,
      HTTP_PROXY: proxy.url,
      NO_PROXY: 'elsewhere.test',
    })
    await program.says('Ctrl-C stops it')
    const person = await createPerson(callsTo(sandbox.url), { first_name: 'Аня', language_code: 'ru' })
    await person.say('/start')
    await person.press('Попробовать бесплатно')
    await person.say('13 * 11')
    await person.hears('13 * 11 = 143')
    expect([...proxy.hosts]).toEqual(['telegram.test:8080'])
  })
})
