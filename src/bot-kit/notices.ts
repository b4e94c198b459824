import type { CallbackQuery, Message } from 'grammy/types'
import { LRUCache } from 'lru-cache'
import { BackendUnavailable } from './backend-client.ts'
import type { Sql } from '#platform/database/sql.ts'
import { judge } from '#platform/telegram/telegram-error.ts'
import { dropDeadNotice, takeDeadNotices } from '#platform/inbox/dead-notices.ts'
import type { Update } from '#platform/inbox/lane.ts'
import { outageOf } from '#platform/runtime/outage.ts'
import { OutageLog } from '#platform/runtime/outage-log.ts'
import { Postpone } from '#platform/inbox/postponement.ts'
import type { Tools } from './context.ts'
import { describeError } from './describe-error.ts'
import { personIn } from './person-in.ts'
import { type Texts, textsIn } from '#texts/dictionaries.ts'

const mostRemembered = 10_000

/** The backend is away: the person hears once per message that it is not lost. */
export function tellOfDelay(tools: Tools): (update: Update) => Promise<void> {
  const told = new LRUCache<number, true>({ max: mostRemembered })
  return async (update) => {
    if (told.has(update.update_id)) return
    told.set(update.update_id, true)
    if (update['message'])
      await notify(tools, update, (t) => (isPayment(update['message']) ? t.paymentDelayed : t.delayed))
  }
}

/**
 * Before an update is given up: what its question has reserved is returned, and the owner finds it in the event log. Returns
 * what became of its price, when the person must be told; a person whose whole answer has arrived need not hear of it.
 */
export function settleDead({ backend }: Tools): (update: Update, error: unknown) => Promise<string | undefined> {
  return async (update, error) => {
    const person = personIn(update)
    try {
      const { charge } = await backend.giveUpUpdate({
        updateId: update.update_id,
        ...describeError(error),
        ...(person ? { telegramId: person.id } : {}),
      })
      return charge === 'paid' ? undefined : charge
    } catch (failure) {
      if (!(failure instanceof BackendUnavailable)) throw failure
      throw new Postpone('The backend cannot be reached', { countsAsAttempt: false, cause: failure })
    }
  }
}

const lookEveryMs = 1_000
const tellAtOnce = 20

/** Tells people of updates that were given up, as often as it takes to reach them. */
export function startDeadNotices(tools: Tools, sql: Sql): { stop(): Promise<void> } {
  let telling: Promise<void> | undefined
  const outage = new OutageLog(tools.log, 'Notices of dead updates could not be read')
  const clock = setInterval(() => {
    telling ??= tellAll()
      .then(
        () => outage.succeeded(),
        (error: unknown) => outage.failed(error),
      )
      .finally(() => (telling = undefined))
  }, lookEveryMs)
  return {
    async stop() {
      clearInterval(clock)
      await telling
    },
  }

  async function tellAll() {
    for (const { update, notice, last } of await takeDeadNotices(sql, tellAtOnce)) {
      const told = await notify(tools, update, (t) => givenUp(t, update), notice === 'given_back')
      if (told || last) await dropDeadNotice(sql, update.update_id)
    }
  }
}

/** Only what the ledger has confirmed is noted, so nothing was charged for the update; a payment is another matter. */
function givenUp(t: Texts, { message }: Update): string {
  if (message === undefined) return `${t.buttonGivenUp} ${t.nothingCharged} ${t.tryLater}`
  return isPayment(message) ? t.paymentGivenUp : `${t.givenUp} ${t.nothingCharged} ${t.tryLater}`
}

function isPayment(message: unknown): boolean {
  return (message as Message).successful_payment !== undefined
}

/**
 * A word to the person who wrote or pressed a button, in a group only about a question. False when it may be told later; nobody
 * is there to hear it, or may not be told, is as good as told.
 */
async function notify(
  { bareApi, people, log }: Tools,
  update: Update,
  text: (t: Texts) => string,
  inGroups = false,
): Promise<boolean> {
  const query = update['callback_query'] as CallbackQuery | undefined
  const message = (update['message'] as Message | undefined) ?? query?.message
  const person = personIn(update)
  if (!message || !person || (message.chat?.type !== 'private' && !inGroups)) return true
  const threadId = 'is_topic_message' in message ? message.message_thread_id : undefined
  try {
    await bareApi.sendMessage(message.chat.id, text(textsIn(people.languageOf(person))), {
      ...(threadId ? { message_thread_id: threadId } : {}),
      ...(query ? {} : { reply_parameters: { message_id: message.message_id, allow_sending_without_reply: true } }),
    })
  } catch (error) {
    const outage = outageOf(error)
    if (outage) log.warn({ updateId: update.update_id }, `The person could not be told. ${outage}`)
    else log.warn({ err: error, updateId: update.update_id }, 'The person could not be told')
    return judge(error).kind === 'refused'
  }
  return true
}
