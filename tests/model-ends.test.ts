import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { watchModels } from '#modules/catalog/tasks/watch-models.ts'
import { createLog } from '#platform/runtime/log.ts'
import { readConfig } from '#programs/worker/config.ts'
import { ModelServer } from './world/model-server.ts'
import { runTask } from './world/run-task.ts'
import { usualSettings } from './world/usual-settings.ts'
import { createWorld, type World } from './world/world.ts'

const folder = mkdtempSync(join(tmpdir(), 'pomogator-ends-'))
const catalogFile = join(folder, 'catalog.json')
let provider: ModelServer
let world: World
beforeAll(async () => {
  provider = await new ModelServer().start()
  writeCatalog({})
  world = await createWorld({ CATALOG_FILE: catalogFile, ADMIN_IDS: '7000001', withoutBot: true })
})
afterAll(async () => {
  await world.end()
  await provider.stop()
  rmSync(folder, { recursive: true })
})
beforeEach(async () => {
  provider.list = [{ id: 'old-1' }, { id: 'new-1' }]
  provider.lookedUp = 0
  await world.sql`delete from watched_models`
  await world.sql`delete from outbox`
})

/** An entry that has a successor, both at the provider. */
function writeCatalog(old: Record<string, unknown>): void {
  const entry = (id: string, model: string, priceCredits: number, more: Record<string, unknown> = {}) => ({
    id,
    title: { ru: id, en: id },
    description: { ru: id, en: id },
    baseUrl: provider.url,
    model,
    priceCredits,
    ...more,
  })
  const models = [entry('old', 'old-1', 5, { successor: 'new', ...old }), entry('new', 'new-1', 7)]
  const transcription = [
    { id: 'speech', baseUrl: provider.url, model: 'hears-1' },
    { id: 'spare-speech', baseUrl: provider.url, model: 'hears-2' },
  ]
  writeFileSync(catalogFile, JSON.stringify({ models, transcription, packs: [], plans: [] }))
}

const log = createLog('tests', { level: 'silent' })
/** The worker's task at a moment of ours. */
const watchAt = (moment: string) =>
  watchModels(
    { sql: world.sql, config: readConfig(world.environment), settings: usualSettings, telegram: undefined, log },
    new Date(moment),
  )
const told = () =>
  world.sql<{ kind: string; days: number | null; successor: string | null }>`
    select kind, (data ->> 'days')::integer as days, data ->> 'successor' as successor from outbox order by id`
const ends = (days: number) => ({ kind: 'model_ends', days, successor: 'new' })

describe('the owners are told of a model that its provider shuts down', () => {
  test('45, 14 and 3 days before and on the day, each once', async () => {
    provider.list![0]!.shutdown_date = '2026-12-31'
    const expected: unknown[] = []
    const news: [string, unknown?][] = [
      ['2026-11-15T10:00:00Z'],
      ['2026-11-16T10:00:00Z', ends(45)],
      ['2026-11-17T10:00:00Z'],
      ['2026-12-17T10:00:00Z', ends(14)],
      ['2026-12-18T10:00:00Z'],
      ['2026-12-28T00:10:00Z', ends(3)],
      ['2026-12-28T01:10:00Z'],
      ['2026-12-30T23:59:00Z'],
      ['2026-12-31T00:10:00Z', { kind: 'model_ended', days: null, successor: 'new' }],
      ['2027-01-01T10:00:00Z'],
    ]
    for (const [moment, said] of news) {
      await watchAt(moment)
      if (said) expected.push(said)
      expect(await told(), moment).toEqual(expected)
    }
  })

  test('only of what is near when the end is announced late, and again when the day is changed', async () => {
    await watchAt('2026-12-01T10:00:00Z')
    provider.list![0]!.shutdown_date = '2026-12-11'
    await watchAt('2026-12-02T10:00:00Z')
    expect(await told()).toEqual([ends(9)])
    provider.list![0]!.shutdown_date = '2026-12-15'
    await watchAt('2026-12-03T10:00:00Z')
    expect(await told()).toEqual([ends(9), ends(12)])
  })

  test('by the day in the catalogue too, while its provider cannot be asked', async () => {
    writeCatalog({ shutsDownOn: '2026-12-10', successor: undefined })
    provider.list = undefined
    await watchAt('2026-12-01T10:00:00Z')
    await watchAt('2026-12-10T10:00:00Z')
    expect(await told()).toEqual([
      { ...ends(9), successor: null },
      { kind: 'model_ended', days: null, successor: null },
    ])
    writeCatalog({})
  })

  test('when the list has lost it, but not when it never had it or is empty', async () => {
    provider.list = [{ id: 'old-1' }]
    await watchAt('2026-12-01T10:00:00Z')
    provider.list = []
    await watchAt('2026-12-02T10:00:00Z')
    expect(await told()).toEqual([])
    provider.list = [{ id: 'other' }]
    await watchAt('2026-12-03T10:00:00Z')
    await watchAt('2026-12-04T10:00:00Z')
    expect(await told()).toEqual([{ kind: 'model_gone', days: null, successor: 'new' }])
  })

  test('also of one that writes down speech, which the next of the list follows', async () => {
    provider.list!.push({ id: 'hears-1', shutdown_date: '2026-12-31' }, { id: 'hears-2' })
    await watchAt('2026-12-17T10:00:00Z')
    await watchAt('2026-12-31T10:00:00Z')
    expect(await told()).toEqual([
      { kind: 'model_ends', days: 14, successor: 'spare-speech' },
      { kind: 'model_ended', days: null, successor: 'spare-speech' },
    ])
  })

  test('in their language', async () => {
    const owner = await world.person()
    expect(owner.id).toBe(7_000_001)
    await owner.say('/start')
    await world.api.register({ telegramId: owner.id, firstName: 'Ира', languageCode: 'ru' })
    provider.list![0]!.shutdown_date = '2026-12-31'
    await watchAt('2026-12-17T10:00:00Z')
    await runTask(world, 'delete-notices')
    await owner.hears(
      '⚠️ Поставщик отключит модель old-1 (запись «old» каталога) 2026-12-31, через 14 дней. В этот день её место займёт «new».',
    )
  })
})

test('a list is asked for once a day, and in every run when an end is within three days', async () => {
  provider.list![0]!.shutdown_date = '2026-12-31'
  const counts: number[] = []
  for (const moment of [
    '2026-12-20T00:37:00Z',
    '2026-12-20T01:37:00Z',
    '2026-12-20T23:30:00Z',
    '2026-12-21T00:37:00Z',
    '2026-12-28T00:37:00Z',
    '2026-12-28T01:37:00Z',
    '2026-12-28T02:37:00Z',
  ]) {
    await watchAt(moment)
    counts.push(provider.lookedUp)
  }
  expect(counts).toEqual([1, 1, 1, 2, 3, 4, 5])
})

describe('on the day of the shutdown', () => {
  let update = 1
  async function ask(): Promise<unknown> {
    await world.stopBackend()
    await world.startBackend()
    update += 1
    return world.api.processMessage({ telegramId: 8, chatId: 8, messageId: update, updateId: update, text: 'who?' })
  }
  beforeAll(async () => {
    await world.api.register({ telegramId: 8, firstName: 'Аня', languageCode: 'ru' })
    await world.api.updateCredits({ telegramId: 8, delta: 100, reason: 'test', idempotencyKey: 'ends' })
  })
  const byOld = { answer: 'I am old-1', model: 'old', charged: { price: 5 } }
  const bySuccessor = { answer: 'I am new-1', model: 'new', fellBack: true, charged: { price: 5 } }
  const daysFromNow = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)

  test('that the catalogue names, the successor answers, for no more than was agreed', async () => {
    writeCatalog({ shutsDownOn: daysFromNow(1) })
    expect(await ask()).toMatchObject(byOld)
    writeCatalog({ shutsDownOn: daysFromNow(0) })
    expect(await ask()).toMatchObject(bySuccessor)
    writeCatalog({})
  })

  test('that the provider has announced, the successor answers too', async () => {
    provider.list![0]!.shutdown_date = daysFromNow(1)
    await watchAt(new Date().toISOString())
    expect(await ask()).toMatchObject(byOld)
    provider.list![0]!.shutdown_date = daysFromNow(0)
    await watchAt(new Date().toISOString())
    expect(await ask()).toMatchObject(bySuccessor)
  })
})
