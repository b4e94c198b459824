import { afterEach, describe, expect, test } from 'vitest'
import { type Sandbox, type SandboxOptions, startSandbox } from './sandbox.ts'

let sandbox: Sandbox
afterEach(() => sandbox.stop())

async function open(options: SandboxOptions = {}) {
  sandbox = await startSandbox(options)
  const call = async (method: string, path: string, body?: object) => {
    const response = await fetch(sandbox.url + path, {
      method,
      ...(body ? { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) } : {}),
    })
    return { status: response.status, body: (await response.json()) as never }
  }
  const { id } = (await call('POST', '/person/users', { first_name: 'Аня', language_code: 'ru' })).body as {
    id: number
  }
  await call('POST', `/person/users/${id}/start`, {})
  return {
    id,
    control: (method: string, path: string, body?: object) => call(method, `/control${path}`, body),
    person: (method: string, path: string, body?: object) => call(method, `/person/users/${id}${path}`, body),
    bot: (method: string, body: object) => call('POST', `/bot${sandbox.botToken}/${method}`, body),
    createGroup: async () =>
      (await call('POST', '/person/groups', { title: 'Друзья', members: [id] })).body as { id: number },
  }
}

const noon = Date.parse('2026-11-23T12:00:00Z')

describe('the clock', () => {
  test('stands where it is told to, and dates everything', async () => {
    const { id, bot, control } = await open({ clockStandsAt: noon })
    const sent = async () => ((await bot('sendMessage', { chat_id: id, text: 'x' })).body as { result: object }).result
    expect(await sent()).toMatchObject({ date: noon / 1000 })
    expect(await sent()).toMatchObject({ date: noon / 1000 })
    await control('PUT', '/clock', { move_ms: 86_400_000 })
    expect(await sent()).toMatchObject({ date: noon / 1000 + 86_400 })
    expect((await control('GET', '/clock')).body).toEqual({ now: '2026-11-24T12:00:00.000Z', running: false })
  })

  test('lets drafts vanish after thirty seconds and buttons expire, without anybody waiting', async () => {
    const { id, bot, control, person } = await open({ clockStandsAt: noon })
    await bot('sendMessageDraft', { chat_id: id, draft_id: 7, text: 'growing' })
    const drafts = async () => ((await person('GET', '/chat')).body as { drafts: unknown[] }).drafts
    await control('PUT', '/clock', { move_ms: 29_000 })
    expect(await drafts()).toHaveLength(1)
    await control('PUT', '/clock', { move_ms: 2_000 })
    expect(await drafts()).toEqual([])
  })
})

describe('a seed', () => {
  test('makes two runs of the same play the same, word for word', async () => {
    const play = async () => {
      const { id, bot, person } = await open({ clockStandsAt: noon, seed: 'a play' })
      await person('POST', '/messages', { text: 'привет' })
      const link = await bot('createInvoiceLink', {
        title: 't',
        description: 'd',
        payload: 'p',
        provider_token: '',
        currency: 'XTR',
        prices: [{ label: 'l', amount: 5 }],
      })
      const sent = await bot('sendMessage', { chat_id: id, text: 'ответ' })
      const updates = await bot('getUpdates', { timeout: 0 })
      return JSON.stringify([link.body, sent.body, updates.body])
    }
    const first = await play()
    await sandbox.stop()
    expect(await play()).toBe(first)
  })
})

describe('flood limits', () => {
  test('are off until they are wanted', async () => {
    const { id, bot } = await open({ clockStandsAt: noon })
    for (let n = 0; n < 40; n += 1) expect((await bot('sendMessage', { chat_id: id, text: `${n}` })).status).toBe(200)
  })

  test('bear a short burst in a chat, then one message or edit a second; who comes too early waits anew', async () => {
    const { id, bot, control } = await open({ clockStandsAt: noon })
    await control('PUT', '/limits', { on: true })
    const send = async () => bot('sendMessage', { chat_id: id, text: 'x' })
    for (let n = 0; n < 3; n += 1) expect((await send()).status).toBe(200)
    const refused = await send()
    expect(refused).toMatchObject({
      status: 429,
      body: {
        ok: false,
        error_code: 429,
        description: 'Too Many Requests: retry after 3',
        parameters: { retry_after: 3 },
      },
    })
    await control('PUT', '/clock', { move_ms: 2_000 })
    expect((await send()).status, 'too early').toBe(429)
    await control('PUT', '/clock', { move_ms: 2_000 })
    expect((await send()).status).toBe(200)
    expect((await bot('sendChatAction', { chat_id: id, action: 'typing' })).status, 'never counted').toBe(200)
  })

  test('let drafts come faster, groups slower, and the whole bot thirty times a second', async () => {
    const { id, bot, control, createGroup } = await open({ clockStandsAt: noon })
    await control('PUT', '/limits', { on: true })
    const draft = () => bot('sendMessageDraft', { chat_id: id, draft_id: 1, text: 'x' })
    for (let n = 0; n < 8; n += 1) expect((await draft()).status).toBe(200)
    expect((await draft()).status).toBe(429)
    const { id: group } = await createGroup()
    const write = () => bot('sendMessage', { chat_id: group, text: 'x' })
    for (let n = 0; n < 20; n += 1) expect((await write()).status).toBe(200)
    expect((await write()).body).toMatchObject({ parameters: { retry_after: 60 } })
    expect((await bot('sendMessage', { chat_id: id, text: 'x' })).status).toBe(200)
    expect((await bot('sendMessage', { chat_id: id, text: 'x' })).status).toBe(200)
    expect((await bot('editMessageText', { chat_id: id, message_id: 1, text: 'y' })).status, 'the bot’s 31st').toBe(429)
  })
})

describe('the process of the bot', () => {
  const running = async (control: (method: string, path: string, body?: object) => Promise<{ body: never }>) =>
    (await control('GET', '/bot')).body as { managed: boolean; running: boolean; starts: number }

  test('is nobody’s to kill when somebody else has started it', async () => {
    const { control } = await open()
    expect(await running(control)).toMatchObject({ managed: false, running: false })
    expect((await control('POST', '/bot', { action: 'kill' })).status).toBe(400)
  })

  test('is killed with all that it has started, and started again', async () => {
    // A shell that starts another process, as npm does.
    const { control } = await open({ botCommand: 'sleep 1000 & wait' })
    expect(await running(control)).toMatchObject({ managed: true, running: true, starts: 1 })
    expect((await control('POST', '/bot', { action: 'kill' })).body).toMatchObject({ running: false, pid: null })
    expect((await control('POST', '/bot', { action: 'start' })).body).toMatchObject({ running: true, starts: 2 })
  })
})

describe('a message that is changed', () => {
  test('keeps nothing of the marks it had', async () => {
    const { id, bot } = await open()
    const bold = [{ type: 'bold', offset: 0, length: 5 }]
    const sent = await bot('sendMessage', { chat_id: id, text: 'words and more', entities: bold })
    const { message_id } = (sent.body as { result: { message_id: number } }).result
    const changed = await bot('editMessageText', { chat_id: id, message_id, text: 'other words and more' })
    expect((changed.body as { result: { entities?: unknown } }).result.entities).toBeUndefined()
  })
})
