import type { Sql } from '#platform/database/sql.ts'
import {
  type Attachment,
  filesOfQuestion,
  filesOfUpdate,
  noteFiles,
  type SentFile,
} from '#modules/attachments/attachment.ts'
import { pagesOf } from '#modules/attachments/shown.ts'
import type { Load } from '#modules/catalog/price-of.ts'
import type { Question } from '#modules/questions/question.ts'
import type { Reference } from './follow-up.ts'

/** The files of a question of its own: those it comes with, or those of the one that is asked again. */
export async function ownFiles(
  sql: Sql,
  asking: { telegramId: number; updateId: number; files: SentFile[]; waiting?: number | undefined },
  reference: Reference,
  known: Question | undefined,
): Promise<Attachment[]> {
  const { telegramId, updateId, files, waiting } = asking
  if (reference.about === 'again') return filesAskedAgain(sql, telegramId, reference)
  if (known && known.attached > 0) return filesOfQuestion(sql, telegramId, known.id)
  if (files.length > 0) await noteFiles(sql, { telegramId, updateId }, files)
  return files.length > 0 || waiting !== undefined
    ? filesOfUpdate(sql, { telegramId, updateId: waiting ?? updateId })
    : []
}

/** What was said goes along again while it is not written down, or when it is all that is wanted. */
async function filesAskedAgain(
  sql: Sql,
  telegramId: number,
  { aboutId, transcriptOnly }: Reference,
): Promise<Attachment[]> {
  const files = await filesOfQuestion(sql, telegramId, aboutId!)
  if (transcriptOnly || !files.some(({ kind }) => kind === 'speech')) return files
  const heard = await sql`
    select 1 from messages_log where user_id = ${telegramId} and id = ${aboutId} and heard is not null`
  return heard.length > 0 ? wordless(files) : files
}

/** The files that belong to a question: what was asked again has those of the first time. */
export async function filesBehind(sql: Sql, { userId, id, about, aboutId, attached }: Question): Promise<Attachment[]> {
  return attached === 0 ? [] : wordless(await filesOfQuestion(sql, userId, about === 'again' ? aboutId! : id))
}

/** What was said stands in the words of the question already. */
function wordless(files: Attachment[]): Attachment[] {
  return files.filter(({ kind }) => kind !== 'speech')
}

/** Tokens of a second of quick speech. */
const tokensPerSecond = 6

/** What files bring to a question that takes so many tokens with them. */
export function loadOf(files: Attachment[], tokens: number): Load {
  const sum = (of: (file: Attachment) => number) => files.reduce((total, file) => total + of(file), 0)
  const seconds = sum(({ kind, seconds }) => (kind === 'speech' ? (seconds ?? 0) : 0))
  return {
    tokens: tokens + seconds * tokensPerSecond,
    seconds,
    pictures: files.filter(({ kind }) => kind === 'picture').length,
    pages: sum(pagesOf),
  }
}
