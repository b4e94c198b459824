import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { StreamEvent } from '#modules/questions/stream.ts'
import { createLog } from '#platform/runtime/log.ts'
import { usualSettings } from './world/usual-settings.ts'
import { tasks } from '#modules/tasks.ts'
import { datesOf } from '#texts/dates.ts'
import { docx } from '#platform/files/documents/testing-documents.ts'
import { eventually } from './world/eventually.ts'
import type { Person } from './world/person.ts'
import { fileOf, voice } from './world/sent-files.ts'
import { settled as settledIn } from './world/settled.ts'
import { tracesOf as tracesIn } from './world/traces.ts'
import { createWorld, type World } from './world/world.ts'
import { catalogOf } from '#modules/catalog/environment.ts'

let world: World
beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world.end())
const calm = () => world.sandbox.control('DELETE', '/trouble')
afterEach(calm)

async function talker(name: string, secret: string): Promise<Person> {
  const person = await world.person({ first_name: name })
  await person.say('/start')
  await person.press('Попробовать бесплатно')
  await person.hears('Готово')
  await person.say(`${secret}: сколько 20 + 3?`)
  await person.hears('20 + 3 = 23')
  await settled()
  return person
}
const everything = async (person: Person) =>
  JSON.stringify((await world.api.exportData({ telegramId: person.id })).data)
const tracesOf = (word: string) => tracesIn(world.sql, word)

/** Asks a question by the clock from now on. */
async function schedule({ id: telegramId }: Person): Promise<void> {
  await world.api.chooseTimeZone({ telegramId, timeZone: 'Europe/Moscow' })
  const { id } = await world.api.draftSchedule({
    telegramId,
    updateId: 1,
    said: 'каждый день в 9 новости',
    question: 'новости',
    days: { every: 'day', onDay: null },
    atMinute: 540,
  })
  await world.api.startSchedule({ telegramId, scheduleId: id, shownCredits: 100, messageId: 1 })
}

interface Question {
  telegramId: number
  chatId: number
  messageId: number
  updateId: number
  text: string
}
const placeOf = ({ telegramId, chatId }: Question) => ({ telegramId, chatId })
const trouble = (kind: string) =>
  world.sandbox.control('POST', '/trouble/model', { kind, times: 3, ms: kind === 'slow' ? 20 : 60_000, status: 400 })
const settled = async () => {
  await settledIn(world)
  expect(await world.sql`select 1 from inbox`).toEqual([])
}
async function lastOf(events: AsyncGenerator<StreamEvent>): Promise<StreamEvent | undefined> {
  let last: StreamEvent | undefined
  for await (const event of events) last = event
  return last
}

describe('a person’s data', () => {
  test('come to their chat as a file, all of theirs and no other person’s', async () => {
    const [anna, boris] = [await talker('Анна', 'секрет-анны'), await talker('Борис', 'секрет-бориса')]
    await anna.say('/settings')
    await anna.press('Скачать мои данные')
    await eventually(async () => {
      const found = (await anna.messages()).find((message) => message.document)
      expect(found?.document?.file_name).toBe('pomogator-data.json')
      expect(found?.caption).toBe('Здесь всё, что о вас хранится.')
    })
    const mine = await everything(anna)
    expect(mine).toContain('секрет-анны')
    expect(mine).toContain('20 + 3 = 23')
    expect(mine).not.toContain('секрет-бориса')
    expect(JSON.parse(mine)).toMatchObject({
      profile: { first_name: 'Анна' },
      trial: { used: 1 },
      questions: [{ status: 'answered' }],
      conversations: [{ title: expect.stringContaining('секрет-анны') as string }],
    })
    expect(boris.id).not.toBe(anna.id)
  })

  test('are gone from every table when their person deletes them, and only theirs', async () => {
    const [clara, dora] = [await talker('Клара', 'тайна-клары'), await talker('Дора', 'тайна-доры')]
    await clara.say('/paysupport вопрос тайна-клары')
    await clara.hears(/Ваш вопрос № \d+ записан/)
    await settled()
    expect(await tracesOf('тайна-клары')).toEqual(
      expect.arrayContaining(['messages_log', 'conversations', 'support_requests']) as string[],
    )
    await clara.say('/settings')
    await clara.press('Удалить мои данные')
    await clara.press('Да, удалить')
    await clara.hears('тексты удалены')
    // The update that asked for it is in the inbox, with their name, until the bot has finished it.
    await settled()
    expect(await tracesOf('тайна-клары')).toEqual([])
    expect(await tracesOf('Клара')).toEqual([])
    expect(await everything(dora)).toContain('тайна-доры')
    expect(await world.api.getCredits({ telegramId: clara.id })).toMatchObject({ trial: { used: 1 } })
  })

  test('are deleted without the subscription that renews: the question says so and how to end it', async () => {
    const person = await talker('Глеб', 'тайна-глеба')
    const asks = async () => {
      await person.say('/settings')
      await person.press('Удалить мои данные')
      return (await person.hears('Удалить мои данные?')).text
    }
    expect(await asks()).not.toMatch(/Подписка|расписани/)
    await person.say('/buy')
    await person.press('Месяц · 400 ⭐')
    await person.pay()
    await person.hears('Подписка действует до')
    await schedule(person)
    const { subscription } = await world.api.getCredits({ telegramId: person.id })
    const day = datesOf('ru-RU', 'Europe/Moscow')
      .day(subscription!.renewsAt!)
      .replace(/\s*г\.$/, '')
    const question = await asks()
    expect(question).toContain(
      `Подписка «Месяц» останется и будет продлеваться сама: следующее списание в Telegram ${day}.`,
    )
    expect(question).toContain('Вопросы по расписанию тоже удалятся')
    await person.press('Да, удалить')
    await person.hears(`тексты удалены.\n\n«Месяц» продлевается сама, следующее списание ${day}`)
    expect((await world.api.getCredits({ telegramId: person.id })).subscription).toMatchObject({ autoRenew: true })
    await person.press('Отменить продление')
    await person.press('Да, отменить')
    await person.hears('Продление отменено')
    expect(await asks()).not.toMatch(/Подписка|расписани/)
    expect(await person.buttons()).not.toContain('Отменить продление')
  })

  test('include what was found in their files and said in their voice messages, and are gone with them', async () => {
    const [lev, vera] = [await talker('Лев', 'тайна-льва'), await talker('Вера', 'тайна-веры')]
    await lev.post('/document', { file: fileOf(docx(['тайна-льва в файле']), 'тайна-льва.docx'), caption: '50 + 1' })
    await lev.hears('50 + 1 = 51')
    await lev.post('/voice', { file: voice('тайна-льва вслух, 50 + 2') })
    await lev.hears('50 + 2 = 52')
    await settled()
    const data = JSON.parse(await everything(lev)) as { files: { file_id: string }[] }
    expect(data.files).toMatchObject([
      { sent_as: 'file', name: 'тайна-льва.docx', texts: ['тайна-льва в файле'], bytes: expect.any(Number) as number },
      { sent_as: 'audio', texts: ['тайна-льва вслух, 50 + 2'] },
    ])
    expect(await everything(vera)).not.toContain('тайна-льва')
    await world.api.deleteData({ telegramId: lev.id })
    expect(await tracesOf('тайна-льва')).toEqual([])
    for (const { file_id: id } of data.files) expect(await tracesOf(id)).toEqual([])
  })

  test('are gone when they delete them while an answer grows: it ends, costs nothing, and leaves nothing', async () => {
    const person = await talker('Жанна', 'тайна-жанны')
    await person.say('/settings')
    await person.press('Удалить мои данные')
    await eventually(async () => expect(await person.buttons()).toContain('Да, удалить'))
    await trouble('slow')
    await person.say('длинный ответ на новая-тайна-жанны')
    await person.watches('Глава 1')
    await person.press('Да, удалить')
    await person.hears('тексты удалены')
    await person.hears('Остановлено. Ничего не списано.')
    await settled()
    expect(await tracesOf('тайна-жанны')).toEqual([])
    expect(await tracesOf('Глава 1')).toEqual([])
    expect(await world.api.getCredits({ telegramId: person.id })).toMatchObject({ trial: { used: 1 } })
    await calm()
    await person.say('сколько 40 + 3?')
    await person.hears('40 + 3 = 43')
  })

  test.each<[string, string, (question: Question) => Promise<unknown>]>([
    ['it is stopped', 'slow', (question) => world.api.stopAnswer(placeOf(question))],
    ['the model fails', 'error', async () => undefined],
    ['the model is silent', 'silent', async () => undefined],
  ])('are gone also when %s at that moment', async (what, kind, happen) => {
    const person = await talker('Зоя', 'тайна-зои')
    await trouble(kind)
    const question = {
      telegramId: person.id,
      chatId: person.id,
      messageId: 1,
      updateId: 900_000 + person.id,
      text: 'длинный ответ на тайна-зои',
    }
    const events = world.api.streamAnswer(question)
    expect((await events.next()).value).toMatchObject({ type: 'accepted' })
    const [ending] = await Promise.all([
      lastOf(events),
      happen(question),
      world.api.deleteData({ telegramId: person.id }),
    ])
    // What was said before Stop may have become the answer a moment before it was deleted.
    const outcome = ending?.type === 'done' ? ending.finishReason : (ending as { reason?: string }).reason
    expect(['stopped', 'bad_request'], what).toContain(outcome)
    await settled()
    expect(await tracesOf('тайна-зои')).toEqual([])
    expect(await tracesOf('Глава 1')).toEqual([])
    const rows = await world.sql`select question, answer, title from messages_log m join conversations c
      on c.user_id = m.user_id and c.id = m.conversation_id where m.user_id = ${person.id} and m.id =
      (select max(id) from messages_log where user_id = ${person.id})`
    expect(rows).toEqual([{ question: null, answer: null, title: null }])
    await calm()

    // Telegram brings the update once more.
    expect(await lastOf(world.api.streamAnswer(question))).not.toHaveProperty(
      'answer',
      expect.stringContaining('Глава'),
    )
    expect(await tracesOf('тайна-зои')).toEqual([])
  })

  test('are gone with a question that nobody had finished, though its update comes again', async () => {
    const person = await talker('Ира', 'тайна-иры')
    const question = {
      telegramId: person.id,
      chatId: person.id,
      messageId: 1,
      updateId: 990_001,
      text: 'тайна-иры',
    }
    await lastOf(world.api.streamAnswer(question))
    // As after a crash in the middle of it.
    await world.sql`update messages_log set status = 'pending', answer = null, answered_at = null, working_until = now()
      where update_id = ${question.updateId}`
    await world.api.deleteData({ telegramId: person.id })
    expect(await lastOf(world.api.streamAnswer(question))).toMatchObject({ type: 'failed', reason: 'stopped' })
    expect(await tracesOf('тайна-иры')).toEqual([])
  })

  test('are not kept in an answer that the owner writes afterwards', async () => {
    const person = await talker('Кира', 'тайна-киры')
    const { id } = await world.api.openSupportRequest({
      telegramId: person.id,
      updateId: 990_002,
      text: 'тайна-киры',
    })
    await world.api.deleteData({ telegramId: person.id })
    await world.api.answerSupportRequest({ id, by: 1, text: 'О вашем: тайна-киры' })
    expect(await tracesOf('тайна-киры')).toEqual([])
  })

  test('are forgotten when they are older than the owner keeps texts', async () => {
    const person = await talker('Ева', 'давняя-тайна')
    const log = createLog('task', { level: 'silent' })
    const config = {
      databaseUrl: '',
      paymentSecrets: [],
      catalog: catalogOf({}),
      telegram: null,
      keepEventsMonths: 12,
      health: undefined,
    }
    const run = (keepTextsDays: number | null) => {
      const tools = {
        sql: world.sql,
        config: { ...config, keepTextsDays },
        settings: usualSettings,
        telegram: undefined,
        log,
      }
      return tasks['delete-texts']!.run(tools)
    }
    await world.sql`update messages_log set asked_at = now() - interval '40 days' where user_id = ${person.id}`
    await world.sql`update conversations set started_at = now() - interval '40 days' where user_id = ${person.id}`
    await run(null)
    await run(60)
    expect(await tracesOf('давняя-тайна')).not.toEqual([])
    await run(30)
    expect(await tracesOf('давняя-тайна')).toEqual([])
    expect(await world.sql`select status, price from messages_log where user_id = ${person.id}`).toEqual([
      { status: 'answered', price: 1 },
    ])
    await person.say('сколько 30 + 3?')
    await person.hears('30 + 3 = 33')
  })
})
