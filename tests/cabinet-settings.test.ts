import { afterAll, beforeAll, expect, test } from 'vitest'
import { createClient } from '#bot-kit/backend-client.ts'
import type { RunningBackend } from '#programs/backend/main.ts'
import { readConfig } from '#programs/backend/config.ts'
import { startBackend } from '#programs/backend/main.ts'
import { createLog } from '#platform/runtime/log.ts'
import { document } from '#texts/languages.ts'
import { because, type Browser, cabinetUrl, signIn } from './world/cabinet.ts'
import { eventually } from './world/eventually.ts'
import { backendToken, createWorld, type World } from './world/world.ts'

const ownerId = 7_890_001
let world: World
let second: RunningBackend
let owner: Browser
beforeAll(async () => {
  world = await createWorld({
    ADMIN_IDS: String(ownerId),
    CABINET_URL: cabinetUrl,
    TRIAL_MESSAGES: '3',
    withoutBot: true,
  })
  await world.startBot({ SUPPORT_CONTACT: '@before' })
  await world.api.register({ telegramId: ownerId, firstName: 'Owner', languageCode: 'en' })
  owner = await signIn(world, ownerId)
  const environment = { ...world.environment, BACKEND_PORT: '0' }
  second = await startBackend(readConfig(environment), createLog('tests', { level: 'silent' }))
})
afterAll(async () => {
  await second.stop()
  await world.end()
})

interface Page {
  settings: { setting: string; version: number; value: unknown; default: unknown }[]
  changes: { setting: string; value: unknown; by: number; reason: string }[]
}

const page = async () => (await owner.call('settings')).body as unknown as Page
const settingNow = async (setting: string) => (await page()).settings.find((each) => each.setting === setting)!

async function set(setting: string, value: unknown, reason = 'a test') {
  const { version } = await settingNow(setting)
  return owner.callTwice('changeSetting', { setting, value, version, ...because(reason) })
}

let last = 7_891_000
async function newPerson(): Promise<number> {
  const telegramId = (last += 1)
  await world.api.register({ telegramId, firstName: 'Ann', languageCode: 'en' })
  return telegramId
}

test('a new size of the trial counts in all backends without a restart, and no trial that has begun changes', async () => {
  const begun = await newPerson()
  expect((await world.api.startTrial({ telegramId: begun })).trial).toMatchObject({ left: 3 })
  expect((await set('trial_messages', 8)).status).toBe(200)
  const telegramId = await newPerson()
  const other = createClient({ baseUrl: second.url, token: backendToken, silenceMs: 20_000 })
  for (const api of [world.api, other])
    await eventually(async () => expect((await api.offers({ telegramId })).trialMessages).toBe(8))
  expect((await other.startTrial({ telegramId })).trial).toMatchObject({ left: 8 })
  expect((await world.api.getCredits({ telegramId: begun })).trial).toMatchObject({ left: 3 })

  expect((await set('trial_messages', null, 'the offer is over')).status).toBe(200)
  const later = await newPerson()
  for (const api of [world.api, other])
    await eventually(async () => expect((await api.offers({ telegramId: later })).trialMessages).toBe(3))
  expect((await world.api.getCredits({ telegramId })).trial).toMatchObject({ left: 8 })
  expect(await settingNow('trial_messages')).toMatchObject({ value: null, default: 3 })
})

test('a running bot names the new contact and shows the new terms in their language, and the former ones when they are back', async () => {
  const ann = await world.person({ first_name: 'Ann', language_code: 'en' })
  const boris = await world.person({ first_name: 'Борис', language_code: 'ru' })
  const says = async (person: typeof ann, command: string, words: string) =>
    eventually(async () => {
      await person.say(command)
      await person.hears(words, 2_000)
    })
  await says(ann, '/paysupport', '@before')
  await set('support_contact', '@after')
  await says(ann, '/paysupport', '@after')
  await set('terms.en', '**Our terms.** Be kind.')
  await says(ann, '/terms', 'Be kind.')
  const [, ownTitle] = document('terms', 'ru').match(/\*\*(.+?)\*\*/)!
  await says(boris, '/terms', ownTitle!)
  await set('terms.en', null)
  const [, title] = document('terms', 'en').match(/\*\*(.+?)\*\*/)!
  await says(ann, '/terms', title!)
})

test('who, when, why and what came before stand in the list of changes and in the audit log', async () => {
  const before = await settingNow('support_contact')
  await set('support_contact', 'help@example.com', 'a new address')
  const [change] = (await page()).changes
  expect(change).toMatchObject({
    setting: 'support_contact',
    value: 'help@example.com',
    by: ownerId,
    reason: 'a new address',
  })
  const [audited] = await world.sql`
    select actor_id, action, subject, reason, before, after from audit_log order by id desc limit 1`
  expect(audited).toMatchObject({
    actorId: ownerId,
    action: 'setting',
    subject: 'support_contact',
    reason: 'a new address',
    before: { value: before.value, version: before.version },
    after: { value: 'help@example.com' },
  })
})

test('a replayed change is made once, and of two that saw the same version one is refused', async () => {
  const { version } = await settingNow('time_zone')
  const change = { setting: 'time_zone', value: 'Asia/Omsk', version, ...because() }
  const answers = await Promise.all(Array.from({ length: 6 }, () => owner.call('changeSetting', change)))
  expect(new Set(answers.map(({ status, body }) => JSON.stringify([status, body]))).size).toBe(1)
  expect(answers[0]!.status).toBe(200)
  expect((await page()).changes.filter(({ setting }) => setting === 'time_zone')).toHaveLength(1)
  const late = { setting: 'time_zone', value: 'Asia/Tomsk', version, ...because() }
  expect((await owner.call('changeSetting', late)).body.error?.code).toBe('setting_changed')
  expect((await set('time_zone', 'Asia/Omsk')).body.error?.code).toBe('setting_unchanged')
})

test.for([
  ['trial_messages', -1],
  ['trial_messages', 1.5],
  ['trial_messages', 'ten'],
  ['support_contact', ' '],
  ['support_contact', 'two\nlines'],
  ['terms.ru', ''],
  ['privacy.en', 'x'.repeat(3_501)],
  ['time_zone', 'Nowhere/City'],
] as const)('%s cannot be %j, and a sentence says why', async ([setting, value]) => {
  const before = await settingNow(setting)
  const { status, body } = await set(setting, value)
  expect([status, body.error?.code]).toEqual([422, 'setting_not_valid'])
  expect(body.error?.details).toMatchObject({ rule: expect.stringMatching(/^(The|A) .+\.$/) })
  expect(await settingNow(setting)).toEqual(before)
})

test('the size of the trial and the documents are asked twice; the contact and the time zone are not', async () => {
  for (const [setting, value, twice] of [
    ['trial_messages', 4, true],
    ['privacy.ru', '**Коротко.** Мы храним мало.', true],
    ['support_contact', 'another@example.com', false],
    ['time_zone', '+05:00', false],
  ] as const) {
    const { version } = await settingNow(setting)
    const { status } = await owner.call('changeSetting', { setting, value, version, ...because() })
    expect([setting, status]).toEqual([setting, twice ? 409 : 200])
  }
})
