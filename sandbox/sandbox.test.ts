import { createServer } from 'node:http'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Message, Update } from 'grammy/types'
import { describe, expect, test } from 'vitest'
import { type Sandbox, startSandbox } from './sandbox.ts'
import { api, call, control, newPerson, person, personId, sandbox, useSandbox } from './testing-sandbox.ts'

useSandbox()

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

  test('go on in memory where the file cannot be written, which the log says', async () => {
    const said: string[] = []
    // No file can be made in /proc.
    const options = {
      stateFile: '/proc/self/state.json',
      log: ({ message }: { message: string }) => said.push(message),
    }
    const full = await startSandbox(options)
    const made = await fetch(`${full.url}/person/users`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ first_name: 'Ann', language_code: 'en' }),
    })
    expect(made.ok).toBe(true)
    await expect.poll(() => said).toContain('The chats could not be stored')
    await full.stop()
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
