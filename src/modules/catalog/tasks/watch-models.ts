import { type CompleteCatalog, type CompleteEntry, entriesOf } from '#modules/catalog/complete.ts'
import { askProviders, findListed, type Listed, listedAt } from '#modules/catalog/check/provider-lists.ts'
import { withEnds } from '#modules/catalog/versions/live-catalog.ts'
import {
  noteListed,
  noteTold,
  seenOf,
  type WatchedModel,
  watchedModels,
} from '#modules/catalog/watch/watched-models.ts'
import type { Notice } from '#modules/notifications/contract.ts'
import { say } from '#modules/notifications/outbox.ts'
import type { TaskTools } from '#modules/task-tools.ts'
import type { Sql } from '#platform/database/sql.ts'
import { utcDay } from '#platform/runtime/utc-day.ts'

/** The days before a shutdown on which the owners hear of it. */
const marks = [3, 14, 45] as const
const askedEveryHours = 24
/** So close to a shutdown a list is asked for in every run, which is every hour. */
const closeDays = 3
const hourMs = 3600_000

/** What this task needs beside what every task has. */
export type WatchTools = TaskTools & { config: { catalog: CompleteCatalog } }

/** Asks the providers what they still have, and tells the owners what has ended and what will, each once. */
export async function watchModels({ sql, config, log }: WatchTools, now: Date): Promise<void> {
  const { catalog } = config
  const before = await watchedModels(sql)
  const due = entriesOf(withEnds(catalog, before)).filter((model) => isDue(model, before, now))
  const lists = await askProviders(due)
  for (const { baseUrl, reason } of lists)
    if (reason !== undefined) log.info(`The list of models at ${new URL(baseUrl).host} could not be read: ${reason}`)
  for (const model of due) await noteWhatIsListed(sql, model, lists, now)
  await tellNews(sql, catalog, now)
}

function isDue(model: CompleteEntry, watched: WatchedModel[], now: Date): boolean {
  const seen = seenOf(model, watched)
  if (!seen?.askedAt) return true
  // An hour less, or a run that is a minute early would wait for the next.
  if (now.getTime() - seen.askedAt.getTime() >= (askedEveryHours - 1) * hourMs) return true
  const days = daysUntil(model.shutsDownOn, now)
  return days !== undefined && days <= closeDays
}

async function noteWhatIsListed(sql: Sql, model: CompleteEntry, lists: Listed[], now: Date): Promise<void> {
  const listed = listedAt(lists, model)?.models
  // A list without anything is an outage that calls itself success.
  if (listed === undefined || listed.length === 0) return
  const found = findListed(listed, model.model)
  const seen = { model: model.id, providerModel: model.model, at: now }
  await noteListed(sql, { ...seen, isListed: found !== undefined, shutsDownOn: found?.shutsDownOn })
}

async function tellNews(sql: Sql, written: CompleteCatalog, now: Date): Promise<void> {
  const watched = await watchedModels(sql)
  for (const model of entriesOf(withEnds(written, watched))) {
    const news = newsOf(model, seenOf(model, watched), now)
    if (!news) continue
    const { what, notice } = news
    const told = { model: model.id, providerModel: model.model, what }
    await sql.transaction(async (sql) => {
      if (!(await noteTold(sql, told))) return
      await say(sql, { key: `model:${model.id}:${model.model}:${what}`, to: 'owners', ...notice })
    })
  }
}

/** The most urgent thing to say of an entry, with the name under which it is remembered. */
function newsOf(
  model: CompleteEntry,
  seen: WatchedModel | undefined,
  now: Date,
): { what: string; notice: Notice } | undefined {
  const about = { model: model.id, name: model.model, successor: model.successor ?? null }
  const { shutsDownOn } = model
  const days = daysUntil(shutsDownOn, now)
  if (days !== undefined && days <= 0)
    return {
      what: `ended:${shutsDownOn}`,
      notice: { kind: 'model_ended', data: { ...about, endsOn: shutsDownOn! } },
    }
  // Only what was there can be gone: not every server lists all that it answers to.
  if (seen?.listedAt && seen.askedAt && seen.listedAt < seen.askedAt)
    return {
      what: `gone:${seen.listedAt.toISOString()}`,
      notice: { kind: 'model_gone', data: about },
    }
  const mark = marks.find((mark) => days !== undefined && days <= mark)
  if (mark === undefined) return undefined
  return {
    what: `ends:${shutsDownOn}:${mark}`,
    notice: { kind: 'model_ends', data: { ...about, endsOn: shutsDownOn!, days: days! } },
  }
}

/** Whole days in UTC until a day begins; 0 on that day. */
function daysUntil(day: string | undefined, now: Date): number | undefined {
  if (day === undefined) return undefined
  const today = Date.parse(utcDay(now))
  return Math.round((Date.parse(day) - today) / (24 * hourMs))
}
