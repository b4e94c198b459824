import type { Sql } from '#platform/database/sql.ts'
import type { Attachment } from '#modules/attachments/attachment.ts'
import { hear, type Hearing } from '#modules/attachments/hear.ts'
import { spokenIn } from '#modules/attachments/spoken.ts'
import { nameUntitled } from '#modules/conversations/conversations.ts'
import type { Prompt } from '#platform/models/prompt.ts'
import { UnreadableFile } from '#platform/files/unreadable-file.ts'
import type { ToAnswer } from '#modules/questions/ask/ask.ts'
import type { Question } from '#modules/questions/question.ts'
import type { RunningAnswer } from './running-answer.ts'

/** Why a question comes to nothing before a model is asked. */
export class Unanswerable extends Error {
  override name = 'Unanswerable'
  readonly reason = 'file_gone'

  constructor(options?: ErrorOptions) {
    super('The question cannot be answered: a file of it is gone', options)
  }
}

/** A question that is ready for a model. */
export interface Prepared {
  prompt: Prompt
  /** What was said in its voice messages. */
  heard: string | null
  /** Whether nothing was said, and there is nothing else to ask about. */
  isSilent: boolean
}

/**
 * What a question with files needs before a model is asked: what was said in its voice messages, and the pictures that it
 * shows. Undefined when the person has stopped it.
 * @throws Unanswerable; TelegramAway; ModelError of those who write speech down
 */
export async function prepare(
  hearing: Hearing,
  run: RunningAnswer,
  { prompt, files }: Pick<ToAnswer, 'prompt' | 'files'>,
): Promise<Prepared | undefined> {
  const { question } = run
  try {
    const speech = question.heard === null ? await hearAll(hearing, files) : []
    if (speech === undefined) return undefined
    if (question.heard === null && speech.length === 0)
      return { prompt: await withPictures(hearing, run, prompt), heard: null, isSilent: false }
    const heard = question.heard ?? wordsOf(speech)
    const words =
      question.heard === null ? await noteHeard(hearing.sql, question, heard, spokenIn(speech)) : (question.text ?? '')
    const isOnlySpeech = question.transcriptOnly || (words === '' && files.every(({ kind }) => kind === 'speech'))
    if (heard === '' && isOnlySpeech) return { prompt, heard, isSilent: true }
    run.hear(heard)
    const asked = words === '' ? prompt : prompt.saying(words)
    return { prompt: await withPictures(hearing, run, asked), heard, isSilent: false }
  } catch (error) {
    if (run.signal.aborted) return undefined
    if (error instanceof UnreadableFile) throw new Unanswerable({ cause: error })
    throw error
  }
}

/** The voice messages among these files, with what is said in them. Undefined: it was stopped before all was heard. */
async function hearAll(hearing: Hearing, files: Attachment[]): Promise<Attachment[] | undefined> {
  const speech: Attachment[] = []
  for (const file of files) {
    if (file.kind !== 'speech') continue
    const words = await hear(hearing, file)
    if (words === undefined) return undefined
    speech.push({ ...file, texts: [words.trim()] })
  }
  return speech
}

/** What was said, as it was said. */
function wordsOf(speech: Attachment[]): string {
  const texts = speech.flatMap(({ texts }) => texts ?? [])
  return texts.filter(Boolean).join('\n\n')
}

/** What was said becomes a part of the question. */
async function noteHeard(sql: Sql, question: Question, heard: string, spoken: string): Promise<string> {
  const { userId, id, attempt, text, conversationId } = question
  const words = [text, spoken].filter(Boolean).join('\n\n')
  // In a question that is asked again the first one gets its words, too: asking it once more finds them there.
  await sql`
    with noted as (
      update messages_log set heard = ${heard}, question = ${words}
      where user_id = ${userId} and id = ${id} and attempt = ${attempt} and status = 'pending' and question is not null
      returning user_id, about, about_id
    )
    update messages_log first set heard = ${heard}, question = case
      when first.question = '' then ${spoken}::text
      when ${spoken}::text = '' then first.question
      else first.question || E'\n\n' || ${spoken}::text end
    from noted
    where noted.about = 'again' and first.user_id = noted.user_id and first.id = noted.about_id
      and first.heard is null and first.question is not null`
  if (!text && heard) await nameUntitled(sql, { telegramId: userId, conversationId, words: heard })
  return words
}

/** Of earlier pictures some may not be there; a question about a picture that is gone makes no sense. */
async function withPictures({ reader }: Hearing, run: RunningAnswer, prompt: Prompt): Promise<Prompt> {
  const keys = prompt.pictureKeys
  if (keys.own.length + keys.earlier.length === 0) return prompt
  const pictures = await reader.pictures(run.question.userId, keys, run.signal)
  if (keys.own.some((key) => !pictures.has(key))) throw new Unanswerable()
  return prompt.with(pictures)
}
