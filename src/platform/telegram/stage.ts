import type { Api } from 'grammy'
import type { InlineKeyboardMarkup } from 'grammy/types'
import { limited } from '#platform/runtime/pass.ts'
import type { Place } from './deliver.ts'
import type { FormattedText } from './formatted-text.ts'

/** Where a growing text is shown. */
export interface Stage {
  /** Between two steps: at first, and once there is enough to read that a step adds little to it. */
  gapMs: { first: number; later: number }
  /** What is shown vanishes by itself, unless it is shown again after this time. */
  keepAliveMs: number
  /** Whether a stage without a text says by itself that something is coming. */
  showsEmpty: boolean
  show(text: FormattedText): Promise<void>
}

/** Telegram's floods begin at about one call a second in a private chat and twenty a minute in a group. */
const messageGapMs = { private: 1_100, group: 3_100 }
const draftGapMs = { first: 300, later: 600 }
/** Telegram drops a draft after thirty seconds. */
const draftKeepAliveMs = 20_000
/** A step that takes longer is stale: the next one shows more. */
const callTimeoutMs = 5_000

/** Telegram's preview of a message being written, with its own Stop button. It leaves nothing behind. */
export function draftStage(api: Api, place: Place, draftId: number): Stage {
  return {
    gapMs: draftGapMs,
    keepAliveMs: draftKeepAliveMs,
    showsEmpty: true,
    async show({ text, entities }) {
      const more = { entities, can_stop: true, keep_on_stop: true, ...topicOf(place) }
      await briefly((signal) => api.sendMessageDraft(place.chatId, draftId, text, more, signal))
    },
  }
}

/** A message of our own that is changed again and again; the first part of the answer takes it over. */
export interface MessageStage extends Stage {
  adopt(messageId: number): void
  messageId(): number | null
  /** Whether showing more changes a message, which may be done twice. */
  isThere(): boolean
}

/** A message that is there already and is known by this name only: where the bot is no member. */
export function inlineStage(api: Api, inlineMessageId: string): MessageStage {
  return {
    gapMs: { first: messageGapMs.group, later: messageGapMs.group },
    keepAliveMs: Infinity,
    showsEmpty: false,
    adopt: () => undefined,
    messageId: () => null,
    isThere: () => true,
    async show({ text, entities }) {
      const more = { entities, link_preview_options: { is_disabled: true } }
      await briefly((signal) => api.editMessageTextInline(inlineMessageId, text, more, signal))
    },
  }
}

export function messageStage(options: {
  api: Api
  place: Place
  isPrivate: boolean
  stopButton: InlineKeyboardMarkup
  onMessage(messageId: number): Promise<void>
}): MessageStage {
  const { api, place } = options
  const gapMs = options.isPrivate ? messageGapMs.private : messageGapMs.group
  let messageId: number | null = null
  return {
    gapMs: { first: gapMs, later: gapMs },
    keepAliveMs: Infinity,
    showsEmpty: false,
    adopt(known) {
      messageId ??= known
    },
    messageId: () => messageId,
    isThere: () => messageId !== null,
    async show({ text, entities }) {
      const more = { entities, link_preview_options: { is_disabled: true }, reply_markup: options.stopButton }
      const known = messageId
      if (known !== null)
        return void (await briefly((signal) => api.editMessageText(place.chatId, known, text, more, signal)))
      const reply = place.replyTo
        ? { reply_parameters: { message_id: place.replyTo, allow_sending_without_reply: true } }
        : {}
      const first = { ...more, ...topicOf(place), ...reply }
      const message = await briefly((signal) => api.sendMessage(place.chatId, text, first, signal))
      messageId = message.message_id
      await options.onMessage(messageId)
    },
  }
}

/** "Is typing" under the bot's name, for five seconds. */
export async function showTyping(api: Api, place: Place): Promise<void> {
  await briefly((signal) => api.sendChatAction(place.chatId, 'typing', topicOf(place), signal))
}

function topicOf({ threadId }: Place) {
  return threadId ? { message_thread_id: threadId } : {}
}

/** grammY has a type of its own for a signal; Node's does all that it asks for. */
type Signal = NonNullable<Parameters<Api['getMe']>[0]>

function briefly<Result>(call: (signal: Signal) => Promise<Result>): Promise<Result> {
  return limited(callTimeoutMs, (signal) => call(signal as Signal))
}
