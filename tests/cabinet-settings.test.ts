import { afterAll, beforeAll, expect, test } from 'vitest'
import { createClient } from '#bot-kit/backend-client.ts'
import type { RunningBackend } from '#programs/backend/main.ts'
import { readConfig } from '#programs/backend/config.ts'
import { startBackend } from '#programs/backend/main.ts'
import { connect } from '#platform/database/connect.ts'
import { createLog } from '#platform/runtime/log.ts'
import { winBackRules } from '#modules/notifications/contract.ts'
import { lineDifference } from '#web/settings/line-difference.ts'
import { LiveSettings } from '#modules/settings/live-settings.ts'
import { document } from '#texts/languages.ts'
import { because, type Browser, cabinetUrl, signIn } from './world/cabinet.ts'
import { eventually } from './world/eventually.ts'
import { usualEnvironment } from './world/usual-settings.ts'
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

test('an earlier text is brought back as a new version, after a second look, with its reason on record', async () => {
  const setting = 'terms.ru'
  for (const [value, reason] of [
    ['**Первые.**', 'the first'],
    ['**Вторые.**', 'the second'],
    [null, 'back'],
  ] as const)
    expect((await set(setting, value, reason)).status).toBe(200)
  const versions = async () =>
    (await owner.call('settingVersions', { setting })).body['versions'] as unknown as {
      version: number
      value: string | null
      reason: string
      by: number
    }[]
  const listed = await versions()
  expect(listed.map(({ value, reason, by }) => [value, reason, by])).toEqual([
    [null, 'back', ownerId],
    ['**Вторые.**', 'the second', ownerId],
    ['**Первые.**', 'the first', ownerId],
  ])
  const { version } = listed[0]!
  const restore = { setting, restored: listed[2]!.version, version, ...because('the first were better') }
  const asked = await owner.call('restoreSetting', restore)
  expect([asked.status, asked.body.error?.details?.question]).toEqual([
    409,
    { setting, before: null, after: '**Первые.**', asks_anew: true },
  ])
  const answers = await Promise.all([1, 2, 3].map(() => owner.callTwice('restoreSetting', restore)))
  expect(new Set(answers.map(({ status, body }) => JSON.stringify([status, body]))).size).toBe(1)
  expect(answers[0]!.status).toBe(200)
  const now = await versions()
  expect(now.slice(1)).toEqual(listed)
  expect(now[0]).toMatchObject({ value: '**Первые.**', reason: 'the first were better' })
  expect(await settingNow(setting)).toMatchObject({ value: '**Первые.**', version: now[0]!.version })
  const [audited] = await world.sql`
    select action, reason, before, after from audit_log where subject = ${setting} order by id desc limit 1`
  expect(audited).toEqual({
    action: 'setting_restored',
    reason: 'the first were better',
    before: { version, value: null },
    after: { version: now[0]!.version, restored: listed[2]!.version, value: '**Первые.**', asksAnew: true },
  })
  const code = async (input: object) =>
    (await owner.callTwice('restoreSetting', { ...restore, ...because(), ...input })).body.error?.code
  expect(await code({})).toBe('setting_changed')
  expect(await code({ version: now[0]!.version })).toBe('setting_unchanged')
  expect(await code({ version: now[0]!.version, restored: 999_999 })).toBe('version_not_found')
  expect(await code({ version: 0, setting: 'terms.en' }), 'a version of another setting').toBe('version_not_found')
})

test.each([
  ['a\nb', 'a\nb', ' a, b'],
  ['a\nb\nc', 'a\nc', ' a,-b, c'],
  ['a\nc', 'a\nb\nc', ' a,+b, c'],
  ['a\nb\nc\nd', 'a\nx\nc\ny', ' a,-b,+x, c,-d,+y'],
  ['', 'a', '-,+a'],
])('the difference between %j and %j is shown line by line', (before, after, lines) => {
  const signs = { same: ' ', gone: '-', new: '+' }
  expect(
    lineDifference(before, after)
      .map(({ kind, text }) => signs[kind] + text)
      .join(),
  ).toBe(lines)
})

test('reminders follow their settings in a worker that runs', async () => {
  const worker = new LiveSettings({
    sql: world.sql,
    defaults: usualEnvironment,
    log: createLog('tests', { level: 'silent' }),
  })
  const database = connect({ url: world.environment['DATABASE_URL']!, applicationName: 'tests' })
  await worker.follow(database)
  try {
    expect(worker.present().reminders).toEqual({ rules: [...winBackRules], perWeek: 1, heldOutPercent: 10 })
    await set('reminder_low_balance', false, 'it annoys people')
    await set('reminders_per_week', 2)
    await set('reminders_held_out_percent', 0)
    await eventually(() =>
      expect(worker.present().reminders).toEqual({
        rules: winBackRules.filter((rule) => rule !== 'low_balance'),
        perWeek: 2,
        heldOutPercent: 0,
      }),
    )
    await set('reminder_low_balance', null)
    await eventually(() => expect(worker.present().reminders.rules).toContain('low_balance'))
  } finally {
    await worker.stop()
    await database.close()
  }
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
  ['reminder_trial_used_up', 'yes'],
  ['reminders_per_week', 0],
  ['reminders_per_week', 5],
  ['reminders_held_out_percent', 51],
] as const)('%s cannot be %j, and a sentence says why', async ([setting, value]) => {
  const before = await settingNow(setting)
  const { status, body } = await set(setting, value)
  expect([status, body.error?.code]).toEqual([422, 'setting_not_valid'])
  expect(body.error?.details).toMatchObject({ setting, rule: expect.stringMatching(/^(The|A) .+\.$/) })
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
