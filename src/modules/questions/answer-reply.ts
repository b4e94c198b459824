import type { Sql } from '#platform/database/sql.ts'
import { type Catalog, modelOf } from '#modules/catalog/catalog.ts'
import type { Means } from '#modules/charging/access.ts'
import { describeMeans, meansReply } from '#modules/charging/replies.ts'
import type { AnswerReply } from './contract.ts'
import type { Question } from './question.ts'

/** An answered question, with what the person has left now. */
export async function answerReply(
  context: { sql: Sql; catalog: Catalog },
  question: Question,
  means?: Means,
): Promise<AnswerReply> {
  return {
    questionId: question.id,
    chatId: question.chatId,
    answer: question.answer ?? '',
    model: question.answeredBy ?? question.model,
    modelTitle: modelOf(context.catalog, question.answeredBy ?? question.model).title,
    insteadOf: question.wantedModel === null ? null : modelOf(context.catalog, question.wantedModel).title,
    fellBack: question.answeredBy !== null && question.answeredBy !== question.model,
    finishReason: question.finishReason ?? 'stop',
    usage: { inputTokens: question.inputTokens, outputTokens: question.outputTokens, latencyMs: question.latencyMs },
    charged: { purse: question.purse, price: question.price },
    left: means ? describeMeans(means, context.catalog) : await meansReply(context, question.userId),
    deliveredMessageIds: question.answerMessageIds,
    delivered: question.deliveredAt !== null,
  }
}
