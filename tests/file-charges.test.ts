import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Message } from 'grammy/types'
import sharp from 'sharp'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { silence, writeOgg } from '#sandbox/media/ogg-opus.ts'
import { pptx } from '#platform/files/documents/testing-documents.ts'
import type { Catalog } from '#modules/catalog/catalog.ts'
import { booksOf } from './world/books.ts'
import { eventually } from './world/eventually.ts'
import type { Person } from './world/person.ts'
import { backendToken, createWorld, type World } from './world/world.ts'

/** What a question with files is charged, through the API. */

let world: World
beforeAll(async () => {
  world = await createWorld({ withoutBot: true })
})
afterAll(() => world.end())
afterEach(async () => {
  await world.sandbox.control('DELETE', '/trouble')
  expect(await booksOf(world.sql)).toEqual([])
})

async function customer(credits = 50): Promise<Person> {
  const person = await world.person()
  await world.api.register({ telegramId: person.id, firstName: 'Аня', languageCode: 'ru' })
  if (credits > 0)
    await world.api.updateCredits({ telegramId: person.id, delta: credits, reason: 'test', idempotencyKey: 'start' })
  return person
}

interface Reply {
  question_id: number
  answer?: string
  heard?: string
  charged?: { purse: string; price: number }
  again?: { purse: string; price: number } | null
  error?: { code: string; details: { reason: string; question_id: number; price: object; waiting: number } }
}

let lastId = 990_000
async function ask({ id }: Person, more: object): Promise<{ status: number; updateId: number; body: Reply }> {
  const updateId = (lastId += 1)
  const response = await fetch(`${world.backend().url}/process_message`, {
    method: 'POST',
    headers: { authorization: `Bearer ${backendToken}`, 'content-type': 'application/json' },
    body: JSON.stringify({ telegram_id: id, chat_id: id, message_id: updateId, update_id: updateId, ...more }),
  })
  return { status: response.status, updateId, body: (await response.json()) as Reply }
}

const fileOf = (bytes: Uint8Array, name: string) => ({ name, base64: Buffer.from(bytes).toString('base64') })
const partOf = (type: string, file: { file_id: string; file_unique_id: string }) => ({
  type,
  file_id: file.file_id,
  file_unique_id: file.file_unique_id,
})

async function pictures(person: Person, colors: string[]): Promise<object[]> {
  const parts = []
  for (const color of colors) {
    const drawn = await sharp({ create: { width: 320, height: 240, channels: 3, background: color } })
      .png()
      .toBuffer()
    const { photo } = (await person.post('/photo', { file: fileOf(drawn, 'one.png') })) as Message.PhotoMessage
    parts.push(partOf('image', photo.at(-1)!))
  }
  return parts
}

async function voice(person: Person, words: string, seconds = 3): Promise<object> {
  const recording = writeOgg(silence(seconds), { DESCRIPTION: words })
  const sent = (await person.post('/voice', { file: fileOf(recording, 'voice.ogg') })) as Message.VoiceMessage
  return partOf('audio', sent.voice)
}

/** Some 15,000 tokens: more than a usual question to the standard model has room for. */
function longReport(person: Person): Promise<object> {
  const texts = Array.from({ length: 12 }, (_, n) => `Slide ${n + 1}. ${'Some words of a long report. '.repeat(200)}`)
  return slides(person, texts)
}

async function slides(person: Person, texts: string[]): Promise<object> {
  const sent = (await person.post('/document', { file: fileOf(pptx(texts), 'report.pptx') })) as Message.DocumentMessage
  return partOf('file', sent.document)
}

const subscribe = ({ id }: Person) =>
  world.sql`select add_plan_days(${id}, 'month', ${30 * 86_400}, 'adjustment', null, ${`plan-${id}`}, now())`

const words = (text: string) => ({ type: 'text', text })
const questionsOf = ({ id }: Person) =>
  world.sql`
    select question, heard, attached, purse, price, status from messages_log where user_id = ${id} order by id`
const creditsOf = async ({ id }: Person) => (await world.api.getCredits({ telegramId: id })).credits

test('an album in the trial takes one message for each picture', async () => {
  const person = await customer(0)
  await world.api.startTrial({ telegramId: person.id })
  const { body } = await ask(person, { parts: [words('1 + 1'), ...(await pictures(person, ['red', 'green', 'blue']))] })
  expect(body.error?.code).toBe('price_not_agreed')
  expect(body.error!.details.price).toEqual({ purse: 'trial', price: 3 })
  const agreed = { update_id: body.error!.details.waiting, shown: body.error!.details.price }
  expect((await ask(person, { waiting: agreed })).body.charged).toEqual({ purse: 'trial', price: 3 })
  expect((await world.api.getCredits({ telegramId: person.id })).trial).toMatchObject({ used: 3, left: 7 })
  // The next one finds the trial in order.
  expect((await ask(person, { text: '2 + 2' })).body.charged).toEqual({ purse: 'trial', price: 1 })
})

describe('a voice message that could not be written down', () => {
  test('is listened to when it is asked again, and once only however often that is', async () => {
    const person = await customer()
    await world.sandbox.control('POST', '/trouble/model', { kind: 'error', status: 400 })
    const failed = await ask(person, { parts: [await voice(person, 'сколько будет 3 + 4')] })
    expect(failed.body.error).toMatchObject({ code: 'answer_failed' })
    await world.sandbox.control('DELETE', '/trouble')
    const question = failed.body.error!.details.question_id
    const again = () => ask(person, { follow_up: { kind: 'again', question_id: question } })
    expect((await again()).body).toMatchObject({ heard: 'сколько будет 3 + 4', answer: expect.stringContaining('7') })
    expect((await again()).body).toMatchObject({ heard: null, answer: expect.stringContaining('7') })
    expect(await questionsOf(person)).toEqual([
      { question: 'сколько будет 3 + 4', heard: 'сколько будет 3 + 4', attached: 1, ...credits(1), status: 'failed' },
      { question: 'сколько будет 3 + 4', heard: 'сколько будет 3 + 4', attached: 1, ...credits(1), status: 'answered' },
      { question: 'сколько будет 3 + 4', heard: null, attached: 0, ...credits(1), status: 'answered' },
    ])
    expect(
      await world.sql`
        select outcome, audio_seconds from costs where user_id = ${person.id} and work_kind = 'transcription' order by id`,
    ).toEqual([
      { outcome: 'bad_request', audioSeconds: 0 },
      { outcome: 'answered', audioSeconds: 3 },
    ])
  })

  test('and is wanted in writing only, is written down when it is asked again', async () => {
    const person = await customer()
    await world.sandbox.control('POST', '/trouble/model', { kind: 'error', status: 400 })
    const failed = await ask(person, { parts: [await voice(person, 'купи хлеба')], transcript_only: true })
    await world.sandbox.control('DELETE', '/trouble')
    const again = () =>
      ask(person, { follow_up: { kind: 'again', question_id: failed.body.error!.details.question_id } })
    for (const { body } of [await again(), await again()])
      expect(body).toMatchObject({ heard: 'купи хлеба', answer: 'купи хлеба', charged: credits(1) })
    expect(await creditsOf(person)).toBe(48)
  })
})

test('only what is said can be wanted in writing: words alone are a question', async () => {
  const person = await customer()
  expect((await ask(person, { text: '3 + 3', transcript_only: true })).body.answer).toContain('6')
})

test('a reply to an answer about a document costs what the document takes, up to the price agreed to', async () => {
  const person = await customer()
  const first = await ask(person, { parts: [words('о чём это?'), await longReport(person)] })
  const price = credits(2)
  expect(first.body.error!.details.price).toEqual(price)
  const answered = await ask(person, { waiting: { update_id: first.updateId, shown: price } })
  expect(answered.body.charged).toEqual(price)
  await world.sql`update messages_log set answer_message_ids = '{700}' where user_id = ${person.id}`
  const reply = await ask(person, { text: 'подробнее', reply_to: { message_id: 700 } })
  expect(reply.body.error!.details.price).toEqual(price)
  const agreed = await ask(person, { waiting: { update_id: reply.updateId, shown: price } })
  expect(agreed.body.charged).toEqual(price)
  expect(await creditsOf(person)).toBe(46)
})

test('the update of a question that was asked once its price was agreed to may come again: it is the same question', async () => {
  const person = await customer()
  const sent = { parts: [words('о чём это?'), await longReport(person)] }
  const { updateId } = await ask(person, sent)
  const answered = await ask(person, { waiting: { update_id: updateId, shown: credits(2) } })
  const again = await ask(person, { ...sent, update_id: updateId })
  expect(again.body).toMatchObject({ question_id: answered.body.question_id, charged: credits(2) })
  expect(await creditsOf(person)).toBe(48)
})

describe('under an answer stands what asking the same again costs', () => {
  test('to another model, too', async () => {
    const person = await customer()
    const first = await ask(person, { parts: [words('о чём это?'), await longReport(person)] })
    const { body } = await ask(person, { waiting: { update_id: first.updateId, shown: credits(2) } })
    expect(body).toMatchObject({ charged: credits(2), again: credits(2) })
    await world.api.changeProfile({ telegramId: person.id, settings: { model: 'expert' } })
    const again = { follow_up: { kind: 'again', question_id: body.question_id, shown: credits(20) } }
    const expert = (await ask(person, again)).body
    // What is left of the price that is told is given back.
    expect(expert).toMatchObject({ charged: credits(11), again: credits(12) })
  })

  test('without what was written down before', async () => {
    const person = await customer()
    await world.api.changeProfile({ telegramId: person.id, settings: { model: 'expert' } })
    const first = await ask(person, { parts: [await voice(person, '3 + 4', 140)] })
    const { body } = await ask(person, { waiting: { update_id: first.updateId, shown: credits(12) } })
    expect(body).toMatchObject({ charged: credits(12), again: credits(10) })
    const again = await ask(person, { follow_up: { kind: 'again', question_id: body.question_id, shown: credits(10) } })
    expect(again.body.charged).toEqual(credits(10))
  })

  test('or that nothing pays for it', async () => {
    const person = await customer(0)
    await world.api.startTrial({ telegramId: person.id })
    const album = { parts: [words('1 + 1'), ...(await pictures(person, Array<string>(6).fill('red')))] }
    const { updateId } = await ask(person, album)
    const six = { purse: 'trial', price: 6 }
    const { body } = await ask(person, { waiting: { update_id: updateId, shown: six } })
    expect(body).toMatchObject({ charged: six, again: null })
  })
})

test('twenty presses of the same agreement at once are one question and one charge', async () => {
  const person = await customer()
  const { updateId, body } = await ask(person, { parts: [words('о чём это?'), await longReport(person)] })
  const agreed = { waiting: { update_id: updateId, shown: body.error!.details.price } }
  let asked: ReturnType<typeof ask>[] = []
  await world.sql.transaction(async (sql) => {
    // Until several presses stand before what the first of them takes away.
    await sql`select 1 from quotations where user_id = ${person.id} for update`
    asked = Array.from({ length: 20 }, () => ask(person, agreed))
    await eventually(async () => {
      const waiting = await world.sql`
        select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`
      expect(waiting.length).toBeGreaterThan(3)
    })
  })
  const presses = await Promise.all(asked)
  expect(presses.filter(({ status }) => status === 200)).toHaveLength(1)
  expect(presses.filter(({ body }) => body.error?.code === 'question_not_found')).toHaveLength(19)
  expect(await questionsOf(person)).toMatchObject([{ question: 'о чём это?', attached: 1, status: 'answered' }])
  expect(await creditsOf(person)).toBe(48)
  expect(await world.sql`select 1 from credit_entries where user_id = ${person.id} and kind = 'hold'`).toHaveLength(1)
})

describe('what was written down is paid', () => {
  const minute = 'сколько будет 3 + 4'
  /** A question to the expert of 140 seconds costs 12 credits, of which writing down takes 3. */
  async function askExpert(person: Person): Promise<{ waiting: object }> {
    await world.api.changeProfile({ telegramId: person.id, settings: { model: 'expert' } })
    const { updateId, body } = await ask(person, { parts: [await voice(person, minute, 140)] })
    expect(body.error!.details.price).toEqual(credits(12))
    return { waiting: { update_id: updateId, shown: credits(12) } }
  }

  test('when the answer is stopped before its first word: what was said is the answer then', async () => {
    const person = await customer()
    const agreed = await askExpert(person)
    await world.sandbox.control('POST', '/trouble/model', { kind: 'silent', ms: 1, times: 1 })
    await world.sandbox.control('POST', '/trouble/model', { kind: 'silent', ms: 60_000 })
    const answered = ask(person, agreed)
    await eventually(async () => expect(await questionsOf(person)).toMatchObject([{ heard: minute }]))
    await world.api.stopAnswer({ telegramId: person.id, chatId: person.id, threadId: 0 })
    const { body } = await answered
    expect(body).toMatchObject({ heard: minute, answer: minute, finish_reason: 'stopped', charged: credits(3) })
    expect(await creditsOf(person)).toBe(47)
    await world.sandbox.control('DELETE', '/trouble')
    const again = await ask(person, { follow_up: { kind: 'again', question_id: body.question_id, shown: credits(10) } })
    expect(again.body).toMatchObject({ answer: expect.stringContaining('7'), charged: credits(10) })
  })

  test('when nothing was said, which stands in place of an answer and is not asked again', async () => {
    const person = await customer()
    const agreed = await askExpert(person)
    await world.sandbox.control('POST', '/trouble/model', { kind: 'empty', times: 1 })
    const { body } = await ask(person, agreed)
    expect(body).toMatchObject({ heard: '', charged: credits(3) })
    expect(body.answer).toContain('В записи не слышно слов.')
    const again = await ask(person, { follow_up: { kind: 'again', question_id: body.question_id } })
    expect(again.body.error?.code).toBe('question_not_found')
    expect((await ask(person, { text: '1 + 1' })).body.answer).toContain('2')
    expect(await creditsOf(person)).toBe(37)
  })

  test('but not what is stopped before it is heard', async () => {
    const person = await customer()
    const agreed = await askExpert(person)
    await world.sandbox.control('POST', '/trouble/model', { kind: 'silent', ms: 60_000 })
    const answered = ask(person, agreed)
    await eventually(async () => expect(await questionsOf(person)).toMatchObject([{ status: 'pending' }]))
    await world.api.stopAnswer({ telegramId: person.id, chatId: person.id, threadId: 0 })
    expect((await answered).body.error).toMatchObject({ code: 'answer_failed', details: { reason: 'stopped' } })
    expect(await creditsOf(person)).toBe(50)
  })
})

describe('a refusal', () => {
  test('says that the trial does not cover what it is, where the usual question would be paid', async () => {
    const person = await customer(0)
    await world.api.startTrial({ telegramId: person.id })
    const short = Array.from({ length: 12 }, (_, n) => `Slide ${n + 1}`)
    const parts = [words('о чём это?'), await slides(person, short)]
    const { body } = await ask(person, { parts })
    expect(body.error).toMatchObject({ code: 'no_access', details: { reason: 'not_in_trial', alternative: null } })
    expect(await questionsOf(person)).toEqual([])
  })

  test('says what to do about a question that no day of the plan is enough for', async () => {
    const person = await customer(0)
    await subscribe(person)
    const { body } = await ask(person, { parts: [await voice(person, 'слово', 3_600)], transcript_only: true })
    // An hour costs 60 credits; today's allowance is untouched.
    expect(body.error).toMatchObject({ code: 'no_access', details: { reason: 'more_than_allowance' } })
  })

  test('offers another model at what this question costs there', async () => {
    const person = await customer(5)
    await world.api.changeProfile({ telegramId: person.id, settings: { model: 'expert' } })
    const { body } = await ask(person, { parts: [words('о чём это?'), await longReport(person)] })
    expect(body.error).toMatchObject({
      code: 'no_access',
      details: { reason: 'insufficient_credits', alternative: { model: 'standard', price: credits(2) } },
    })
  })
})

test('a waiting question with a document is offered at what it costs once something pays for it', async () => {
  const person = await customer(1)
  await world.api.changeProfile({ telegramId: person.id, settings: { model: 'long' } })
  const sent = await ask(person, { parts: [words('о чём это?'), await longReport(person)], model: 'expert' })
  expect(sent.body.error).toMatchObject({ code: 'no_access', details: { waiting: sent.updateId } })
  const offered = async () => (await world.api.waitingQuestion({ telegramId: person.id })).waiting
  expect(await offered()).toBeNull()
  await world.api.changeProfile({ telegramId: person.id, settings: { model: 'standard' } })
  expect(await offered(), 'one credit pays for a usual question only').toBeNull()
  await world.api.updateCredits({ telegramId: person.id, delta: 9, reason: 'test', idempotencyKey: 'more' })
  const told = { updateId: sent.updateId, text: 'о чём это?', messages: 1 }
  expect(await offered()).toEqual({ ...told, price: credits(2), next: 'ask' })
})

describe('a question whose price was told, and which cannot be paid any more', () => {
  const offered = async ({ id }: Person) => (await world.api.waitingQuestion({ telegramId: id })).waiting
  /** Told at 2 credits, of which one is spent meanwhile. */
  async function unpaid(): Promise<{ person: Person; updateId: number }> {
    const person = await customer(2)
    const { updateId, body } = await ask(person, { parts: [words('о чём это?'), await longReport(person)] })
    expect(body.error!.details.price).toEqual(credits(2))
    expect(await offered(person), 'it has a button of its own').toBeNull()
    await ask(person, { text: '1 + 1' })
    const refused = await ask(person, { waiting: { update_id: updateId, shown: credits(2) } })
    expect(refused.body.error).toMatchObject({ code: 'no_access', details: { waiting: updateId } })
    return { person, updateId }
  }
  const buy = ({ id }: Person) =>
    world.api.updateCredits({ telegramId: id, delta: 9, reason: 'test', idempotencyKey: 'more' })

  test('waits for the purchase, and is answered at once then, however long that takes', async () => {
    const { person, updateId } = await unpaid()
    await world.sql`update quotations set valid_until = now() - interval '1 hour' where user_id = ${person.id}`
    await buy(person)
    const told = { updateId, text: 'о чём это?', messages: 1 }
    expect(await offered(person)).toEqual({ ...told, price: credits(2), next: 'ask' })
    const asking = { waiting: { update_id: updateId } }
    expect((await ask(person, asking)).body.error?.code, 'its price is told once more').toBe('price_not_agreed')
    const { updateId: askedBy, body } = await ask(person, { waiting: { update_id: updateId, shown: credits(2) } })
    expect(body.charged).toEqual(credits(2))
    expect(await offered(person)).toBeNull()
    const again = await world.api.waitingQuestion({ telegramId: person.id, askedBy })
    expect(again.waiting, 'the update that has asked it goes on').toMatchObject({ updateId: askedBy, next: 'go_on' })
    expect(await creditsOf(person)).toBe(8)
  })

  test('keeps its own button when another one waits in its place', async () => {
    const { person, updateId } = await unpaid()
    await world.api.changeProfile({ telegramId: person.id, settings: { model: 'expert' } })
    const other = await ask(person, { text: '2 + 2' })
    expect(other.body.error).toMatchObject({ code: 'no_access', details: { waiting: other.updateId } })
    await world.api.changeProfile({ telegramId: person.id, settings: { model: 'standard' } })
    await buy(person)
    expect(await offered(person)).toMatchObject({ updateId: other.updateId })
    expect((await ask(person, { waiting: { update_id: updateId, shown: credits(2) } })).body.charged).toEqual(
      credits(2),
    )
    expect(await offered(person)).toMatchObject({ updateId: other.updateId })
  })
})

describe('where nothing writes down speech', () => {
  const folder = mkdtempSync(join(tmpdir(), 'pomogator-silent-'))
  let silentWorld: World
  beforeAll(async () => {
    const CATALOG_FILE = join(folder, 'catalog.json')
    const { transcription: _, ...shipped } = JSON.parse(readFileSync('catalog.json', 'utf8')) as Catalog
    writeFileSync(CATALOG_FILE, JSON.stringify(shipped))
    silentWorld = await createWorld({ CATALOG_FILE })
  })
  afterAll(async () => {
    await silentWorld.end()
    rmSync(folder, { recursive: true })
  })

  test('a voice message is refused in one sentence, and nothing is fetched, reserved or kept', async () => {
    const { sql, api } = silentWorld
    const person = await silentWorld.person()
    await api.register({ telegramId: person.id, firstName: 'Аня', languageCode: 'ru' })
    await api.updateCredits({ telegramId: person.id, delta: 5, reason: 'test', idempotencyKey: 'start' })
    await voice(person, '1 + 1')
    await person.hears('Слушать записи я здесь не умею: напишите, пожалуйста, вопрос текстом.')
    expect(await sql`select 1 from messages_log union all select 1 from waiting_questions`).toEqual([])
    expect(await sql`select 1 from credit_entries where kind = 'hold'`).toEqual([])
    expect(await sql`select state from attachments`).toEqual([{ state: 'new' }])
  })
})

function credits(price: number) {
  return { purse: 'credits', price }
}
