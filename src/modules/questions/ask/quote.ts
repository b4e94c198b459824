import type { Sql } from '#platform/database/sql.ts'
import type { AttachmentFacts } from '#modules/attachments/contract.ts'
import type { CatalogWithSearch } from '#modules/catalog/searcher.ts'
import type { NoAccess, Price } from '#modules/charging/access.ts'
import type { Question } from '#modules/questions/question.ts'
import { decide, type Decided, describeFiles, type Refused } from './decide.ts'
import { referToAnswer } from './follow-up.ts'
import { findWaiting, keepQuotation } from './waiting.ts'
import { type Asking, look } from './look.ts'

/** A question that costs more than a usual one, and waits for the person to agree. */
export interface Quoted {
  price: Price
  waiting: number
  validUntil: Date
  attachments: AttachmentFacts[]
}

/** How long a price that was told counts. */
const quotationMs = 10 * 60_000

/** Keeps a question with the price that is told of it. */
export async function quoteFor(sql: Sql, asking: Asking, { wanted, drafted }: Decided): Promise<Quoted> {
  const { telegramId, updateId, waiting = updateId } = asking
  const validUntil = new Date(Date.now() + quotationMs)
  await keepQuotation(sql, { telegramId, updateId: waiting, reference: wanted.reference, validUntil })
  return { price: wanted.payment, waiting, validUntil, attachments: describeFiles(drafted.files) }
}

/** What asking a question again costs now, perhaps in its edited words; undefined: nothing pays for it, or there is nothing to ask. */
export async function priceOfAgain(
  sql: Sql,
  catalog: CatalogWithSearch,
  { userId: telegramId, id: questionId, chatId }: Pick<Question, 'userId' | 'id' | 'chatId'>,
  settings: Pick<Asking, 'timeZone' | 'freeLimits'>,
  kind: 'again' | 'edited' = 'again',
): Promise<Price | undefined> {
  const asking = { ...askingFor({ telegramId, updateId: 0, ...settings }), chatId, waiting: undefined }
  const seen = await look(sql, catalog, asking)
  if (!seen) return undefined
  const { language } = seen.user
  const reference = await referToAnswer(sql, { telegramId, questionId, kind, language })
  const decided = reference && (await decide(sql, catalog, seen, { asking, reference, known: undefined }))
  return decided && 'wanted' in decided ? decided.wanted.payment : undefined
}

type Named = Pick<Asking, 'telegramId' | 'updateId' | 'timeZone' | 'freeLimits'>

/** What a waiting question costs now, told anew to a person who has changed what it is about. */
export async function quoteAgain(
  sql: Sql,
  catalog: CatalogWithSearch,
  question: Named,
): Promise<{ quoted: Quoted } | { refused: Refused['refused'] | NoAccess | 'question_not_found' }> {
  const asking = askingFor(question)
  const decided = await decideWaiting(sql, catalog, asking)
  if (!decided || 'next' in decided || 'unreadable' in decided) return { refused: 'question_not_found' }
  if ('refused' in decided) return { refused: decided.refused }
  return { quoted: await quoteFor(sql, asking, decided) }
}

/** What a waiting question costs now; `read`: its files are to be read before that is known; undefined: nothing pays for it. */
export async function priceOfWaiting(
  sql: Sql,
  catalog: CatalogWithSearch,
  question: Named,
): Promise<Price | 'read' | undefined> {
  const decided = await decideWaiting(sql, catalog, askingFor(question))
  if (decided && 'next' in decided) return 'read'
  return decided && 'wanted' in decided ? decided.wanted.payment : undefined
}

async function decideWaiting(sql: Sql, catalog: CatalogWithSearch, asking: Asking) {
  const seen = await look(sql, catalog, asking)
  const found = await findWaiting(sql, asking)
  return seen && found && decide(sql, catalog, seen, { asking, reference: found.reference, known: undefined })
}

/** Of a waiting question nothing but its name is known. */
function askingFor({ telegramId, updateId, timeZone, freeLimits }: Named): Asking {
  const place = { chatId: telegramId, threadId: 0, messageId: 0 }
  return {
    telegramId,
    updateId,
    timeZone,
    freeLimits,
    ...place,
    text: '',
    files: [],
    transcriptOnly: false,
    waiting: updateId,
    isScheduled: false,
    leaseMs: 0,
    worker: '',
  }
}
