import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { document } from '#texts/languages.ts'
import { because, type Browser, cabinetUrl, signIn } from './world/cabinet.ts'
import { shownToModel } from './world/door.ts'
import { eventually } from './world/eventually.ts'
import type { Person } from './world/person.ts'
import { settled } from './world/settled.ts'
import { createWorld, type World } from './world/world.ts'

const ownerId = 7_990_001
let world: World
let owner: Browser
beforeAll(async () => {
  world = await createWorld({
    asksToAgree: true,
    TRIAL_MESSAGES: '3',
    ADMIN_IDS: String(ownerId),
    CABINET_URL: cabinetUrl,
  })
  await world.api.register({ telegramId: ownerId, firstName: 'Owner', languageCode: 'en' })
  owner = await signIn(world, ownerId)
})
afterAll(() => world.end())
beforeEach(async () => void (await world.sandbox.control('DELETE', '/trouble')))

interface Consent {
  subject: string
  given: boolean
  version: string
  how: string | null
}
const consentsOf = ({ id }: { id: number }) =>
  world.sql<Consent>`select subject, given, version, how from consents where user_id = ${id} order by id`
const both = (given: boolean, how: string) => [
  { subject: 'terms', given, how },
  { subject: 'privacy', given, how },
]
const stateOf = async ({ id }: { id: number }) => (await world.api.agreement({ telegramId: id })).state
const means = ({ id }: { id: number }) => world.api.getCredits({ telegramId: id })
const give = (id: number, delta = 20) =>
  world.api.updateCredits({ telegramId: id, delta, reason: 'test', idempotencyKey: `test:${Math.random()}` })
const heardTimes = async (person: Person, words: string) =>
  (await person.heard()).filter((text) => text.includes(words)).length

/** A person of an earlier release: they have something to pay with, and were never asked. */
async function earlier(about: { first_name?: string; language_code?: string } = {}): Promise<Person> {
  const person = await world.person(about)
  await world.api.register({ telegramId: person.id, firstName: 'Аня', languageCode: about.language_code ?? 'ru' })
  await give(person.id)
  return person
}

async function agreed(about?: { language_code: string }): Promise<Person> {
  const person = await earlier(about)
  const { version } = await world.api.agreement({ telegramId: person.id })
  await world.api.agree({ telegramId: person.id, version, how: 'start' })
  await person.say('/id')
  await person.hears(String(person.id))
  return person
}

/** The models were shown nothing that has these words. */
async function expectUnsent(words: string): Promise<void> {
  const requests = await world.sandbox.control('GET', '/model/requests')
  expect(JSON.stringify(requests)).not.toContain(words)
}

async function publish(setting: string, value: string | null, more: object = {}): Promise<number> {
  const page = (await owner.call('settings')).body as unknown as { settings: { setting: string; version: number }[] }
  const { version } = page.settings.find((each) => each.setting === setting)!
  const { status, body } = await owner.callTwice('changeSetting', { setting, value, version, ...more, ...because() })
  expect([status, body.error?.code]).toEqual([200, undefined])
  return (body as unknown as { version: number }).version
}

describe('a newcomer', () => {
  test('agrees with the press that starts the trial, under an offer that names both documents', async () => {
    const person = await world.person()
    await person.say('/start')
    await person.hears(/Начиная, вы принимаете условия \(\/terms\)[\s\S]*\/privacy/)
    expect(await person.buttons()).toEqual(['🎁 Попробовать бесплатно', 'Не сейчас'])
    expect(await consentsOf(person)).toEqual([])
    await person.press('Попробовать бесплатно')
    await person.hears('у вас 3 сообщения')
    const kept = await consentsOf(person)
    expect(kept).toMatchObject(both(true, 'trial'))
    for (const { version } of kept) expect(version).toMatch(/^ru:0:[0-9a-f]{16}$/)
    await person.say('2 + 51')
    await person.hears('2 + 51 = 53')
    expect(await heardTimes(person, 'Согласиться')).toBe(0)
  })

  test('who asks first is answered by the press that starts the trial', async () => {
    const person = await world.person()
    await person.say('сколько 2 + 52?')
    await person.hears(/бесплатный пробный период[\s\S]*\/terms/)
    await expectUnsent('2 + 52')
    await person.press('Попробовать бесплатно')
    await person.hears('2 + 52 = 54')
    expect(await consentsOf(person)).toMatchObject(both(true, 'trial'))
  })

  test('who starts the trial from a menu that names no documents sees them first', async () => {
    const person = await world.person()
    await person.say('/start')
    await person.press('Не сейчас')
    await person.hears('Когда захотите попробовать')
    await person.press('Попробовать бесплатно')
    await person.hears(/Начиная, вы принимаете/)
    expect((await means(person)).trial).toBeNull()
    await person.press('Попробовать бесплатно')
    await person.hears('у вас 3 сообщения')
    expect(await consentsOf(person)).toHaveLength(2)
  })

  test('agrees by paying: the page and the invoice say so, and the question that waited is answered', async () => {
    const person = await world.person()
    await world.api.register({ telegramId: person.id, firstName: 'Аня', languageCode: 'ru' })
    await world.sql`insert into trials (user_id, granted, used) values (${person.id}, 3, 3)`
    await person.say('сколько 2 + 53?')
    await person.hears(/Пробные сообщения закончились[\s\S]*Оплачивая, вы принимаете \/terms и \/privacy/)
    await person.press('50 кредитов')
    await eventually(async () => {
      const invoice = (await person.messages()).findLast((message) => message.invoice)
      expect(invoice?.invoice?.description).toContain('Оплачивая, вы принимаете /terms и /privacy.')
    })
    await expectUnsent('2 + 53')
    await person.pay()
    await person.hears('2 + 53 = 55')
    expect(await consentsOf(person)).toMatchObject(both(true, 'payment'))
  })
})

describe('a person of an earlier release', () => {
  test('is asked once with their next question, which is kept and answered right after the press', async () => {
    const person = await earlier()
    await person.say('сколько 3 + 51?')
    const notice = await person.hears(/прочитайте условия \(\/terms\)[\s\S]*Ваш вопрос сохранён/)
    expect(await person.buttons()).toEqual(['✅ Согласиться'])
    expect(notice.reply_to_message?.text).toBe('сколько 3 + 51?')
    await expectUnsent('3 + 51')
    expect(await means(person)).toMatchObject({ credits: 20 })
    await person.press('Согласиться')
    await person.hears('Спасибо, согласие записано')
    await person.hears('3 + 51 = 54')
    await person.say('сколько 3 + 52?')
    await person.hears('3 + 52 = 55')
    expect(await heardTimes(person, 'Ваш вопрос сохранён')).toBe(1)
    expect(await consentsOf(person)).toMatchObject(both(true, 'question'))
    expect(await means(person)).toMatchObject({ credits: 18 })
  })

  test('reads both documents by the commands of the notice, and the button below it stays', async () => {
    const person = await earlier()
    await person.say('сколько 3 + 53?')
    await person.hears('Ваш вопрос сохранён')
    for (const name of ['terms', 'privacy'] as const) {
      await person.say(`/${name}`)
      await person.hears(document(name, 'ru').split('\n').at(-2)!.slice(0, 30))
    }
    await person.press('Согласиться')
    await person.hears('3 + 53 = 56')
  })

  test('agrees at the start, too, without a question', async () => {
    const person = await earlier()
    await person.say('/start')
    await person.hears(/Здравствуйте[\s\S]*\/terms/)
    await person.press('Согласиться')
    await person.hears('согласие записано')
    expect(await consentsOf(person)).toMatchObject(both(true, 'start'))
  })

  test('whose finger is impatient agrees once and is answered once', async () => {
    const person = await earlier()
    await person.say('сколько 3 + 54?')
    const { message_id: id } = await person.hears('Ваш вопрос сохранён')
    await Promise.all([1, 2, 3].map(() => person.pressData(id, '✅ Согласиться')))
    await person.hears('3 + 54 = 57')
    await settled(world)
    expect(await heardTimes(person, '3 + 54 = 57')).toBe(1)
    expect(await consentsOf(person)).toHaveLength(2)
    expect(await means(person)).toMatchObject({ credits: 19 })
  })

  test('who presses while the backend is away agrees and is answered when it is back', async () => {
    const person = await earlier()
    await person.say('сколько 3 + 55?')
    await person.hears('Ваш вопрос сохранён')
    await world.stopBackend()
    const pressed = person.press('Согласиться')
    await world.startBackend()
    await pressed
    await person.hears('3 + 55 = 58', 30_000)
    await settled(world)
    expect(await heardTimes(person, '3 + 55 = 58')).toBe(1)
    expect(await consentsOf(person)).toHaveLength(2)
  })

  test('sees the offer with the documents when they press a button that began the trial before', async () => {
    const person = await world.person()
    await world.api.register({ telegramId: person.id, firstName: 'Аня', languageCode: 'ru' })
    const inline_keyboard = [[{ text: 'Старая кнопка', callback_data: 'ask:trial' }]]
    await person.say('/id')
    await person.hears(String(person.id))
    await fetch(`${world.sandbox.url}/bot${world.environment['BOT_TOKEN']}/sendMessage`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ chat_id: person.id, text: 'old', reply_markup: { inline_keyboard } }),
    })
    await person.press('Старая кнопка')
    await person.hears(/Начиная, вы принимаете/)
    await person.press('Попробовать бесплатно')
    await person.hears('у вас 3 сообщения')
    expect(await consentsOf(person)).toMatchObject(both(true, 'trial'))
  })
})

describe('the backend', () => {
  const question = (id: number, updateId: number, text: string) => ({
    telegramId: id,
    chatId: id,
    messageId: 1,
    updateId,
    text,
  })

  test('refuses every question without agreement, keeps it, and sends nothing to a model', async () => {
    const { id } = await earlier()
    const asked = question(id, 9_100_001, 'сколько 4 + 51?')
    await expect(world.api.processMessage(asked)).rejects.toMatchObject({
      status: 403,
      code: 'agreement_needed',
      details: { waiting: asked.updateId },
    })
    await expect(world.api.streamAnswer(asked).next()).rejects.toMatchObject({ code: 'agreement_needed' })
    await expectUnsent('4 + 51')
    expect(await world.sql`select 1 from messages_log where user_id = ${id}`).toEqual([])
    expect(await means({ id })).toMatchObject({ credits: 20 })

    const { version, state } = await world.api.agreement({ telegramId: id })
    expect(state).toBe('none')
    expect(await world.api.agree({ telegramId: id, version, how: 'question' })).toMatchObject({ agreement: 'given' })
    const { text: _, ...rest } = asked
    const press = { ...rest, updateId: 9_100_002, waiting: { updateId: asked.updateId } }
    expect(await world.api.processMessage(press)).toMatchObject({ answer: expect.stringContaining('55') })
  })

  test('keeps one agreement however often and however much at once it is said', async () => {
    const { id } = await earlier()
    const { version } = await world.api.agreement({ telegramId: id })
    const said = { telegramId: id, version, how: 'question' as const }
    await Promise.all(Array.from({ length: 8 }, () => world.api.agree(said)))
    expect(await consentsOf({ id })).toMatchObject(both(true, 'question'))
  })

  test('takes no version but that of the present documents, and knows whom it is about', async () => {
    const { id } = await earlier()
    const forged = { telegramId: id, version: '0123456789ab', how: 'question' as const }
    await expect(world.api.agree(forged)).rejects.toMatchObject({ status: 409, code: 'agreement_changed' })
    await expect(world.api.startTrial({ telegramId: id, agreement: forged.version })).rejects.toMatchObject({
      code: 'agreement_changed',
    })
    const { version } = await world.api.agreement({ telegramId: id })
    for (const call of [
      () => world.api.agree({ ...forged, version, telegramId: 1 }),
      () => world.api.agreement({ telegramId: 1 }),
      () => world.api.withdrawAgreement({ telegramId: 1 }),
    ])
      await expect(call()).rejects.toMatchObject({ code: 'user_not_found' })
    expect(await consentsOf({ id })).toEqual([])
    expect((await means({ id })).trial).toBeNull()
  })

  test('shows and keeps the proof through an export and a deletion of the data', async () => {
    const person = await agreed()
    const proof = await consentsOf(person)
    expect(await world.api.exportData({ telegramId: person.id })).toMatchObject({ data: { consents: proof } })
    await world.api.deleteData({ telegramId: person.id })
    expect(await consentsOf(person)).toEqual(proof)
    expect(await stateOf(person)).toBe('given')
  })
})

describe('documents that are published', () => {
  test('are agreed to anew by those who agreed before, who hear what is new, and by a press under the present ones only', async () => {
    const person = await agreed()
    await person.say('сколько 5 + 51?')
    await person.hears('5 + 51 = 56')
    const asker = await earlier()
    await asker.say('сколько 5 + 52?')
    const { message_id: stale } = await asker.hears('Ваш вопрос сохранён')

    const version = await publish('terms.ru', '**Условия.** Теперь иначе.', { what_is_new: 'теперь *иначе*' })
    await eventually(async () => expect(await stateOf(person)).toBe('outdated'))
    await person.say('сколько 5 + 53?')
    await person.hears(/изменились условия: \/terms\.\n\nЧто нового: теперь \*иначе\*\n\n[\s\S]*Ваш вопрос сохранён/)
    await expectUnsent('5 + 53')
    await person.press('Согласиться')
    await person.hears('5 + 53 = 58')
    const [terms, privacy] = (await consentsOf(person)).slice(2)
    expect([terms, privacy]).toMatchObject(both(true, 'question'))
    expect(terms!.version).toMatch(new RegExp(`^ru:${version}:[0-9a-f]{16}$`))
    expect(privacy!.version).toMatch(/^ru:0:/)

    await asker.pressData(stale, '✅ Согласиться')
    await eventually(async () => expect(await heardTimes(asker, 'Ваш вопрос сохранён')).toBe(0))
    expect(await consentsOf(asker)).toEqual([])
    await asker.press('Согласиться')
    await asker.hears('5 + 52 = 57')
  })

  test('are agreed to anew unless the owner says otherwise; a correction asks no question twice', async () => {
    const person = await agreed()
    await publish('privacy.ru', '**О данных.** Храним мало.', { asks_anew: false })
    await person.say('/privacy')
    await eventually(async () => {
      await person.say('/privacy')
      await person.hears('Храним мало', 2_000)
    })
    await person.say('сколько 5 + 54?')
    await person.hears('5 + 54 = 59')
    expect(await stateOf(person)).toBe('given')
    await publish('privacy.ru', null)
    await eventually(async () => expect(await stateOf(person)).toBe('outdated'))
    await publish('terms.ru', null, { asks_anew: false })
  })

  test('in another language ask nobody anew who agreed in their own', async () => {
    const person = await agreed()
    const ann = await agreed({ language_code: 'en' })
    await publish('terms.en', '**Terms.** Be kind.')
    await eventually(async () => expect(await stateOf(ann)).toBe('outdated'))
    await world.api.changeProfile({ telegramId: person.id, language: 'en' })
    expect(await stateOf(person)).toBe('given')
    await ann.say('what is 5 + 55?')
    await ann.hears(/The terms have changed since you agreed to them: \/terms\./)
    await ann.press('Agree')
    await ann.hears('5 + 55 = 60')
    await publish('terms.en', null, { asks_anew: false })
  })
})

describe('what is given', () => {
  test('by a promo code comes with the notice, and the question that waited follows the press', async () => {
    const gives = { of: 'credits' as const, amount: 5 }
    await world.api.makePromo({ name: 'AGREED', gives, mostUses: 5, idempotencyKey: 'agreed' })
    const person = await world.person()
    await person.say('/start')
    await person.hears('Помогатор')
    await person.say('/promo AGREED')
    await person.hears(/плюс 5 кредитов[\s\S]*прочитайте условия/)
    await person.press('Согласиться')
    await person.hears('согласие записано')
    expect(await consentsOf(person)).toMatchObject(both(true, 'promo'))
    await person.say('6 + 51')
    await person.hears('6 + 51 = 57')
  })

  test('as a gift comes with the notice, and the giver has agreed by paying', async () => {
    const [giver, receiver] = [await world.person(), await world.person()]
    for (const person of [giver, receiver]) {
      await person.say('/start')
      await person.hears('Помогатор')
    }
    await giver.say('/buy')
    await giver.press('Подарить')
    await giver.hears('Выберите, что подарить')
    await giver.press('50 кредитов · 100 ⭐')
    await giver.pay()
    const { text } = await giver.hears('Подарок готов')
    expect(await consentsOf(giver)).toMatchObject(both(true, 'payment'))
    await receiver.say(`/start g_${/\?start=g_([\w-]+)/.exec(text!)![1]!}`)
    await receiver.hears(/Вам подарок: 50 кредитов[\s\S]*прочитайте условия/)
    await receiver.press('Согласиться')
    await receiver.hears('согласие записано')
    expect(await consentsOf(receiver)).toMatchObject(both(true, 'gift'))
  })
})

describe('in a group', () => {
  test('one line points to the private chat, where one press is enough', async () => {
    const person = await earlier()
    await person.say('/id')
    await person.hears(String(person.id))
    const group = await world.group(person)
    await group.write('/ask сколько 7 + 51?')
    await eventually(async () => expect(await group.fromBot()).toHaveLength(1))
    const [hint] = await group.fromBot()
    expect(hint!.text).toBe('Чтобы я вам ответил, примите условия в личном чате: это одно нажатие.')
    expect(JSON.stringify(hint!.reply_markup)).toContain('?start=agree')
    await expectUnsent('7 + 51')
    await person.say('/start agree')
    await person.press('Согласиться')
    await person.hears('согласие записано')
    await group.write('/ask сколько 7 + 52?')
    await eventually(async () => expect((await group.heard()).join()).toContain('7 + 52 = 59'))
  })
})

describe('who withdraws', () => {
  async function withdraws(person: Person) {
    await person.say('/privacy')
    await person.press('Отозвать согласие')
    await person.hears('Отозвать согласие?')
    await person.press('Да, отозвать')
    await person.hears('Согласие отозвано')
  }

  test('is asked twice, is answered no more, keeps what is theirs, and goes on as soon as they agree again', async () => {
    const person = await agreed()
    const { charge_id: chargeId } = await buys(person)
    await withdraws(person)
    expect((await consentsOf(person)).slice(2)).toMatchObject(both(false, 'withdrawal'))
    expect(await means(person)).toMatchObject({ credits: 70 })
    await person.say('сколько 8 + 51?')
    await person.hears('Ваш вопрос сохранён')
    await expectUnsent('8 + 51')

    await person.say('/paysupport верните деньги')
    await person.hears('Ваш вопрос №')
    expect(await world.api.exportData({ telegramId: person.id })).toMatchObject({
      data: { consents: expect.any(Array) },
    })
    await world.api.refundPayment({ telegramPaymentChargeId: chargeId!, reason: 'test' })
    await eventually(async () => expect(await means(person)).toMatchObject({ credits: 20 }))

    await person.press('Согласиться')
    await person.hears('8 + 51 = 59')
    expect((await consentsOf(person)).slice(4)).toMatchObject(both(true, 'question'))
  })

  test('can delete their data with the next press', async () => {
    const person = await agreed()
    await person.say('меня зовут Анна')
    await person.hears('Анна')
    await withdraws(person)
    await person.press('Удалить мои данные')
    await person.press('Да, удалить')
    await person.hears('ваши тексты удалены')
    expect(await stateOf(person)).toBe('none')
    expect(await consentsOf(person)).toHaveLength(4)
  })

  test('while an answer is written has it stopped and pays nothing; twice is once', async () => {
    const person = await agreed()
    await world.sandbox.control('POST', '/trouble/model', { kind: 'slow', times: 1, ms: 60_000 })
    await person.say('сколько 8 + 52?')
    await eventually(async () =>
      expect(
        await world.sql`select 1 from messages_log where user_id = ${person.id} and status = 'pending'`,
      ).toHaveLength(1),
    )
    await Promise.all([1, 2, 3].map(() => world.api.withdrawAgreement({ telegramId: person.id })))
    await eventually(async () => expect(await means(person)).toMatchObject({ credits: 20 }))
    expect(await world.sql`select status from messages_log where user_id = ${person.id}`).toEqual([
      { status: 'stopped' },
    ])
    expect((await consentsOf(person)).slice(2)).toMatchObject(both(false, 'withdrawal'))
  })

  test('has no button to withdraw what they have not given', async () => {
    const person = await earlier()
    await person.say('/privacy')
    await person.hears('О ваших данных')
    expect(await person.buttons()).toEqual(['‹ Назад'])
  })

  async function buys(person: Person) {
    await person.say('/buy')
    await person.press('50 кредитов')
    const paid = await person.pay()
    await person.hears('Оплата получена')
    return paid
  }
})

test('the cabinet shows what a person has agreed to, where and when, also among the events', async () => {
  const person = await agreed()
  await world.api.withdrawAgreement({ telegramId: person.id })
  const { body } = await owner.call('person', { telegram_id: person.id })
  const shown = body as unknown as { profile: object; consents: object[]; timeline: { kind: string }[] }
  expect(shown.profile).toMatchObject({ agreement: 'none' })
  expect(shown.consents).toMatchObject([...both(true, 'start'), ...both(false, 'withdrawal')].toReversed())
  expect(shown.consents[0]).toMatchObject({ version: expect.stringMatching(/^ru:\d+:/), at: expect.any(String) })
  const kinds = shown.timeline.map(({ kind }) => kind)
  expect(kinds).toEqual(expect.arrayContaining(['agreed', 'agreement_withdrawn']))
})

test('earlier answers go along with the first question after the agreement, as they always do', async () => {
  const person = await agreed()
  await person.say('меня зовут Вера')
  await person.hears('Вера')
  await world.api.withdrawAgreement({ telegramId: person.id })
  await person.say('как меня зовут?')
  await person.hears('Ваш вопрос сохранён')
  await person.press('Согласиться')
  await person.hears('Вас зовут Вера')
  expect((await shownToModel(world)).join()).toContain('меня зовут Вера')
})
