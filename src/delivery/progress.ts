import type { Api } from 'grammy'
import type { InlineKeyboardMarkup } from 'grammy/types'
import type { Log } from '#runtime/log.ts'
import type { Place } from './deliver.ts'
import { formatMarkdown } from './markdown/format.ts'
import { splitFormatted, textLimit } from './split.ts'
import { judge } from './telegram-error.ts'

/** An answer growing in one message. It may skip steps and never fails: the final text does not depend on it. */
export interface Progress {
  push(markdownSoFar: string): void
  /** A message that an earlier attempt has begun goes on growing, instead of a second one. */
  adopt(messageId: number | undefined): void
  /** Ends the growing. Returns the message that shows the text so far, for the first part to take over. */
  finish(): Promise<number | null>
}

/** Telegram's floods begin at about one call a second in a private chat and twenty a minute in a group. */
const pauseMs = { private: 1_100, group: 3_100 }
/** Telegram shows "typing" for five seconds. */
const typingMs = 4_500

export function startProgress(options: {
  /** Without retries, because what comes too late is not worth sending, and with a limit on every call. */
  api: Api
  place: Place
  isPrivate: boolean
  stopButton: InlineKeyboardMarkup
  /** The message exists from now on: whoever takes over after a crash should know it. */
  onMessage(messageId: number): Promise<void>
  log: Log
}): Progress {
  const { api, place, stopButton, log } = options
  let messageId: number | null = null
  let wanted = ''
  let shown = ''
  let ended = false
  let nextAt = 0
  let timer: NodeJS.Timeout | undefined
  let step: Promise<void> = Promise.resolve()

  const typing = setInterval(() => void act(), typingMs)
  void act()

  async function act() {
    try {
      await api.sendChatAction(place.chatId, 'typing', thread(place))
    } catch (error) {
      log.debug({ err: error }, 'Typing could not be shown')
    }
  }

  function schedule() {
    if (ended || timer || wanted === shown || nextAt === Infinity) return
    timer = setTimeout(
      () => {
        step = show().finally(() => {
          timer = undefined
          schedule()
        })
      },
      Math.max(0, nextAt - Date.now()),
    )
  }

  async function show() {
    const text = wanted
    const [last] = splitFormatted(formatMarkdown(text), textLimit).slice(-1)
    if (!last || ended) return
    nextAt = Date.now() + (options.isPrivate ? pauseMs.private : pauseMs.group)
    try {
      const more = { entities: last.entities, link_preview_options: { is_disabled: true }, reply_markup: stopButton }
      if (messageId === null) {
        const reply = place.replyTo
          ? { reply_parameters: { message_id: place.replyTo, allow_sending_without_reply: true } }
          : {}
        const message = await api.sendMessage(place.chatId, last.text, { ...more, ...thread(place), ...reply })
        messageId = message.message_id
        await options.onMessage(messageId)
      } else await api.editMessageText(place.chatId, messageId, last.text, more)
      shown = text
    } catch (error) {
      const verdict = judge(error)
      if (verdict.kind === 'flood') nextAt = Date.now() + verdict.retryAfterSeconds * 1000
      // Blocked, or something else that the final text will meet as well: nothing more to show until then.
      else if (verdict.kind === 'refused') nextAt = Infinity
      else if (verdict.kind === 'unchanged') shown = text
      log.debug({ err: error }, 'A step of the growing answer could not be shown')
    }
  }

  return {
    adopt(known) {
      messageId ??= known ?? null
    },
    push(markdownSoFar) {
      wanted = markdownSoFar
      schedule()
    },
    async finish() {
      ended = true
      clearInterval(typing)
      clearTimeout(timer)
      await step
      return messageId
    },
  }
}

function thread({ threadId }: Place) {
  return threadId ? { message_thread_id: threadId } : {}
}
