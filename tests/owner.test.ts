import { Api } from 'grammy'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { eventually } from './world/eventually.ts'
import type { Person } from './world/person.ts'
import { runTask as runWorkerTask } from './world/run-task.ts'
import { customer, picture } from './world/sent-files.ts'
import { settled } from './world/settled.ts'
import { day, letTimePass } from './world/time.ts'
import { createWorld, type World } from './world/world.ts'

let world: World
let owner: Person
beforeAll(async () => {
  // The first person of a fresh sandbox has this id.
  world = await createWorld({ ADMIN_IDS: '7000001' })
  owner = await world.person({ first_name: 'Олег' })
  expect(owner.id).toBe(7_000_001)
  await owner.say('/start')
})
afterAll(() => world.end())

const means = (person: Person) => world.api.getCredits({ telegramId: person.id })

const runTask = (name: string) => runWorkerTask(world, name)

async function buyer(product = '50 кредитов · 100 ⭐'): Promise<{ person: Person; chargeId: string }> {
  const person = await world.person()
  await person.say('/buy')
  await person.press(product)
  const { charge_id } = await person.pay()
  await person.hears('Оплата получена')
  return { person, chargeId: charge_id! }
}
const statusOf = async (chargeId: string) =>
  (
    await world.sql<{
      status: string
      loss: number
    }>`select status, loss_credits as loss from transactions where telegram_payment_charge_id = ${chargeId}`
  )[0]

async function expectAgreement() {
  const wrong = await world.sql`
    select telegram_id from users u where credits <> (select coalesce(sum(delta), 0) from credit_entries where user_id = u.telegram_id)
    union all
    select user_id from transactions t where status in ('refunding', 'refunded') and credits_granted - loss_credits <>
      (select -coalesce(sum(delta), 0) from credit_entries where user_id = t.user_id and transaction_id = t.id and kind = 'refund')`
  expect(wrong).toEqual([])
}

describe('a refund', () => {
  test('by the owner takes back what is left, sends the money back, and tells the person', async () => {
    const { person, chargeId } = await buyer()
    await person.say('4 + 4')
    await person.hears('4 + 4 = 8')
    await owner.say(`/refund ${chargeId} не понравилось`)
    await owner.hears('Возвращаю 100 ⭐. Telegram получит запрос в течение минуты. Уже потрачено: 1 кредит.')
    expect(await means(person)).toMatchObject({ credits: 0 })
    expect(await statusOf(chargeId)).toEqual({ status: 'refunding', loss: 1 })
    await runTask('send-refunds')
    await person.hears('Вам вернули 100 ⭐')
    expect(await statusOf(chargeId)).toEqual({ status: 'refunded', loss: 1 })
    await owner.say(`/refund ${chargeId}`)
    await owner.hears('Возвращено: 100 ⭐.')
    expect(
      await world.sql`select data->>'by' as by, data->>'reason' as reason from events where kind = 'refund_begun'`,
    ).toEqual([{ by: String(owner.id), reason: 'не понравилось' }])
    await expectAgreement()
  })

  test('is sent until it is certain: an outage is tried again, and "already refunded" is done', async () => {
    const { person, chargeId } = await buyer()
    await world.api.refundPayment({ telegramPaymentChargeId: chargeId, by: owner.id, reason: 'test' })
    await world.sandbox.control('POST', '/trouble/telegram', {
      method: 'refundStarPayment',
      kind: 'error',
      status: 500,
      times: 1,
    })
    await runTask('send-refunds')
    expect((await statusOf(chargeId))!.status).toBe('refunding')
    await runTask('send-refunds')
    expect((await statusOf(chargeId))!.status).toBe('refunded')
    await world.sql`update transactions set status = 'refunding', refunded_at = null where telegram_payment_charge_id = ${chargeId}`
    await runTask('send-refunds')
    expect((await statusOf(chargeId))!.status).toBe('refunded')
    expect(await means(person)).toMatchObject({ credits: 0 })
    await expectAgreement()
  })

  test('asked for twenty times at once takes back once', async () => {
    const { person, chargeId } = await buyer()
    await Promise.all(
      Array.from({ length: 20 }, () =>
        world.api.refundPayment({ telegramPaymentChargeId: chargeId, by: owner.id, reason: 'test' }),
      ),
    )
    expect(await means(person)).toMatchObject({ credits: 0 })
    expect(await world.sql`select delta from credit_entries where user_id = ${person.id} and kind = 'refund'`).toEqual([
      { delta: -50 },
    ])
    await runTask('send-refunds')
    await expectAgreement()
  })

  test('that Telegram made without us takes back the same', async () => {
    const { person, chargeId } = await buyer('Месяц · 400 ⭐')
    const telegram = new Api(world.environment['BOT_TOKEN']!, { apiRoot: world.environment['TELEGRAM_API_ROOT']! })
    await telegram.refundStarPayment(person.id, chargeId)
    await person.hears('Вам вернули 400 ⭐')
    expect((await statusOf(chargeId))!.status).toBe('refunded')
    expect((await means(person)).subscription).toBeNull()
  })

  test('of a charge nobody knows is refused', async () => {
    await owner.say('/refund nonsense')
    await owner.hears('payment_not_found')
  })
})

describe('reconciliation', () => {
  test('credits a payment that was missed and tells the owner; the second run finds nothing', async () => {
    const { person, chargeId } = await buyer()
    // As if its update had been lost: nothing of it is on our books.
    await world.sql`alter table credit_entries disable trigger credit_entries_are_only_added`
    await world.sql`delete from credit_entries where user_id = ${person.id}`
    await world.sql`alter table credit_entries enable trigger credit_entries_are_only_added`
    await world.sql`alter table users disable trigger users_credits_move_by_entries`
    await world.sql`update users set credits = 0 where telegram_id = ${person.id}`
    await world.sql`alter table users enable trigger users_credits_move_by_entries`
    await world.sql`update transactions set status = 'pending', telegram_payment_charge_id = null, paid_at = null, credits_granted = 0 where telegram_payment_charge_id = ${chargeId}`
    await runTask('reconcile-payments')
    expect(await means(person)).toMatchObject({ credits: 50 })
    await owner.hears(`платёж, о котором бот не знал; зачислен: человек ${person.id}, 100 ⭐, ${chargeId}`)
    const before = await owner.heard()
    await runTask('reconcile-payments')
    expect(await owner.heard()).toEqual(before)
    await expectAgreement()
  })

  test('enters a refund that nobody told us of', async () => {
    const { person, chargeId } = await buyer()
    await world.stopBots()
    const telegram = new Api(world.environment['BOT_TOKEN']!, { apiRoot: world.environment['TELEGRAM_API_ROOT']! })
    await telegram.refundStarPayment(person.id, chargeId)
    await runTask('reconcile-payments')
    expect(await means(person)).toMatchObject({ credits: 0 })
    expect((await statusOf(chargeId))!.status).toBe('refunded')
    await world.startBot()
    await settled(world)
    await expectAgreement()
  })
})

describe('the owner', () => {
  test('sees figures, a person, grants, blocks all but owners and lets in again; each with who and why in the event log', async () => {
    const { person, chargeId } = await buyer()
    await owner.say('/stats')
    await owner.hears(/Сегодня: новых \d+, активных \d+, отвечено \d+, без ответа \d+, \d+ ⭐/)
    await owner.say(`/grant ${person.id} 7 за терпение`)
    await owner.hears(/Аня: \+7, теперь 57 кредитов\. Человеку об этом написано\./)
    await person.hears('Владелец начислил вам 7 кредитов (за терпение). Теперь у вас 57 кредитов.')
    await owner.say(`/user ${person.id}`)
    await owner.hears(new RegExp(`Кредиты: 57[\\s\\S]*\\+7 → 57 за терпение[\\s\\S]*100 XTR pack-50 paid ${chargeId}`))
    await owner.say(`/block ${person.id} грубость`)
    await owner.hears('Аня: доступ закрыт.')
    const told = async () =>
      (await person.heard()).filter((text) => text.startsWith('Доступ к боту для вас закрыт')).length
    await person.say('привет')
    await eventually(async () => expect(await told()).toBe(1))
    // /paysupport is answered each time, anything else once an hour.
    await person.say('привет')
    await person.say('/paysupport')
    await eventually(async () => expect(await told()).toBe(2))
    await owner.say(`/unblock ${person.id}`)
    await owner.hears('Аня: доступ открыт.')
    await owner.say(`/block ${owner.id}`)
    await owner.hears('Это владелец бота: ему доступ закрыть нельзя.')
    expect(
      await world.sql`select kind, data->>'by' as by, data->>'reason' as reason from events where user_id = ${person.id} and kind in ('credits_updated', 'user_blocked', 'user_unblocked') order by id`,
    ).toEqual([
      { kind: 'credits_updated', by: String(owner.id), reason: 'за терпение' },
      { kind: 'user_blocked', by: String(owner.id), reason: 'грубость' },
      { kind: 'user_unblocked', by: String(owner.id), reason: 'из меню бота' },
    ])
  })

  test('is told how a command is meant when it cannot be understood', async () => {
    await owner.say('/grant me all')
    await owner.hears('Так: /grant @имя 50 причина')
    await owner.say('/user 42')
    await owner.hears('Бот не знает, кто это: 42')
  })

  test.for<[string, (id: number) => string, RegExp]>([
    ['a person without a name', () => '/user', /^Так: \/user @имя или \/user номер\.$/],
    ['a hexadecimal number', (id) => `/grant ${id} 0x10`, /^Так: \/grant/],
    ['a number with an exponent', (id) => `/grant ${id} 1e3`, /^Так: \/grant/],
    ['more than there is', (id) => `/grant ${id} -100`, /у человека 50 кредитов, а вы снимаете 100/],
    [
      'somebody who never wrote',
      () => '/grant 4040 5',
      /^Бот не знает, кто это: 4040\. Он знает тех, кто ему уже писал\.$/,
    ],
    ['a name nobody has', () => '/block @nobody_has_it', /^Бот не знает, кто это: @nobody_has_it/],
    ['the owner’s own access', () => '/block 7000001', /ему доступ закрыть нельзя/],
    ['a refund without a payment', () => '/refund', /^Так: \/refund 17 причина/],
    ['a payment that is not there', () => '/refund 999999', /^Платежа 999999 нет/],
    ['an answer without words', () => '/answer 1', /^Так: \/answer 5/],
  ])('is told in plain words about %s', async ([, command, expected]) => {
    const { person } = await buyer()
    await owner.say(command(person.id))
    await owner.hears(expected)
    expect(await means(person)).toMatchObject({ credits: 50 })
    expect((await owner.heard()).at(-1)).not.toMatch(/register|details\.|_not_found\b.*_not_found/)
  })

  test('finds people by @name, and refunds a payment by the button under them', async () => {
    const person = await world.person({ username: 'Anna_Buyer' })
    await person.say('/buy')
    await person.press('50 кредитов · 100 ⭐')
    const { charge_id } = await person.pay()
    await person.hears('Оплата получена')
    await person.say('4 + 5')
    await person.hears('4 + 5 = 9')
    await owner.say('/user @anna_buyer')
    await owner.hears(/Аня @Anna_Buyer \d+[\s\S]*№ \d+ /)
    await owner.press('Вернуть 100 ⭐')
    await owner.hears(/Вернуть платёж № \d+: 50 [\s\S]*Аня @Anna_Buyer[\s\S]* Уже потрачено: 1 кредит\./)
    expect((await statusOf(charge_id!))!.status, 'not before it is confirmed').toBe('paid')
    await owner.press('Да, вернуть')
    await owner.hears('100 ⭐')
    await eventually(async () => expect((await statusOf(charge_id!))!.status).toBe('refunding'))
    await runTask('send-refunds')
    await expectAgreement()
  })

  test('refunds by the short number of a payment', async () => {
    const { person, chargeId } = await buyer()
    const { payments } = await world.api.userHistory({ telegramId: person.id })
    await owner.say(`/refund ${payments[0]!.number} не подошло`)
    await eventually(async () => expect((await statusOf(chargeId))!.status).toBe('refunding'))
    await runTask('send-refunds')
  })

  test('hears of questions that got no answer among the errors', async () => {
    const before = (await world.api.stats({})).today
    const { person } = await buyer()
    await world.sandbox.control('POST', '/trouble/model', { kind: 'error', status: 400, times: 1 })
    await person.say('сколько 1 + 500?')
    await person.hears('Не получилось ответить')
    const { failed, errors } = (await world.api.stats({})).today
    expect([failed - before.failed, errors > before.errors]).toEqual([1, true])
  })

  test('has the commands in the list and the help of the own chat only, in either language', async () => {
    const person = await world.person()
    await person.say('/start')
    const own = ['stats', 'user', 'grant', 'refund', 'requests', 'answer', 'block', 'unblock']
    await eventually(async () => expect(await owner.commands()).toEqual(expect.arrayContaining(own)))
    expect((await person.commands()).filter((command) => own.includes(command))).toEqual([])
    await owner.say('/help')
    await owner.hears(/Для владельца[\s\S]*\/requests/)
    await person.say('/help')
    expect((await person.hears('Помощь')).text).not.toContain('/requests')
    await world.api.changeProfile({ telegramId: owner.id, language: 'en' })
    await owner.post('/messages', { text: '/settings' })
    await owner.press('🌐')
    await owner.press('English')
    await owner.say('/help')
    await owner.hears(/For the owner[\s\S]*\/requests/)
    await owner.say('/user')
    await owner.hears('Like this: /user @name or /user id.')
    await owner.say(`/block ${owner.id}`)
    await owner.hears('This is an owner of the bot: their access cannot be closed.')
    await owner.say('/settings')
    await owner.press('🌐')
    await owner.press('Русский')
    await owner.hears('Язык: русский')
  })

  test('is nobody else: others get the answer to an unknown command', async () => {
    const person = await world.person()
    for (const command of ['/stats', '/grant 1 1', '/refund x']) await person.say(command)
    await eventually(async () =>
      expect((await person.heard()).filter((text) => text.startsWith('Помощь'))).toHaveLength(3),
    )
  })
})

describe('a question about payments', () => {
  test('reaches the owner, and their answer comes back; brought twice it is one question', async () => {
    const person = await world.person()
    await person.say('/paysupport не пришли кредиты')
    await person.hears(/Ваш вопрос № \d+ передан владельцу/)
    const shown = await owner.hears(/❓ #\d+ Аня[\s\S]*не пришли кредиты/)
    const id = /#(\d+)/.exec(shown.text!)![1]
    await owner.say(`/answer ${id} Уже зачислили, спасибо за терпение.`)
    await person.hears(/Ответ на ваш вопрос об оплате:\s+Уже зачислили/)
    expect(await world.sql`select answer, answered_by from support_requests where user_id = ${person.id}`).toEqual([
      { answer: 'Уже зачислили, спасибо за терпение.', answeredBy: owner.id },
    ])
    const request = { telegramId: person.id, updateId: 9, text: 'x' }
    expect(await world.api.openSupportRequest(request)).toEqual(await world.api.openSupportRequest(request))
    await owner.say('/answer 999999 нет')
    await owner.hears('Вопроса № 999999 нет')
  })
})

describe('what belongs to a question about payments', () => {
  let person: Person
  beforeEach(async () => {
    person = await customer(world)
  })
  /** Nothing of it became a question to the model. */
  async function wasNoQuestion(): Promise<void> {
    await settled(world)
    expect(await world.sql`select 1 from messages_log where user_id = ${person.id}`).toEqual([])
  }
  const requests = () => world.sql`select text from support_requests where user_id = ${person.id} order by id`

  test('is what is written after the command, in one message or in the next one', async () => {
    await person.say('/paysupport')
    await person.hears('напишите об этом в следующем сообщении')
    await person.say('не пришли кредиты')
    await person.hears(/Ваш вопрос № \d+ передан владельцу/)
    expect(await requests()).toEqual([{ text: 'не пришли кредиты' }])
    await wasNoQuestion()
  })

  test('is the reply to what the owner has answered or written', async () => {
    await person.say('/paysupport не пришли 70 кредитов')
    const shown = await owner.hears(/❓ #\d+ Аня[\s\S]*не пришли 70 кредитов/)
    await owner.say(`/answer ${/#(\d+)/.exec(shown.text!)![1]} Сколько вы заплатили?`)
    const answer = await person.hears('Сколько вы заплатили?')
    await person.post('/messages', { text: '100 звёзд вчера', reply_to: answer.message_id })
    await owner.hears('100 звёзд вчера')
    expect(await requests()).toEqual([{ text: 'не пришли 70 кредитов' }, { text: '100 звёзд вчера' }])
    await wasNoQuestion()
  })

  test('is the reply to any message of a long answer of the owner', async () => {
    await person.say('/paysupport не пришли 80 кредитов')
    const shown = await owner.hears(/❓ #\d+ Аня[\s\S]*не пришли 80 кредитов/)
    const id = Number(/#(\d+)/.exec(shown.text!)![1])
    const text = `Сначала откройте историю. ${'Потом ищите покупку. '.repeat(192)}В конце напишите мне.`
    await world.api.answerSupportRequest({ id, text })
    await person.hears('В конце напишите мне.')
    const parts = (await person.messages()).filter((message) => message.text?.includes('Потом ищите покупку.'))
    expect(parts.length).toBeGreaterThan(1)
    const replies = parts.map((_, index) => `покупки нет ${index}`)
    for (const [index, part] of parts.entries())
      await person.post('/messages', { text: replies[index], reply_to: part.message_id })
    await settled(world)
    expect(await requests()).toEqual(['не пришли 80 кредитов', ...replies].map((written) => ({ text: written })))
    await wasNoQuestion()
  })

  test('is the caption of a picture or of an album, and the owner gets the pictures too', async () => {
    /** The captions of what has reached the owner, beside the number of the question. */
    const received = async () =>
      (await owner.messages())
        .filter(({ caption, photo }) => photo && caption?.endsWith(`(${person.id})`))
        .map(({ caption }) => caption!.replace(/#\d+/, '#'))
    await person.post('/photo', { caption: '/paysupport вот мой чек' })
    await person.hears('передан владельцу')
    await eventually(async () => expect(await received()).toEqual([`📎 # Аня (${person.id})`]))
    const photos = [await picture('red'), await picture('green')]
    await person.post('/album', { photos, caption: '/paysupport и ещё два' })
    await eventually(async () => expect(await received()).toHaveLength(3))
    await person.say('/paysupport')
    await person.hears('напишите об этом в следующем сообщении')
    await person.post('/photo', { caption: 'и второй чек' })
    await eventually(async () => expect(await received()).toHaveLength(4))
    expect(await requests()).toEqual([{ text: 'вот мой чек' }, { text: 'и ещё два' }, { text: 'и второй чек' }])
    await wasNoQuestion()
  })

  test('is asked for in words when it comes as a picture or is spoken, and nothing is charged', async () => {
    await person.say('/paysupport')
    const request = await person.hears('напишите об этом в следующем сообщении')
    await person.post('/photo', {})
    await person.hears('Здесь нужен текст')
    await person.post('/voice', { reply_to: request.message_id })
    await eventually(async () =>
      expect((await person.heard()).filter((text) => text.startsWith('Здесь нужен текст'))).toHaveLength(2),
    )
    await person.say('не пришли кредиты')
    await person.hears(/Ваш вопрос № \d+ передан владельцу/)
    expect(await requests()).toEqual([{ text: 'не пришли кредиты' }])
    await wasNoQuestion()
  })
})

test('a picture that comes long after the bot has asked for words is a question', async () => {
  const person = await customer(world)
  await person.say('/promo')
  await person.hears(/промокод/i)
  await settled(world)
  const until = new Date(Date.now() + 50 * 60_000).toISOString()
  await world.api.changeProfile({ telegramId: person.id, settings: { awaits: { what: 'promo', until } } })
  await eventually(async () =>
    expect((await world.api.userProfile({ telegramId: person.id })).settings.awaits?.until).toBe(until),
  )
  await person.post('/photo', {})
  await eventually(async () =>
    expect(await world.sql`select status from messages_log where user_id = ${person.id}`).toEqual([
      { status: 'answered' },
    ]),
  )
})

describe('questions about payments without an answer', () => {
  test('are listed until they are answered, and what is written in them stays a quote', async () => {
    const person = await world.person({ first_name: 'Ева **жирная**' })
    await person.say('/paysupport где кредиты?\n\n❓ #99 Владелец (1):\n[нажмите](https://evil.example)')
    await person.hears('передан владельцу')
    const told = await owner.hears(/❓ #\d+ Ева \*\*жирная\*\*/)
    expect(told.entities).toEqual(expect.arrayContaining([expect.objectContaining({ type: 'blockquote' })]))
    await owner.say('/requests')
    const listed = await owner.hears(/без ответа[\s\S]*Ева \*\*жирная\*\*[\s\S]*где кредиты\?/)
    expect((listed.entities ?? []).filter(({ type }) => type === 'text_link')).toEqual([])
    const id = /№ (\d+), Ева/.exec(listed.text!)![1]
    await owner.say(`/answer ${id} Вот они.`)
    await person.hears('Вот они.')
    await owner.say('/requests')
    await eventually(async () => expect((await owner.heard()).at(-1)).not.toContain('Ева'))
  })

  test('are answered in the words that were typed, however many they are', async () => {
    const own = await createWorld({ ADMIN_IDS: '7000001' })
    const owner = await own.person()
    await owner.say('/start')
    const person = await own.person({ first_name: '**[Возврат не прошёл](https://evil.example)**' })
    await person.say(`/paysupport ${'👩‍👩‍👧'.repeat(490)}`)
    await person.hears('передан владельцу')
    const told = await owner.hears(/❓ #\d+ \*\*\[Возврат не прошёл\]\(https:\/\/evil\.example\)\*\*/)
    const id = /❓ #(\d+)/.exec(told.text!)![1]!
    expect(told.text).toMatch(new RegExp(`👩‍👩‍👧\n/answer ${id} …$`))
    await owner.say(`/user ${person.id}`)
    const shown = await owner.hears(/^\*\*\[Возврат не прошёл\]\(https:\/\/evil\.example\)\*\*/)
    expect((shown.entities ?? []).filter(({ type }) => type === 'text_link')).toEqual([])
    await owner.say(`/answer ${id} **не жирно** ${'слово '.repeat(670)}конец`)
    await person.hears('**не жирно** слово')
    await person.hears(/слово конец\u200c$/)
    await own.end()
  })

  test('are not called handed over where there is no owner to hear of them', async () => {
    const lonely = await createWorld({})
    const person = await lonely.person()
    await person.say('/paysupport где кредиты?')
    const said = await person.hears(/Ваш вопрос № \d+ записан/)
    expect(said.text).not.toContain('передан')
    await lonely.end()
  })
})

describe('a role', () => {
  const commandsOf = async ({ id }: Person) => {
    const telegram = new Api(world.environment['BOT_TOKEN']!, { apiRoot: world.environment['TELEGRAM_API_ROOT']! })
    const listed = await telegram.getMyCommands({ scope: { type: 'chat', chat_id: id }, language_code: 'ru' })
    return listed.map(({ command }) => command)
  }

  test('that is given shows its commands and help at once, and one that is taken says so', async () => {
    const person = await world.person()
    await person.say('/start')
    await person.hears('Помогатор')
    await person.say('/help')
    await person.hears('Помощь')
    await world.sql`insert into roles (telegram_id, role, granted_by) values (${person.id}, 'owner', ${owner.id})`
    await person.say('/stats')
    await person.hears('Сегодня: новых')
    await eventually(async () => expect(await commandsOf(person)).toContain('stats'))
    await person.say('/help')
    await person.hears('Для владельца')
    expect(await world.api.userProfile({ telegramId: person.id })).toMatchObject({ role: 'owner' })

    await world.sql`delete from roles where telegram_id = ${person.id}`
    await person.say('/stats')
    await person.hears('Это может только владелец бота')
    await eventually(async () => expect(await commandsOf(person)).toEqual([]))
    await person.say('/stats')
    await eventually(async () => expect((await person.heard()).at(-1)).toMatch(/^Помощь(?![\s\S]*Для владельца)/))
  })
})

describe('the history under the balance', () => {
  test('shows what was paid and what became of the credits', async () => {
    const { person } = await buyer()
    await person.say('6 + 6')
    await person.hears('6 + 6 = 12')
    await person.say('/balance')
    await person.press('История')
    await person.hears(/Платежи[\s\S]*100 ⭐[\s\S]*Кредиты[\s\S]*−1 → 49, вопрос[\s\S]*\+50 → 50, покупка/)
    const newcomer = await world.person()
    await newcomer.say('/balance')
    await newcomer.press('История')
    await newcomer.hears('Платежей и списаний пока не было.')
  })
})

describe('the end of a subscription', () => {
  test('is announced three days and one day before, once each, and not to those who renew', async () => {
    const people = await Promise.all([1, 2, 3].map(() => world.person()))
    for (const [index, person] of people.entries()) {
      await person.say('/start')
      await person.hears('Помогатор')
      const renewing = index === 2
      const product = renewing ? 'month' : 'year'
      const { payload, currency, amount } = await world.api.createPayment({ telegramId: person.id, product })
      await world.api.completePayment({
        telegramId: person.id,
        invoicePayload: payload,
        currency,
        amount,
        telegramPaymentChargeId: `ends-soon-${index}`,
        recurring: renewing ? 'first' : null,
      })
      await letTimePass(world.sql, person.id, (renewing ? 30 : 365) * day - [60, 10, 10][index]! * 3600)
    }
    await runTask('remind-subscribers')
    await runTask('remind-subscribers')
    const [three, one, renewing] = people as [Person, Person, Person]
    const reminders = async (person: Person) =>
      (await person.heard()).filter((text) => text.includes('Подписка заканчивается'))
    expect(await reminders(three)).toEqual([expect.stringContaining('через три дня')])
    expect(await reminders(one)).toEqual([expect.stringContaining('меньше чем через сутки')])
    expect(await reminders(renewing)).toEqual([])
    await letTimePass(world.sql, three.id, 40 * 3600)
    await world.sandbox.control('POST', '/trouble/telegram', {
      method: 'sendMessage',
      kind: 'error',
      status: 500,
      times: 1,
    })
    await runTask('remind-subscribers')
    await runTask('remind-subscribers')
    expect(await reminders(three)).toHaveLength(2)
    await three.press('Продлить')
    await three.hears('Оплата звёздами')
  })
})
