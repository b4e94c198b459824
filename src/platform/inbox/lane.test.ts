import { describe, expect, test } from 'vitest'
import { laneOf } from './lane.ts'

const chat = { id: 7, type: 'private' }
const group = { id: -8, type: 'supergroup' }
const from = { id: 5 }
const file = { file_id: 'f', file_unique_id: 'u' }

describe('the lane of an update', () => {
  test.each<[string, object, string, string]>([
    ['a message', { message: { chat, from, text: 'hi' } }, 'chat:7', 'message'],
    [
      'a message in a topic',
      { message: { chat, from, text: 'hi', is_topic_message: true, message_thread_id: 3 } },
      'chat:7:3',
      'message',
    ],
    [
      'a reply thread that is no topic',
      { message: { chat, from, text: 'hi', message_thread_id: 3 } },
      'chat:7',
      'message',
    ],
    ['a command in capitals', { message: { chat, from, text: '/HELP' } }, 'aside:5', 'button'],
    ['a photo', { message: { chat, from, photo: [file] } }, 'chat:7', 'message'],
    ['a sticker', { message: { chat, from, sticker: file } }, 'chat:7', 'message'],
    ['a voice message', { message: { chat, from, voice: file } }, 'chat:7', 'message'],
    ['a song', { message: { chat, from, audio: file } }, 'chat:7', 'message'],
    ['a video note', { message: { chat, from, video_note: file } }, 'chat:7', 'message'],
    ['a document', { message: { chat, from, document: file } }, 'chat:7', 'message'],
    ['a video of an album', { message: { chat, from, video: file, media_group_id: '1' } }, 'chat:7', 'message'],
    ['a photo without a size', { message: { chat, from, photo: [] } }, 'aside:5', 'button'],
    ['a sticker that moves', { message: { chat, from, sticker: { ...file, is_animated: true } } }, 'aside:5', 'button'],
    ['a video', { message: { chat, from, video: file } }, 'aside:5', 'button'],
    ['an animation', { message: { chat, from, animation: file, document: file } }, 'aside:5', 'button'],
    ['a place', { message: { chat, from, location: {} } }, 'aside:5', 'button'],
    ['a question after /ask', { message: { chat, from, text: '/ask why?' } }, 'chat:7', 'message'],
    ['a new conversation', { message: { chat, from, text: '/new@some_bot' } }, 'chat:7', 'message'],
    ['a forwarded command', { message: { chat, from, text: '/stop', forward_origin: {} } }, 'chat:7', 'message'],
    ['a forwarded video', { message: { chat, from, video: file, forward_origin: {} } }, 'chat:7', 'message'],
    ['a message in a group', { message: { chat: group, from, text: 'hi' } }, 'chat:-8:from:5', 'message'],
    ['a command in a group', { message: { chat: group, from, text: '/help' } }, 'aside:5', 'button'],
    ['a picture in a group', { message: { chat: group, from, photo: [] } }, 'chat:-8:from:5', 'message'],
    [
      'a message in a topic of a group',
      { message: { chat: group, from, text: 'hi', is_topic_message: true, message_thread_id: 3 } },
      'chat:-8:3:from:5',
      'message',
    ],
    [
      'a button in a group that begins an answer',
      { callback_query: { id: 'x', from, data: 'ask:again:1', message: { chat: group, from: { id: 1 } } } },
      'chat:-8:from:5',
      'message',
    ],
    ['an edit', { edited_message: { chat, from, text: 'hi' } }, 'chat:7', 'message'],
    ['a block', { my_chat_member: { chat, from } }, 'chat:7', 'message'],
    ['a button', { callback_query: { id: 'x', from, data: 'menu', message: { chat } } }, 'buttons:5', 'button'],
    [
      'a button that begins an answer',
      { callback_query: { id: 'x', from, data: 'ask:retry', message: { chat } } },
      'chat:7',
      'message',
    ],
    [
      'a button that stops one',
      { callback_query: { id: 'x', from, data: 'stop:5', message: { chat } } },
      'stop:7',
      'urgent',
    ],
    ['the word that stops one', { message: { chat, from, text: ' /stop@some_bot ' } }, 'stop:7', 'urgent'],
    ['talk about stopping', { message: { chat, from, text: '/stop it' } }, 'chat:7', 'message'],
    ['Telegram’s own Stop', { stopped_message_generation: { chat, draft_id: 1 } }, 'stop:7', 'urgent'],
    ['a checkout', { pre_checkout_query: { id: 'x', from } }, 'checkout:5', 'urgent'],
    ['a payment', { message: { chat, from, successful_payment: {} } }, 'payments:5', 'urgent'],
    ['a refund', { message: { chat, from, refunded_payment: {} } }, 'payments:5', 'urgent'],
    ['a subscription', { subscription: { user: from } }, 'payments:5', 'urgent'],
    ['something of the future', { hologram: { from } }, 'other:hologram', 'message'],
  ])('%s', (_name, update, lane, kind) => {
    expect(laneOf({ update_id: 1, ...update })).toMatchObject({ updateId: 1, lane, kind })
  })

  test('is none for what is no update', () => {
    for (const value of [undefined, null, 1, 'x', [], {}, { update_id: '1' }, { update_id: 1.5 }, { update_id: -1 }])
      expect(laneOf(value)).toBeUndefined()
  })
})
