import type { Sql } from '#platform/database/sql.ts'
import type { Price } from '#modules/charging/access.ts'
import { languageTexts } from '#texts/languages.ts'
import { filesOfQuestion } from '#modules/attachments/attachment.ts'
import { spokenIn } from '#modules/attachments/spoken.ts'
import type { Language } from '#modules/users/contract.ts'
import { type Question, type QuestionRow, questionOf } from '#modules/questions/question.ts'

/** What a person may want of a question: another answer, one to its edited words, the rest of the answer, less of it, or what it suggests to ask. */
export type FollowUp = 'again' | 'edited' | 'continue' | 'shorter' | 'suggested'

/** What a new question refers to, and its text when the person has written none. */
export interface Reference {
  text: string
  about: Question['about']
  aboutId: number | null
  quoted: string | null
  transcriptOnly: boolean
  /** What the question cost that this follows. */
  price?: Price
}

/** A message that a question replies to, of this chat or, without an id, of another one. */
export interface ReplyTo {
  messageId?: number | undefined
  text?: string | undefined
  /** The part of its words that was chosen. */
  quote?: string | undefined
}

/** Messages further back than this many questions are known by their words only. */
const mostLookedAt = 500

/**
 * A follow-up to an answer of one's own; a question that got no answer can be asked again too. What is asked again is
 * always the question itself, also when it was asked again before. Undefined when there is no such question, or its texts
 * were deleted.
 */
export async function referToAnswer(
  sql: Sql,
  request: {
    telegramId: number
    questionId: number
    kind: FollowUp
    /** Which of those that the answer suggests. */
    suggestion?: number | undefined
    language: Language
  },
): Promise<Reference | undefined> {
  const [row] = await sql<QuestionRow & { edited: string | null }>`
    select * from messages_log
    where user_id = ${request.telegramId} and id = ${request.questionId} and status <> 'pending' and question is not null
      and (${request.kind} in ('again', 'edited') or (status = 'answered' and answer is not null))`
  if (!row) return undefined
  const question = questionOf(row)
  const price = { purse: question.purse, price: question.price }
  if (request.kind === 'suggested') {
    const text = question.suggestions?.[request.suggestion ?? 0]
    return text === undefined ? undefined : { ...plain(text), price }
  }
  if (request.kind === 'continue' || request.kind === 'shorter')
    return {
      text: languageTexts(request.language).model.followUps[request.kind],
      about: request.kind,
      aboutId: question.id,
      quoted: null,
      transcriptOnly: false,
      price,
    }
  const isTranscript = question.transcriptOnly && question.heard !== null
  // What was said comes with the recording again.
  const aboutId = question.about === 'again' ? question.aboutId! : question.id
  const text = request.kind === 'edited' ? await edited(sql, row, aboutId) : isTranscript ? '' : question.text
  return text === null
    ? undefined
    : { text, about: 'again', aboutId, quoted: null, transcriptOnly: question.transcriptOnly, price }
}

/** An ordinary question. */
function plain(text: string): Reference {
  return { text, about: null, aboutId: null, quoted: null, transcriptOnly: false }
}

/** The new words under a voice message stand beside what is said in it. */
async function edited(sql: Sql, row: QuestionRow & { edited: string | null }, aboutId: number): Promise<string | null> {
  if (row.edited === null || row.heard === null) return row.edited
  return [row.edited, spokenIn(await filesOfQuestion(sql, row.userId, aboutId))].filter(Boolean).join('\n\n')
}

/**
 * What a reply refers to: an answer to this person, else the words of the message as Telegram gives them. A part that was
 * chosen is quoted in either case.
 */
export async function referToMessage(
  sql: Sql,
  request: {
    telegramId: number
    chatId: number
    text: string
    transcriptOnly: boolean
    replyTo: ReplyTo
  },
): Promise<Reference> {
  const { messageId = null, text, quote } = request.replyTo
  const chosen = quote?.trim() ? quote : null
  const plain = { text: request.text, transcriptOnly: request.transcriptOnly }
  const [answer] = await sql<{ id: number }>`
    select id from (
      select id, chat_id, status, answer, answer_message_ids from messages_log
      where user_id = ${request.telegramId} order by id desc limit ${mostLookedAt}
    ) as latest
    where chat_id = ${request.chatId} and status = 'answered' and answer is not null
      and ${messageId}::bigint = any (answer_message_ids)`
  if (answer) return { ...plain, about: 'reply', aboutId: answer.id, quoted: chosen }
  return { ...plain, about: null, aboutId: null, quoted: chosen ?? (text?.trim() || null) }
}
