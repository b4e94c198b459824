import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Person } from './world/person.ts'
import { eventually } from './world/eventually.ts'
import { settled } from './world/settled.ts'
import { day, letTimePass } from './world/time.ts'
import { createWorld, type World } from './world/world.ts'

let world: World
beforeAll(async () => {
  world = await createWorld({ TRIAL_MESSAGES: '3' })
})
afterAll(() => world.end())

const means = (person: Person) => world.api.getCredits({ telegramId: person.id })

async function withTrial(about: { first_name?: string; language_code?: string } = {}): Promise<Person> {
  const person = await world.person(about)
  await person.say('/start')
  await person.press(about.language_code === 'en' ? 'Try for free' : 'Попробовать бесплатно')
  await person.hears(about.language_code === 'en' ? 'you have 3 messages' : 'у вас 3 сообщения')
  return person
}

const answered = (person: Person, count: number) =>
  eventually(async () => {
    const rows =
      await world.sql`select 1 from messages_log where user_id = ${person.id} and status = 'answered' and delivered_at is not null`
    expect(rows.length).toBe(count)
  })

describe('from the first word to the last trial message', () => {
  test('a newcomer is welcomed, takes the trial, asks until it is used up, and is offered what is sold', async () => {
    const person = await world.person()
    await person.say('/start')
    await person.hears('Я Помогатор')
    expect(await person.buttons()).toEqual(['🎁 Попробовать бесплатно', 'Не сейчас'])
    await person.press('Попробовать бесплатно')
    await person.hears('у вас 3 сообщения')
    expect((await person.heard()).length, 'the offer turned into the menu, no second message').toBe(1)

    await person.say('сколько будет 12 * 7?')
    await person.hears('12 * 7 = 84')
    await person.hears('Осталось в пробном периоде: 2 сообщения')
    await person.say('а 2 + 2?')
    await person.hears('2 + 2 = 4')
    await person.hears('Осталось в пробном периоде: 1 сообщение')
    await person.say('а 3 + 3?')
    await person.hears('3 + 3 = 6')
    await person.hears('Это было последнее пробное сообщение')
    expect(await means(person)).toMatchObject({ trial: { left: 0, used: 3 }, next: { refused: 'trial_used_up' } })

    await person.say('а 4 + 4?')
    await person.hears(/Пробные сообщения закончились[\s\S]*50 кредитов: 100 ⭐[\s\S]*Оплата звёздами Telegram/)
    expect(await world.sql`select 1 from messages_log where user_id = ${person.id}`).toHaveLength(3)
    await person.say('/start')
    await person.hears(/С возвращением! Пробные сообщения закончились/)
  })

  test('the same in English, chosen from the language of Telegram', async () => {
    const person = await withTrial({ language_code: 'en' })
    await person.hears('Write your first question')
    await person.say('what is 6 * 7?')
    await person.hears('6 * 7 = 42')
    await person.hears('Left in your free trial: 2 messages.')
    await person.say('/balance')
    await person.hears(/Free trial: 2 of 3 messages left[\s\S]*The next question: from the free trial/)
  })

  test('one who declines comes to the menu and can change their mind', async () => {
    const person = await world.person()
    await person.say('/start')
    await person.press('Не сейчас')
    await person.hears('Когда захотите попробовать')
    expect(await person.buttons()).toContain('💬 Новый разговор')
    await person.press('Попробовать бесплатно')
    await person.hears('у вас 3 сообщения')
  })

  test('a question before the trial is answered by the offer, not by silence and not by the model', async () => {
    const person = await world.person()
    await person.say('привет')
    await person.hears(/начните бесплатный пробный период[\s\S]*3 сообщения в подарок/)
    expect(await world.sql`select 1 from messages_log where user_id = ${person.id}`).toEqual([])
  })

  test('a trial is given once, also when the button of an old message is pressed again', async () => {
    const person = await withTrial()
    const [message] = (await person.messages()).filter((m) => m.from?.is_bot)
    await person.pressData(message!.message_id, 'ask:trial') // the sandbox refuses what the message does not offer
    await expect(world.api.startTrial({ telegramId: person.id })).rejects.toMatchObject({ code: 'trial_already_used' })
    expect((await means(person)).trial).toMatchObject({ granted: 3 })
  })

  test('credits pay when the trial is used up, and what is left is told near the end', async () => {
    const person = await withTrial()
    for (const n of [1, 2, 3]) {
      await person.say(`${n} + 0`)
      await person.hears(`${n} + 0 = ${n}`)
    }
    await world.api.updateCredits({ telegramId: person.id, delta: 2, reason: 'a present', idempotencyKey: 'present' })
    await person.say('10 + 1')
    await person.hears('10 + 1 = 11')
    await person.hears('Осталось: 1 кредит.')
    await person.say('10 + 2')
    await person.hears('10 + 2 = 12')
    await person.hears('Осталось: 0 кредитов.')
    await person.say('10 + 3')
    await person.hears('Пробные сообщения закончились')
    expect(await means(person)).toMatchObject({ credits: 0 })
  })

  test('an active subscription pays first and costs nothing; a lapsed one is offered again', async () => {
    const person = await withTrial()
    const { payload, currency, amount } = await world.api.createPayment({ telegramId: person.id, product: 'month' })
    await world.api.completePayment({
      telegramId: person.id,
      invoicePayload: payload,
      currency,
      amount,
      telegramPaymentChargeId: 'month-of-the-journey',
      recurring: 'first',
    })
    await person.say('7 + 7')
    await person.hears('7 + 7 = 14')
    await answered(person, 1)
    expect(await means(person)).toMatchObject({
      trial: { left: 3 },
      next: { purse: 'subscription', price: 1 },
      subscription: { questionsToday: 1 },
    })
    await person.say('/start')
    await person.hears(/Просто напишите вопрос/)
    await person.press('Подписка')
    await person.hears(/Подписка «Месяц»: до[\s\S]*Продлевается сама[\s\S]*осталось: 29 из 30 кредитов/)

    await letTimePass(world.sql, person.id, 31 * day)
    for (const n of [1, 2, 3]) {
      await person.say(`${n} + 1`)
      await person.hears(`${n} + 1 = ${n + 1}`)
    }
    await person.say('8 + 8')
    await person.hears('Ваша подписка закончилась')
    await person.say('/start')
    await person.hears(/С возвращением! Ваша подписка закончилась/)
  })
})

describe('the menu', () => {
  test('every button leads somewhere and back, in place of the menu itself', async () => {
    const person = await withTrial()
    const before = (await person.heard()).length
    const journeys: [string, RegExp][] = [
      ['Новый разговор', /Начинаем с чистого листа/],
      ['Разговоры', /Разговоров пока нет/],
      ['Баланс', /Что у вас есть[\s\S]*осталось 3 из 3 сообщений[\s\S]*Кредиты: 0/],
      ['Пополнить', /200 кредитов: 350 ⭐[\s\S]*Месяц \(30 дней\): 400 ⭐/],
      ['Подписка', /У вас нет подписки/],
      ['Модель', /Стандартная[\s\S]*Эксперт/],
      ['Настройки', /Язык: русский[\s\S]*Ответы: обычные/],
      ['Помощь', /\/paysupport: вопросы об оплате/],
    ]
    for (const [button, expected] of journeys) {
      await person.press(button)
      await person.hears(expected)
      await person.press('Назад')
      await person.hears(/^Меню$/)
    }
    expect((await person.heard()).length).toBe(before)
  })

  test('every command of the list answers', async () => {
    const person = await withTrial()
    const listed = [
      'start',
      'new',
      'conversations',
      'stop',
      'balance',
      'buy',
      'assistants',
      'image',
      'schedule',
      'promo',
      'invite',
      'model',
      'settings',
      'help',
      'status',
      'paysupport',
      'id',
      'terms',
      'privacy',
    ]
    // The bot introduces itself soon after its start.
    await eventually(async () => expect(await person.commands()).toEqual(listed))
    const answers: Record<string, RegExp> = {
      new: /чистого листа/,
      stop: /ничего не пишу/,
      balance: /Что у вас есть/,
      buy: /Оплата звёздами Telegram/,
      assistants: /У каждого своё дело/,
      schedule: /Вопросы по расписанию/,
      promo: /какой у вас промокод/,
      invite: /риглаш/,
      model: /Выберите, кто отвечает/,
      settings: /Настройки/,
      help: /За вопрос без ответа ничего не списывается/,
      status: /Как я отвечаю/,
      paysupport: /Вопросы об оплате/,
      id: new RegExp(`Ваш номер в Telegram: ${person.id}\\.`),
      terms: /Условия/,
      privacy: /О ваших данных/,
      nonsense: /Помощь/,
    }
    for (const [command, expected] of Object.entries(answers)) {
      const count = (await person.heard()).length
      await person.say(`/${command}`)
      await eventually(async () => {
        const heard = await person.heard()
        expect(heard.length).toBeGreaterThan(count)
        expect(heard.at(-1)).toMatch(expected)
      })
    }
  })

  test('the chosen model is marked, kept, priced, and not paid by the trial', async () => {
    const person = await withTrial()
    await person.say('/model')
    await person.hears('Цена ответа: 10 кредитов, в пробный период не входит')
    expect(await person.press('Эксперт')).toMatchObject({ answer: { text: 'Теперь отвечает «Эксперт»' } })
    await eventually(async () =>
      expect(await person.buttons()).toEqual(['Стандартная', '✓ Эксперт', 'Длинные тексты', '‹ Назад']),
    )
    expect((await world.api.userProfile({ telegramId: person.id })).settings.model).toBe('expert')
    await person.say('5 + 5')
    await person.hears('Эта модель не входит в пробный период')
    await world.api.updateCredits({ telegramId: person.id, delta: 12, reason: 'test', idempotencyKey: 'k' })
    await person.say('5 + 6')
    await person.hears('5 + 6 = 11')
    await person.hears('Списано: 10 кредитов, осталось 2.')
    await person.say('5 + 7')
    await person.hears('Эта модель не входит в пробный период')
    expect(await means(person)).toMatchObject({ credits: 2, trial: { left: 3 } })
  })

  test('settings change at once: language, style, memory', async () => {
    const person = await withTrial()
    await person.say('/settings')
    await person.press('🌐 Русский')
    await person.press('English')
    await person.hears('Language: English')
    await person.press('Brief')
    await person.hears('Answers: brief')
    await person.press('Do not remember')
    await person.hears('I answer each question on its own')
    await person.say('my name is Bob')
    await person.hears('Nice to meet you, Bob')
    await person.say('what is my name?')
    await person.hears('You have not told me your name')
    expect(await world.api.userProfile({ telegramId: person.id })).toMatchObject({
      language: 'en',
      settings: { answerStyle: 'brief', remember: false },
    })
    await person.say('/settings')
    await person.press('🌐 English')
    await person.press('Русский')
    await person.hears('Язык: русский')
  })

  test('deleting my data erases texts and names, and keeps what was used', async () => {
    const person = await withTrial()
    await person.say('меня зовут Анна')
    await person.hears('Приятно познакомиться, Анна')
    await answered(person, 1)
    await person.say('/settings')
    await person.press('Удалить мои данные')
    await person.hears(/Удалить мои данные\?/)
    await person.press('Да, удалить')
    await person.hears('ваши тексты удалены')
    const [row] = await world.sql`select question, answer, status, price from messages_log where user_id = ${person.id}`
    expect(row).toEqual({ question: null, answer: null, status: 'answered', price: 1 })
    expect((await means(person)).trial).toMatchObject({ used: 1 })
    await person.say('как меня зовут?')
    await person.hears('ещё не называли своего имени')
  })

  test('a button of another time says so instead of turning for ever', async () => {
    const person = await withTrial()
    const response = await fetch(`${world.sandbox.url}/bot${world.environment['BOT_TOKEN']}/sendMessage`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        chat_id: person.id,
        text: 'old',
        reply_markup: {
          inline_keyboard: [
            [
              { text: 'Forged', callback_data: 'model:no-such-model' },
              { text: 'Ancient', callback_data: 'v0:whatever' },
            ],
          ],
        },
      }),
    })
    expect(response.ok).toBe(true)
    expect(await person.press('Ancient')).toMatchObject({ answer: { text: 'Эта кнопка больше не действует' } })
    expect(await person.press('Forged')).toMatchObject({ answer: { text: 'Эта кнопка больше не действует' } })
    expect((await world.api.userProfile({ telegramId: person.id })).settings.model).toBeNull()
  })
})

describe('talking', () => {
  test('earlier turns are remembered until /new', async () => {
    const person = await withTrial({ language_code: 'en' })
    await person.say('my name is Bob')
    await person.hears('Nice to meet you, Bob')
    await person.say('what is my name?')
    await person.hears('Your name is Bob')
    await person.say('/new')
    await person.hears('A fresh start')
    await person.say('what is my name?')
    await person.hears('You have not told me your name')
  })

  test('a new conversation may begin with its question, or with a picture', async () => {
    const person = await withTrial({ language_code: 'en' })
    await person.say('my name is Bob')
    await person.hears('Nice to meet you, Bob')
    await person.say('/new what is my name?')
    await person.hears('A fresh start')
    await person.hears('You have not told me your name')
    await person.post('/photo', { caption: '/new 2 + 2' })
    await person.hears('2 + 2 = 4')
    const conversations =
      await world.sql`select 1 from messages_log where user_id = ${person.id} group by conversation_id`
    expect(conversations).toHaveLength(3)
  })

  test('questions sent in a row are answered in their order', async () => {
    const person = await withTrial()
    for (const n of [1, 2, 3]) await person.say(`${n} + 100`)
    await person.hears('3 + 100 = 103')
    const answers = (await person.heard()).filter((text) => / \+ 100 = /.test(text)).map((text) => text.split('\n')[0])
    expect(answers).toEqual(['1 + 100 = 101', '2 + 100 = 102', '3 + 100 = 103'])
  })

  test('a long answer comes whole, in parts that Telegram takes, with its formatting', async () => {
    const person = await withTrial()
    await person.say('длинный ответ')
    await answered(person, 1)
    const parts = (await person.messages()).filter((m) => m.from?.is_bot && /Глава/.test(m.text ?? ''))
    expect(parts.length).toBeGreaterThan(1)
    for (const part of parts) expect(part.text!.length).toBeLessThanOrEqual(4096)
    const all = parts.map((part) => part.text).join('\n')
    for (let chapter = 1; chapter <= 14; chapter += 1) expect(all.split(`Глава ${chapter}\n`)).toHaveLength(2)
    expect(parts.flatMap((part) => part.entities ?? []).map((e) => e.type)).toEqual(
      expect.arrayContaining(['bold', 'italic', 'code', 'pre']),
    )
    const [row] = await world.sql`select answer_message_ids from messages_log where user_id = ${person.id}`
    expect(row).toEqual({ answerMessageIds: parts.map((part) => part.message_id) })
  })

  test('what the bot cannot read gets a friendly word, and costs nothing', async () => {
    const person = await withTrial()
    const words = {
      video: 'Видео я пока не смотрю',
      location: 'Карты я пока не понимаю',
    } as const
    for (const [kind, expected] of Object.entries(words)) {
      await person.send(kind as keyof typeof words)
      await person.hears(expected)
    }
    expect((await means(person)).trial).toMatchObject({ left: 3 })
  })

  test('whoever blocked the bot loses nothing, and it works again after unblocking', async () => {
    const person = await withTrial()
    await person.block()
    await person.unblock()
    await person.say('1 + 1')
    await person.hears('1 + 1 = 2')
  })

  test('one whom the owner blocked is told so and nothing else happens', async () => {
    const person = await world.person()
    await world.api.register({ telegramId: person.id, firstName: 'Аня', languageCode: 'ru' })
    await world.sql`update users set blocked_at = now() where telegram_id = ${person.id}`
    await person.say('/start')
    await person.hears('Доступ к боту для вас закрыт')
    await settled(world)
    expect(await person.heard()).toHaveLength(1)
    const question = { telegramId: person.id, chatId: person.id, messageId: 1, updateId: 1, text: 'x' }
    await expect(world.api.processMessage(question)).rejects.toMatchObject({ code: 'user_blocked', status: 403 })
  })

  test('a flood of one person is quieted with one sentence', async () => {
    const person = await withTrial()
    await Promise.all(Array.from({ length: 45 }, () => person.say('/balance')))
    await person.hears('Вы пишете очень быстро')
    expect((await person.heard()).filter((text) => text.includes('очень быстро'))).toHaveLength(1)
  })
})

describe('groups', () => {
  test('the bot answers who mentions it, replies to it or uses /ask, and keeps silent otherwise', async () => {
    const person = await withTrial()
    const group = await world.group(person)
    await group.write('просто болтаем 1 + 1')
    await group.write('@pomogator_sandbox_bot сколько 2 + 3?')
    await eventually(async () => expect((await group.heard()).join()).toContain('2 + 3 = 5'))
    await group.write('/ask 4 + 5')
    await eventually(async () => expect((await group.heard()).join()).toContain('4 + 5 = 9'))
    expect((await group.heard()).join()).not.toContain('1 + 1 = 2')
  })
})
