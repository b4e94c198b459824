import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Catalog } from '#modules/catalog/catalog.ts'
import { because, type Browser, cabinetUrl, signIn } from './world/cabinet.ts'
import { eventually } from './world/eventually.ts'
import { createWorld, type World } from './world/world.ts'

const [ownerId, otherId, managerId] = [7_850_001, 7_850_002, 7_850_003]
const file = readFileSync('catalog.json', 'utf8')
let world: World
let owner: Browser
let other: Browser
beforeAll(async () => {
  world = await createWorld({ withoutBot: true, ADMIN_IDS: `${ownerId},${otherId}`, CABINET_URL: cabinetUrl })
  for (const telegramId of [ownerId, otherId, managerId])
    await world.api.register({ telegramId, firstName: `Owner ${telegramId}`, languageCode: 'en' })
  await world.sql`insert into roles (telegram_id, role, granted_by) values (${managerId}, 'manager', ${ownerId})`
  owner = await signIn(world, ownerId)
  other = await signIn(world, otherId)
})
afterAll(() => world.end())
beforeEach(() => world.sql`delete from catalog_draft`)

interface Page {
  version: number
  content: string
  draft: { base: number; revision: number; content: string; by: number; by_name: string } | null
  versions: { version: number; by: number | null; reason: string; restored: number | null }[]
}
const page = async (browser = owner) => (await browser.call('catalog')).body as unknown as Page
const changed = (content: string, change: (catalog: Catalog) => unknown) => {
  const catalog = JSON.parse(content) as Catalog
  change(catalog)
  return JSON.stringify(catalog, null, 2)
}

/** Saves what is changed of the version that counts as the draft; returns what publishing it brings. */
async function draft(change: (catalog: Catalog) => unknown, browser = owner) {
  const { version: base, content, draft } = await page(browser)
  const input = { content: changed(content, change), base, revision: draft?.revision ?? 0, ...because() }
  const { status, body } = await browser.call('saveCatalogDraft', input)
  expect(status, JSON.stringify(body)).toBe(200)
  return { revision: (body as unknown as { revision: number }).revision, base }
}
async function publish(change: (catalog: Catalog) => unknown): Promise<number> {
  const { status, body } = await owner.callTwice('publishCatalog', { ...(await draft(change)), ...because() })
  expect(status, JSON.stringify(body)).toBe(200)
  return (body as unknown as { version: number }).version
}
/** Until this world's backend has it. */
const lives = (telegramId: number, stars: number) =>
  eventually(async () => {
    const { packs } = await world.api.offers({ telegramId })
    expect(packs[0]!.priceStars).toBe(stars)
  })

let lastPerson = 7_860_000
async function newPerson(credits = 0): Promise<number> {
  const telegramId = (lastPerson += 1)
  await world.api.register({ telegramId, firstName: 'Ann', languageCode: 'en' })
  if (credits > 0)
    await world.api.updateCredits({ telegramId, delta: credits, reason: 'test', idempotencyKey: 'begin' })
  return telegramId
}

test('until a version is published the file counts, and with the first it becomes version 1', async () => {
  expect(await page()).toEqual({ version: 0, content: file, draft: null, versions: [] })
  expect(await publish((c) => void (c.packs[0]!.priceStars = 101))).toBe(2)
  await lives(ownerId, 101)
  const { version, versions, draft } = await page()
  expect([version, draft]).toEqual([2, null])
  expect(versions).toMatchObject([
    { version: 2, by: ownerId, reason: 'test', restored: null },
    { version: 1, by: null, reason: 'catalog.json' },
  ])
  const back = { version: 1, base: 2, ...because('too dear') }
  expect((await owner.callTwice('restoreCatalog', back)).body).toEqual({ version: 3 })
  await lives(ownerId, 100)
  expect((await page()).content).toBe(file)
  expect((await page()).versions[0]).toMatchObject({ version: 3, restored: 1, reason: 'too dear' })
})

describe('a draft', () => {
  test('says before it is published what it changes, what it costs and what would not lose money', async () => {
    const { content } = await page()
    const cheap = changed(content, (c) => {
      c.models[1]!.priceCredits = 1
      c.packs.splice(2, 1)
      c.plans[0]!.title['en'] = 'A month'
    })
    const { body } = await owner.call('checkCatalog', { content: cheap })
    expect(body['faults']).toEqual([])
    expect(body['differences']).toEqual([
      { entry: 'models expert', what: 'changed', field: 'priceCredits', before: '10', after: '1' },
      { entry: 'packs pack-1000', what: 'removed', field: null, before: expect.any(String) as string, after: null },
      { entry: 'plans month', what: 'changed', field: 'title.en', before: '"One month"', after: '"A month"' },
    ])
    const findings = body['findings'] as unknown as { model: string; wrong: boolean; sentence: string }[]
    expect(findings.find(({ model }) => model === 'expert')).toMatchObject({
      wrong: true,
      sentence: expect.stringMatching(/loses money .* which a price of \d+ credits would not/) as string,
    })
    expect(findings.find(({ model }) => model === 'standard')).toMatchObject({ wrong: false })
  })

  test('with faults is kept and not published', async () => {
    const { revision, base } = await draft((c) => void (c.models[0]!.priceCredits = 0))
    const { body } = await owner.call('checkCatalog', { content: (await page()).draft!.content })
    expect(body['faults']).toEqual([
      {
        part: 'models',
        entry: 'standard',
        field: 'priceCredits',
        kind: 'too_small',
        facts: { limit: 1 },
        sentence: expect.stringContaining('models.0.priceCredits') as string,
      },
    ])
    const { body: refused } = await owner.call('publishCatalog', { revision, base, ...because() })
    expect(refused.error).toMatchObject({
      code: 'catalog_not_valid',
      details: {
        faults: [expect.stringContaining('models.0.priceCredits')],
        problems: [
          { part: 'models', entry: 'standard', field: 'priceCredits', kind: 'too_small', facts: { limit: 1 } },
        ],
      },
    })
    const noJson = { content: '{ "models":', base, revision, ...because() }
    const { body: unreadable } = await owner.call('saveCatalogDraft', noJson)
    expect(unreadable.error).toMatchObject({ code: 'catalog_not_valid', details: { problems: [{ kind: 'no_json' }] } })
  })

  test('that another has saved meanwhile is not written over, and neither is lost', async () => {
    const mine = await draft((c) => void (c.packs[0]!.priceStars = 111))
    const { content } = await page()
    const theirs = { content: changed(content, (c) => void (c.packs[0]!.priceStars = 112)), ...mine, ...because() }
    expect((await other.call('saveCatalogDraft', theirs)).status).toBe(200)
    const late = { ...theirs, content: changed(content, (c) => void (c.packs[0]!.priceStars = 113)), ...because() }
    expect((await owner.call('saveCatalogDraft', late)).body.error?.code).toBe('draft_changed')
    expect((await owner.call('publishCatalog', { ...mine, ...because() })).body.error?.code).toBe('draft_changed')
    const { draft: kept } = await page()
    expect(kept).toMatchObject({ by: otherId, by_name: `Owner ${otherId}`, content: theirs.content })
    // A person who has seen it may save theirs instead.
    const seen = { ...late, revision: kept!.revision, ...because() }
    expect((await owner.call('saveCatalogDraft', seen)).status).toBe(200)
  })

  test('is begun by one of many who begin at once', async () => {
    const { version: base, content } = await page()
    const answers = await Promise.all(
      [1, 2, 3, 4].map((n) =>
        (n % 2 ? owner : other).call('saveCatalogDraft', { content, base, revision: 0, ...because() }),
      ),
    )
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
    expect(answers.filter(({ body }) => body.error?.code === 'draft_changed')).toHaveLength(3)
  })

  test('is dropped when that is said twice', async () => {
    const { revision } = await draft((c) => void (c.packs[0]!.priceStars = 111))
    const drop = { revision, ...because() }
    expect((await owner.call('dropCatalogDraft', drop)).body.error?.code).toBe('confirmation_needed')
    expect((await owner.callTwice('dropCatalogDraft', drop)).status).toBe(200)
    expect((await page()).draft).toBeNull()
  })
})

test('`catalog check` looks at the file and at what was published, and ends by what counts', async () => {
  const check = () =>
    new Promise<{ code: number | null; said: string }>((resolve) => {
      const env = { PATH: process.env['PATH'], DATABASE_URL: world.databaseUrl }
      const child = execFile(process.execPath, ['pomogator.js', 'catalog', 'check'], { env }, (...[, said]) =>
        resolve({ code: child.exitCode, said }),
      )
    })
  const version = await publish((c) => void (c.models[1]!.priceCredits = 1))
  const { code, said } = await check()
  expect(code).toBe(1)
  const [ofFile, ofVersion] = said.split(`Version ${version}, published in the cabinet, which counts:`)
  expect(ofFile).toMatch(/^The file, which no longer counts:\n✓ standard/)
  expect(ofVersion).toMatch(/✗ expert: .*loses money/)
  await owner.callTwice('restoreCatalog', { version: 1, base: version, ...because() })
  expect((await check()).code).toBe(0)
})

describe('publishing', () => {
  test('is asked twice, with what changes and what loses money, and stands in the audit log', async () => {
    const { revision, base } = await draft((c) => void (c.models[1]!.priceCredits = 2))
    const input = { revision, base, ...because('a gift') }
    const { body } = await owner.call('publishCatalog', input)
    expect(body.error).toMatchObject({
      code: 'confirmation_needed',
      details: {
        question: {
          version: base,
          differences: [{ entry: 'models expert', field: 'priceCredits', before: '10', after: '2' }],
          warnings: [{ model: 'expert', sentence: expect.stringContaining('loses money') as string }],
        },
      },
    })
    expect((await page()).version).toBe(base)
    const { confirmation } = body.error!.details!
    expect((await owner.call('publishCatalog', { ...input, confirmation })).body).toEqual({ version: base + 1 })
    const [record] = await world.sql`
      select actor_id, action, subject, reason, before, after from audit_log order by id desc limit 1`
    expect(record).toEqual({
      actorId: ownerId,
      action: 'catalog_published',
      subject: String(base + 1),
      reason: 'a gift',
      before: { version: base },
      after: { version: base + 1, changed: ['models expert priceCredits: 10 → 2'], losing: ['expert'] },
    })
    expect((await owner.callTwice('restoreCatalog', { version: 1, base: base + 1, ...because() })).status).toBe(200)
  })

  test('that is replayed publishes once and answers the same', async () => {
    const input = { ...(await draft((c) => void (c.packs[0]!.priceStars = 120))), ...because() }
    const asked = await owner.call('publishCatalog', input)
    const whole = { ...input, confirmation: asked.body.error!.details!.confirmation }
    const answers = await Promise.all(Array.from({ length: 6 }, () => owner.call('publishCatalog', whole)))
    const { version } = await page()
    expect(version).toBe(input.base + 1)
    for (const { body } of [...answers, await owner.call('publishCatalog', whole)]) expect(body).toEqual({ version })
  })

  test('of two at once from the same version is done by one, and the other reads that the catalogue has changed', async () => {
    const input = await draft((c) => void (c.packs[0]!.priceStars = 130))
    const [mine, theirs] = [
      { ...input, ...because() },
      { version: 1, base: input.base, ...because() },
    ]
    const [asked, askedToo] = [await owner.call('publishCatalog', mine), await other.call('restoreCatalog', theirs)]
    const answers = await Promise.all([
      owner.call('publishCatalog', { ...mine, confirmation: asked.body.error!.details!.confirmation }),
      other.call('restoreCatalog', { ...theirs, confirmation: askedToo.body.error!.details!.confirmation }),
    ])
    const lost = answers.find(({ status }) => status !== 200)!
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
    expect(lost.body.error).toMatchObject({ code: 'catalog_changed', details: { version: input.base + 1 } })
    expect((await page()).version).toBe(input.base + 1)
  })

  test('is for owners: a manager writes the draft', async () => {
    const manager = await signIn(world, managerId)
    const input = { ...(await draft((c) => void (c.packs[0]!.priceStars = 140), manager)), ...because() }
    for (const [name, given] of [
      ['publishCatalog', input],
      ['restoreCatalog', { version: 1, base: input.base, ...because() }],
    ] as const)
      expect((await manager.call(name, given)).body.error?.code).toBe('forbidden')
  })

  test('refuses what changes nothing, what is not there, and to take away a plan that somebody has', async () => {
    const same = await draft(() => undefined)
    expect((await owner.call('publishCatalog', { ...same, ...because() })).body.error?.code).toBe('catalog_unchanged')
    const nowhere = { version: 99_999, base: same.base, ...because() }
    expect((await owner.call('restoreCatalog', nowhere)).body.error?.code).toBe('version_not_found')
    const telegramId = await newPerson()
    const order = await world.api.createPayment({ telegramId, product: 'year' })
    await world.api.completePayment({
      telegramId,
      invoicePayload: order.payload,
      currency: order.currency,
      amount: order.amount,
      telegramPaymentChargeId: 'charge-of-a-year',
    })
    const without = await draft((c) => void (c.plans = c.plans.filter(({ id }) => id !== 'year')))
    const { body } = await owner.call('publishCatalog', { ...without, ...because() })
    expect(body.error?.details).toMatchObject({
      faults: [expect.stringContaining('"year" cannot be removed while people have it (1)')],
    })
    await publish((c) => void (c.plans.find(({ id }) => id === 'year')!.offered = false))
    await eventually(async () => {
      const { plans, planTitles } = await world.api.offers({ telegramId })
      expect(plans.map(({ id }) => id)).toEqual(['month'])
      expect(planTitles['year']).toMatchObject({ ru: 'Год', en: 'One year' })
    })
    expect((await world.api.getCredits({ telegramId })).subscription).toMatchObject({ plan: 'year', creditsPerDay: 30 })
    await expect(world.api.createPayment({ telegramId, product: 'year' })).rejects.toMatchObject({
      code: 'product_not_found',
    })
  })
})
