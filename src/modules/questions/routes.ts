import type { FastifyInstance } from 'fastify'
import { moveChat } from './answer/move-chat.ts'
import { questionsEndpoints } from '#modules/questions/contract.ts'
import { type Conversing, encodeEvent, keepAlive } from './stream.ts'
import { refundUndelivered } from './answer/abandon.ts'
import { findAnswer, findPending, recordDelivery } from './answer/delivery.ts'
import { giveUpUpdate } from './answer/give-up.ts'
import { findByUpdate } from './ask/ask.ts'
import { noteEdit } from './ask/edit.ts'
import { choosePages } from '#modules/attachments/attachment.ts'
import { priceOfAgain, priceOfWaiting, quoteAgain } from './ask/quote.ts'
import { findUnpaid, findWaiting } from './ask/waiting.ts'
import { converse, quotationOf, readFiles } from './converse.ts'
import type { QuestionContext } from './question-context.ts'
import type { HandlerInput } from '#platform/http/endpoint.ts'
import type { Sql } from '#platform/database/sql.ts'
import { Refusal } from '#platform/http/refusal.ts'
import { agreementStateOf } from '#modules/users/agreement.ts'
import { findUser } from '#modules/users/users.ts'
import { serve, serveEvents } from '#platform/http/serve.ts'

/** Questions, their answers and what became of them. */
export async function questionRoutes(app: FastifyInstance, context: QuestionContext): Promise<void> {
  const { sql } = context

  serveEvents(app, questionsEndpoints.processMessage, {
    open: (input, gone) => converse(context, input, gone),
    write,
    whole: wholeAnswer,
  })

  serve(app, questionsEndpoints.choosePages, (input) => choosePagesOf(context, input))

  serve(app, questionsEndpoints.waitingQuestion, (input) => waitingQuestion(context, input))

  // Not behind others: the next question of this person waits for it.
  serve(app, questionsEndpoints.reportDelivery, (input) => reportDelivery(sql, input))

  serve(app, questionsEndpoints.stopAnswer, async ({ telegramId, chatId, threadId, updateId }) => {
    const place = { telegramId, chatId, threadId }
    const pending = await findPending(sql, place, updateId)
    // Whichever backend is answering hears it; see main.ts.
    for (const questionId of pending) await sql`select pg_notify('stop_answer', ${String(questionId)})`
    return { stopping: pending.length > 0 }
  })

  serve(app, questionsEndpoints.questionEdited, (input) => questionEdited(context, input))

  serve(app, questionsEndpoints.answerText, async ({ telegramId, questionId }) => {
    const answer = await findAnswer(sql, { telegramId, questionId })
    if (answer === undefined) throw new Refusal('question_not_found')
    return { answer }
  })

  serve(app, questionsEndpoints.giveUpUpdate, (input) => giveUpUpdate(sql, input))

  serve(app, questionsEndpoints.moveChat, async ({ fromChatId: from, toChatId: to }) => {
    await moveChat(sql, { from, to })
    return {}
  })
}

type Input<Name extends keyof typeof questionsEndpoints> = HandlerInput<(typeof questionsEndpoints)[Name]>

async function choosePagesOf(
  context: QuestionContext,
  { telegramId, updateId, fromPage, toPage }: Input<'choosePages'>,
) {
  const { sql, catalogs } = context
  if (!(await findWaiting(sql, { telegramId, updateId }))) throw new Refusal('question_not_found')
  const pages = { from: fromPage, to: toPage }
  if (toPage < fromPage || !(await choosePages(sql, { telegramId, updateId }, pages)))
    throw new Refusal('no_such_pages')
  const quoted = await quoteAgain(sql, catalogs.present(), {
    telegramId,
    updateId,
    ...context.settings.present(),
  })
  if ('quoted' in quoted) return quotationOf(quoted.quoted)
  if (quoted.refused === 'question_not_found') throw new Refusal('question_not_found')
  throw new Refusal('no_access', { reason: quoted.refused })
}

async function waitingQuestion(context: QuestionContext, { telegramId, askedBy }: Input<'waitingQuestion'>) {
  const { sql, settings } = context
  const catalog = context.catalogs.present()
  // An unknown person is refused.
  if (!(await findUser(sql, telegramId))) throw new Refusal('user_not_found')
  const asked = askedBy === undefined ? undefined : await findByUpdate(sql, { telegramId, updateId: askedBy })
  if (asked) {
    const { updateId, text, purse, price } = asked
    return { waiting: { updateId, text: text ?? '', messages: 1, price: { purse, price }, next: 'go_on' as const } }
  }
  const found = await findUnpaid(sql, telegramId)
  if (!found) return { waiting: null }
  const { updateId, text, messages, isRecent } = found
  const question = { telegramId, updateId, ...settings.present() }
  let price = await priceOfWaiting(sql, catalog, question)
  if (price === 'read') {
    await readFiles(context, question)
    price = await priceOfWaiting(sql, catalog, question)
  }
  return {
    waiting:
      price && price !== 'read'
        ? { updateId, text, messages, price, next: isRecent ? ('ask' as const) : ('offer' as const) }
        : null,
  }
}

async function reportDelivery(sql: Sql, { refused, ...delivery }: Input<'reportDelivery'>) {
  const { telegramId, questionId, complete } = delivery
  if (refused !== undefined)
    return { refunded: await refundUndelivered(sql, { telegramId, questionId, reason: refused }) }
  const recorded = await recordDelivery(sql, delivery)
  if (!recorded) throw new Refusal('question_not_found')
  const { outdatedMessageId: outdated } = recorded
  return { refunded: false, ...(complete && outdated !== null ? { outdatedMessageId: outdated } : {}) }
}

async function wholeAnswer(events: AsyncGenerator<Conversing>) {
  for await (const event of events) {
    if (event.type === 'done') {
      const { type: _, ...answer } = event
      return answer
    }
    if (event.type === 'quoted') {
      const { type: _, ...quotation } = event
      throw new Refusal('price_not_agreed', quotation)
    }
    if (event.type === 'unreadable') {
      const { type: _, ...file } = event
      throw new Refusal('unreadable_file', file)
    }
    if (event.type === 'refused') {
      const { type: _, ...details } = event
      throw new Refusal('no_access', details)
    }
    if (event.type === 'failed')
      throw new Refusal('answer_failed', { reason: event.reason, questionId: event.questionId })
  }
  throw new Refusal('answer_pending')
}

async function questionEdited(
  { sql, catalogs, settings }: QuestionContext,
  edit: HandlerInput<typeof questionsEndpoints.questionEdited>,
) {
  const { telegramId: userId, chatId } = edit
  const user = await findUser(sql, userId)
  // Other words of those who have agreed no more are not kept.
  const isKept = !user || agreementStateOf(user.agreement, settings.documents()) === 'given'
  const id = isKept ? await noteEdit(sql, edit) : undefined
  if (id === undefined) return { questionId: null, price: null }
  const price = await priceOfAgain(sql, catalogs.present(), { userId, id, chatId }, settings.present(), 'edited')
  return { questionId: id, price: price ?? null }
}

function write(event: Conversing): string {
  return event.type === 'silence' ? keepAlive : encodeEvent(event)
}
