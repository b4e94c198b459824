import { createServer } from 'node:http'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Api } from 'grammy'
import type { Message, Update } from 'grammy/types'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Sandbox, startSandbox } from './sandbox.ts'

let sandbox: Sandbox
let api: Api
let personId: number
beforeAll(async () => {
  sandbox = await startSandbox({ modelTokenDelayMs: 0 })
  api = new Api(sandbox.botToken, { apiRoot: sandbox.telegramApiRoot })
  personId = await newPerson()
})
afterAll(() => sandbox.stop())

async function person(method: string, path: string, body?: unknown) {
  const response = await fetch(`${sandbox.url}/person${path}`, {
    method,
    ...(body === undefined ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  })
  return (await response.json()) as never
}
async function newPerson(started = true): Promise<number> {
  const { id } = (await person('POST', '/users', { first_name: 'Ann', language_code: 'en' })) as { id: number }
  if (started) await person('POST', `/users/${id}/start`, {})
  return id
}
async function call(method: string, parameters: unknown, token = sandbox.botToken) {
  const response = await fetch(`${sandbox.telegramApiRoot}/bot${token}/${method}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(parameters),
  })
  return {
    status: response.status,
    ...((await response.json()) as { ok: boolean; description?: string; result?: never; parameters?: object }),
  }
}
const control = (method: string, path: string, body?: unknown) =>
  fetch(`${sandbox.url}/control${path}`, {
    method,
    ...(body === undefined ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  }).then((r) => r.json() as Promise<never>)

describe('a chat without the bot', () => {
  let offset = 0
  /** Those that have come since the last look. */
  const updates = async () => {
    const news: Update[] = await api.getUpdates({ offset, allowed_updates: ['message', 'guest_message'] })
    offset = (news.at(-1)?.update_id ?? offset - 1) + 1
    return news
  }

  test('tells the bot of a message that mentions it and of no other, and takes one answer to that', async () => {
    const otherId = await newPerson()
    const members = [personId, otherId]
    const { id: chatId } = (await person('POST', '/groups', { title: 'Two', members, without_bot: true })) as {
      id: number
    }
    const write = (text: string, more = {}) =>
      person('POST', `/users/${personId}/messages`, { chat_id: chatId, text, ...more }) as Promise<Message[]>
    await updates()
    const [first] = await write('Tea or coffee?')
    await write('@pomogator_sandbox_bot what do you think?', { reply_to: first!.message_id })
    const news = await updates()
    expect(news).toHaveLength(1)
    const guest = news[0]!.guest_message!
    expect(guest).toMatchObject({
      chat: { id: otherId, type: 'private' },
      from: { id: personId },
      text: '@pomogator_sandbox_bot what do you think?',
      reply_to_message: { text: 'Tea or coffee?', chat: { id: otherId } },
    })
    expect(await call('sendMessage', { chat_id: chatId, text: 'hi' })).toMatchObject({ status: 400 })

    const result = { type: 'article', id: '1', title: 'x', input_message_content: { message_text: 'Tea' } }
    const answer = () => call('answerGuestQuery', { guest_query_id: guest.guest_query_id, result })
    const sent = await answer()
    const { inline_message_id: name } = sent.result as unknown as { inline_message_id: string }
    expect(await answer()).toMatchObject({ status: 400, description: expect.stringContaining('query ID is invalid') })
    expect(await call('editMessageText', { inline_message_id: name, text: 'Coffee' })).toMatchObject({ result: true })
    expect(await call('editMessageText', { inline_message_id: 'other', text: 'Coffee' })).toMatchObject({
      status: 400,
      description: 'Bad Request: MESSAGE_ID_INVALID',
    })
    const { messages } = (await person('GET', `/users/${otherId}/chat?chat_id=${chatId}`)) as { messages: Message[] }
    expect(messages.at(-1)).toMatchObject({
      text: 'Coffee',
      from: { is_bot: true },
      guest_bot_caller_user: { id: personId },
    })
  })

  test('stays silent while the owner has switched guests off', async () => {
    await control('PUT', '/guests', { on: false })
    const members = [personId, await newPerson()]
    const { id } = (await person('POST', '/groups', { title: 'Two', members, without_bot: true })) as { id: number }
    await updates()
    await person('POST', `/users/${personId}/messages`, { chat_id: id, text: '@pomogator_sandbox_bot hi' })
    expect(await updates()).toEqual([])
    await control('PUT', '/guests', { on: true })
  })
})

describe('the Bot API is as strict as the real one', () => {
  test('about who calls what', async () => {
    expect(await call('getMe', {}, '1:wrong')).toMatchObject({ status: 401, description: 'Unauthorized' })
    expect(await call('noSuchMethod', {})).toMatchObject({ status: 404, description: 'Not Found' })
    expect(await call('GETME', {})).toMatchObject({ ok: true, result: { is_bot: true } })
    const byQuery = await fetch(
      `${sandbox.telegramApiRoot}/bot${sandbox.botToken}/sendMessage?chat_id=${personId}&text=hi`,
    )
    expect(byQuery.status).toBe(200)
  })

  test('about a forced reply: it is for the person, and no part of the message for the bot', async () => {
    const markup = { force_reply: true, input_field_placeholder: 'Name' }
    const sent = (await call('sendMessage', { chat_id: personId, text: 'Who?', reply_markup: markup })) as unknown as {
      result: Message
    }
    expect(sent.result).not.toHaveProperty('force_reply')
    expect(sent.result).not.toHaveProperty('reply_markup')
    const { messages } = (await person('GET', `/users/${personId}/chat`)) as { messages: object[] }
    expect(messages.at(-1)).toMatchObject({ text: 'Who?', force_reply: { input_field_placeholder: 'Name' } })
    const [reply] = (await person('POST', `/users/${personId}/messages`, {
      text: 'Ann',
      reply_to: sent.result.message_id,
    })) as Message[]
    expect(reply!.reply_to_message).toMatchObject({ message_id: sent.result.message_id, text: 'Who?' })
    expect(reply!.reply_to_message).not.toHaveProperty('force_reply')
    const tooLong = {
      chat_id: personId,
      text: 'x',
      reply_markup: { ...markup, input_field_placeholder: 'x'.repeat(65) },
    }
    expect(await call('sendMessage', tooLong)).toMatchObject({ status: 400 })
  })

  const wrong: [string, string, object, string][] = [
    ['an empty text', 'sendMessage', { text: '  ' }, 'message text is empty'],
    ['no text', 'sendMessage', {}, 'message text is empty'],
    ['a long text', 'sendMessage', { text: 'x'.repeat(4097) }, 'message is too long'],
    ['no chat', 'sendMessage', { chat_id: undefined, text: 'x' }, 'chat_id is empty'],
    ['an unknown chat', 'sendMessage', { chat_id: 5, text: 'x' }, 'chat not found'],
    [
      'an entity outside',
      'sendMessage',
      { text: 'abc', entities: [{ type: 'bold', offset: 1, length: 9 }] },
      'ends after the end of the text',
    ],
    [
      'an empty entity',
      'sendMessage',
      { text: 'abc', entities: [{ type: 'bold', offset: 0, length: 0 }] },
      'wrong offset or length',
    ],
    [
      'an entity in half an emoji',
      'sendMessage',
      { text: '😀', entities: [{ type: 'bold', offset: 0, length: 1 }] },
      'middle of a UTF-16 symbol',
    ],
    [
      'overlapping entities',
      'sendMessage',
      {
        text: 'abcdef',
        entities: [
          { type: 'bold', offset: 0, length: 4 },
          { type: 'italic', offset: 2, length: 4 },
        ],
      },
      'overlap',
    ],
    [
      'code in bold',
      'sendMessage',
      {
        text: 'abc',
        entities: [
          { type: 'bold', offset: 0, length: 3 },
          { type: 'code', offset: 1, length: 1 },
        ],
      },
      'cannot be combined',
    ],
    [
      'a quote in a quote',
      'sendMessage',
      {
        text: 'abc',
        entities: [
          { type: 'blockquote', offset: 0, length: 3 },
          { type: 'blockquote', offset: 1, length: 1 },
        ],
      },
      'cannot be nested',
    ],
    [
      'an unsafe link',
      'sendMessage',
      { text: 'abc', entities: [{ type: 'text_link', offset: 0, length: 3, url: 'javascript:x' }] },
      'wrong URL',
    ],
    [
      'long callback data',
      'sendMessage',
      { text: 'x', reply_markup: { inline_keyboard: [[{ text: 'b', callback_data: 'ж'.repeat(33) }]] } },
      'BUTTON_DATA_INVALID',
    ],
    [
      'a button without an action',
      'sendMessage',
      { text: 'x', reply_markup: { inline_keyboard: [[{ text: 'b' }]] } },
      "can't parse inline keyboard button",
    ],
    [
      'a button with two',
      'sendMessage',
      { text: 'x', reply_markup: { inline_keyboard: [[{ text: 'b', callback_data: 'a', url: 'https://e.com' }]] } },
      "can't parse inline keyboard button",
    ],
    [
      'a wrong style',
      'sendMessage',
      { text: 'x', reply_markup: { inline_keyboard: [[{ text: 'b', callback_data: 'a', style: 'green' }]] } },
      'invalid button style',
    ],
    [
      'a reply to nothing',
      'sendMessage',
      { text: 'x', reply_parameters: { message_id: 99_999 } },
      'message to be replied not found',
    ],
    ['parse_mode', 'sendMessage', { text: 'x', parse_mode: 'HTML' }, 'parse_mode is not supported'],
    ['an edit of nothing', 'editMessageText', { message_id: 99_999, text: 'x' }, 'message to edit not found'],
    ['a deletion of nothing', 'deleteMessage', { message_id: 99_999 }, 'message to delete not found'],
    ['a wrong action', 'sendChatAction', { action: 'dancing' }, 'wrong parameter action'],
    ['a draft without id', 'sendMessageDraft', { draft_id: 0, text: 'x' }, 'draft_id must be non-zero'],
    ['an unknown callback', 'answerCallbackQuery', { callback_query_id: 'nope' }, 'query is too old'],
    [
      'a wrong command',
      'setMyCommands',
      { commands: [{ command: 'Bad Command', description: 'x' }] },
      'BOT_COMMAND_INVALID',
    ],
    ['a webhook without https', 'setWebhook', { url: 'http://example.com/' }, 'An HTTPS URL must be provided'],
  ]
  test.each(wrong)('%s is refused', async (_name, method, parameters, description) => {
    const outcome = await call(method, { chat_id: personId, ...parameters })
    expect(outcome.status).toBe(400)
    expect(outcome.description).toMatch(/^Bad Request: /)
    expect(outcome.description).toContain(description)
  })

  test('an edit that changes nothing is refused, and one of a person’s message', async () => {
    const { message_id } = await api.sendMessage(personId, 'same')
    expect((await call('editMessageText', { chat_id: personId, message_id, text: 'same' })).description).toContain(
      'message is not modified',
    )
    const [own] = (await person('POST', `/users/${personId}/messages`, { text: 'mine' })) as Message[]
    expect(
      (await call('editMessageText', { chat_id: personId, message_id: own!.message_id, text: 'yours' })).description,
    ).toContain("message can't be edited")
  })

  test('nobody is written to who has not begun, or has blocked the bot', async () => {
    const stranger = await newPerson(false)
    expect((await call('sendMessage', { chat_id: stranger, text: 'x' })).description).toBe(
      'Bad Request: chat not found',
    )
    await person('POST', `/users/${stranger}/start`, {})
    expect((await call('sendMessage', { chat_id: stranger, text: 'x' })).ok).toBe(true)
    await person('POST', `/users/${stranger}/block`, {})
    expect(await call('sendMessage', { chat_id: stranger, text: 'x' })).toMatchObject({
      status: 403,
      description: 'Forbidden: bot was blocked by the user',
    })
  })

  test('an unknown parameter is ignored and named as a fault of the bot', async () => {
    await control('DELETE', '/journal')
    await call('sendMessage', { chat_id: personId, text: 'x', no_such_thing: 1 })
    expect(await control('GET', '/journal')).toMatchObject([
      { method: 'sendMessage', status: 200, unknownParameters: ['no_such_thing'] },
    ])
  })

  test('links, commands and mentions are found in a text, but not inside code', async () => {
    const { entities } = await api.sendMessage(personId, 'see https://example.com or /help or @someone in `x`', {
      entities: [],
    })
    expect(entities?.map(({ type }) => type)).toEqual(['url', 'bot_command', 'mention'])
    const code = await api.sendMessage(personId, '/help', { entities: [{ type: 'code', offset: 0, length: 5 }] })
    expect(code.entities).toEqual([{ type: 'code', offset: 0, length: 5 }])
  })

  test('a file is kept and can be fetched', async () => {
    const form = new FormData()
    form.set('chat_id', String(personId))
    form.set('document', new File(['hello'], 'привет.txt'))
    const sent = (await (
      await fetch(`${sandbox.telegramApiRoot}/bot${sandbox.botToken}/sendDocument`, { method: 'POST', body: form })
    ).json()) as { result: Message }
    const file = await fetch(`${sandbox.url}/person/files/${sent.result.document!.file_id}`)
    expect(await file.text()).toBe('hello')
  })
})

describe('updates', () => {
  test('are polled until they are confirmed, and a second poller ends the first', async () => {
    await call('deleteWebhook', { drop_pending_updates: true })
    await person('POST', `/users/${personId}/messages`, { text: 'one' })
    const [first] = await api.getUpdates({ timeout: 1 })
    expect(first!.message!.text).toBe('one')
    expect((await api.getUpdates({ timeout: 0 }))[0]!.update_id).toBe(first!.update_id)
    const poll = () => call('getUpdates', { offset: first!.update_id + 1, timeout: 50 })
    const [waiting, second] = [poll(), poll()]
    expect((await Promise.race([waiting, second])).status).toBe(409)
    await person('POST', `/users/${personId}/messages`, { text: 'two' })
    const outcomes = await Promise.all([waiting, second])
    expect(outcomes.map((outcome) => outcome.status).toSorted((a, b) => a - b)).toEqual([200, 409])
  })

  test('come to the webhook in order within a chat, with the secret, again until they are taken', async () => {
    const seen: { text: string; secret: unknown }[] = []
    let refusals = 2
    const server = createServer((request, response) => {
      let body = ''
      request.on('data', (bytes: Buffer) => (body += bytes.toString()))
      request.on('end', () => {
        const update = JSON.parse(body) as Update
        if (refusals-- > 0) return response.writeHead(500).end()
        seen.push({ text: update.message!.text!, secret: request.headers['x-telegram-bot-api-secret-token'] })
        return response.writeHead(200).end()
      })
    }).listen(0, '127.0.0.1')
    await once(server, 'listening')
    await control('PUT', '/webhook', { retry_ms: 5 })
    await api.setWebhook(`http://127.0.0.1:${(server.address() as { port: number }).port}/`, {
      secret_token: 'the-secret',
      drop_pending_updates: true,
    })
    expect((await call('getUpdates', {})).description).toContain("can't use getUpdates method while webhook is active")
    for (const text of ['1', '2', '3']) await person('POST', `/users/${personId}/messages`, { text })
    await expect.poll(() => seen.map(({ text }) => text)).toEqual(['1', '2', '3'])
    expect(seen[0]!.secret).toBe('the-secret')
    expect((await api.getWebhookInfo()).last_error_message).toContain('500')
    await api.deleteWebhook()
    server.close()
  })

  test('that the bot did not ask for do not come', async () => {
    await api.getUpdates({ allowed_updates: ['callback_query'], offset: -1 })
    await person('POST', `/users/${personId}/messages`, { text: 'unheard' })
    expect(await api.getUpdates({ timeout: 0 })).not.toContainEqual(
      expect.objectContaining({ message: expect.objectContaining({ text: 'unheard' }) }),
    )
    await api.getUpdates({
      allowed_updates: ['message', 'callback_query', 'my_chat_member', 'edited_message', 'stopped_message_generation'],
      offset: -1,
    })
  })

  test('tell of edits, presses, blocks and stopped drafts', async () => {
    const id = await newPerson()
    await call('deleteWebhook', { drop_pending_updates: true })
    const [message] = (await person('POST', `/users/${id}/messages`, { text: 'a' })) as Message[]
    await person('PATCH', `/users/${id}/messages/${message!.message_id}`, { text: 'b' })
    const sent = await api.sendMessage(id, 'x', {
      reply_markup: {
        inline_keyboard: [
          [
            { text: 'Go', callback_data: 'go' },
            { text: 'Site', url: 'https://e.com' },
          ],
        ],
      },
    })
    const pressed = person('POST', `/users/${id}/press`, { message_id: sent.message_id, button: 'Go' })
    await expect
      .poll(async () => (await api.getUpdates({ timeout: 0 })).some((update) => update.callback_query))
      .toBe(true)
    const query = (await api.getUpdates({ timeout: 0 })).find((update) => update.callback_query)!.callback_query!
    await api.answerCallbackQuery(query.id, { text: 'done', show_alert: true })
    expect(await pressed).toMatchObject({ answer: { text: 'done', show_alert: true }, pending: false })
    expect(await person('POST', `/users/${id}/press`, { message_id: sent.message_id, button: 'Site' })).toEqual({
      done: 'url',
    })
    await call('sendMessageDraft', { chat_id: id, draft_id: 7, text: 'growing', can_stop: true })
    expect(await person('GET', `/users/${id}/chat`)).toMatchObject({ drafts: [{ draftId: 7, text: 'growing' }] })
    await person('POST', `/users/${id}/stop_draft`, { draft_id: 7 })
    await api.sendMessage(id, 'whole')
    expect(await person('GET', `/users/${id}/chat`)).toMatchObject({ drafts: [] })
    await person('POST', `/users/${id}/block`, {})
    const kinds = (await api.getUpdates({ timeout: 0 })).map((update) => Object.keys(update)[1])
    expect(kinds).toEqual([
      'message',
      'edited_message',
      'callback_query',
      'stopped_message_generation',
      'my_chat_member',
    ])
  })

  test('have ids that go on growing after a restart, and chats are still there', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'sandbox-'))
    const stateFile = join(folder, 'state.json')
    const first = await startSandbox({ stateFile })
    const post = (base: string, path: string, body: object) =>
      fetch(`${base}/person${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      }).then((r) => r.json() as Promise<never>)
    const { id } = (await post(first.url, '/users', { first_name: 'Ann', language_code: 'en' })) as { id: number }
    await post(first.url, `/users/${id}/messages`, { text: 'kept' })
    const updatesOf = async (s: Sandbox) =>
      (
        await fetch(`${s.telegramApiRoot}/bot${s.botToken}/getUpdates`).then(
          (r) => r.json() as Promise<{ result: Update[] }>,
        )
      ).result
    const [before] = await updatesOf(first)
    await first.stop()
    const second = await startSandbox({ stateFile })
    await post(second.url, `/users/${id}/messages`, { text: 'new' })
    const after = await updatesOf(second)
    expect(after.map((update) => update.message!.text)).toEqual(['kept', 'new'])
    expect(after[1]!.update_id).toBeGreaterThan(before!.update_id)
    await second.stop()
    rmSync(folder, { recursive: true })
  })
})

describe('trouble on demand', () => {
  test('is met by the next calls and then over', async () => {
    await control('POST', '/trouble/telegram', { method: 'sendMessage', kind: 'flood', retryAfter: 7, times: 1 })
    expect(await call('sendMessage', { chat_id: personId, text: 'x' })).toMatchObject({
      status: 429,
      description: 'Too Many Requests: retry after 7',
      parameters: { retry_after: 7 },
    })
    expect((await call('sendMessage', { chat_id: personId, text: 'x' })).ok).toBe(true)
    await control('POST', '/trouble/telegram', { kind: 'error', status: 502 })
    expect((await call('getMe', {})).status).toBe(502)
    await control('POST', '/trouble/telegram', { kind: 'reset', times: 1, method: 'getChat' })
    await control('DELETE', '/trouble')
    expect((await call('getMe', {})).ok).toBe(true)
    await control('POST', '/trouble/telegram', { kind: 'reset', times: 1 })
    await expect(call('getMe', {})).rejects.toThrow()
    expect(await control('POST', '/trouble/telegram', { kind: 'earthquake' })).toMatchObject({
      error: expect.stringContaining('kind'),
    })
  })

  test('resetting empties the chats', async () => {
    const id = await newPerson()
    await control('POST', '/reset')
    expect(await person('GET', `/users/${id}/chat`)).toMatchObject({ messages: [] })
    await person('POST', `/users/${personId}/start`, {})
  })
})

describe('a person', () => {
  test('cannot do what the app would not let them', async () => {
    const impossible: [string, string, unknown][] = [
      ['GET', '/users/5/chat', undefined],
      ['POST', `/users/${personId}/messages`, { text: '' }],
      ['POST', `/users/${personId}/messages`, { text: 'x', chat_id: 12_345 }],
      ['POST', `/users/${personId}/press`, { message_id: 1, button: 'none' }],
      ['POST', `/users/${personId}/stop_draft`, { draft_id: 1 }],
      ['POST', '/users', {}],
    ]
    for (const [method, path, body] of impossible)
      expect(await person(method, path, body)).toMatchObject({ error: expect.any(String) })
  })

  test('who writes more than fits into a message writes several', async () => {
    const parts = (await person('POST', `/users/${personId}/messages`, { text: 'x'.repeat(9000) })) as Message[]
    expect(parts.map((part) => part.text!.length)).toEqual([4096, 4096, 808])
  })

  test('sees every change of their chat as it happens', async () => {
    const hangUp = new AbortController()
    const stream = await fetch(`${sandbox.url}/person/users/${personId}/events`, { signal: hangUp.signal })
    const { message_id } = await api.sendMessage(personId, 'watch me')
    await api.editMessageText(personId, message_id, 'watched')
    await api.sendChatAction(personId, 'typing')
    await api.deleteMessage(personId, message_id)
    let heard = ''
    const decoder = new TextDecoder()
    for await (const bytes of stream.body!) {
      heard += decoder.decode(bytes)
      if (heard.includes('"deleted"')) break
    }
    expect([...heard.matchAll(/"type":"(message|edited|action|deleted)"/g)].map(([, type]) => type)).toEqual([
      'message',
      'edited',
      'action',
      'deleted',
    ])
    hangUp.abort()
  })
})

describe('the demo model', () => {
  const complete = async (content: string, more: object = {}) => {
    const response = await fetch(`${sandbox.modelBaseUrl}/chat/completions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ model: 'demo', messages: [{ role: 'user', content }], ...more }),
    })
    return { status: response.status, text: await response.text() }
  }

  test('answers to the words of the question, in its language, and says that it is a demo', async () => {
    for (const [question, expected] of [
      ['сколько 2 + 2', '2 + 2 = 4'],
      ['сколько 2 + 2', 'демонстрационная модель'],
      ['what is 10 / 4', '10 / 4 = 2.5'],
      ['what is 10 / 4', 'demo model'],
      ['1 / 0 сколько', 'На ноль'],
      ['привет', 'Здравствуйте'],
      ['hello', 'Hello!'],
      ['который час', 'На часах'],
      ['what time is it', 'clock says'],
      ['спасибо', 'Пожалуйста'],
      ['who are you', 'demo model of Pomogator'],
      ['tell me about elephants', 'elephants'],
      ['покажи таблицу', 'Меркурий'],
    ]) {
      const { text } = await complete(question!)
      expect(text).toContain(expected)
    }
  })

  test('streams with usage at the end, and stops at the limit it is given', async () => {
    const { text } = await complete('длинный ответ', {
      stream: true,
      stream_options: { include_usage: true },
      max_tokens: 10,
    })
    const chunks = text
      .split('\n\n')
      .filter(Boolean)
      .map((line) => line.slice('data: '.length))
    expect(chunks.at(-1)).toBe('[DONE]')
    expect(JSON.parse(chunks.at(-2)!)).toMatchObject({ usage: { completion_tokens: 10 }, choices: [] })
    expect(JSON.parse(chunks.at(-3)!)).toMatchObject({ choices: [{ finish_reason: 'length' }] })
  })

  test('refuses what OpenAI would refuse, and fails when it is asked to', async () => {
    expect((await complete('x', { messages: [] })).status).toBe(400)
    expect((await complete('fail')).status).toBe(503)
    expect(await (await fetch(`${sandbox.modelBaseUrl}/models`)).json()).toMatchObject({ data: [{ id: 'demo' }] })
  })
})
