import { Readable } from 'node:stream'
import type { FastifyInstance } from 'fastify'
import { encodeEvent, keepAlive } from './stream.ts'
import { refundUndelivered } from './answer/abandon.ts'
import { findAnswer, findPending, recordDelivery } from './answer/delivery.ts'
import { noteEdit } from './ask/edit.ts'
import { findWaiting } from './answer/waiting.ts'
import type { Context } from '#programs/backend/context.ts'
import { type Conversing, converse } from './converse.ts'
import { Refusal } from '#platform/http/refusal.ts'
import { meansReply } from '#modules/replies.ts'
import { serve } from '#platform/http/serve.ts'

/** Questions, their answers and what became of them. */
export async function questionRoutes(app: FastifyInstance, context: Context): Promise<void> {
  const { sql } = context

  serve(app, 'processMessage', async (input, request, reply) => {
    const gone = new AbortController()
    reply.raw.once('close', () => gone.abort())
    const events = converse(context, input, gone.signal)
    if (!request.headers.accept?.includes('text/event-stream')) return wholeAnswer(events)
    // What is wrong before anything was accepted is still an HTTP error with its own status.
    const first = await events.next()
    reply.headers({ 'content-type': 'text/event-stream', 'cache-control': 'no-store', 'x-accel-buffering': 'no' })
    return reply.serializer((payload) => payload as string).send(Readable.from(written(first, events)))
  })

  serve(app, 'waitingQuestion', async ({ telegram_id: telegramId }) => {
    const { next } = await meansReply(context, telegramId)
    const found = 'refused' in next ? undefined : await findWaiting(sql, { telegramId })
    if (!found || 'refused' in next) return { waiting: null }
    return { waiting: { update_id: found.updateId, text: found.reference.text, price: next } }
  })

  serve(app, 'reportDelivery', async ({ telegram_id, question_id, message_ids, complete, refused }) => {
    if (refused !== undefined) {
      const refunded = await refundUndelivered(sql, {
        telegramId: telegram_id,
        questionId: question_id,
        reason: refused,
      })
      return { refunded }
    }
    const recorded = await recordDelivery(sql, {
      telegramId: telegram_id,
      questionId: question_id,
      messageIds: message_ids,
      complete,
    })
    if (!recorded) throw new Refusal('question_not_found')
    const { outdatedMessageId: outdated } = recorded
    return { refunded: false, ...(complete && outdated !== null ? { outdated_message_id: outdated } : {}) }
  })

  serve(app, 'stopAnswer', async ({ telegram_id, chat_id, thread_id, update_id }) => {
    const place = { telegramId: telegram_id, chatId: chat_id, threadId: thread_id }
    const pending = await findPending(sql, place, update_id)
    // Whichever backend is answering hears it; see main.ts.
    for (const questionId of pending) await sql`select pg_notify('stop_answer', ${String(questionId)})`
    return { stopping: pending.length > 0 }
  })

  serve(app, 'questionEdited', async ({ telegram_id, chat_id, message_id, update_id, text }) => {
    const edit = { telegramId: telegram_id, chatId: chat_id, messageId: message_id, updateId: update_id, text }
    return { question_id: (await noteEdit(sql, edit)) ?? null }
  })

  serve(app, 'answerText', async ({ telegram_id, question_id }) => {
    const answer = await findAnswer(sql, { telegramId: telegram_id, questionId: question_id })
    if (answer === undefined) throw new Refusal('question_not_found')
    return { answer }
  })
}

async function wholeAnswer(events: AsyncGenerator<Conversing>) {
  for await (const event of events) {
    if (event.type === 'done') {
      const { type: _, ...answer } = event
      return answer
    }
    if (event.type === 'refused') {
      const { type: _, ...details } = event
      throw new Refusal('no_access', details)
    }
    if (event.type === 'failed')
      throw new Refusal('answer_failed', { reason: event.reason, question_id: event.question_id })
  }
  throw new Refusal('answer_pending')
}

async function* written(first: IteratorResult<Conversing>, rest: AsyncGenerator<Conversing>) {
  if (!first.done) yield write(first.value)
  for await (const event of rest) yield write(event)
}

function write(event: Conversing): string {
  return event.type === 'silence' ? keepAlive : encodeEvent(event)
}
