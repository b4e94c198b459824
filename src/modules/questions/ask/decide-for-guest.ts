import type { Sql } from '#platform/database/sql.ts'
import type { CatalogWithSearch } from '#modules/catalog/searcher.ts'
import { freeForGuest } from '#modules/charging/free-for-guest.ts'
import { guestChat } from '#modules/questions/contract.ts'
import { decide, type Refused } from './decide.ts'
import { draftPrompt } from './prompt.ts'
import type { Seen } from './look.ts'

type Question = Parameters<typeof decide>[3]

/** As `decide`; what nothing pays for where the bot is no member may be the one free answer of the day, which is short. */
export async function decideForGuest(
  sql: Sql,
  catalog: CatalogWithSearch,
  seen: Seen,
  question: Question,
): ReturnType<typeof decide> {
  const decided = await decide(sql, catalog, seen, question)
  const { asking, reference } = question
  if (asking.chatId !== guestChat || !decided || !('refused' in decided) || !isForWantOfMeans(decided)) return decided
  const { chatId, timeZone } = asking
  const where = { chatId, role: null, timeZone, facts: [], now: new Date(), isBrief: true }
  const drafted = await draftPrompt(sql, seen.user, { reference, own: [], ...where })
  const guest = { telegramId: asking.telegramId, prompt: drafted.prompt, limits: asking.freeLimits }
  const free = await freeForGuest(sql, catalog, guest)
  if (!free) return decided
  const nothingMore = { assistant: null, searchPrice: null, toolsPrice: 0, files: [] }
  const wanted = { ...free, catalogVersion: catalog.version, ...nothingMore, reference, asking }
  return { wanted, drafted, needsAgreement: false }
}

/** What the owner has stopped for others is not given to guests, and no price helps what cannot be asked. */
function isForWantOfMeans({ refused }: Refused): boolean {
  const others: Refused['refused'][] = [
    'budget_used_up',
    'trial_paused',
    'question_too_long',
    'model_cannot_see',
    'no_transcription',
  ]
  return !others.includes(refused)
}
