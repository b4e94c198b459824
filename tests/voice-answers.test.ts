import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { InlineKeyboardButton, Message } from 'grammy/types'
import pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { hear } from '#sandbox/model/hear.ts'
import { eventually } from './world/eventually.ts'
import { keysOf, type Person } from './world/person.ts'
import { runTask } from './world/run-task.ts'
import { settled } from './world/settled.ts'
import { createWorld, type World } from './world/world.ts'

const folder = mkdtempSync(join(tmpdir(), 'voices-'))
const shipped = JSON.parse(readFileSync(join(import.meta.dirname, '../catalog.json'), 'utf8')) as object
const voice = {
  id: 'reader',
  model: 'tts',
  voice: 'anna',
  prices: [{ from: '2026-01-01', perMillionCharacters: 15_000_000 }],
}
const listening = { charactersPerCredit: 300, mostCharacters: 1000 }

function catalogWith(more: object, name = 'catalog.json'): string {
  const file = join(folder, name)
  writeFileSync(file, JSON.stringify({ ...shipped, listening, voices: [voice], ...more }))
  return file
}

let world: World
let person: Person
beforeAll(async () => {
  world = await createWorld({ CATALOG_FILE: catalogWith({}), TRIAL_MESSAGES: '0' })
})
afterAll(async () => {
  await world.end()
  rmSync(folder, { recursive: true })
})
beforeEach(async () => {
  await world.sandbox.control('DELETE', '/trouble')
  person = await world.person()
  await person.say('/start')
  await person.hears('Здравствуйте')
  await give(50)
})

async function give(delta: number) {
  await world.api.updateCredits({
    telegramId: person.id,
    delta,
    reason: 'test',
    idempotencyKey: `test:${Math.random()}`,
  })
}
const credits = async () => (await world.api.getCredits({ telegramId: person.id })).credits

/** Asks, and gives the answer with its button. */
async function ask(words = 'Сколько будет 12 * 7?'): Promise<{ answer: Message; listen: string }> {
  await person.say(words)
  const answer = await eventually(async () => {
    const found = (await person.messages()).findLast((message) =>
      keysOf(message).some(({ text }) => /Послушать/.test(text)),
    )
    return found ?? expect.fail('no button to listen')
  })
  const key = keysOf(answer).find(({ text }) => /Послушать/.test(text)) as InlineKeyboardButton.CallbackButton
  return { answer, listen: key.callback_data }
}
const press = ({ answer, listen }: { answer: Message; listen: string }) => person.pressData(answer.message_id, listen)

async function voices(count = 1): Promise<Message[]> {
  return eventually(async () => {
    const sent = (await person.messages()).filter((message) => message.from?.is_bot && message.voice)
    expect(sent).toHaveLength(count)
    return sent
  })
}
const saidIn = async (id: string) => {
  const file = await fetch(`${world.sandbox.url}/person/files/${id}`)
  return (await hear(new Uint8Array(await file.arrayBuffer())))?.words
}
const spoken = async () =>
  ((await world.sandbox.control('GET', '/model/requests')) as { body: { input?: unknown; voice?: string } }[])
    .filter(({ body }) => body.voice !== undefined)
    .map(({ body }) => body)
const entries = () =>
  world.sql<{ delta: number; kind: string; idempotencyKey: string }>`
    select delta, kind, idempotency_key from credit_entries
    where user_id = ${person.id} and idempotency_key like 'voice:%' order by id`
const trouble = (kind: 'model' | 'telegram', what: object) => world.sandbox.control('POST', `/trouble/${kind}`, what)
/** How often anything was read out so far. */
let before = 0
beforeEach(async () => {
  before = (await spoken()).length
})
const newlySpoken = async () => (await spoken()).length - before
/** What a person has is what the ledger says, and nothing is set aside. */
async function expectSettled() {
  expect(
    await world.sql`
      select id from voice_answers where user_id = ${person.id} and status in ('pending', 'made') union all
      select telegram_id from users u where telegram_id = ${person.id}
        and credits <> (select sum(delta) from credit_entries where user_id = u.telegram_id)`,
  ).toEqual([])
}

test('an answer is read out for the price on its button, once, and listening again is free', async () => {
  const asked = await ask()
  expect(keysOf(asked.answer).map(({ text }) => text)).toContain('🎧 Послушать · 1 кр.')
  const had = await credits()
  await press(asked)
  const [{ voice: sent, reply_to_message: original, caption }] = (await voices()) as [Message]
  expect(original?.message_id).toBe(asked.answer.message_id)
  expect(caption).toBeUndefined()
  expect(await saidIn(sent!.file_id)).toContain('84')
  await eventually(async () => expect(await credits()).toBe(had - 1))
  await eventually(expectSettled)
  expect(await entries()).toEqual([
    { delta: -1, kind: 'hold', idempotencyKey: expect.stringMatching(/^voice:\d+:reserve:1$/) },
  ])
  const [cost] = await world.sql`
    select model, provider_model, outcome, characters, micro_dollars from costs where user_id = ${person.id} and work_kind = 'voice'`
  const characters = String((await spoken())[0]!.input).length
  expect(cost).toEqual({
    model: 'reader',
    providerModel: 'tts',
    outcome: 'answered',
    characters,
    microDollars: characters * 15,
  })
  await person.press('Послушать ещё раз')
  const [first, second] = await voices(2)
  expect(second!.voice).toEqual(first!.voice)
  expect(await credits()).toBe(had - 1)
  expect(await newlySpoken()).toBe(1)
})

test('an answer is read out only while the person agrees to terms and privacy', async () => {
  const asked = await ask()
  const had = await credits()
  await world.api.withdrawAgreement({ telegramId: person.id })
  await press(asked)
  await person.hears('прочитайте условия')
  expect(await newlySpoken()).toBe(0)
  expect(await credits()).toBe(had)
  await person.press('Согласиться')
  await person.hears('согласие записано')
  await press(asked)
  await voices()
  await eventually(async () => expect(await credits()).toBe(had - 1))
})

test('pressed twice it is read out once and paid once', async () => {
  const asked = await ask()
  const had = await credits()
  await trouble('model', { kind: 'slow', ms: 300, times: 1 })
  await Promise.all([press(asked), press(asked), press(asked)])
  await voices()
  await eventually(expectSettled)
  await settled(world)
  expect(await voices()).toHaveLength(1)
  expect(await newlySpoken()).toBe(1)
  expect(await credits()).toBe(had - 1)
})

test('what nobody could read out costs nothing, and the button is there again', async () => {
  const asked = await ask()
  const had = await credits()
  await trouble('model', { kind: 'garbage', times: 1 })
  await press(asked)
  await person.hears('Озвучить ответ не получилось. Попробуйте ещё раз чуть позже. Ничего не списано.')
  expect(await credits()).toBe(had)
  await eventually(expectSettled)
  const [{ microDollars }] = (await world.sql`
    select micro_dollars from costs where user_id = ${person.id} and work_kind = 'voice'`) as [{ microDollars: number }]
  expect(microDollars, 'the provider may be paid all the same').toBeGreaterThan(0)
  await person.press('🎧 Послушать · 1 кр.')
  await voices()
  await eventually(async () => expect(await credits()).toBe(had - 1))
})

test('the database lets nobody take more or less than its price', async () => {
  const { listen } = await ask()
  const questionId = Number(/voice:(\d+)/.exec(listen)![1])
  await world.api.readOut({ telegramId: person.id, questionId, updateId: 7, shown: { purse: 'credits', price: 1 } })
  const change = (what: 'price' | 'status') =>
    what === 'price'
      ? world.sql`update voice_answers set price = 2 where user_id = ${person.id}`
      : world.sql`update voice_answers set status = 'released', failure = 'x' where user_id = ${person.id}`
  await expect(change('price')).rejects.toThrow('has taken 1 credits of 2')
  await expect(change('status')).rejects.toThrow('is released but has taken 1 credits of 0')
})

test('a provider that takes longer than a call of the backend may last is waited for', async () => {
  const asked = await ask()
  const had = await credits()
  await trouble('model', { kind: 'slow', ms: 7_500, times: 1 })
  await press(asked)
  await voices()
  await eventually(expectSettled)
  expect(await newlySpoken()).toBe(1)
  expect(await credits()).toBe(had - 1)
})

test('who cannot pay is shown how, and nobody is asked to read', async () => {
  const asked = await ask()
  await give(-(await credits()))
  await press(asked)
  const { reply_markup: keyboard } = await person.hears('Озвучить этот ответ стоит 1 кр., сейчас на это не хватает.')
  expect(keyboard?.inline_keyboard.flat().map(({ text }) => text)).toEqual(['⭐ Пополнить'])
  expect(await newlySpoken()).toBe(0)
  expect(await entries()).toEqual([])
  await give(5)
  await person.press('🎧 Послушать · 1 кр.')
  await voices()
  await eventually(async () => expect(await credits()).toBe(4))
})

test('a price that has changed is told first, and taken when it is agreed to', async () => {
  const asked = await ask('Расскажи длинную историю')
  const now = /voice:\d+:c(\d+)/.exec(asked.listen)![1]!
  expect(Number(now)).toBeGreaterThan(1)
  const had = await credits()
  const questionId = Number(/voice:(\d+)/.exec(asked.listen)![1])
  const read = (shown: { purse: 'credits'; price: number } | null, updateId: number) =>
    world.api.readOut({ telegramId: person.id, questionId, updateId, shown })
  await expect(read({ purse: 'credits', price: 1 }, 1)).rejects.toMatchObject({
    code: 'no_access',
    details: { reason: 'price_changed', price: { purse: 'credits', price: Number(now) } },
  })
  await expect(read(null, 2), 'nothing is taken where no price was shown').rejects.toMatchObject({
    details: { reason: 'price_changed' },
  })
  expect(await credits()).toBe(had)
  expect(await read({ purse: 'credits', price: Number(now) }, 3)).toMatchObject({ state: 'made', isCut: true })
  expect(await credits()).toBe(had - Number(now))
})

test('of a long answer the beginning is read, which is said, for the price of that', async () => {
  const asked = await ask('Расскажи длинную историю')
  expect(asked.listen).toMatch(/:c[34]$/)
  await press(asked)
  const [{ caption }] = (await voices()) as [Message]
  expect(caption).toContain('Прочитано начало: ответ длинный, целиком он выше.')
  const [{ input }] = (await spoken()) as [{ input: string }]
  expect(input.length).toBeLessThanOrEqual(listening.mostCharacters)
  expect(input).toMatch(/[.!?…:]$|\p{L}$/u)
})

test('programs are not read, which is said', async () => {
  const asked = await ask('Покажи пример кода')
  await press(asked)
  const [{ caption }] = (await voices()) as [Message]
  expect(caption).toContain('Код и таблицы не читаю: они в самом ответе.')
  expect(String((await spoken())[0]!.input)).not.toMatch(/```|\{|=>/)
})

describe('who takes no voice messages', () => {
  const forbid = (forbids_voice: boolean) =>
    world.sandbox.call('PATCH', `/person/users/${person.id}`, { forbids_voice })

  test('gets a file, and the same file again', async () => {
    await forbid(true)
    const had = await credits()
    await press(await ask())
    const files = (count: number) =>
      eventually(async () => {
        const sent = (await person.messages()).filter(({ document }) => document?.file_name === 'answer.ogg')
        expect(sent).toHaveLength(count)
        return sent
      })
    const [{ caption, document }] = (await files(1)) as [Message]
    expect(caption).toBe('Вы не принимаете голосовые сообщения, поэтому отправляю файлом.')
    expect(await saidIn(document!.file_id)).toContain('84')
    await eventually(expectSettled)
    await person.press('Послушать ещё раз')
    expect((await files(2))[1]!.document).toEqual(document)
    expect(await credits()).toBe(had - 2)
    expect(await newlySpoken()).toBe(1)
  })

  test('is told so when it was sent as a voice message before', async () => {
    const asked = await ask()
    await press(asked)
    await voices()
    await eventually(expectSettled)
    await forbid(true)
    await person.press('Послушать ещё раз')
    await person.hears('Вы не принимаете голосовые сообщения. Разрешите их')
  })
})

describe('between the provider and the chat nothing is paid twice', () => {
  test('when the connection to Telegram breaks', async () => {
    const asked = await ask()
    const had = await credits()
    await trouble('telegram', { method: 'sendVoice', kind: 'reset', times: 1 })
    await press(asked)
    await voices()
    await eventually(expectSettled)
    expect(await newlySpoken()).toBe(1)
    expect(await credits()).toBe(had - 1)
    expect(await entries()).toHaveLength(1)
  })

  test('when the bot dies before it has sent it', async () => {
    const asked = await ask()
    const had = await credits()
    await trouble('telegram', { method: 'sendVoice', kind: 'silent', times: 1 })
    await press(asked)
    await eventually(async () =>
      expect(await world.sql`select status from voice_answers where user_id = ${person.id}`).toEqual([
        { status: 'made' },
      ]),
    )
    await world.stopBots()
    await world.startBot()
    await voices()
    await eventually(expectSettled)
    expect(await newlySpoken()).toBe(1)
    expect(await credits()).toBe(had - 1)
  })

  test('when the reply of the backend is lost: the same update gets the same, and after it was sent nothing more', async () => {
    const { listen } = await ask()
    const questionId = Number(/voice:(\d+)/.exec(listen)![1])
    const had = await credits()
    const read = (updateId: number) =>
      world.api.readOut({ telegramId: person.id, questionId, updateId, shown: { purse: 'credits', price: 1 } })
    const [one, two] = await Promise.all([read(7), read(7)])
    expect(two).toEqual(one)
    expect(one.state).toBe('made')
    expect(await read(8), 'also by another press').toEqual(one)
    const sent = { telegramId: person.id, voiceId: one.id, fileId: 'f', sentAs: 'voice' as const }
    await world.api.reportVoice(sent)
    await world.api.reportVoice(sent)
    expect(await read(7)).toMatchObject({ state: 'delivered', audio: null })
    expect(await read(9)).toMatchObject({ state: 'sent', audio: null, fileId: 'f', sentAs: 'voice' })
    expect(await credits()).toBe(had - 1)
    expect(await newlySpoken()).toBe(1)
    expect(await world.sql`select audio from voice_answers where user_id = ${person.id}`).toEqual([{ audio: null }])
  })

  test('when the process dies while it is read out, another one goes on for the same price', async () => {
    const { listen } = await ask()
    const questionId = Number(/voice:(\d+)/.exec(listen)![1])
    const had = await credits()
    const read = () =>
      world.api.readOut({ telegramId: person.id, questionId, updateId: 7, shown: { purse: 'credits', price: 1 } })
    await read()
    await world.sql`
      update voice_answers set status = 'pending', audio = null, working_until = now() - interval '1 second'
      where user_id = ${person.id}`
    const { id, state } = await read()
    expect(state).toBe('made')
    await world.api.reportVoice({ telegramId: person.id, voiceId: id, fileId: 'f', sentAs: 'voice' })
    expect(await credits()).toBe(had - 1)
    expect(await entries()).toHaveLength(1)
  })

  test('when the process is gone, another one goes on at once; what a living process reads out is left to it', async () => {
    const { listen } = await ask()
    const questionId = Number(/voice:(\d+)/.exec(listen)![1])
    const read = () =>
      world.api.readOut({ telegramId: person.id, questionId, updateId: 7, shown: { purse: 'credits', price: 1 } })
    await read()
    const leaveTo = (worker: string) => world.sql`
      update voice_answers set status = 'pending', audio = null, working_until = now() + interval '1 hour', worker = ${worker}
      where user_id = ${person.id}`
    const alive = new pg.Client({ connectionString: world.databaseUrl })
    await alive.connect()
    await alive.query(`select pg_advisory_lock(hashtextextended('session:alive:1', 0))`)
    await leaveTo('session:alive:1')
    expect((await read()).state).toBe('pending')
    await alive.end()
    const { id, state } = await read()
    expect(state).toBe('made')
    await world.api.reportVoice({ telegramId: person.id, voiceId: id, fileId: 'f', sentAs: 'voice' })
    expect(await world.sql`select attempt from voice_answers where user_id = ${person.id}`).toEqual([{ attempt: 2 }])
    expect(await entries()).toHaveLength(1)
  })

  test('when Telegram refuses it: the price is given back, and the sound is there for the next press', async () => {
    const asked = await ask()
    const had = await credits()
    await trouble('telegram', { method: 'sendVoice', kind: 'error', status: 400, times: 1 })
    await press(asked)
    await person.hears('Озвучить ответ не получилось. Попробуйте ещё раз чуть позже. Ничего не списано.')
    expect(await credits()).toBe(had)
    await eventually(expectSettled)
    await person.press('🎧 Послушать · 1 кр.')
    await voices()
    await eventually(async () => expect(await credits()).toBe(had - 1))
    expect(await newlySpoken()).toBe(1)
    await eventually(expectSettled)
  })
})

test('what nobody brings into the chat is given back after an hour, and its sound goes after a day', async () => {
  const { listen } = await ask()
  const questionId = Number(/voice:(\d+)/.exec(listen)![1])
  const had = await credits()
  await world.api.readOut({ telegramId: person.id, questionId, updateId: 7, shown: { purse: 'credits', price: 1 } })
  const run = () => runTask(world, 'release-voices')
  await run()
  expect(await credits()).toBe(had - 1)
  await world.sql`update voice_answers set asked_at = now() - interval '61 minutes' where user_id = ${person.id}`
  await run()
  expect(await credits()).toBe(had)
  const kept = async () => (await world.sql`select audio from voice_answers where user_id = ${person.id}`)[0]!['audio']
  expect(await kept()).not.toBeNull()
  await world.sql`update voice_answers set asked_at = now() - interval '25 hours' where user_id = ${person.id}`
  await run()
  expect(await kept()).toBeNull()
})

test('a plan pays for it from the allowance of the day, and gets it back when nothing comes', async () => {
  const { payload, currency, amount } = await world.api.createPayment({ telegramId: person.id, product: 'month' })
  await world.api.completePayment({
    telegramId: person.id,
    invoicePayload: payload,
    currency,
    amount,
    telegramPaymentChargeId: `month-of-${person.id}`,
    recurring: 'first',
  })
  const used = async () => (await world.api.getCredits({ telegramId: person.id })).subscription?.creditsToday
  const asked = await ask()
  expect(keysOf(asked.answer).map(({ text }) => text)).toContain('🎧 Послушать · 1 кр. подписки')
  expect(await used()).toBe(1)
  await trouble('model', { kind: 'error', status: 401, times: 1 })
  await press(asked)
  await person.hears('Озвучить ответ не получилось')
  expect(await used()).toBe(1)
  await person.press('🎧 Послушать · 1 кр. подписки')
  await voices()
  await eventually(async () => expect(await used()).toBe(2))
  expect(await credits()).toBe(50)
  expect(await entries()).toEqual([])
})

test("the owner's budget is kept, and what is read out counts for it", async () => {
  const budgeted = await createWorld({
    CATALOG_FILE: catalogWith(
      { money: { budgets: { day: { microDollars: 5_000, whenUsedUp: 'stop' } } } },
      'with-budget.json',
    ),
    withoutBot: true,
  })
  const id = 4_711
  await budgeted.api.register({ telegramId: id, firstName: 'Аня', languageCode: 'ru' })
  await budgeted.api.updateCredits({ telegramId: id, delta: 9, reason: 'test', idempotencyKey: '1' })
  const { questionId, voice: offered } = await budgeted.api.processMessage({
    telegramId: id,
    chatId: id,
    messageId: 1,
    updateId: 1,
    text: 'Сколько будет 12 * 7?',
  })
  const read = (updateId: number) => budgeted.api.readOut({ telegramId: id, questionId, updateId, shown: offered })
  const refused = { code: 'no_access', details: { reason: 'budget_used_up', resumesAt: expect.any(String) } }
  await budgeted.sql`update budget_periods set spent = 5000`
  await expect(read(2)).rejects.toMatchObject(refused)
  expect(await budgeted.sql`select micro_dollars from budget_holds`).toEqual([])
  await budgeted.sql`update budget_periods set spent = 0`
  expect(await read(3)).toMatchObject({ state: 'made' })
  const [{ spent, reserved }] = (await budgeted.sql`select spent, reserved from budget_periods`) as [
    { spent: number; reserved: number },
  ]
  expect(spent).toBeGreaterThan(500)
  expect(reserved).toBe(0)
  await budgeted.end()
})

test('what was read out stands in the history, and its revenue and cost in the figures of the owner', async () => {
  await press(await ask())
  await voices()
  await eventually(expectSettled)
  const { receipts } = await world.api.receipts({ telegramId: person.id })
  const receipt = receipts.find(({ of }) => of === 'voice')
  expect(receipt).toMatchObject({ purse: 'credits', price: 1, state: 'charged', seconds: expect.any(Number) })
  await person.say('/balance')
  await person.press('История')
  await person.press('Озвученный ответ')
  await person.hears(/Озвученный ответ: \d+ с\nСписано: 1 кредит/)
  const { kinds, models } = await world.api.margin({ days: 1 })
  expect(kinds.find(({ kind }) => kind === 'voice')).toMatchObject({
    amount: expect.any(Number),
    cost: expect.any(Number),
  })
  expect(models.find(({ model }) => model === 'reader')?.answers).toBe(0)
})

test('in a group, where everybody would have it, the button is not there', async () => {
  const group = await world.group(person)
  await group.write('/ask Сколько будет 12 * 7?')
  await eventually(async () => expect((await group.fromBot()).at(-1)?.text).toContain('84'))
  // Until the answer stands it has the button that stops it.
  await settled(world)
  expect(keysOf((await group.fromBot()).at(-1)!)).toEqual([])
})

test('without a voice in the catalogue nobody is offered it', async () => {
  const silent = await createWorld({ withoutBot: true })
  await silent.api.register({ telegramId: 4_712, firstName: 'Аня', languageCode: 'ru' })
  await silent.api.startTrial({ telegramId: 4_712 })
  const asked = { telegramId: 4_712, chatId: 4_712, messageId: 1, updateId: 1, text: 'Сколько будет 12 * 7?' }
  expect(await silent.api.processMessage(asked)).toMatchObject({ voice: null })
  await silent.end()
})

test('it is in what a person takes with them, without the sound, and deleting gives back what is open', async () => {
  const { listen } = await ask()
  const questionId = Number(/voice:(\d+)/.exec(listen)![1])
  const had = await credits()
  await world.api.readOut({ telegramId: person.id, questionId, updateId: 7, shown: { purse: 'credits', price: 1 } })
  const exported = JSON.stringify(await world.api.exportData({ telegramId: person.id }))
  expect(exported).toContain('voice_answers')
  expect(exported).not.toContain('"audio"')
  await world.api.deleteData({ telegramId: person.id })
  expect(await credits()).toBe(had)
  expect(await world.sql`select status, audio, file_id from voice_answers where user_id = ${person.id}`).toEqual([
    { status: 'released', audio: null, fileId: null },
  ])
})
