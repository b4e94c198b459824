import type { PaymentSource } from '#modules/charging/access.ts'
import { guestChat } from './contract.ts'
import type { Work } from '#modules/charging/work.ts'

/** A page, with its number in the answer. */
export interface NumberedSource {
  number: number
  title: string
  url: string
}

type QuestionStatus = 'pending' | 'answered' | 'failed' | 'stopped' | 'abandoned' | 'undelivered'

/** A row of `messages_log`: a question, what pays for it, and its answer once there is one. */
export interface Question {
  userId: number
  id: number
  /** The Telegram update it came with. */
  updateId: number
  chatId: number
  threadId: number
  conversationId: number
  /** What the person has pointed at: their question of this id, and why; or quoted words. */
  about: 'reply' | 'again' | 'continue' | 'shorter' | null
  aboutId: number | null
  quoted: string | null
  text: string | null
  /** What was said in its voice messages, once it is known. */
  heard: string | null
  /** Whether that is the answer: no model is asked. */
  transcriptOnly: boolean
  /** How many files came with it, and the room for them that its price pays for. */
  attached: number
  extraTokens: number
  /** How much of its price is for what may be looked up; null: nothing may be. */
  searchPrice: number | null
  /** And for the owner's tools; 0: only those that cost nothing may be asked. */
  toolsPrice: number
  /** Searches that found something, and the pages that the answer names. */
  searches: number
  sources: NumberedSource[] | null
  answer: string | null
  /** Questions that could follow it. */
  suggestions: string[] | null
  /** The model that was chosen, and the one that answered: another when the first had failed. */
  model: string
  answeredBy: string | null
  /** The model that was asked for, when a budget of the owner has chosen a cheaper one. */
  wantedModel: string | null
  /** The version of the catalogue by which it was quoted; null: of a release before there were any. */
  catalogVersion: number | null
  /** The assistant that it is asked of: its key, see `findRole`. */
  assistant: string | null
  purse: PaymentSource
  /** In the source's own unit: credits, trial messages (1), or credits of a subscription's allowance. */
  price: number
  status: QuestionStatus
  failure: string | null
  /** How often a process has begun to answer it; who writes an outcome must name the attempt it belongs to. */
  attempt: number
  workingUntil: Date | null
  finishReason: string | null
  inputTokens: number | null
  outputTokens: number | null
  latencyMs: number | null
  answerMessageIds: number[]
  deliveredAt: Date | null
}

/** The row as the table names its columns: the words asked stand in `question`. */
export type QuestionRow = Omit<Question, 'text'> & { question: string | null }

export function questionOf(row: QuestionRow): Question {
  return {
    userId: row.userId,
    id: row.id,
    updateId: row.updateId,
    chatId: row.chatId,
    threadId: row.threadId,
    conversationId: row.conversationId,
    about: row.about,
    aboutId: row.aboutId,
    quoted: row.quoted,
    text: row.question,
    heard: row.heard,
    transcriptOnly: row.transcriptOnly,
    attached: row.attached,
    extraTokens: row.extraTokens,
    searchPrice: row.searchPrice,
    toolsPrice: row.toolsPrice,
    searches: row.searches,
    sources: row.sources,
    answer: row.answer,
    suggestions: row.suggestions,
    model: row.model,
    answeredBy: row.answeredBy,
    wantedModel: row.wantedModel,
    catalogVersion: row.catalogVersion,
    assistant: row.assistant,
    purse: row.purse,
    price: row.price,
    status: row.status,
    failure: row.failure,
    attempt: row.attempt,
    workingUntil: row.workingUntil,
    finishReason: row.finishReason,
    inputTokens: row.inputTokens,
    outputTokens: row.outputTokens,
    latencyMs: row.latencyMs,
    answerMessageIds: row.answerMessageIds,
    deliveredAt: row.deliveredAt,
  }
}

/** A question as something that costs. */
export function workOf({ userId, id, attempt, purse, price }: Question): Work {
  return { userId, kind: 'question', id, attempt, source: purse, price }
}

/** Whether it is the one answer of a day that people have for nothing where the bot is no member. Models cost at least one credit. */
export function isFreeForGuest({ chatId, purse, price }: Pick<Question, 'chatId' | 'purse' | 'price'>): boolean {
  return chatId === guestChat && purse === 'credits' && price === 0
}

/** Whether what the question had reserved was returned: the database holds every status to that. */
export function isGivenBack({ status }: Pick<Question, 'status'>): boolean {
  return status !== 'pending' && status !== 'answered'
}
