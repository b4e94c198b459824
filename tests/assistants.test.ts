import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Message } from 'grammy/types'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Catalog } from '#modules/catalog/catalog.ts'
import { eventually } from './world/eventually.ts'
import { keysOf, type Person } from './world/person.ts'
import { settled } from './world/settled.ts'
import { createWorld, type World } from './world/world.ts'

const folder = mkdtempSync(join(tmpdir(), 'assistants-'))
const catalogFile = join(folder, 'catalog.json')
const shipped = JSON.parse(readFileSync(join(import.meta.dirname, '../catalog.json'), 'utf8')) as Catalog
/** The shipped ones, of which the cook has a price of its own. */
const priced = shipped.assistants.map((one) => (one.id === 'cook' ? { ...one, priceCredits: 2 } : one))
const prompts = Object.fromEntries(shipped.assistants.map(({ id, prompt }) => [id, prompt['ru']!]))
const writeCatalog = (assistants: object[]) => writeFileSync(catalogFile, JSON.stringify({ ...shipped, assistants }))

let world: World
beforeAll(async () => {
  writeCatalog(priced)
  world = await createWorld({ CATALOG_FILE: catalogFile, TRIAL_MESSAGES: '3', asksToAgree: true })
})
afterAll(async () => {
  await world.end()
  rmSync(folder, { recursive: true })
})

/** A person who has agreed and has credits. */
async function customer(): Promise<Person> {
  const person = await world.person()
  await world.api.register({ telegramId: person.id, firstName: 'Аня', languageCode: 'ru' })
  const gift = { delta: 50, reason: 'test', idempotencyKey: `test:${person.id}` }
  await world.api.updateCredits({ telegramId: person.id, ...gift })
  const { version } = await world.api.agreement({ telegramId: person.id })
  await world.api.agree({ telegramId: person.id, version, how: 'start' })
  return person
}

const credits = async ({ id }: Person) => (await world.api.getCredits({ telegramId: id })).credits
const conversations = ({ id }: Person) =>
  world.sql<{ title: string; assistant: string | null; open: boolean }>`
    select title, assistant, ended_at is null as open from conversations where user_id = ${id} order by id`
const place = ({ id }: Person) => ({ telegramId: id, chatId: id, threadId: 0 })
const ask = (person: Person, updateId: number, text: string) =>
  world.api.processMessage({ ...place(person), messageId: updateId, updateId, text })
const inCredits = (price: number) => ({ purse: 'credits' as const, price })
/** Who the model was told that it is, for the last question. */
const system = async () => {
  const [last] = (await world.sandbox.control('GET', '/model/requests')) as {
    body: { model: string; messages: { content: string }[] }
  }[]
  return last!.body.messages[0]!.content
}
const labels = (message: Message) => keysOf(message).map(({ text }) => text)
async function open(person: Person, title: string): Promise<Message> {
  await person.say('/assistants')
  await person.hears('У каждого своё дело')
  await person.press(title)
  return person.hears(`🎭 ${title}`)
}

describe('an assistant of the catalogue', () => {
  test('is found in the menu, answers in its role, and takes the price that was shown', async () => {
    const person = await customer()
    await person.say('/start')
    await person.press('🎭 Помощники')
    const list = await person.hears('У каждого своё дело')
    expect(labels(list)).toEqual([
      'Переводчик',
      'Редактор писем',
      'Учитель английского',
      'Программист',
      'Повар',
      '➕ Свой помощник',
      '‹ Назад',
    ])
    await person.press('Повар')
    const page = await person.hears('🎭 Повар')
    expect(page.text).toMatch(/Подскажет, что приготовить.*\.\n\nМодель: Стандартная\nЦена ответа: 3 кредита$/s)
    expect(labels(page)).toEqual([
      'Что приготовить на ужин за полчаса?',
      'Что сделать из яиц, картошки и сыра?',
      'Составь меню на неделю для двоих',
      '💬 Начать разговор · 3 кр.',
      '📨 Поделиться',
      '‹ Назад',
    ])
    expect(JSON.stringify(keysOf(page))).toContain(encodeURIComponent('?start=as_cook'))
    await person.press('💬 Начать разговор')
    await person.hears('Разговор начат')

    await person.say('сколько 2 + 70?')
    const answer = await person.hears('2 + 70 = 72')
    expect(answer.text).toMatch(/^🎭 Повар\n\n/)
    expect(answer.text).toContain('Списано: 3 кредита, осталось 47.')
    expect(labels(answer)).toContain('↻ Заново · 3 кр.')
    const told = await system()
    expect(told).toContain(`«Повар».\n${prompts['cook']}\n\nСегодня`)
    expect(await credits(person)).toBe(47)
    const { receipts } = await world.api.receipts({ telegramId: person.id })
    expect(receipts[0]).toMatchObject({ price: 3, purse: 'credits', assistantTitle: { ru: 'Повар' } })

    await person.say('сколько 2 + 71?')
    expect((await person.hears('2 + 71 = 73')).text, 'only above the first answer').not.toContain('🎭')
    await person.say('/conversations')
    await person.hears('Выберите, какой продолжить')
    await person.press('✓ Повар: сколько 2 + 70?')
    await person.hears(/🎭 Повар\nМодель: Стандартная\nЦена ответа: 3 кредита\n\nПродолжаем разговор/)

    await person.say('/new')
    await person.say('сколько 2 + 72?')
    await person.hears('2 + 72 = 74')
    expect(await system()).not.toContain(prompts['cook'])
    expect(await credits(person)).toBe(43)
  })

  test('is asked one of its first questions by a press, once however often it is pressed', async () => {
    const person = await customer()
    const page = await open(person, 'Переводчик')
    const press = () => person.pressData(page.message_id, 'Чем отличаются say, tell, speak и talk?')
    await Promise.all([press(), press()])
    await person.hears(/^🎭 Переводчик\n\n[\s\S]*демонстрационная модель/)
    await settled(world)
    expect(await system()).toContain(prompts['translator'])
    expect(await conversations(person)).toEqual([
      { title: 'Чем отличаются say, tell, speak и talk?', assistant: 'translator', open: true },
    ])
    expect(await credits(person)).toBe(49)
  })

  test('has a model of its own where something pays for it, else the person’s answers and it is said', async () => {
    const rich = await customer()
    expect((await open(rich, 'Программист')).text).toContain('Модель: Эксперт\nЦена ответа: 10 кредитов')
    await rich.press('Начать разговор · 10 кр.')
    await rich.hears('Разговор начат')
    await rich.say('сколько 2 + 73?')
    await rich.hears('2 + 73 = 75')
    expect(await credits(rich), 'it was shown, so it is not asked again').toBe(40)

    const poor = await customer()
    await world.api.updateCredits({ telegramId: poor.id, delta: -45, reason: 'test', idempotencyKey: 'poor' })
    const word = 'Модель «Эксперт» вам сейчас недоступна, поэтому отвечает «Стандартная».'
    expect((await open(poor, 'Программист')).text).toContain(`${word}\nЦена ответа: 1 кредит`)
    await poor.press('Начать разговор · 1 кр.')
    await poor.hears('Разговор начат')
    await poor.say('сколько 2 + 74?')
    expect((await poor.hears('2 + 74 = 76')).text).toContain(word)
    await poor.say('сколько 2 + 75?')
    expect((await poor.hears('2 + 75 = 77')).text, 'once').not.toContain(word)
    expect(await credits(poor)).toBe(3)
  })

  test('is never dearer than it was shown without asking, and what was agreed to counts from then on', async () => {
    const person = await customer()
    await world.api.startWithAssistant({ ...place(person), assistant: 'cook', updateId: 700, shown: inCredits(1) })
    const asked = ask(person, 701, 'сколько 2 + 76?')
    await expect(asked).rejects.toMatchObject({ code: 'price_not_agreed', details: { price: inCredits(3) } })
    expect(await credits(person)).toBe(50)
    const waiting = { updateId: 701, shown: inCredits(3) }
    await world.api.processMessage({ ...place(person), messageId: 702, updateId: 702, waiting })
    expect(await ask(person, 703, 'сколько 2 + 77?')).toMatchObject({ charged: inCredits(3), again: inCredits(3) })
    expect(await credits(person)).toBe(44)
  })

  test('begins one conversation however often the update comes, and one in which nothing was asked goes on', async () => {
    const person = await customer()
    const start = (updateId: number, assistant = 'letters') =>
      world.api.startWithAssistant({ ...place(person), assistant, updateId, shown: inCredits(1) })
    await Promise.all([start(710), start(710), start(710)])
    await start(711)
    expect(await conversations(person)).toEqual([{ title: '', assistant: 'letters', open: true }])
    await ask(person, 712, 'сколько 2 + 78?')
    await start(711)
    await start(713, 'english')
    await start(714, 'cook')
    expect((await conversations(person)).map(({ assistant }) => assistant)).toEqual(['letters', 'english', 'cook'])
    const { conversations: listed } = await world.api.conversations(place(person))
    expect(listed.map(({ title, assistant }) => [assistant?.title['ru'], title])).toEqual([
      ['Повар', ''],
      ['Редактор писем', 'сколько 2 + 78?'],
    ])
  })
})

describe('the link of an assistant', () => {
  test('begins with it for a stranger, who agrees and starts the trial on the way', async () => {
    const person = await world.person()
    await person.say('/start as_translator')
    await person.hears(/🎭 Переводчик[\s\S]*Разговор начат/)
    await person.hears(/Здравствуйте! Я Помогатор[\s\S]*3 сообщения в подарок/)
    await person.press('Чем отличаются say, tell, speak и talk?')
    await person.hears('начните бесплатный пробный период')
    await person.press('Попробовать бесплатно')
    await person.hears('у вас 3 сообщения')
    await person.press('Ответить на «Чем отличаются say, tell')
    await person.hears(/^🎭 Переводчик\n\n[\s\S]*демонстрационная модель/)
    await settled(world)
    expect(await system()).toContain(prompts['translator'])
    expect(await world.sql`select first_kind, first_name from starts where user_id = ${person.id}`).toEqual([
      { firstKind: 'assistant', firstName: 'translator' },
    ])
    expect((await world.api.getCredits({ telegramId: person.id })).trial).toMatchObject({ left: 2 })
  })

  test('of one that is gone says so, and the welcome follows', async () => {
    const person = await world.person()
    await person.say('/start as_nothing')
    await person.hears('Этого помощника больше нет.')
    await person.hears('3 сообщения в подарок')
    expect(await conversations(person)).toEqual([])
  })
})

describe('an assistant of one’s own', () => {
  const own = ({ id }: Person) =>
    world.sql<{ id: number; title: string; prompt: string }>`
      select id, title, prompt from own_assistants where user_id = ${id} order by id`

  /** By the dialogue of the bot. */
  async function make(person: Person, title: string, prompt: string): Promise<void> {
    await person.say('/assistants')
    await person.press('➕ Свой помощник')
    await person.hears('Как назвать помощника?')
    await person.say(title)
    await person.hears(`Что должен уметь помощник «${title}»`)
    await person.say(prompt)
    await person.hears(new RegExp(`Сохранено\\.\\n\\n🎭 ${title}\\n\\n${prompt}`))
  }

  test('is made in a short dialogue, answers, is changed, and is deleted after asking once', async () => {
    const person = await customer()
    await make(person, 'Физик', 'Объясняй физику на примерах из кухни.')
    await person.press('💬 Начать разговор · 1 кр.')
    await person.hears('Разговор начат')
    await person.say('сколько 2 + 80?')
    expect((await person.hears('2 + 80 = 82')).text).toMatch(/^🎭 Физик\n\n/)
    expect(await system()).toContain('«Физик».\nОбъясняй физику на примерах из кухни.')

    await open(person, 'Физик')
    await person.press('✏️ Назвать иначе')
    await eventually(async () =>
      expect((await person.heard()).filter((text) => text.includes('Как назвать помощника?'))).toHaveLength(2),
    )
    await person.say('Учитель физики')
    await person.hears('🎭 Учитель физики')
    await person.press('✍️ Роль')
    await person.hears('Что должен уметь помощник «Учитель физики»')
    await person.say('слово '.repeat(400))
    await person.hears(/а помещается 2\s000/)
    await person.say('Объясняй на примерах из спорта.')
    await person.hears(/🎭 Учитель физики\n\nОбъясняй на примерах из спорта\./)
    await person.say('сколько 2 + 81?')
    await person.hears('2 + 81 = 83')
    expect(await system()).toContain('«Учитель физики».\nОбъясняй на примерах из спорта.')

    await open(person, 'Учитель физики')
    await person.press('🗑 Удалить')
    await person.hears('Удалить помощника «Учитель физики»?')
    expect(await own(person)).toHaveLength(1)
    await person.press('Да, удалить')
    await person.hears('Готово, помощник удалён.')
    expect(await own(person)).toEqual([])
    await person.say('сколько 2 + 82?')
    await person.hears('2 + 82 = 84')
    expect(await system()).not.toContain('спорта')
  })

  test('takes what is typed for it, though something fails on the way, and no other thing; none of it is a question', async () => {
    const person = await customer()
    await person.say('/assistants')
    await person.press('➕ Свой помощник')
    await person.hears('Как назвать помощника?')
    await world.sql`
      create function no_more() returns trigger language plpgsql as $$ begin raise 'it fails here'; end $$`
    await world.sql`
      create trigger no_more before insert on own_assistants for each row execute function no_more()`
    await person.say('Физик')
    await eventually(async () =>
      expect(await world.sql`select 1 from events where kind = 'bot_exception' and user_id = ${person.id}`).not.toEqual(
        [],
      ),
    )
    await world.sql`drop function no_more() cascade`
    await person.hears('Что должен уметь помощник «Физик»')
    const [made] = await own(person)
    await world.api.deleteAssistant({ telegramId: person.id, id: made!.id })
    await person.say('слово '.repeat(400))
    await person.hears('Этого помощника больше нет.')
    await person.press('➕ Свой помощник')
    await person.say('\u200b')
    await person.hears('Напишите вопрос обычным сообщением')
    await settled(world)
    expect(await own(person)).toEqual([])
    expect(await credits(person)).toBe(50)
  })

  test('is one of at most five, stands in the export, and goes with the data', async () => {
    const person = await customer()
    const who = { telegramId: person.id }
    const create = (updateId: number) => world.api.createAssistant({ ...who, updateId, title: `Свой ${updateId}` })
    const [first, again] = await Promise.all([create(1), create(1)])
    expect(again).toEqual(first)
    for (const updateId of [2, 3, 4, 5]) await create(updateId)
    await expect(create(6)).rejects.toMatchObject({ code: 'too_many_assistants' })
    await person.say('/assistants')
    expect(labels(await person.hears('У каждого своё дело'))).not.toContain('➕ Свой помощник')
    await world.api.changeAssistant({ ...who, id: first.id, prompt: 'Отвечай стихами.' })
    const { data } = await world.api.exportData(who)
    expect(data['assistants']).toHaveLength(5)
    expect(data['assistants']).toContainEqual(expect.objectContaining({ title: 'Свой 1', prompt: 'Отвечай стихами.' }))
    await world.api.deleteData(who)
    expect(await own(person)).toEqual([])
  })

  test('is the person’s only: not by a link, not for another, not in a group, not before its role is written', async () => {
    const [person, other] = [await customer(), await customer()]
    const { id } = await world.api.createAssistant({ telegramId: person.id, updateId: 1, title: 'Секретарь' })
    const start = (of: Person, updateId: number, chatId = of.id) =>
      world.api.startWithAssistant({
        ...place(of),
        chatId,
        assistant: `own_${id}`,
        updateId,
        shown: inCredits(1),
      })
    const refused = { code: 'assistant_not_found' }
    await expect(start(person, 720)).rejects.toMatchObject(refused)
    await world.api.changeAssistant({ telegramId: person.id, id, prompt: 'Веди мой список дел.' })
    await expect(start(other, 721)).rejects.toMatchObject(refused)
    await expect(start(person, 722, -100_500)).rejects.toMatchObject(refused)
    await expect(world.api.changeAssistant({ telegramId: other.id, id, title: 'Мой' })).rejects.toMatchObject(refused)
    await start(person, 723)
    await person.say(`/start as_own_${id}`)
    await person.hears('Этого помощника больше нет.')
  })
})

test('a conversation whose assistant left the catalogue goes on without it, and its page says so once', async () => {
  const person = await customer()
  await open(person, 'Повар')
  await person.press('Начать разговор · 3 кр.')
  await person.hears('Разговор начат')
  await person.say('сколько 2 + 90?')
  await person.hears('2 + 90 = 92')
  await settled(world)
  await world.stopBackend()
  writeCatalog(priced.filter(({ id }) => id !== 'cook'))
  await world.startBackend()

  await person.say('сколько 2 + 91?')
  await person.hears('2 + 91 = 93')
  expect(await system()).not.toContain(prompts['cook'])
  expect(await credits(person)).toBe(46)
  const page = async () => {
    await person.say('/conversations')
    await person.press('сколько 2 + 90?')
    return (await person.hears('Продолжаем разговор')).text
  }
  expect(await page()).toContain('Помощника, с которым вы говорили, больше нет. Дальше отвечаю я.')
  await person.press('Назад')
  expect(await page()).not.toContain('больше нет')
})
