import { afterAll, beforeAll, expect, test } from 'vitest'
import { eventually } from './world/eventually.ts'
import type { Person } from './world/person.ts'
import { pressOld } from './world/press-old.ts'
import { runTask } from './world/run-task.ts'
import { fileOf } from './world/sent-files.ts'
import { settled } from './world/settled.ts'
import { createWorld, type World } from './world/world.ts'

let world: World
beforeAll(async () => {
  world = await createWorld({ TRIAL_MESSAGES: '1' })
})
afterAll(() => world.end())

const receiptsOf = async (person: Person) => (await world.api.receipts({ telegramId: person.id })).receipts
const give = (person: Person, delta: number, reason: string) =>
  world.api.updateCredits({ telegramId: person.id, delta, reason, idempotencyKey: `${person.id}:${reason}` })

async function somebody(): Promise<Person> {
  const person = await world.person()
  await person.say('/start')
  await person.press('Попробовать')
  await person.hears('Напишите первый вопрос')
  return person
}

async function asks(person: Person, text: string, answer: string): Promise<void> {
  await person.say(text)
  await person.hears(answer)
  await eventually(async () =>
    expect(await world.sql`select 1 from messages_log where user_id = ${person.id} and delivered_at is null`).toEqual(
      [],
    ),
  )
}

/** Opens an entry of the history by its button, and reads it. */
async function opens(person: Person, button: string, text: RegExp): Promise<void> {
  await person.say('/balance')
  await person.press('История')
  await eventually(async () => expect((await person.buttons()).join('\n')).toContain(button))
  await person.press(button)
  await person.hears(text)
}

test('each charge of a question says which words, which model, how much and who paid', async () => {
  const person = await somebody()
  await asks(person, '20 + 1', '20 + 1 = 21')
  await give(person, 20, 'за терпение')
  await world.api.changeProfile({ telegramId: person.id, settings: { model: 'expert' } })
  await asks(person, '20 + 2', '20 + 2 = 22')
  expect(await receiptsOf(person)).toMatchObject([
    { of: 'question', words: '20 + 2', modelTitle: { ru: 'Эксперт' }, purse: 'credits', price: 10, state: 'charged' },
    { of: 'grant', delta: 20, balance: 20, reason: 'за терпение' },
    { of: 'question', words: '20 + 1', modelTitle: { ru: 'Стандартная' }, purse: 'trial', price: 1 },
  ])
  await opens(
    person,
    '10 кредитов · 20 + 2',
    /За что это[\s\S]*Вопрос: «20 \+ 2»\nМодель: Эксперт\nСписано: 10 кредитов\nОплачено: кредитами\nКогда: /,
  )
  await opens(person, '1 сообщение · 20 + 1', /Модель: Стандартная\nСписано: 1 сообщение\nОплачено: пробным периодом/)
  await opens(person, '+20 кредитов · от владельца', /От владельца: \+20 кредитов, стало 20\nПричина: за терпение/)
})

test('a question that was not answered says that nothing was charged', async () => {
  const person = await somebody()
  await world.sandbox.control('POST', '/trouble/model', { kind: 'error', status: 400, times: 10 })
  await person.say('30 + 1')
  await person.hears('Ничего не списано')
  await world.sandbox.control('DELETE', '/trouble')
  expect(await receiptsOf(person)).toMatchObject([{ of: 'question', words: '30 + 1', price: 0, state: 'given_back' }])
  await opens(person, '30 + 1', /Ничего не списано: ответа не было/)
})

test('an answer of a cheaper model says what was taken, and never more than was quoted', async () => {
  const person = await somebody()
  await give(person, 20, 'test')
  await world.api.changeProfile({ telegramId: person.id, settings: { model: 'expert' } })
  await world.sandbox.control('POST', '/trouble/model', { kind: 'error', status: 404, times: 1 })
  await asks(person, '40 + 1', '40 + 1 = 41')
  expect((await receiptsOf(person))[0]).toMatchObject({ modelTitle: { ru: 'Стандартная' }, price: 1 })
})

test('a purchase and its refund say the order, the Stars and what came of them', async () => {
  const person = await somebody()
  await person.say('/buy')
  await person.press('50 кредитов · 100 ⭐')
  await person.pay()
  await person.hears('Оплата получена')
  const [payment] = await receiptsOf(person)
  expect(payment).toMatchObject({ of: 'payment', amount: 100, currency: 'XTR', credits: 50, days: 0, status: 'paid' })
  const { id } = payment!
  await opens(
    person,
    '100 ⭐ · 50 кредитов',
    new RegExp(`Покупка № ${id}: 50 кредитов\\nОплачено: 100 ⭐\\nПолучено: 50 кредитов\\nКогда: `),
  )
  const [row] = await world.sql<{ charge: string }>`
    select telegram_payment_charge_id as charge from transactions where user_id = ${person.id} and status = 'paid'`
  await world.api.refundPayment({ telegramPaymentChargeId: row!.charge, by: null, reason: 'test' })
  await runTask(world, 'send-refunds')
  expect(await receiptsOf(person)).toMatchObject([
    { of: 'refund', id, credits: 50, amount: 100 },
    { of: 'payment', id, status: 'refunded' },
  ])
  await opens(
    person,
    'возврат: 50 кредитов',
    new RegExp(`Возврат за покупку № ${id}: 50 кредитов\\nВозвращено: 100 ⭐\\nСнято: 50 кредитов`),
  )
})

test('a subscription’s question is charged to the allowance of its day', async () => {
  const person = await somebody()
  await person.say('/buy')
  await person.press('Год ·')
  await person.pay()
  await person.hears('Подписка действует до')
  await asks(person, '50 + 1', '50 + 1 = 51')
  expect(await receiptsOf(person)).toMatchObject([
    { of: 'question', purse: 'subscription', price: 1 },
    { of: 'payment', days: 365, credits: 0 },
  ])
  await opens(person, '1 кредит · 50 + 1', /Списано: 1 кредит\nОплачено: по подписке/)
  await world.api.changeProfile({ telegramId: person.id, settings: { model: 'expert' } })
  await asks(person, '50 + 2', 'По подписке: 10 кредитов, на сегодня осталось 19.')
})

test('words that the person has deleted are not shown', async () => {
  const person = await somebody()
  await asks(person, '60 + 1', '60 + 1 = 61')
  await world.api.deleteData({ telegramId: person.id })
  expect(await receiptsOf(person)).toMatchObject([{ of: 'question', words: null, price: 1 }])
  await world.api.register({ telegramId: person.id, firstName: 'Аня', languageCode: 'ru' })
  await opens(person, '1 сообщение · удалено', /Вопрос: удалено\nМодель: Стандартная/)
})

test('older ones follow page by page, and nobody opens another’s', async () => {
  const [person, other] = [await somebody(), await somebody()]
  for (let n = 1; n <= 12; n += 1) await give(person, n, `reason ${n}`)
  const first = await world.api.receipts({ telegramId: person.id })
  const oldest = first.receipts.at(-1)!
  const second = await world.api.receipts({ telegramId: person.id, after: first.next! })
  const deltas = [...first.receipts, ...second.receipts].map((receipt) => receipt.of === 'grant' && receipt.delta)
  expect(deltas).toEqual([12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1])
  expect(second.next).toBe(null)
  await person.say('/balance')
  await person.press('История')
  await person.press('Раньше')
  await eventually(async () => expect((await person.buttons()).join('\n')).toContain('+1 кредит ·'))
  await expect(world.api.receipt({ telegramId: other.id, of: 'grant', id: oldest.id })).rejects.toMatchObject({
    code: 'receipt_not_found',
  })
})

test('older ones follow where all happened at the same moment, and a button of an older release still works', async () => {
  const person = await somebody()
  for (let n = 1; n <= 12; n += 1) await give(person, n, `reason ${n}`)
  await world.sql.transaction(async (sql) => {
    // Without the trigger that keeps entries from being changed.
    await sql`set local session_replication_role = replica`
    await sql`update credit_entries set created_at = '2026-03-01T12:00:00.000001Z' where user_id = ${person.id}`
  })
  const shows = (buttons: RegExp) =>
    eventually(async () => expect((await person.buttons()).join('\n')).toMatch(buttons))
  await person.say('/balance')
  await person.press('История')
  await shows(/\+12 кредитов ·[\s\S]*\+3 кредита ·.*\n.*Раньше/)
  await person.press('Раньше')
  await shows(/^.*\+2 кредита ·.*\n.*\+1 кредит ·.*\n[^+]*$/)
  const { message_id } = (await person.messages()).findLast((message) => message.reply_markup)!
  await pressOld(world, person, message_id, `history:${Date.parse('2026-03-01T12:00:00.001Z')}`)
  await shows(/\+12 кредитов ·/)
})

test('a person on the trial reads no "nothing yet" above what was charged, and files have their names', async () => {
  const person = await somebody()
  const history = async () => {
    await person.say('/balance')
    await person.press('История')
    return person.hears('Нажмите на запись')
  }
  await asks(person, '70 + 1', '70 + 1 = 71')
  expect((await history()).text).toBe('Нажмите на запись, чтобы увидеть, за что она.')
  await give(person, 20, 'за терпение')
  await person.post('/document', { file: fileOf(Buffer.from('Сумма: 100 рублей.'), 'Договор аренды.txt') })
  await person.post('/photo', {})
  await eventually(async () => expect(await receiptsOf(person)).toHaveLength(4))
  await settled(world)
  await history()
  expect((await person.buttons()).map((label) => label.replace(/^.*кредит\S* · /, ''))).toEqual(
    expect.arrayContaining(['Договор аренды.txt', '📎']),
  )
})
