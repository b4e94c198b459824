import type { AnswerReply } from './contract.ts'
import { findMeans, type Means, offeredPrice } from '#modules/charging/access.ts'
import { listeningTo } from '#modules/catalog/price-of.ts'
import { aloud } from '#platform/telegram/markdown/aloud.ts'
import type { Price } from '#modules/entitlements/contract.ts'
import { askedRole, describeRole, nextTo } from './asked-role.ts'
import { priceOfAgain } from './ask/quote.ts'
import type { Question } from './question.ts'
import type { QuestionContext } from './question-context.ts'
import { Refusal } from '#platform/http/refusal.ts'
import { describeMeans } from '#modules/charging/replies.ts'
import { type Catalog, modelOf } from '#modules/catalog/catalog.ts'
import type { CatalogWithSearch } from '#modules/catalog/searcher.ts'

/** An answered question, with what the person has left now. */
export async function answerReply(
  { sql, catalogs, settings }: Pick<QuestionContext, 'sql' | 'catalogs' | 'settings'>,
  question: Question,
  means?: Means,
): Promise<AnswerReply> {
  const [catalog, quoted] = [catalogs.present(), await catalogs.at(question.catalogVersion)]
  const personal = means ?? (await findMeans(sql, question.userId, catalog))
  if (!personal) throw new Refusal('user_not_found')
  const role = await askedRole(sql, catalog, question)
  const left = { ...describeMeans(personal, catalog), ...(role ? { next: nextTo(role, personal, catalog) } : {}) }
  return {
    questionId: question.id,
    chatId: question.chatId,
    answer: question.answer ?? '',
    model: question.answeredBy ?? question.model,
    modelTitle: modelOf(quoted, question.answeredBy ?? question.model).title,
    insteadOf: question.wantedModel === null ? null : modelOf(quoted, question.wantedModel).title,
    fellBack: question.answeredBy !== null && question.answeredBy !== question.model,
    assistant: role && (await describeRole(sql, catalog, role, question)),
    finishReason: question.finishReason ?? 'stop',
    usage: { inputTokens: question.inputTokens, outputTokens: question.outputTokens, latencyMs: question.latencyMs },
    heard: question.heard,
    searched: question.searches > 0,
    sources: question.sources ?? [],
    lookedUp: question.sources !== null,
    toolsPrice: question.toolsPrice,
    charged: { purse: question.purse, price: question.price },
    suggestions: question.suggestions ?? [],
    again: await againOffer({ sql, catalog, settings }, left, question),
    left,
    voice: voiceOffer(catalog, personal, question),
    deliveredMessageIds: question.answerMessageIds,
    delivered: question.deliveredAt !== null,
  }
}

/** Words alone cost what the next question does; what else a question showed, or was looked up for it, is counted anew. */
async function againOffer(
  { sql, catalog, settings }: Pick<QuestionContext, 'sql' | 'settings'> & { catalog: CatalogWithSearch },
  { next }: AnswerReply['left'],
  question: Question,
): Promise<Price | null> {
  const isOfWords = question.attached === 0 && question.about === null
  if (isOfWords && question.searches === 0) return 'purse' in next ? next : null
  return (await priceOfAgain(sql, catalog, question, settings.present())) ?? null
}

/** What it would cost to have the answer read out. */
function voiceOffer(catalog: Catalog, means: Means, { answer, transcriptOnly }: Question): Price | null {
  if (catalog.voices.length === 0 || transcriptOnly) return null
  const { length } = aloud(answer ?? '', catalog.listening.mostCharacters).text
  if (length === 0) return null
  return offeredPrice(means, listeningTo(catalog, length))
}
