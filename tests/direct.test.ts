import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type BackendClient, createClient } from '#bot-kit/backend-client.ts'
import { DirectCalls } from '#platform/http/direct.ts'
import { browserEndpoints } from '#modules/cabinet/browser.ts'
import { endpoints, roleEndpoints } from '#modules/modules.ts'
import type { StreamEvent } from '#modules/questions/stream.ts'
import { collect } from './world/collect.ts'
import { eventually } from './world/eventually.ts'
import { createWorld, type World } from './world/world.ts'

/** A bot in the backend's process calls it without HTTP: each call has the same outcome as over HTTP. */
let world: World
let lastId = 7_000_000
let lastUpdate = 1_000
beforeAll(async () => {
  world = await createWorld({
    withoutBot: true,
    modelTokenDelayMs: 1,
    ADMIN_IDS: '41',
    CABINET_URL: 'http://127.0.0.1:9/cabinet',
  })
})
afterAll(() => world.end())

const both = () => [world.api, world.directApi]

async function newUser(credits = 0): Promise<number> {
  const telegramId = (lastId += 1)
  await world.api.register({ telegramId, firstName: 'Ann', languageCode: 'en' })
  if (credits > 0)
    await world.api.updateCredits({ telegramId, delta: credits, reason: 'test', idempotencyKey: 'start' })
  return telegramId
}

const question = (telegramId: number, text: string) => ({
  telegramId,
  chatId: telegramId,
  messageId: 1,
  updateId: ++lastUpdate,
  text,
})

/** What a call comes to, whether a reply or a refusal. */
async function outcomes(ask: (api: BackendClient) => Promise<unknown>) {
  const [http, direct] = await Promise.allSettled(both().map(ask))
  if (http!.status === 'rejected') return [http!, direct!].map((one) => facts((one as PromiseRejectedResult).reason))
  return [http!, direct!].map((one) => (one as PromiseFulfilledResult<unknown>).value)
}

function facts(error: Record<string, unknown>) {
  const { name, message, status, code, details } = error
  return { name, message, status, code, details }
}

/** Without what differs between two calls. */
function atOneMoment(outcome: unknown): unknown {
  const { data } = outcome as { data?: { exported_at?: string } }
  return data?.exported_at === undefined ? outcome : { data: { ...data, exported_at: '' } }
}

describe('without HTTP', () => {
  test('a reply is the same, in our names and with its dates as text', async () => {
    const telegramId = await newUser(3)
    const [http, direct] = await outcomes((api) => api.userProfile({ telegramId }))
    expect(http).toMatchObject({ credits: 3 })
    expect(direct).toEqual(http)
  })

  test('a query with numbers and one without any are understood', async () => {
    const telegramId = await newUser(3)
    for (const endpoint of Object.values(endpoints).filter(({ method }) => method === 'GET')) {
      const call = (api: BackendClient) =>
        (api[endpoint.name as 'userProfile'] as (input: object) => Promise<unknown>)({ telegramId })
      const [http, direct] = await outcomes(call)
      expect(atOneMoment(direct), endpoint.name).toStrictEqual(atOneMoment(http))
    }
  })

  test('a refusal has the same status, code and details', async () => {
    const telegramId = await newUser(2)
    const spend = { telegramId, delta: -3, reason: 'r', idempotencyKey: 'x' }
    const [tooMuch, directly] = await outcomes((api) => api.updateCredits(spend))
    expect(tooMuch).toMatchObject({ name: 'BackendRefusal', code: 'insufficient_credits', details: { credits: 2 } })
    expect(directly).toEqual(tooMuch)
    const [unknown, direct] = await outcomes((api) => api.userProfile({ telegramId: 4_999_999 }))
    expect(unknown).toMatchObject({ status: 404, code: 'user_not_found' })
    expect(direct).toEqual(unknown)
  })

  test('wrong input is refused, with its fields named', async () => {
    const wrong = { telegramId: -1, firstName: '', languageCode: 'en' }
    const [http, direct] = await outcomes((api) => api.register(wrong))
    expect(http).toMatchObject({ status: 400, code: 'bad_request', details: { fields: {} } })
    expect(direct).toEqual(http)
  })

  test('a caller without the right to a call is refused', async () => {
    const [one, other] = [await newUser(1), await newUser(1)]
    const asOther = (api: BackendClient) => api.as({ kind: 'person', telegramId: other })
    const [http, direct] = await outcomes((api) => asOther(api).userProfile({ telegramId: one }))
    expect(http).toMatchObject({ status: 403, code: 'forbidden' })
    expect(direct).toEqual(http)
    const [own, directly] = await outcomes((api) => asOther(api).userProfile({ telegramId: other }))
    expect(own).toMatchObject({ credits: 1 })
    expect(directly).toEqual(own)
  })

  test('pages of the cabinet are served to a person with a role, and refused without one', async () => {
    const withoutRole = await newUser()
    const asked = (api: BackendClient, telegramId: number) =>
      api.as({ kind: 'person', telegramId }).cabinet.people({ search: 'Ann' })
    const [shown, directly] = await outcomes((api) => asked(api, 41))
    expect(Object.keys(directly as object)).toEqual(Object.keys(shown as object))
    const [refused, direct] = await outcomes((api) => asked(api, withoutRole))
    expect(refused).toMatchObject({ code: 'forbidden' })
    expect(direct).toEqual(refused)
  })

  test('what needs the request itself goes over HTTP, and what the browser asks is not offered at all', async () => {
    const { url, direct } = world.backend()
    expect(direct.has(roleEndpoints.people)).toBe(true)
    expect(direct.has(roleEndpoints.block)).toBe(false)
    for (const endpoint of Object.values(browserEndpoints)) expect(direct.has(endpoint), endpoint.path).toBe(false)
    const api = createClient({ baseUrl: url, token: world.environment['BACKEND_TOKEN']!, direct })
    const telegramId = await newUser()
    const asPerson = api.as({ kind: 'person', telegramId })
    await expect(
      asPerson.cabinet.block({ telegramId, blocked: true, reason: 'r', idempotencyKey: 'k', confirmation: '' }),
    ).rejects.toMatchObject({ name: 'BackendRefusal', code: 'forbidden' })
  })

  test('calls are counted with the requests', async () => {
    const counted = async () => {
      const page = await (await fetch(`${world.backend().url}/metrics`)).text()
      return Number(
        /pomogator_http_request_seconds_count\{route="\/get_credits",status="200"\} (\d+)/.exec(page)?.[1] ?? 0,
      )
    }
    const telegramId = await newUser(1)
    const before = await counted()
    await world.directApi.getCredits({ telegramId })
    await world.api.getCredits({ telegramId })
    expect(await counted()).toBe(before + 2)
  })
})

describe('an answer without HTTP', () => {
  test('is told by the same events', async () => {
    const texts = await Promise.all(
      both().map(async (api) => {
        const telegramId = await newUser(5)
        const events = await collect(api.streamAnswer(question(telegramId, 'A long story')))
        expect(events[0]).toMatchObject({ type: 'accepted', deliveredMessageIds: [] })
        const done = events.at(-1)! as Extract<StreamEvent, { type: 'done' }>
        expect(events.flatMap((event) => (event.type === 'delta' ? [event.text] : [])).join('')).toBe(done.answer)
        const kinds = events.map(({ type }) => type)
        const told = kinds.filter((kind, index) => kind !== kinds[index - 1])
        return { told, ...done, questionId: 0, chatId: 0, usage: { ...done.usage, latencyMs: 0 } }
      }),
    )
    expect(texts[1]).toEqual(texts[0])
  })

  test('comes whole where no events are asked for', async () => {
    const telegramId = await newUser(5)
    const { answer } = await world.directApi.processMessage(question(telegramId, '1 + 1'))
    expect(answer).not.toBe('')
    await expect(world.directApi.processMessage(question(await newUser(), '1 + 1'))).rejects.toMatchObject({
      code: 'no_access',
    })
  })

  test('is refused before its first event with the same code', async () => {
    const unknown = 4_999_998
    const [http, direct] = await outcomes((api) => collect(api.streamAnswer(question(unknown, 'Hello'))))
    expect(http).toMatchObject({ status: 404, code: 'user_not_found' })
    expect(direct).toEqual(http)
  })

  test('is written to its end after its caller has disconnected, and is found when it is asked for again', async () => {
    const telegramId = await newUser(5)
    const asked = question(telegramId, 'A long story')
    const leaving = new AbortController()
    const left = (async () => {
      for await (const event of world.directApi.streamAnswer(asked, { signal: leaving.signal }))
        if (event.type === 'delta') leaving.abort(new Error('away'))
    })()
    await expect(left).rejects.toThrow('away')
    const status = () =>
      world.sql<{ status: string }>`select status from messages_log where user_id = ${telegramId}`.then(
        ([row]) => row!.status,
      )
    await eventually(async () => expect(await status()).toBe('answered'))
    const again = await collect(world.directApi.streamAnswer(asked))
    expect(again.map(({ type }) => type)).toEqual(['accepted', 'done'])
    expect((await world.api.getCredits({ telegramId })).credits).toBe(4)
  })

  test('of a backend that says nothing is given up', async () => {
    const direct = new DirectCalls({
      explain: async () => ({ status: 500, body: { error: { code: 'internal', message: '' } } }),
      replied: () => undefined,
    })
    let heard: AbortSignal | undefined
    direct.offerEvents(endpoints.processMessage, async (_input, _actor, gone) => {
      heard = gone
      return (async function* () {
        yield { type: 'accepted', questionId: 1, deliveredMessageIds: [] }
        await new Promise((resolve) => gone.addEventListener('abort', resolve))
      })()
    })
    direct.offer(endpoints.userProfile, () => new Promise(() => undefined))
    const api = createClient({ baseUrl: 'http://127.0.0.1:9', token: 't', silenceMs: 50, timeoutMs: 50, direct })
    await expect(collect(api.streamAnswer(question(1, 'Hello')))).rejects.toMatchObject({ name: 'BackendUnavailable' })
    expect(heard!.aborted).toBe(true)
    await expect(api.userProfile({ telegramId: 1 })).rejects.toMatchObject({ name: 'BackendUnavailable' })
  })
})
