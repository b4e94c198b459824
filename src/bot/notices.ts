import type { CallbackQuery, Message } from 'grammy/types'
import type { Update } from '#inbox/lane.ts'
import type { Tools } from './context.ts'
import { describeError } from './describe-error.ts'
import { personIn } from './person-in.ts'
import { type Texts, textsIn } from './texts/dictionaries.ts'

const mostRemembered = 10_000

/** The backend is away: the person hears once per message that it is not lost. */
export function tellOfDelay(tools: Tools): (update: Update) => Promise<void> {
  const told = new Set<number>()
  return async (update) => {
    if (told.has(update.update_id)) return
    if (told.size >= mostRemembered) told.clear()
    told.add(update.update_id)
    if (update['message']) await notify(tools, update, (t) => t.delayed)
  }
}

/** An update was given up: the owner finds it in the event log, and the person is told when he wrote or pressed something. */
export function tellOfDead(tools: Tools): (update: Update, error: unknown) => Promise<void> {
  return async (update, error) => {
    const person = personIn(update)
    await tools.backend
      .reportError({
        kind: 'update_buried',
        update_id: update.update_id,
        ...describeError(error),
        ...(person ? { telegram_id: person.id } : {}),
      })
      .catch((reporting: unknown) =>
        tools.log.warn({ err: reporting, updateId: update.update_id }, 'The dead update could not be reported'),
      )
    await notify(tools, update, (t) => (update['message'] ? t.givenUp : t.buttonGivenUp))
  }
}

/** A word to whoever wrote or pressed a button in a private chat; nothing depends on its arrival. */
async function notify({ bareApi, people, log }: Tools, update: Update, text: (t: Texts) => string): Promise<void> {
  const query = update['callback_query'] as CallbackQuery | undefined
  const message = (update['message'] as Message | undefined) ?? query?.message
  const person = personIn(update)
  if (!message || !person || message.chat?.type !== 'private') return
  const threadId = 'is_topic_message' in message ? message.message_thread_id : undefined
  try {
    await bareApi.sendMessage(message.chat.id, text(textsIn(people.languageOf(person))), {
      ...(threadId ? { message_thread_id: threadId } : {}),
      ...(query ? {} : { reply_parameters: { message_id: message.message_id, allow_sending_without_reply: true } }),
    })
  } catch (error) {
    log.warn({ err: error, updateId: update.update_id }, 'The person could not be told')
  }
}
