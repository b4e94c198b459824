import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PgBoss } from 'pg-boss'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createClient } from '#bot-kit/backend-client.ts'
import type { Catalog } from '#modules/catalog/catalog.ts'
import type { RunningBackend } from '#programs/backend/main.ts'
import { readConfig as readBackendConfig } from '#programs/backend/config.ts'
import { startBackend } from '#programs/backend/main.ts'
import { readConfig as readWorkerConfig } from '#programs/worker/config.ts'
import { startWorker } from '#programs/worker/main.ts'
import type { Running } from '#platform/runtime/lifetime.ts'
import { createLog } from '#platform/runtime/log.ts'
import { because, type Browser, cabinetUrl, signIn } from './world/cabinet.ts'
import { eventually } from './world/eventually.ts'
import { ModelServer } from './world/model-server.ts'
import { backendToken, createWorld, type World } from './world/world.ts'

const ownerId = 7_870_001
const folder = mkdtempSync(join(tmpdir(), 'pomogator-live-'))
const provider = new ModelServer()
const log = createLog('tests', { level: 'silent' })
let world: World
let second: RunningBackend
let worker: Running
let owner: Browser
beforeAll(async () => {
  await provider.start()
  provider.list = [{ id: 'm-1' }]
  const shipped = JSON.parse(readFileSync('catalog.json', 'utf8')) as Catalog
  const models = shipped.models.slice(0, 3).map((model) => ({
    ...model,
    fallback: undefined,
    baseUrl: provider.url,
    wire: 'chat',
    model: 'm-1',
  }))
  const file = join(folder, 'catalog.json')
  writeFileSync(file, JSON.stringify({ ...shipped, models, transcription: [] }))
  world = await createWorld({ ADMIN_IDS: String(ownerId), CABINET_URL: cabinetUrl, CATALOG_FILE: file })
  await world.api.register({ telegramId: ownerId, firstName: 'Owner', languageCode: 'en' })
  owner = await signIn(world, ownerId)
  second = await startBackend(readBackendConfig({ ...world.environment, BACKEND_PORT: '0' }), log)
  worker = await startWorker(readWorkerConfig(world.environment), log)
})
afterAll(async () => {
  await worker.stop()
  await second.stop()
  await world.end()
  await provider.stop()
  rmSync(folder, { recursive: true })
})

const apis = () => [world.api, createClient({ baseUrl: second.url, token: backendToken, silenceMs: 20_000 })]

async function publish(change: (catalog: Catalog) => unknown): Promise<number> {
  const { body } = await owner.call('catalog')
  const {
    version: base,
    content,
    draft,
  } = body as unknown as {
    version: number
    content: string
    draft: { revision: number } | null
  }
  const catalog = JSON.parse(content) as Catalog
  change(catalog)
  const save = { content: JSON.stringify(catalog), base, revision: draft?.revision ?? 0, ...because() }
  const { revision } = (await owner.call('saveCatalogDraft', save)).body as unknown as { revision: number }
  const published = await owner.callTwice('publishCatalog', { revision, base, ...because() })
  expect(published.status, JSON.stringify(published.body)).toBe(200)
  return (published.body as unknown as { version: number }).version
}

let last = 7_880_000
async function newPerson(credits = 0): Promise<number> {
  const telegramId = (last += 1)
  await world.api.register({ telegramId, firstName: 'Ann', languageCode: 'en' })
  if (credits > 0)
    await world.api.updateCredits({ telegramId, delta: credits, reason: 'test', idempotencyKey: 'begin' })
  return telegramId
}

/** Asks and returns what was charged and what the person is told that it was. */
async function ask(telegramId: number, model: string, api = world.api) {
  const place = { telegramId, chatId: telegramId, messageId: 1, updateId: telegramId }
  for await (const event of api.streamAnswer({ ...place, text: 'What is the sea?', model })) {
    if (event.type === 'done') return event.charged.price
    if (event.type === 'failed' || event.type === 'refused') throw new Error(JSON.stringify(event))
  }
  throw new Error('The stream ended without an answer')
}

const orderOf = async (product: string) => {
  const telegramId = await newPerson()
  const order = await world.api.createPayment({ telegramId, product })
  return { telegramId, product, order }
}
const checkoutOf = ({ telegramId, order }: Awaited<ReturnType<typeof orderOf>>) => ({
  telegramId,
  invoicePayload: order.payload,
  currency: order.currency,
  amount: order.amount,
})

test('a catalogue published while fifty questions and five checkouts run breaks none, and each costs what was quoted', async () => {
  let release: () => void = () => undefined
  provider.held = new Promise((resolve) => (release = resolve))
  const quoted = { standard: 1, expert: 10, long: 3 }
  const asked = Array.from({ length: 50 }, (_, index) => (['standard', 'expert', 'long'] as const)[index % 3]!)
  const people = await Promise.all(asked.map(() => newPerson(100)))
  const running = asked.map((model, index) => ask(people[index]!, model, apis()[index % 2]))
  const orders = await Promise.all(['pack-50', 'pack-50', 'pack-200', 'month', 'year'].map(orderOf))
  const removed = await orderOf('pack-1000')
  await eventually(async () => {
    const [row] = await world.sql<{ open: number }>`select count(*) as open from messages_log where status = 'pending'`
    expect(row!.open).toBe(50)
  })

  // Cheaper, dearer and gone; questions that come in the same moment are of the one version or the other.
  const meanwhile = await Promise.all(Array.from({ length: 20 }, () => newPerson(100)))
  const publishing = publish((catalog) => {
    const [standard, expert] = catalog.models
    standard!.priceCredits = 2
    expert!.priceCredits = 3
    catalog.models = catalog.models.filter(({ id }) => id !== 'long')
    catalog.models.push({ ...standard!, id: 'fresh', model: 'm-2', priceCredits: 4 })
    Object.assign(catalog.packs[0]!, { priceStars: 500, credits: 5 })
    catalog.packs[1]!.offered = false
    catalog.packs.splice(2, 1)
    Object.assign(catalog.plans[0]!, { priceStars: 800 })
    Object.assign(catalog.plans[1]!, { priceStars: 1000 })
  })
  const racing = meanwhile.map((telegramId, index) => ask(telegramId, 'expert', apis()[index % 2]))
  const version = await publishing
  release()

  expect(await Promise.all(running)).toEqual(asked.map((model) => quoted[model]))
  const rows = await world.sql<{ userId: number; price: number; model: string; answeredBy: string; version: number }>`
    select user_id, price, model, answered_by, catalog_version as version from messages_log where status = 'answered'`
  for (const charged of await Promise.all(racing)) expect([10, 3]).toContain(charged)
  for (const [index, telegramId] of people.entries()) {
    const row = rows.find(({ userId }) => userId === telegramId)!
    expect(row).toMatchObject({ model: asked[index], answeredBy: asked[index], version: 0 })
    expect((await world.api.getCredits({ telegramId })).credits).toBe(100 - quoted[asked[index]!])
  }
  for (const telegramId of meanwhile) {
    const [row] = await world.sql<{ price: number; version: number }>`
      select price, catalog_version as version from messages_log where user_id = ${telegramId}`
    expect([telegramId, row!.price]).toEqual([telegramId, row!.version === version ? 3 : 10])
    expect((await world.api.getCredits({ telegramId })).credits).toBe(100 - row!.price)
  }

  // Open orders keep price and content; what was taken out altogether is not paid for.
  for (const [index, one] of orders.entries()) {
    const checkout = checkoutOf(one)
    expect([one.product, await world.api.checkPayment(checkout)]).toEqual([one.product, { approved: true }])
    const paid = { ...checkout, telegramPaymentChargeId: `charge-live-${index}` }
    const gave = await world.api.completePayment(paid)
    const gives = { 'pack-50': { credits: 50 }, 'pack-200': { credits: 200 }, month: { days: 30 }, year: { days: 365 } }
    expect(gave).toMatchObject({ kind: 'order', ...gives[one.product as keyof typeof gives] })
  }
  expect(await world.api.checkPayment(checkoutOf(removed))).toEqual({ approved: false, reason: 'not_sold' })

  await everyProgramHasIt()
}, 60_000)

/** Both backends sell by it, the bot shows it, and the worker watches its models; none was started again. */
async function everyProgramHasIt(): Promise<void> {
  const telegramId = await newPerson(100)
  for (const api of apis())
    await eventually(async () => {
      const { packs, models } = await api.offers({ telegramId })
      expect(packs.map(({ id, priceStars }) => [id, priceStars])).toEqual([['pack-50', 500]])
      expect(models.map(({ id, priceCredits }) => [id, priceCredits])).toEqual([
        ['standard', 2],
        ['expert', 3],
        ['fresh', 4],
      ])
    })
  expect(await ask(telegramId, 'fresh')).toBe(4)
  const person = await world.person({ first_name: 'Eve', language_code: 'en' })
  await person.say('/start')
  await person.say('/buy')
  await person.hears(/500/)
  const boss = new PgBoss({
    connectionString: world.databaseUrl,
    createSchema: false,
    supervise: false,
    schedule: false,
  })
  await boss.start()
  await boss.send('watch-models')
  await boss.stop()
  await eventually(async () => {
    const rows = await world.sql`select model from watched_models where model = 'fresh' and provider_model = 'm-2'`
    expect(rows).toHaveLength(1)
  })
}

test('a program that cannot read a version keeps the last one that it could, and Health says so', async () => {
  const version = await publish((catalog) => void (catalog.packs[0]!.priceStars = 510))
  const later = { ...(await contentOf(version)), discount: 10 }
  const [next, afterNext] = [version + 1, version + 2]
  const insert = (number: number, content: object) => world.sql`
    insert into catalog_versions (version, content, published_by, reason) values (${number}, ${content}, ${ownerId}, 'x')`
  const heard = () => world.sql`select pg_notify('catalog_published', '')`
  await insert(next, later)
  await heard()
  await eventually(async () => {
    const { body } = await owner.call('health')
    const errors = body['errors'] as unknown as { kind: string; message: string }[]
    const told = errors.filter(({ kind }) => kind === 'catalog_unreadable').map(({ message }) => message)
    for (const program of ['backend', 'worker'])
      expect(told.filter((message) => message.startsWith(`The ${program} keeps version ${version}`))).not.toEqual([])
    expect(told[0]).toContain(`it cannot use version ${next}`)
    const alerts = body['alerts'] as unknown as { kind: string }[]
    expect(alerts.map(({ kind }) => kind)).toContain('catalog_unreadable')
  })
  const telegramId = await newPerson()
  for (const api of apis()) expect((await api.offers({ telegramId })).packs[0]!.priceStars).toBe(510)
  // One that starts now takes the newest that it can read.
  const third = await startBackend(readBackendConfig({ ...world.environment, BACKEND_PORT: '0' }), log)
  const api = createClient({ baseUrl: third.url, token: backendToken, silenceMs: 20_000 })
  expect((await api.offers({ telegramId })).packs[0]!.priceStars).toBe(510)
  await third.stop()
  const good = await contentOf(version)
  good.packs[0]!.priceStars = 520
  await insert(afterNext, good)
  await heard()
  for (const api of apis())
    await eventually(async () => expect((await api.offers({ telegramId })).packs[0]!.priceStars).toBe(520))
  const { body } = await owner.call('health')
  expect((body['alerts'] as unknown as { kind: string }[]).map(({ kind }) => kind)).not.toContain('catalog_unreadable')
}, 60_000)

async function contentOf(version: number): Promise<Catalog> {
  const [row] = await world.sql<{ content: Catalog }>`select content from catalog_versions where version = ${version}`
  return row!.content
}
