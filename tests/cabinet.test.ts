import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { browserEndpoints, type BrowserEndpoints } from '#modules/cabinet/browser.ts'
import { may, permissionsOf, role as roles } from '#modules/users/contract.ts'
import { roleEndpoints } from '#modules/modules.ts'
import type { Endpoint } from '#platform/http/endpoint.ts'
import { en } from '#web/texts/en.ts'
import { ru } from '#web/texts/ru.ts'
import { underRole, because, cabinetUrl, signIn } from './world/cabinet.ts'
import type { World } from './world/world.ts'
import { createTeamWorld, idOf, newPerson, nobodyId, ownerId, pay, schedule } from './world/cabinet-team.ts'

let world: World
beforeAll(async () => {
  world = await createTeamWorld()
})
afterAll(() => world.end())

describe('what a role may do', () => {
  /** Well-formed; most of it names nothing that there is. */
  const values: Partial<Record<keyof BrowserEndpoints, object>> = {
    endSession: { id: 1 },
    person: { telegram_id: nobodyId },
    talk: { telegram_id: nobodyId },
    grant: { telegram_id: 1, delta: 1 },
    block: { telegram_id: 1, blocked: false },
    message: { telegram_id: 1, text: 'x' },
    giveRole: { telegram_id: 1, role: null },
    refund: { charge_id: 'nothing' },
    answerTicket: { id: 999_999, text: 'x' },
    saveReplyTemplate: { id: 999_999, title: 'x', texts: [{ language: 'en', text: 'x' }] },
    deleteReplyTemplate: { id: 999_999 },
    personTexts: { telegram_id: nobodyId },
    retryNotice: { id: 999_999 },
    runJob: { name: 'nothing' },
    retryUpdate: { update_id: 999_999 },
    catalogVersion: { version: 999_999 },
    checkCatalog: { content: '{}' },
    saveCatalogDraft: { content: '[]', base: 0, revision: 999_999 },
    dropCatalogDraft: { revision: 999_999 },
    publishCatalog: { revision: 999_999, base: 999_999 },
    restoreCatalog: { version: 999_999, base: 0 },
    settingVersions: { setting: 'nothing' },
    changeSetting: { setting: 'nothing', value: 1, version: 0 },
    restoreSetting: { setting: 'nothing', restored: 999_999, version: 0 },
    broadcast: { id: 999_999 },
    saveBroadcast: { id: 999_999, title: 'x', texts: [{ language: 'en', text: 'x' }], conditions: {}, quiet: null },
    dropBroadcast: { id: 999_999 },
    tryBroadcast: { id: 999_999 },
    sendBroadcast: { id: 999_999, revision: 1, begins_at: null },
    steerBroadcast: { id: 999_999, act: 'stop' },
    deleteSent: { id: 999_999 },
    countSegment: { conditions: {} },
    saveSegment: { name: 'x', conditions: {} },
    deleteSegment: { id: 999_999 },
    saveExperiment: {
      id: 999_999,
      title: 'x',
      value: { subject: 'trial_size', messages: 7 },
      people_per_arm: 30,
      most_days: 30,
    },
    dropExperiment: { id: 999_999 },
    startExperiment: { id: 999_999 },
    stopExperiment: { id: 999_999 },
    endExperiment: { id: 999_999, publish: 'A' },
    makeCampaign: { name: 'made', cost_micro_dollars: 0 },
    editCampaign: { name: 'nothing' },
    deleteCampaign: { name: 'nothing' },
    pauseFreeMessages: { link: { kind: 'campaign', name: 'nothing' }, paused: true },
    promoCodes: { name: 'NOTHING' },
    makePromo: { name: 'MADE', gives: { of: 'credits', amount: 1 } },
    endPromo: { name: 'NOTHING' },
  }
  const walked = Object.values<Endpoint>(browserEndpoints).filter(({ allow }) => !allow.includes('anybody'))

  test.for(roles.options)('is what the table says, for %s at every endpoint', async (role) => {
    for (const { name, allow, method } of walked) {
      if (name === 'leave') continue
      const browser = await signIn(world, idOf[role])
      const input = { ...values[name as keyof BrowserEndpoints], ...(method === 'POST' ? because() : {}) }
      const { body } = await browser.call(name as keyof BrowserEndpoints, input)
      expect(body.error?.code, `${role} gives what ${name} takes`).not.toBe('bad_request')
      const mayCall = permissionsOf[role].some((permission) => allow.includes(may(permission)))
      expect([name, body.error?.code !== 'forbidden']).toEqual([name, mayCall])
    }
  })

  test.for(roles.options)('is the same for calls with the token of the programs, for %s', async (role) => {
    for (const { name, allow, method } of Object.values<Endpoint>(roleEndpoints)) {
      const input = { ...values[name as keyof BrowserEndpoints], ...(method === 'POST' ? because() : {}) }
      const mayCall = permissionsOf[role].some((permission) => allow.includes(may(permission)))
      const as = { 'x-actor': `person:${idOf[role]}` }
      expect([name, (await underRole(world, name, input, as)) !== 'forbidden']).toEqual([name, mayCall])
      expect(await underRole(world, name, input, { 'x-actor': `person:${nobodyId}` })).toBe('forbidden')
      expect(await underRole(world, name, input, {}), 'a program has no role').toBe('forbidden')
      expect(await underRole(world, name, input, { ...as, authorization: 'Bearer wrong' })).toBe('unauthorized')
    }
  })

  test('does not include what a person has asked and was answered, but for the owner who gives a reason', async () => {
    const telegramId = await newPerson(world, 'Ann', 100)
    const place = { telegramId, chatId: telegramId, messageId: 1, updateId: 7_890_001 }
    for await (const _ of world.api.streamAnswer({ ...place, text: 'words-of-ann' })) continue
    await world.sql`update messages_log set answer = 'answer-to-ann' where user_id = ${telegramId}`
    await schedule(world, telegramId, 'scheduled words-of-ann', 'active')
    await world.api.createAssistant({ telegramId, updateId: 7_890_002, title: 'words-of-ann' })
    await world.sql`insert into memory_facts (user_id, fact, key) values (${telegramId}, 'words-of-ann', 'words')`
    const about = { telegram_id: telegramId, search: 'Ann' }
    for (const role of roles.options) {
      const browser = await signIn(world, idOf[role])
      for (const { name, method } of walked) {
        if (name === 'leave') continue
        const more = method === 'POST' ? because() : about
        const input = { ...values[name as keyof BrowserEndpoints], ...(method === 'POST' ? about : {}), ...more }
        const { body } = await browser.call(name as keyof BrowserEndpoints, input)
        const shown = /words-of-ann|answer-to-ann/.test(JSON.stringify(body))
        expect([role, name, shown]).toEqual([role, name, role === 'owner' && name === 'personTexts'])
      }
    }
    const seen = await world.sql`
      select actor_id, reason, reply::text like '%of-ann%' as kept from audit_log
      where action = 'texts' and subject_id = ${telegramId}`
    expect(seen).toEqual([{ actorId: ownerId, reason: 'test', kept: false }])
  })

  test('differs for each role', () => {
    const lists = roles.options.map((role) => permissionsOf[role].toSorted().join())
    expect(new Set(lists).size).toBe(roles.options.length)
  })
})

describe('a change', () => {
  const audited = (telegramId: number) => world.sql`
    select actor_id, role, action, subject_id, reason, before, after from audit_log where subject_id = ${telegramId} order by id`

  test('is done once for each key, and stands in the audit log with before and after', async () => {
    const telegramId = await newPerson(world, 'Ann', 10)
    const browser = await signIn(world, ownerId)
    const grant = { telegram_id: telegramId, delta: 5, ...because('for patience') }
    const answers = await Promise.all(Array.from({ length: 6 }, () => browser.call('grant', grant)))
    for (const { status, body } of answers) expect([status, body]).toEqual([200, { credits: 15 }])
    expect((await browser.call('grant', { ...grant, delta: 6 })).body.error?.code).toBe('idempotency_key_reused')
    expect(await audited(telegramId)).toEqual([
      {
        actorId: ownerId,
        role: 'owner',
        action: 'grant',
        subjectId: telegramId,
        reason: 'for patience',
        before: { credits: 10 },
        after: { credits: 15 },
      },
    ])
    const told = await world.sql`select kind, said_by from outbox where user_id = ${telegramId}`
    expect(told).toEqual([{ kind: 'credits_changed', saidBy: ownerId }])
  })

  test('shows the words of a person under one record for each key, and nothing newer than the record', async () => {
    const telegramId = await newPerson(world, 'Ann', 100)
    const ask = async (updateId: number, text: string) => {
      for await (const _ of world.api.streamAnswer({ telegramId, chatId: telegramId, messageId: 1, updateId, text }))
        continue
    }
    const browser = await signIn(world, ownerId)
    await ask(7_890_011, 'the first question')
    await schedule(world, telegramId, 'x'.repeat(200), 'active')
    const wanted = { telegram_id: telegramId, ...because('a complaint') }
    const first = await browser.call('personTexts', wanted)
    expect(first.body['texts']).toMatchObject([{ question: 'the first question' }])
    expect(first.body['scheduled']).toMatchObject([{ question: `${'x'.repeat(119)}…` }])
    await ask(7_890_012, 'the second question')
    await schedule(world, telegramId, 'the second schedule', 'paused')
    expect((await browser.call('personTexts', wanted)).body).toEqual(first.body)
    const again = await browser.call('personTexts', { ...wanted, ...because('another complaint') })
    expect(again.body['texts']).toMatchObject([{ question: 'the second question' }, { question: 'the first question' }])
    expect((await audited(telegramId)).map(({ action, reason }) => [action, reason])).toEqual([
      ['texts', 'a complaint'],
      ['texts', 'another complaint'],
    ])
    expect((await browser.call('personTexts', { ...wanted, ...because(' ') })).status).toBe(400)
  })

  test('is not done without a reason', async () => {
    const telegramId = await newPerson(world)
    const browser = await signIn(world, ownerId)
    for (const reason of ['', '   '])
      expect((await browser.call('grant', { telegram_id: telegramId, delta: 5, ...because(reason) })).status).toBe(400)
    expect(await audited(telegramId)).toEqual([])
  })

  test.for([
    ['much is granted', (telegram_id: number) => ['grant', { telegram_id, delta: 1_001 }]],
    ['credits are taken', (telegram_id: number) => ['grant', { telegram_id, delta: -1 }]],
    ['a person is blocked', (telegram_id: number) => ['block', { telegram_id, blocked: true }]],
    ['a role is given', (telegram_id: number) => ['giveRole', { telegram_id, role: 'support' }]],
  ] as const)('is asked twice when %s', async ([, of]) => {
    const telegramId = await newPerson(world, 'Ann', 10)
    const browser = await signIn(world, ownerId)
    const [name, input] = of(telegramId) as [keyof BrowserEndpoints, object]
    const change = { ...input, ...because() }
    const asked = await browser.call(name, change)
    expect([asked.status, asked.body.error?.code]).toEqual([409, 'confirmation_needed'])
    expect(asked.body.error?.details?.question).toMatchObject({ telegram_id: telegramId, first_name: 'Ann' })
    expect(await audited(telegramId)).toEqual([])
    const { confirmation } = asked.body.error!.details!
    const another = await signIn(world, ownerId)
    for (const [who, given] of [
      [browser, 'x'.repeat(43)],
      [another, confirmation],
    ] as const)
      expect((await who.call(name, { ...change, confirmation: given })).body.error?.code).toBe('confirmation_needed')
    const other = { ...change, ...because(), confirmation }
    expect((await browser.call(name, other)).body.error?.code).toBe('confirmation_needed')
    expect((await browser.call(name, { ...change, confirmation })).status).toBe(200)
    expect(await audited(telegramId)).toHaveLength(1)
  })

  test('refunds a payment when it is said twice, by the same way as the command', async () => {
    const telegramId = await newPerson(world)
    const chargeId = await pay(world, telegramId)
    const browser = await signIn(world, idOf.manager)
    const refund = { charge_id: chargeId, ...because() }
    expect((await browser.call('refund', refund)).body.error?.details?.question).toMatchObject({
      currency: 'XTR',
      loss_credits: 0,
    })
    expect(await browser.callTwice('refund', refund)).toMatchObject({ status: 200, body: { status: 'refunding' } })
    expect(await audited(telegramId)).toMatchObject([
      { action: 'refund', before: { status: 'paid' }, after: { status: 'refunding', lossCredits: 0 } },
    ])
    const shown = await browser.call('payments', { show: 'refunding' })
    expect(shown.body['payments']).toMatchObject([
      { telegram_id: telegramId, charge_id: chargeId, status: 'refunding' },
    ])
    expect((await world.api.getCredits({ telegramId })).credits).toBe(0)
  })

  test('says before a refund what is spent, and asks again when that has changed', async () => {
    const telegramId = await newPerson(world)
    const chargeId = await pay(world, telegramId)
    const browser = await signIn(world, idOf.manager)
    const refund = { charge_id: chargeId, ...because() }
    const spend = (delta: number) =>
      world.api.updateCredits({ telegramId, delta, reason: 'used', idempotencyKey: `${chargeId}:${delta}` })
    await spend(-7)
    const { confirmation, question } = (await browser.call('refund', refund)).body.error!.details!
    expect(question).toMatchObject({ loss_credits: 7 })
    await spend(-3)
    const again = await browser.call('refund', { ...refund, confirmation })
    expect(again.body.error).toMatchObject({ code: 'confirmation_needed', details: { question: { loss_credits: 10 } } })
    expect(await browser.callTwice('refund', refund)).toMatchObject({ status: 200, body: { loss_credits: 10 } })
  })

  test('takes no more than there is, and then nothing is on record', async () => {
    const telegramId = await newPerson(world, 'Ann', 3)
    const browser = await signIn(world, ownerId)
    const taken = await browser.callTwice('grant', { telegram_id: telegramId, delta: -4, ...because() })
    expect(taken.body.error).toMatchObject({ code: 'insufficient_credits', details: { credits: 3 } })
    expect(await audited(telegramId)).toEqual([])
  })

  test('blocks nobody who is an owner, and gives nobody their own role or that of a setting', async () => {
    const browser = await signIn(world, ownerId)
    const code = async (name: keyof BrowserEndpoints, input: object, who = browser) =>
      (await who.callTwice(name, { ...input, ...because() })).body.error?.code
    expect(await code('block', { telegram_id: ownerId, blocked: true })).toBe('owner_not_blocked')
    expect(await code('giveRole', { telegram_id: ownerId, role: null })).toBe('own_role')
    const secondId = await newPerson(world)
    await code('giveRole', { telegram_id: secondId, role: 'owner' })
    const second = await signIn(world, secondId)
    expect(await code('giveRole', { telegram_id: ownerId, role: null }, second)).toBe('role_of_setting')
    expect(await code('giveRole', { telegram_id: secondId, role: null })).toBeUndefined()
    expect((await second.call('me')).status).toBe(403)
  })

  test('says words to a person through the outbox and keeps only their length', async () => {
    const telegramId = await newPerson(world)
    const browser = await signIn(world, idOf.support)
    const message = { telegram_id: telegramId, text: 'Your order is back', ...because() }
    for (const _ of [1, 2]) expect((await browser.call('message', message)).status).toBe(200)
    expect(await world.sql`select kind, data from outbox where user_id = ${telegramId}`).toEqual([
      { kind: 'owner_wrote', data: { text: 'Your order is back' } },
    ])
    expect(await audited(telegramId)).toMatchObject([{ action: 'message', before: {}, after: { letters: 18 } }])
  })

  test('answers a question of a person, once', async () => {
    const telegramId = await newPerson(world, 'Eva')
    const { id } = await world.api.openSupportRequest({ telegramId, updateId: 900_001, text: 'Where is it?' })
    const browser = await signIn(world, idOf.support)
    expect((await browser.call('tickets')).body['tickets']).toMatchObject([
      { id, first_name: 'Eva', text: 'Where is it?' },
    ])
    const answer = { id, text: 'It is here', ...because() }
    for (const _ of [1, 2]) expect((await browser.call('answerTicket', answer)).status).toBe(200)
    expect((await browser.call('tickets')).body['tickets']).toEqual([])
    expect((await browser.call('tickets', { show: 'answered' })).body['tickets']).toMatchObject([{ id }])
    expect((await browser.call('talk', { telegram_id: String(telegramId) })).body['requests']).toMatchObject([
      { id, text: 'Where is it?', answer: 'It is here', answered_by: idOf.support },
    ])
    expect(await world.sql`select data from outbox where user_id = ${telegramId}`).toEqual([
      { data: { text: 'It is here' } },
    ])

    // A colleague, whose page does not show it yet.
    const other = await signIn(world, ownerId)
    const late = { id, text: 'It is gone', ...because() }
    const { error } = (await other.call('answerTicket', late)).body
    expect(error).toMatchObject({
      code: 'confirmation_needed',
      details: { question: { answer: 'It is here', answered_by: idOf.support } },
    })
    expect(await other.callTwice('answerTicket', late)).toMatchObject({ status: 200 })
    expect((await browser.call('talk', { telegram_id: String(telegramId) })).body['requests']).toMatchObject([
      { id, answer: 'It is here\n\nIt is gone', answered_by: ownerId },
    ])
  })

  test('gives an update that was given up to the bot again, once', async () => {
    const update = {
      update_id: 900_777,
      message: { message_id: 1, chat: { id: 5, type: 'private' }, from: { id: 5 }, text: 'hi' },
    }
    await world.sql`insert into seen_updates (update_id) values (900777)`
    await world.sql`
      insert into dead_updates (update_id, lane, payload, attempts, error, accepted_at)
      values (900777, 'chat:5', ${update}, 9, 'It broke', now())`
    const browser = await signIn(world, ownerId)
    const shown = (await browser.call('health')).body
    expect(shown['given_up']).toMatchObject([
      { update_id: 900_777, what: 'message', telegram_id: 5, error: 'It broke' },
    ])
    expect(shown['alerts']).toContainEqual({ kind: 'updates_given_up', value: 1 })
    const answers = await Promise.all(
      [1, 2, 3].map(() => browser.call('retryUpdate', { update_id: 900_777, ...because() })),
    )
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 404, 404])
    expect(await world.sql`select payload from inbox where update_id = 900777`).toEqual([{ payload: update }])
    expect(await world.sql`select waiting from lanes l join inbox i using (lane) where update_id = 900777`).toEqual([
      { waiting: 1 },
    ])
  })
})

describe('the audit log', () => {
  test('is listed by action', async () => {
    const browser = await signIn(world, ownerId)
    const { entries } = (await browser.call('audit', { action: 'refund' })).body as unknown as {
      entries: { action: string; by: number; reason: string }[]
    }
    const refund = { action: 'refund', by: idOf.manager, reason: 'test' }
    expect(entries).toMatchObject([refund, refund])
  })

  test('has words for every action and every field of its records', async () => {
    const actions = await world.sql<{ name: string }>`select distinct action as name from audit_log`
    const fields = await world.sql<{ name: string }>`
      select distinct jsonb_object_keys(before || after) as name from audit_log`
    expect(fields.length).toBeGreaterThan(10)
    for (const { audit } of [ru, en]) {
      const without = (names: { name: string }[], words: Record<string, string>) =>
        names.map(({ name }) => name).filter((name) => !words[name])
      expect([without(actions, audit.actions), without(fields, audit.fields)]).toEqual([[], []])
    }
  })

  test('cannot be changed by the programs', async () => {
    const rights = await world.sql`
      select privilege_type from information_schema.role_table_grants
      where grantee = 'pomogator_program' and table_name = 'audit_log' order by 1`
    expect(rights).toEqual([{ privilegeType: 'INSERT' }, { privilegeType: 'SELECT' }])
  })
})

describe('the page', () => {
  test('is served with a policy that lets in nothing from outside, and its files for ever', async () => {
    const page = await fetch(`${world.backend().url}/cabinet/people/5`)
    const policy = page.headers.get('content-security-policy')!
    const html = await page.text()
    expect(policy).toContain("default-src 'none'")
    expect(policy).toContain("script-src 'self';")
    expect(policy.replace(/frame-ancestors https:\/\/web\.telegram\.org$/, '')).not.toMatch(/unsafe|https?:|\*/)
    const nonce = /'nonce-([\w-]+)'/.exec(policy)![1]!
    expect(html).toContain(`nonce="${nonce}"`)
    const again = await fetch(`${world.backend().url}/cabinet`)
    expect(again.headers.get('content-security-policy')).not.toBe(policy)
    const script = /src="(\/cabinet\/assets\/[^"]+\.js)"/.exec(html)![1]!
    const file = await fetch(world.backend().url + script, { headers: { 'accept-encoding': 'gzip' } })
    expect([file.status, file.headers.get('content-encoding')]).toEqual([200, 'gzip'])
    expect(file.headers.get('cache-control')).toMatch(/max-age=31536000, immutable/)
    expect((await fetch(`${world.backend().url}/cabinet/assets/nothing.js`)).status).toBe(404)
  })

  test('is not there without an address', async () => {
    await world.stopBackend()
    delete world.environment['CABINET_URL']
    await world.startBackend()
    for (const path of ['/cabinet', '/cabinet/api/me', '/cabinet/assets/x.js'])
      expect((await fetch(world.backend().url + path)).status).toBe(404)
    expect(await world.api.openCabinet({ telegramId: ownerId })).toMatchObject({ link: null, address: null })
    world.environment['CABINET_URL'] = cabinetUrl
    await world.stopBackend()
    await world.startBackend()
  })
})
