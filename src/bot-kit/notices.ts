import type { CallbackQuery, Message } from 'grammy/types'
import { LRUCache } from 'lru-cache'
import { BackendUnavailable } from './backend-client.ts'
import type { ConsumerOptions } from '#platform/inbox/consumer.ts'
import type { Update } from '#platform/inbox/lane.ts'
import { outageOf } from '#platform/runtime/outage.ts'
import { Postpone } from '#platform/inbox/postponement.ts'
import type { Tools } from './context.ts'
import { describeError } from './describe-error.ts'
import { personIn } from './person-in.ts'
import { type Texts, textsIn } from '#texts/languages.ts'

const mostRemembered = 10_000

/**
 * The backend is away: the person hears once per message that it is not lost. Not at the first failure: while programs are
 * restarted one after the other, the next try a second later succeeds.
 */
export function tellOfDelay(tools: Tools): (update: Update) => Promise<void> {
  const failures = new LRUCache<number, number>({ max: mostRemembered })
  return async (update) => {
    const times = (failures.get(update.update_id) ?? 0) + 1
    failures.set(update.update_id, times)
    if (times === 2 && update['message'])
      await notify(tools, update, (t) => (isPayment(update['message']) ? t.paymentDelayed : t.delayed))
  }
}

/** Asks the backend, which gives an update up in one transaction: with its event, its notice and its price returned. */
export function giveUpUpdate({ backend, people }: Tools): ConsumerOptions['giveUp'] {
  return async (update, error, given) => {
    const person = personIn(update)
    const place = placeOf(update)
    try {
      const { outcome } = await backend.giveUpUpdate({
        ...given,
        ...describeError(error),
        ...(person ? { telegramId: person.id } : {}),
        ...(person && place ? { notice: { ...place, language: people.languageOf(person) } } : {}),
      })
      return outcome
    } catch (failure) {
      if (!(failure instanceof BackendUnavailable)) throw failure
      throw new Postpone('The backend cannot be reached', { countsAsAttempt: false, cause: failure })
    }
  }
}

/** The place in which the person who wrote or pressed a button is told of it; undefined when there is no such place. */
function placeOf(update: Update) {
  const query = update['callback_query'] as CallbackQuery | undefined
  const message = (update['message'] as Message | undefined) ?? query?.message
  if (!message?.chat) return undefined
  const threadId = 'is_topic_message' in message ? message.message_thread_id : undefined
  return {
    what: query ? ('button' as const) : isPayment(message) ? ('payment' as const) : ('message' as const),
    chatId: message.chat.id,
    ...(threadId ? { threadId } : {}),
    ...(query ? {} : { replyTo: message.message_id }),
  }
}

function isPayment(message: unknown): boolean {
  return (message as Message).successful_payment !== undefined
}

/** A word to the person who wrote in a private chat. Nothing depends on it. */
async function notify({ bareApi, people, log }: Tools, update: Update, text: (t: Texts) => string): Promise<void> {
  const message = update['message'] as Message | undefined
  const person = personIn(update)
  if (!message || !person || message.chat?.type !== 'private') return
  const threadId = 'is_topic_message' in message ? message.message_thread_id : undefined
  try {
    await bareApi.sendMessage(message.chat.id, text(textsIn(people.languageOf(person))), {
      ...(threadId ? { message_thread_id: threadId } : {}),
      reply_parameters: { message_id: message.message_id, allow_sending_without_reply: true },
    })
  } catch (error) {
    const outage = outageOf(error)
    if (outage) log.warn({ updateId: update.update_id }, `The person could not be told. ${outage}`)
    else log.warn({ err: error, updateId: update.update_id }, 'The person could not be told')
  }
}
