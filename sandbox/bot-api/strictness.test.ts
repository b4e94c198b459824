import type { Message } from 'grammy/types'
import { describe, expect, test } from 'vitest'
import { api, call, control, newPerson, person, personId, sandbox, useSandbox } from '#sandbox/testing-sandbox.ts'

useSandbox()

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
