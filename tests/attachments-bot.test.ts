import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { AnswerReply, Quotation } from '#modules/questions/contract.ts'
import type { FileProblem } from '#modules/attachments/contract.ts'
import type { StreamEvent } from '#modules/questions/stream.ts'
import { createDoor, type Door } from './world/door.ts'
import { eventually } from './world/eventually.ts'
import type { Group } from './world/group.ts'
import type { Person } from './world/person.ts'
import { ScriptedBackend } from './world/scripted-backend.ts'
import { settled } from './world/settled.ts'
import { createWorld, type World } from './world/world.ts'

let world: World
let backend: ScriptedBackend
let door: Door
let person: Person
beforeAll(async () => {
  world = await createWorld({ withoutBot: true })
  backend = await new ScriptedBackend(world.backend().url).start()
  door = createDoor(world)
  await world.startBot({ BACKEND_URL: backend.url })
})
afterAll(async () => {
  await world.end()
  await backend.stop()
})
beforeEach(async () => {
  person = await world.person()
  await person.say('/help')
  await person.hears('Помощь')
  backend.asked.length = 0
  backend.calls.length = 0
  answerWith(done())
})

const accepted: StreamEvent = { type: 'accepted', questionId: 1, deliveredMessageIds: [] }
const credits = (price: number) => ({ purse: 'credits' as const, price })

function done(more: Partial<AnswerReply> = {}): StreamEvent {
  return {
    type: 'done',
    questionId: 1,
    chatId: person.id,
    answer: 'Это кошка.',
    model: 'standard',
    modelTitle: { ru: 'Стандартная', en: 'Standard' },
    insteadOf: null,
    assistant: null,
    fellBack: false,
    finishReason: 'stop',
    usage: { inputTokens: 1, outputTokens: 1, latencyMs: 1 },
    heard: null,
    searched: false,
    lookedUp: false,
    toolsPrice: 0,
    sources: [],
    suggestions: [],
    charged: credits(1),
    again: credits(1),
    left: { credits: 50, trial: null, subscription: null, next: credits(1) },
    voice: null,
    deliveredMessageIds: [],
    delivered: false,
    ...more,
  }
}

function answerWith(...events: StreamEvent[]): void {
  backend.answer = () => [accepted, ...events]
}

const facts = { name: null, pages: null, firstPages: null, words: null, seconds: null, fromPage: null, toPage: null }
function quoted(price: Quotation['price'], ...attachments: Partial<Quotation['attachments'][number]>[]): StreamEvent {
  return {
    type: 'quoted',
    price,
    waiting: 77,
    validUntil: new Date(Date.now() + 600_000).toISOString(),
    attachments: attachments.map((one) => ({ kind: 'document' as const, ...facts, ...one })),
  }
}
const report = { name: 'my_report.pdf', pages: 12, words: 5_400 }

const file = (id: string, more: object = {}) => ({ file_id: id, file_unique_id: `u-${id}`, ...more })
const photo = (id: string, more: object = {}) => ({ photo: [file(id, { width: 9, height: 9 })], ...more })
const part = (type: string, id: string) => ({ type, file_id: id, file_unique_id: `u-${id}` })
const words = (text: string) => ({ type: 'text', text })
const from = { forward_origin: { type: 'hidden_user', date: 1, sender_user_name: 'Пётр' } }

/** What the backend is asked in the next question that it gets. */
const asked = () =>
  eventually(async () => {
    expect(backend.asked).toHaveLength(1)
    return backend.asked[0]!
  })

describe('the backend is asked once', () => {
  const bot = { id: 1, is_bot: true, first_name: 'B' }
  test.each<[string, object[], object]>([
    ['about a picture without a word', [photo('a')], { parts: [part('image', 'a')] }],
    [
      'about an album of ten and its caption',
      Array.from({ length: 10 }, (_, n) =>
        photo(`${n}`, { media_group_id: 'x', ...(n === 0 ? { caption: 'где кот?' } : {}) }),
      ),
      { parts: [words('где кот?'), ...Array.from({ length: 10 }, (_, n) => part('image', `${n}`))] },
    ],
    [
      'about a voice message and words behind it',
      [{ voice: file('v') }, { text: 'отвечай по-английски' }],
      { parts: [part('audio', 'v'), words('отвечай по-английски')] },
    ],
    [
      'about words and a document behind them',
      [{ text: 'о чём это?' }, { document: file('d', { file_name: 'd.pdf', file_size: 5 }) }],
      { parts: [words('о чём это?'), { ...part('file', 'd'), name: 'd.pdf', size: 5 }] },
    ],
    [
      'about the picture that a question replies to',
      [{ text: 'что тут?', reply_to_message: { message_id: 5, date: 1, chat: { id: 1 }, from: bot, ...photo('a') } }],
      { parts: [part('image', 'a'), words('что тут?')], reply_to: { message_id: 5 } },
    ],
    [
      'about a file of another chat',
      [{ text: 'о чём это?', external_reply: { origin: from.forward_origin, document: file('d') } }],
      { parts: [part('file', 'd'), words('о чём это?')] },
    ],
    [
      'what is said in a forwarded voice message',
      [{ ...from, voice: file('v') }],
      { parts: [part('audio', 'v')], transcript_only: true },
    ],
  ])('%s', async (_name, pieces, question) => {
    await door.together(pieces.map((piece): [number, object] => [person.id, piece]))
    expect(await asked()).toMatchObject(question)
    await person.hears('Это кошка.')
    expect(backend.asked).toHaveLength(1)
  })

  test('with the first ten files, and the person hears how many were left out', async () => {
    const pieces = Array.from({ length: 12 }, (_, n) => photo(`${n}`, { media_group_id: `${n % 2}` }))
    await door.together(pieces.map((piece): [number, object] => [person.id, piece]))
    await person.hears(/до десяти файлов: 2 последних файла я не открывал/)
    expect((await asked())['parts']).toHaveLength(10)
  })
})

test('while a file is looked at the person sees what is done', async () => {
  const { promise: seen, resolve: goOn } = Promise.withResolvers<void>()
  backend.answer = async function* () {
    yield accepted
    await seen
    yield done()
  }
  await door.message(person.id, photo('a'))
  await person.watches('Смотрю картинку…')
  goOn()
  await person.hears('Это кошка.')
})

describe('what was said', () => {
  test('stands above the answer, while it grows and for good', async () => {
    const { promise: seen, resolve: goOn } = Promise.withResolvers<void>()
    backend.answer = async function* () {
      yield accepted
      yield { type: 'heard', text: 'кто *это* на картинке?' }
      await seen
      yield { type: 'delta', text: 'Это кошка.' }
      yield done({ heard: 'кто *это* на картинке?' })
    }
    await door.message(person.id, { voice: file('v') })
    await person.watches('🎤 кто *это* на картинке?')
    goOn()
    const answer = await person.hears(/^🎤 кто \*это\* на картинке\?\n\nЭто кошка\.$/)
    expect(answer.entities).toEqual([{ type: 'blockquote', offset: 0, length: '🎤 кто *это* на картинке?'.length }])
  })

  test('is folded and shortened when it is long', async () => {
    answerWith(done({ heard: 'словечко '.repeat(300) }))
    await door.message(person.id, { voice: file('v') })
    const { text = '', entities } = await person.hears('Это кошка.')
    expect(text.length).toBeLessThan(1_050)
    expect(text).toMatch(/…\n\nЭто кошка\.$/)
    expect(entities?.[0]).toMatchObject({ type: 'expandable_blockquote', offset: 0 })
  })

  test('is the answer itself when only that is wanted, and can be had in short', async () => {
    answerWith(done({ answer: 'Приходи завтра в шесть.', heard: 'Приходи завтра в шесть.' }))
    await door.message(person.id, { ...from, voice: file('v') })
    await person.hears(/^Приходи завтра в шесть\.$/)
    expect(await person.buttons()).toEqual(['✂︎ Кратко · 1 кр.'])
  })
})

test('what was said is shown as it was said when only that is wanted: nothing in it is Markdown', async () => {
  const said = 'смотри [сюда](https://evil.example)\n\n- *первое*\n- `второе`'
  const { promise: seen, resolve: goOn } = Promise.withResolvers<void>()
  backend.answer = async function* () {
    yield accepted
    yield { type: 'heard', text: said }
    yield { type: 'delta', text: said }
    await seen
    yield done({ answer: said, heard: said })
  }
  await door.message(person.id, { ...from, voice: file('v') })
  await person.watches(said)
  goOn()
  const shown = await person.hears(/^смотри \[сюда\]/)
  expect(shown.text).toBe(said)
  // An address that stands there openly is a link in Telegram anyway.
  expect(shown.entities?.map(({ type }) => type)).toEqual(['url'])
})

describe('a price is named before anything is spent', () => {
  test.each<[string, StreamEvent, string, string[]]>([
    [
      'of a document',
      quoted(credits(2), report),
      '📄 my_report.pdf: 12 страниц, 5 400 слов. Вопрос о нём: 2 кредита.',
      ['Спросить · 2 кр.', 'Только часть страниц', 'Не надо'],
    ],
    [
      'of a document of one page',
      quoted(credits(3), { ...report, pages: 1 }),
      '📄 my_report.pdf: 1 страница, 5 400 слов. Вопрос о нём: 3 кредита.',
      ['Спросить · 3 кр.', 'Не надо'],
    ],
    [
      'of a recording, from the allowance of the day',
      quoted({ purse: 'subscription', price: 4 }, { kind: 'speech', seconds: 200 }),
      '🎤 3 мин 20 с. Расшифровать и ответить: 4 кредита.',
      ['Спросить · 4 кр. подписки', 'Не надо'],
    ],
    [
      'of pictures, in messages of the trial',
      quoted({ purse: 'trial', price: 3 }, { kind: 'picture' }, { kind: 'picture' }, { kind: 'picture' }),
      '🖼 3 картинки. Вопрос о них: 3 сообщения.',
      ['Спросить · 3 сообщ.', 'Не надо'],
    ],
    [
      'of several things',
      quoted(credits(5), { kind: 'picture' }, { kind: 'speech', seconds: 60 }, { name: 'a.txt', words: 900 }),
      '🖼 1 картинка\n🎤 1 мин\n📄 a.txt: 900 слов\n\nОтветить на всё вместе: 5 кредитов.',
      ['Спросить · 5 кр.', 'Не надо'],
    ],
  ])('%s', async (_name, event, text, buttons) => {
    answerWith(event)
    await door.message(person.id, { document: file('d') })
    const message = await person.hears(/Вопрос о|Расшифровать|Ответить/)
    expect(message.text!.replaceAll(/[\u00a0\u202f]/g, ' ')).toBe(text)
    expect(await person.buttons()).toEqual(buttons)
  })

  test('and agreed to by a button, at that price', async () => {
    answerWith(quoted(credits(2), report))
    await door.message(person.id, { document: file('d') })
    await person.hears('Вопрос о нём')
    answerWith(done())
    await person.press('Спросить')
    await person.hears('Это кошка.')
    expect(backend.asked.at(-1)).toMatchObject({ waiting: { update_id: 77, shown: { purse: 'credits', price: 2 } } })
  })

  test('and declined by another, which takes the buttons away', async () => {
    answerWith(quoted(credits(2), report))
    await door.message(person.id, { document: file('d') })
    await person.hears('Вопрос о нём')
    await person.press('Не надо')
    const { reply_markup: buttons } = await person.hears('Ничего не списано')
    expect(buttons).toBeUndefined()
    expect((await person.heard()).join()).not.toContain('Вопрос о нём')
    expect(backend.asked).toHaveLength(1)
  })

  test('of some pages: they are asked for until they are understood and there', async () => {
    answerWith(quoted(credits(9), report))
    await door.message(person.id, { document: file('d') })
    await person.hears('9 кредитов')
    await person.press('Только часть страниц')
    await person.hears('Какие страницы?')
    await settled(world) // what is awaited is noted behind the message
    await person.say('все')
    await person.hears('Не понимаю, какие страницы')
    await settled(world)
    backend.replies['/choose_pages'] = { status: 422, body: { error: { code: 'no_such_pages', message: 'x' } } }
    await person.say('20')
    await person.hears('Таких страниц в файле нет')
    await settled(world)
    const chosen = {
      ...report,
      kind: 'document',
      first_pages: null,
      words: 800,
      seconds: null,
      from_page: 2,
      to_page: 5,
    }
    const quotation = { price: credits(2), waiting: 77, valid_until: new Date().toISOString(), attachments: [chosen] }
    backend.replies['/choose_pages'] = { status: 200, body: quotation }
    await person.say('с 2 по 5')
    await person.hears('📄 my_report.pdf: страницы 2–5, 800 слов. Вопрос о нём: 2 кредита.')
    const call = backend.calls.findLast(({ path }) => path === '/choose_pages')
    expect(call?.body).toEqual({ telegram_id: person.id, update_id: 77, from_page: 2, to_page: 5 })
    expect(backend.asked, 'none of it was a question').toHaveLength(1)
  })
})

describe('a file that cannot be read is named with what can be done, and costs nothing', () => {
  test.each<[FileProblem, string | null, RegExp]>([
    ['encrypted', 'a*b.pdf', /^Файл «a\*b\.pdf» защищён паролем\. Снимите пароль .*\. Ничего не списано\.$/],
    ['empty', 'a.txt', /^Файл «a\.txt» пуст.*\. Ничего не списано\.$/],
    ['damaged', null, /^Файл повреждён.*отправьте ещё раз\. Ничего не списано\.$/],
    ['unsupported', 'a.exe', /^Файл «a\.exe» прочитать не получится.*\. Ничего не списано\.$/],
    ['too_many_pages', 'a.pdf', /^Файл «a\.pdf» слишком длинный.*\. Ничего не списано\.$/],
    ['too_large', 'a.pdf', /^Файл «a\.pdf» слишком большой.*\. Ничего не списано\.$/],
    ['gone', null, /^Файл больше не открывается.*\. Ничего не списано\.$/],
  ])('%s', async (problem, name, sentence) => {
    answerWith({ type: 'unreadable', problem, name })
    await door.message(person.id, { document: file('d') })
    await person.hears(sentence)
  })

  test('file_gone, and asking the same again is not offered', async () => {
    answerWith({ type: 'failed', questionId: 1, reason: 'file_gone', givenBack: true, again: null })
    await door.message(person.id, { voice: file('v') })
    const { text, reply_markup: buttons } = await person.hears('Telegram больше не отдаёт этот файл')
    expect(text).toMatch(/Ничего не списано\.$/)
    expect(buttons).toBeUndefined()
  })
})

test('under what was said in a stopped question its answer is offered, under silence nothing', async () => {
  answerWith(done({ heard: 'сколько будет 3 + 4', answer: 'сколько будет 3 + 4', finishReason: 'stopped' }))
  await door.message(person.id, { voice: file('v') })
  await person.hears('сколько будет 3 + 4')
  expect(await person.buttons()).toEqual(['↻ Заново · 1 кр.'])
  answerWith(done({ heard: '', answer: 'В записи не слышно слов.' }))
  await door.message(person.id, { voice: file('w') })
  expect((await person.hears('В записи не слышно слов.')).reply_markup).toBeUndefined()
})

describe('asking a question with files again', () => {
  test('is offered at what that costs, whatever the first time has cost', async () => {
    answerWith(done({ charged: credits(7), again: credits(4) }))
    await door.message(person.id, photo('a'))
    await person.hears('Это кошка.')
    expect(await person.buttons()).toEqual(['↻ Заново · 4 кр.'])
    answerWith(done())
    await person.press('Заново')
    await eventually(async () => expect(backend.asked).toHaveLength(2))
    expect(backend.asked[1]).toMatchObject({ follow_up: { kind: 'again', shown: credits(4) } })
  })

  test('is not offered where nothing pays for it', async () => {
    answerWith(done({ again: null, finishReason: 'length' }))
    await door.message(person.id, photo('a'))
    await person.hears('Это кошка.')
    expect(await person.buttons()).toEqual(['▸ Дальше · 1 кр.'])
  })
})

test('a person chooses up to which price they are not asked', async () => {
  await person.say('/settings')
  await person.hears('спрашиваю, когда вопрос дороже обычного')
  for (const step of [2, 5, 10]) {
    await person.press(`Не спрашивать цену до: ${step} кр.`)
    await person.hears(`спрашиваю, когда вопрос дороже ${step} кредит`)
    expect((await world.api.userProfile({ telegramId: person.id })).settings.askAbove).toBe(step)
  }
  await person.press('Всегда спрашивать цену')
  await person.hears('спрашиваю, когда вопрос дороже обычного')
})

describe('in a group', () => {
  let boris: Person
  let group: Group
  beforeEach(async () => {
    boris = await world.person({ first_name: 'Борис' })
    group = await world.group(person, boris)
    backend.answer = () => [accepted, done({ chatId: group.id })]
  })
  const hears = (sentence: RegExp) =>
    eventually(async () => {
      const found = (await group.fromBot()).findLast(({ text }) => sentence.test(text ?? ''))
      expect(found, (await group.heard()).join()).toBeDefined()
      return found!
    })

  test('only the asker may press what a price stands on', async () => {
    answerWith(quoted(credits(2), report))
    await person.post('/photo', { chat_id: group.id, caption: '/ask о чём это?' })
    const quotation = await hears(/Вопрос о нём/)
    const buttons = quotation.reply_markup!.inline_keyboard.flat().map(({ text }) => text)
    expect(buttons, 'what is typed for the bot is awaited in private').toEqual(['Спросить · 2 кр.', 'Не надо'])
    const press = (who: Person, button: string) =>
      who.post('/press', { chat_id: group.id, message_id: quotation.message_id, button }) as Promise<{
        answer: { text?: string }
      }>
    for (const button of buttons)
      expect(await press(boris, button)).toMatchObject({ answer: { text: 'Эта кнопка для того, кто задал вопрос' } })
    expect(backend.asked).toHaveLength(1)
    backend.answer = () => [accepted, done({ chatId: group.id })]
    await press(person, buttons[0]!)
    await hears(/Это кошка/)
    expect(backend.asked.at(-1)).toMatchObject({ telegram_id: person.id, waiting: { update_id: 77 } })
  })

  test('the bot is asked by its name under an album and by /ask in reply to a picture, and silent otherwise', async () => {
    const caption = '@pomogator_sandbox_bot где кот?'
    const mention = { type: 'mention', offset: 0, length: '@pomogator_sandbox_bot'.length }
    await door.inGroup(group.id, boris.id, photo('other', { caption: 'смотрите' }))
    await door.inGroup(group.id, boris.id, photo('others', { media_group_id: 'y' }))
    const album = [
      photo('a', { media_group_id: 'x', caption, caption_entities: [mention] }),
      photo('b', { media_group_id: 'x' }),
    ]
    await door.together(
      album.map((piece): [number, object] => [person.id, piece]),
      group.id,
    )
    await hears(/Это кошка/)
    expect(backend.asked).toMatchObject([{ parts: [words('где кот?'), part('image', 'a'), part('image', 'b')] }])
    const picture = { message_id: 5, date: 1, chat: { id: group.id }, from: { id: boris.id }, ...photo('c') }
    await door.inGroup(group.id, person.id, { text: '/ask', reply_to_message: picture })
    await eventually(async () => expect(backend.asked).toHaveLength(2))
    expect(backend.asked[1]).toMatchObject({ parts: [part('image', 'c')] })
  })
})

test('a command under a picture is no question: a person who types one that there is not gets help', async () => {
  const before = (await person.heard()).length
  await door.message(person.id, photo('a', { caption: '/balanse' }))
  await eventually(async () => expect(await person.heard()).toHaveLength(before + 1))
  await person.hears('Помощь')
  expect(backend.asked).toEqual([])
})

test('words changed under a picture are offered as a new question', async () => {
  const { message_id: messageId } = await door.message(person.id, photo('a', { caption: 'кто это?' }))
  await person.hears('Это кошка.')
  backend.replies['/question_edited'] = { status: 200, body: { question_id: 1, price: { purse: 'credits', price: 1 } } }
  await door.bring({
    edited_message: {
      message_id: messageId,
      date: 1_700_000_000,
      edit_date: 1_700_000_005,
      chat: { id: person.id, type: 'private', first_name: 'Аня' },
      from: { id: person.id, is_bot: false, first_name: 'Аня', language_code: 'ru' },
      ...photo('a', { caption: 'какой породы?' }),
    },
  })
  await person.hears('Вы изменили вопрос. Ответить на новый?')
  const call = backend.calls.find(({ path }) => path === '/question_edited')
  expect(call?.body).toMatchObject({ message_id: messageId, text: 'какой породы?' })
  expect(await person.buttons()).toEqual(['↻ Ответить заново · 1 кр.'])
})

test('a picture that came before the trial is answered once it has begun', async () => {
  const texts = { trial: {}, purchase: {} }
  const nothingElse = { discount: null, channelBonus: null, pictures: false }
  const offers = { ...nothingElse, trialMessages: 5, packs: [], plans: [], planTitles: {}, texts }
  const nothing = { price: null, resumesAt: null, waiting: null, kept: null, alternative: null }
  answerWith({ type: 'refused', reason: 'trial_not_started', offers, ...nothing })
  await person.send('photo')
  await person.hears('начните бесплатный пробный период')
  answerWith(done())
  await person.press('Попробовать бесплатно')
  await person.hears('Это кошка.')
  expect(backend.asked.map(({ parts }) => parts)).toMatchObject([[{ type: 'image' }], [{ type: 'image' }]])
})
