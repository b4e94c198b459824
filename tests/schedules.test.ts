import type { Message } from 'grammy/types'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { moveBack } from '#platform/database/move-back.ts'
import { accept } from '#platform/inbox/accept.ts'
import { laneOf } from '#platform/inbox/lane.ts'
import { localTime, momentOf } from '#platform/runtime/local-time.ts'
import { createLog } from '#platform/runtime/log.ts'
import { fireDue } from '#modules/schedules/fire.ts'
import { letSchedulesPass } from '#modules/schedules/let-time-pass.ts'
import { eventually } from './world/eventually.ts'
import { keysOf, type Person } from './world/person.ts'
import { settled as settledIn } from './world/settled.ts'
import { createWorld, type World } from './world/world.ts'

const words = 'каждый день в 9 расскажи новости'
const minuteMs = 60_000
const hourMs = 60 * minuteMs
const dayMs = 24 * hourMs

let world: World
let person: Person
beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world.end())
beforeEach(async () => {
  person = await world.person()
  await person.say('/start')
  await person.hears('Здравствуйте')
  await give(20)
})

const give = (delta: number) =>
  world.api.updateCredits({ telegramId: person.id, delta, reason: 'test', idempotencyKey: `test:${Math.random()}` })
const credits = async () => (await world.api.getCredits({ telegramId: person.id })).credits
const settled = () => settledIn(world)
const schedules = () => world.sql`select * from schedules where user_id = ${person.id} order by id`
const runs = () =>
  world.sql<{ id: number; day: string; state: string; dueAt: Date }>`
    select id, day::text, state, due_at from schedule_runs where user_id = ${person.id} order by id`
/** The questions that were asked, with the answers in the chat. */
const asked = async () => {
  const questions = await world.sql<{ question: string; price: number; answerMessageIds: number[]; updateId: number }>`
    select question, price, answer_message_ids, update_id from messages_log where user_id = ${person.id} and delivered_at is not null order by id`
  const messages = await person.messages()
  return questions.map(({ answerMessageIds: ids, ...question }) => ({
    ...question,
    shown: messages.filter(({ message_id: id }) => ids.includes(id)),
  }))
}
const log = createLog('test', { level: 'silent' })
/** What the worker does each minute. */
const fire = (now = new Date()) => fireDue({ sql: world.sql, log }, { now, limit: 100 })
const comeDue = (agoMs = minuteMs) =>
  world.sql`
    update schedules set due_at = now() - make_interval(secs => ${agoMs / 1000}) where user_id = ${person.id} and state = 'active'`

/** Says it, chooses the zone and starts it; the message to which answers reply. */
async function startInWords(said = words): Promise<Message> {
  await person.say(said)
  await person.hears('Сколько у вас сейчас времени?')
  await person.press('Москва')
  await person.hears('Ответ стоит не больше 1 кредита.')
  await person.press('Включить · 1 кр.')
  return person.hears('Следующий ответ:')
}

/** The same past the buttons. */
async function startByCalls(timeZone: string, atMinute: number): Promise<number> {
  const { id: telegramId } = person
  await world.api.chooseTimeZone({ telegramId, timeZone })
  const drafted = {
    telegramId,
    said: 'когда?',
    question: 'когда?',
    days: { every: 'day' as const, onDay: null },
    atMinute,
  }
  const { id } = await world.api.draftSchedule({ ...drafted, updateId: Math.floor(Math.random() * 1e9) })
  await world.api.startSchedule({ telegramId, scheduleId: id, shownCredits: 1, messageId: 1 })
  return id
}

describe('a question by the clock', () => {
  test('is said in words, agreed to by a button with its price, and asked once when it is due', async () => {
    await person.say(words)
    await person.hears('Сколько у вас сейчас времени?')
    await person.press('Москва')
    const offer = await person.hears('Каждый день в 09:00')
    expect(offer.text).toContain('расскажи новости')
    expect(keysOf(offer).map(({ text }) => text)).toEqual([
      'Включить · 1 кр.',
      'Другое время',
      'Спросить один раз · 1 кр.',
    ])
    expect(await fire(), 'nothing is due before it is agreed to').toBe(0)
    await person.press('Включить · 1 кр.')
    const started = await person.hears('Следующий ответ:')
    expect(started.message_id).toBe(offer.message_id)
    expect(await asked()).toEqual([])
    await comeDue()
    await fire()
    await fire()
    await settled()
    const [first, ...more] = await asked()
    expect(more).toEqual([])
    expect(first).toMatchObject({ question: 'расскажи новости', price: 1 })
    expect(first!.shown).toHaveLength(1)
    expect(first!.shown[0]!.reply_to_message?.message_id).toBe(started.message_id)
    expect(await credits()).toBe(19)
    // The zone is asked once.
    await person.say('по будням в 8:30 напиши план на день')
    await person.hears('По будням в 08:30')
  })

  test('is asked once by two workers at once', async () => {
    await startInWords()
    await comeDue()
    await Promise.all([fire(), fire(), fire()])
    await settled()
    expect(await asked()).toHaveLength(1)
    expect(await credits()).toBe(19)
  })

  test('is asked once when a worker dies while it puts it into the inbox', async () => {
    await startInWords()
    await comeDue()
    const before = await schedules()
    await world.sql`
      create function no_more() returns trigger language plpgsql as $$ begin raise 'the worker dies here'; end $$`
    await world.sql`create trigger no_more before insert on inbox for each row execute function no_more()`
    try {
      await expect(fire()).rejects.toThrow('the worker dies here')
    } finally {
      await world.sql`drop trigger no_more on inbox`
      await world.sql`drop function no_more()`
    }
    expect(await schedules(), 'nothing of it has happened').toEqual(before)
    expect(await runs()).toEqual([])
    await fire()
    await settled()
    expect(await asked()).toHaveLength(1)
  })

  test('is one however often an update comes', async () => {
    await person.say(words)
    await person.hears('Сколько у вас сейчас времени?')
    await person.press('Москва')
    const { message_id: messageId } = await person.hears('Ответ стоит не больше 1 кредита.')
    const { callback_data: start } = keysOf(await person.hears('Ответ стоит не больше 1 кредита.'))[0] as {
      callback_data: string
    }
    await Promise.all([person.pressData(messageId, start), person.pressData(messageId, start)])
    await settled()
    expect(await schedules()).toHaveLength(1)
    const again = { telegramId: person.id, updateId: 77, said: 'а', question: 'а' }
    const [one, two] = await Promise.all([world.api.draftSchedule(again), world.api.draftSchedule(again)])
    expect(two).toEqual(one)
    await comeDue()
    await fire()
    await settled()
    const [answer] = await asked()
    // The bot has died behind the answer, and the update comes once more.
    await world.sql`delete from seen_updates where update_id = ${answer!.updateId}`
    const [run] = await runs()
    const own = { update_id: answer!.updateId, message: { message_id: messageId, date: 1, pomogator_own: run!.id } }
    const chat = { chat: { id: person.id, type: 'private' }, from: { id: person.id, is_bot: false, first_name: 'Аня' } }
    await accept(world.sql, [laneOf({ ...own, message: { ...own.message, ...chat } })!])
    await settled()
    expect(await asked()).toEqual([answer])
    expect(await credits()).toBe(19)
  })

  test('goes on after the bot was away, and is skipped when that was long', async () => {
    await startInWords()
    await world.stopBots()
    await comeDue()
    await fire()
    await world.startBot()
    await settled()
    expect(await asked()).toHaveLength(1)
    await world.stopBots()
    await world.sql`update schedule_runs set day = day - 1 where user_id = ${person.id}`
    await world.sql`update schedules set due_day = due_day - 1 where user_id = ${person.id}`
    await comeDue()
    await fire()
    const of = { column: 'user_id', is: person.id }
    await moveBack(world.sql, { table: 'schedule_runs', moments: ['due_at'], of }, 3 * 3600)
    await world.startBot()
    await settled()
    expect(await asked()).toHaveLength(1)
    expect((await runs()).map(({ state }) => state)).toEqual(['asked', 'missed'])
    await person.hears('время вопроса по расписанию прошло')
  })

  test('is skipped with one notice when the worker was away for long', async () => {
    await startInWords()
    await person.say('каждый день в 10 расскажи анекдот')
    await person.hears('Каждый день в 10:00')
    await person.press('Включить · 1 кр.')
    await settled()
    await comeDue(3 * hourMs)
    await fire()
    await settled()
    expect(await asked()).toEqual([])
    expect((await runs()).map(({ state }) => state)).toEqual(['missed', 'missed'])
    const told = (await person.heard()).filter((text) => text.includes('время вопроса по расписанию прошло'))
    expect(told).toHaveLength(1)
    expect(await fire(), 'the next time is still to come').toBe(0)
  })

  test('comes due when the sandbox lets time pass', async () => {
    await startInWords()
    for (const count of [1, 2]) {
      await letSchedulesPass(world.sql, 86_400)
      await fire()
      await settled()
      expect(await asked()).toHaveLength(count)
      expect(await fire()).toBe(0)
    }
  })
})

/** The days of the coming year on which the clocks are put forward or back. */
function nightsOf(timeZone: string): string[] {
  const noon = Math.ceil(Date.now() / dayMs) * dayMs + 12 * hourMs
  const days = Array.from({ length: 366 }, (_, index) => new Date(noon + index * dayMs))
  return days
    .filter((day, index) => index > 0 && localTime(timeZone, day).hour !== localTime(timeZone, days[index - 1]!).hour)
    .map((day) => localTime(timeZone, day).day)
}

test.each([
  ['Europe/Berlin', 2 * 60 + 30],
  ['America/New_York', 2 * 60 + 30],
  ['America/New_York', 60 + 30],
])('in %s minute %i of the two nights that change the clocks has one answer each', async (timeZone, atMinute) => {
  await startByCalls(timeZone, atMinute)
  await world.sql`update users set heard_at = now() + interval '1 day' where telegram_id = ${person.id}`
  const nights = nightsOf(timeZone)
  expect(nights).toHaveLength(2)
  for (const night of nights) {
    const at = momentOf(timeZone, night, atMinute)
    await world.sql`
      update schedules set due_at = ${at}, due_day = ${night}::date where user_id = ${person.id}`
    for (let now = at.getTime() - 5 * hourMs; now < at.getTime() + 20 * hourMs; now += 10 * minuteMs)
      await fire(new Date(now))
  }
  await settled()
  expect((await runs()).map(({ day }) => day)).toEqual(nights)
  for (const { day, dueAt } of await runs()) {
    expect(dueAt).toEqual(momentOf(timeZone, day, atMinute))
    const [next] = await schedules()
    expect((next!['dueAt'] as Date) > dueAt).toBe(true)
  }
  expect(await asked()).toHaveLength(2)
  expect(await credits()).toBe(18)
})

describe('it pauses by itself', () => {
  test('when nothing can pay, with one notice and buttons to top up and to go on', async () => {
    await startInWords()
    await give(-20)
    await comeDue()
    await fire()
    await settled()
    const notice = await person.hears('Платить за ответ сейчас нечем')
    expect(notice.text).toContain('расскажи новости')
    expect(keysOf(notice).map(({ text }) => text)).toEqual(['⭐ Пополнить', 'Продолжить'])
    expect(await schedules()).toMatchObject([{ state: 'paused', pausedBecause: 'no_access', dueAt: null }])
    expect(
      await world.sql`select 1 from waiting_questions where user_id = ${person.id}`,
      'it waits for nothing',
    ).toEqual([])
    expect(await fire()).toBe(0)
    await give(5)
    await person.press('Продолжить')
    await person.hears('Следующий ответ:')
    expect(await schedules()).toMatchObject([{ state: 'active', pausedBecause: null }])
    expect(await asked()).toEqual([])
  })

  test('when an answer costs more than was agreed to', async () => {
    await startInWords()
    await world.sql`update schedules set agreed_credits = 0 where user_id = ${person.id}`
    await comeDue()
    await fire()
    await person.hears('Ответ стал дороже, чем мы договаривались: теперь 1 кредит.')
    await settled()
    expect(await asked()).toEqual([])
    expect(await schedules()).toMatchObject([{ state: 'paused', pausedBecause: 'price_changed' }])
  })

  test('when two answers had no reaction, and a word in between is one', async () => {
    await startInWords()
    /** A day later. */
    const nextDay = async () => {
      const of = { column: 'user_id', is: person.id }
      await moveBack(world.sql, { table: 'schedule_runs', dates: ['day'], moments: ['asked_at'], of }, 86_400)
      await moveBack(world.sql, { table: 'schedules', dates: ['due_day'], of }, 86_400)
      const ofThem = { column: 'telegram_id', is: person.id }
      await moveBack(world.sql, { table: 'users', moments: ['heard_at'], of: ofThem }, 86_400)
      await comeDue()
      await fire()
      await settled()
    }
    await comeDue()
    await fire()
    await settled()
    await nextDay()
    expect(await asked()).toHaveLength(2)
    await world.api.register({ telegramId: person.id, firstName: 'Аня' })
    await nextDay()
    expect(await asked()).toHaveLength(3)
    await nextDay()
    expect(await asked(), 'the answer before the last one came before they wrote').toHaveLength(4)
    await nextDay()
    expect(await asked()).toHaveLength(4)
    const notice = await person.hears('Боты не видят, прочитаны ли сообщения.')
    expect(keysOf(notice).map(({ text }) => text)).toEqual(['Продолжить'])
    expect(await schedules()).toMatchObject([{ state: 'paused', pausedBecause: 'unread' }])
  })

  test('when the person has blocked the bot, without a word', async () => {
    await startInWords()
    await settled()
    const heard = await person.heard()
    await person.block()
    await eventually(async () =>
      expect(
        await world.sql`select 1 from users where telegram_id = ${person.id} and unreachable_since is not null`,
      ).toHaveLength(1),
    )
    await comeDue()
    await fire()
    await settled()
    expect(await schedules()).toMatchObject([{ state: 'paused', pausedBecause: 'unreachable' }])
    expect(await person.heard()).toEqual(heard)
    await person.unblock()
    await person.say('/schedule')
    await person.press('⏸ Каждый день в 09:00')
    await person.hears('На паузе: я не мог вам написать.')
  })

  test('not for a while in which the owner has blocked the account or agreement is needed, and says nothing', async () => {
    await startInWords()
    await settled()
    const heard = await person.heard()
    await world.sql`update users set blocked_at = now() where telegram_id = ${person.id}`
    await comeDue()
    await fire()
    expect(await runs()).toEqual([])
    await world.sql`update users set blocked_at = null, agreement = null where telegram_id = ${person.id}`
    await comeDue()
    await fire()
    await settled()
    expect(await asked()).toEqual([])
    expect(await person.heard()).toEqual(heard)
    expect(await schedules()).toMatchObject([{ state: 'active' }])
  })
})

test('by buttons it is chosen what, on which days and at what time; later paused, changed and deleted', async () => {
  const ann = await world.person({ language_code: 'en', first_name: 'Ann' })
  person = ann
  await ann.say('/start')
  await ann.press('Not now')
  await give(20)
  await ann.press('⏰ Scheduled')
  await ann.press('New question')
  await ann.hears('What shall I ask?')
  await ann.say('Which film is worth watching?')
  await ann.hears('When shall I ask it?')
  await ann.press('Once a week')
  await ann.press('Friday')
  await ann.press('18:00')
  await ann.press('18:30')
  await ann.press('CET')
  await ann.hears('Every Friday at 18:30')
  await ann.press('Switch on · 1 cr.')
  await ann.hears('Next answer: Friday')
  await ann.press('⏰ Scheduled')
  await ann.press('Every Friday at 18:30')
  await ann.press('Pause')
  await ann.hears('Paused.')
  await ann.press('Another time')
  await ann.press('07:00')
  await ann.press('07:15')
  await ann.hears('Every Friday at 07:15')
  await ann.press('Go on · 1 cr.')
  await ann.hears('Next answer: Friday')
  const [started] = await schedules()
  expect(started).toMatchObject({ state: 'active', every: 'week', onDay: 5, atMinute: 7 * 60 + 15 })
  // Moved to another zone it comes due by the clocks there.
  await ann.say('/settings')
  await ann.press('🕒 Time zone')
  await ann.press('New York Time')
  await settled()
  const [moved] = await schedules()
  // The two may lie a week apart: the hour has passed in one zone and is yet to come in the other.
  const clocksIn = (timeZone: string, at: unknown) =>
    (at as Date).toLocaleString('en', { timeZone, weekday: 'long', hour: '2-digit', minute: '2-digit', hour12: false })
  expect(clocksIn('Europe/Berlin', started!['dueAt'])).toBe('Friday 07:15')
  expect(clocksIn('America/New_York', moved!['dueAt'])).toBe('Friday 07:15')
  await ann.say('/schedule')
  await ann.press('Every Friday at 07:15')
  await ann.press('🗑 Delete')
  await ann.hears('Delete this question? Answers that have come already stay.')
  expect(await schedules(), 'it is asked first').toHaveLength(1)
  await ann.press('‹ Back')
  await ann.hears('Next answer: Friday')
  await ann.press('🗑 Delete')
  await ann.press('Yes, delete')
  await settled()
  expect(await schedules()).toEqual([])
})

describe('is switched on only where something pays', () => {
  const labels = (message: Message) => keysOf(message).map(({ text }) => text)

  test('a person without a trial begins one by the button beside the reason, and switches it on then', async () => {
    await give(-20)
    await person.say(words)
    await person.press('Москва')
    const offer = await person.hears('Ответ стоит не больше 1 кредита.')
    await person.press('Включить · 1 кр.')
    const reason = await person.hears('Платить за ответ пока нечем, поэтому вопрос не включён.')
    expect(reason.reply_to_message?.message_id).toBe(offer.message_id)
    expect(labels(reason)).toEqual(['🎁 Попробовать бесплатно', 'Включить · 1 кр.'])
    expect(await schedules()).toMatchObject([{ state: 'draft' }])
    await person.press('Попробовать бесплатно')
    await person.hears('у вас 10 сообщений')
    await person.press('Включить · 1 кр.')
    await person.hears('Следующий ответ:')
  })

  test('a person whose trial is used up is told so where they go on with it, with the way to top up', async () => {
    await startInWords()
    await give(-20)
    await world.api.startTrial({ telegramId: person.id })
    await world.sql`update trials set used = granted where user_id = ${person.id}`
    const [{ id } = { id: 0 }] = (await schedules()) as { id: number }[]
    await world.api.pauseSchedule({ telegramId: person.id, scheduleId: id })
    const again = { telegramId: person.id, scheduleId: id, shownCredits: 1, messageId: 1 }
    const refused = { status: 402, code: 'no_access', details: { reason: 'trial_used_up' } }
    await expect(world.api.startSchedule(again)).rejects.toMatchObject(refused)
    await person.say('/schedule')
    await person.press('⏸ Каждый день в 09:00')
    await person.press('Продолжить · 1 кр.')
    const reason = await person.hears('Платить за ответ сейчас нечем, поэтому вопрос не включён. Пополните баланс')
    expect(labels(reason)).toEqual(['⭐ Пополнить', 'Продолжить · 1 кр.'])
    expect(await schedules()).toMatchObject([{ state: 'paused' }])
    await give(5)
    await person.press('Продолжить · 1 кр.')
    await person.hears('Следующий ответ:')
  })

  test('what comes by itself is enough: the allowance of another day', async () => {
    const scheduleId = await startByCalls('Europe/Moscow', 540)
    await give(-20)
    await world.api.pauseSchedule({ telegramId: person.id, scheduleId })
    await world.sql`
      insert into trials (user_id, granted, used, rest, rest_at) values (${person.id}, 3, 3, 7, now() + interval '1 day')`
    const again = { telegramId: person.id, scheduleId, shownCredits: 1, messageId: 1 }
    expect(await world.api.startSchedule(again)).toMatchObject({ state: 'active' })
  })
})

test('what was no schedule is asked at once, and what only tells of a habit is a question', async () => {
  await person.say(words)
  await person.press('Москва')
  await person.press('Спросить один раз')
  await settled()
  expect(await asked()).toMatchObject([{ question: words }])
  await person.say('каждый день в 9 утра у меня болит голова, что делать?')
  await settled()
  expect(await asked()).toHaveLength(2)
  expect(await fire()).toBe(0)
})

test('a period that no schedule has is answered with those there are, and with the question itself for its price', async () => {
  await person.say('каждые 5 минут присылай курс')
  const offer = await person.hears('самое частое у меня раз в день. Когда спрашивать?')
  expect(offer.text).toContain('присылай курс')
  expect(await person.buttons()).toEqual([
    'Спросить один раз · 1 кр.',
    'Каждый день',
    'По будням',
    'Раз в неделю',
    'Раз в месяц',
    '‹ Назад',
  ])
  await settled()
  expect(await world.sql`select 1 from messages_log where user_id = ${person.id}`).toEqual([])
  expect(await credits()).toBe(20)
  await world.api.changeProfile({ telegramId: person.id, settings: { model: 'expert' } })
  await person.press('Спросить один раз · 1 кр.')
  await person.hears('Теперь это стоит 10 кр.')
  expect(await world.sql`select 1 from messages_log where user_id = ${person.id}`).toEqual([])
  await person.press('Спросить один раз · 10 кр.')
  await eventually(async () => expect(await asked()).toMatchObject([{ question: 'каждые 5 минут присылай курс' }]))
  await person.say('/schedule каждые 2 часа присылай курс')
  await eventually(async () => expect((await schedules()).at(-1)).toMatchObject({ question: 'присылай курс' }))
  await person.press('Каждый день')
  await person.press('09:00')
  expect(await fire()).toBe(0)
})

test('there are at most five, also by presses at once', async () => {
  await startInWords()
  const draft = (updateId: number) =>
    world.api.draftSchedule({
      telegramId: person.id,
      updateId,
      said: 'вопрос',
      question: 'вопрос',
      days: { every: 'day', onDay: null },
      atMinute: 60,
    })
  const drafts = await Promise.all([1, 2, 3, 4, 5, 6].map((index) => draft(1_000 + index)))
  const start = (scheduleId: number) =>
    world.api.startSchedule({ telegramId: person.id, scheduleId, shownCredits: 1, messageId: 1 })
  const ends = await Promise.allSettled(drafts.map(({ id }) => start(id)))
  expect(ends.filter(({ status }) => status === 'fulfilled')).toHaveLength(4)
  expect(ends.filter((end) => end.status === 'rejected').map(({ reason }) => reason as unknown)).toEqual([
    expect.objectContaining({ code: 'too_many_schedules' }),
    expect.objectContaining({ code: 'too_many_schedules' }),
  ])
  await person.say('каждый день в 11 расскажи анекдот')
  await person.hears('По расписанию может быть не больше 5 вопросов.')
})

test('what promised the next answer does not after its question is deleted, also with all data, and its button says so', async () => {
  const gone = 'Этого вопроса по расписанию больше нет.'
  const saysGone = ({ message_id: id }: Message) =>
    eventually(async () =>
      expect((await person.messages()).find(({ message_id }) => message_id === id)?.text).toBe(gone),
    )
  const first = await startInWords()
  await person.press('⏰ По расписанию')
  await person.press('Каждый день в 09:00')
  await person.press('Удалить')
  await person.press('Да, удалить')
  await saysGone(first)
  await person.say(words)
  await person.press('Включить · 1 кр.')
  // Past the bot: its message is known to be old by a press alone.
  const second = await person.hears('Следующий ответ:')
  await world.api.deleteSchedule({ telegramId: person.id, scheduleId: Number((await schedules()).at(-1)!['id']) })
  expect((await person.press('⏰ По расписанию')).answer?.text).toBe(gone)
  await saysGone(second)
  await person.say(words)
  await person.press('Включить · 1 кр.')
  const third = await person.hears('Следующий ответ:')
  await person.say('/settings')
  await person.press('Удалить мои данные')
  await person.press('Да, удалить')
  await saysGone(third)
})

test('export shows it, and deletion takes it away, also what has come due', async () => {
  await startInWords()
  await world.stopBots()
  await comeDue()
  await fire()
  const exported = (await world.api.exportData({ telegramId: person.id })).data
  expect(exported['schedules']).toMatchObject([{ question: 'расскажи новости', every: 'day' }])
  expect(exported['schedule_runs']).toMatchObject([{ state: 'waiting' }])
  await world.api.deleteData({ telegramId: person.id })
  await world.startBot()
  await settled()
  expect(await schedules()).toEqual([])
  expect(await runs()).toEqual([])
  expect(await asked()).toEqual([])
})
