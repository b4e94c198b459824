import { ModelError, type Try } from '#platform/models/answer.ts'
import { isOutage } from '#platform/database/sql.ts'
import { storePaid } from '#platform/database/store-paid.ts'
import { reasonOf } from '#platform/runtime/log.ts'
import { outageOf } from '#platform/runtime/outage.ts'
import { TelegramAway } from '#platform/telegram/telegram-files.ts'
import type { Attachment } from '#modules/attachments/attachment.ts'
import type { CompleteCatalog } from '#modules/catalog/complete.ts'
import { type Costs, costsOf, recordCosts } from '#modules/costs/record-costs.ts'
import { giveUpLease } from '#modules/questions/ask/lease.ts'
import { type Question, workOf } from '#modules/questions/question.ts'
import { abandon } from './abandon.ts'
import { priceOf, toolCredits } from './actual-price.ts'
import { type AnsweringTools, logOf } from './answering-tools.ts'
import { type Done, withWhatWasHeard } from './done.ts'
import { Unanswerable } from './prepare.ts'
import { type Answer, recordAnswer } from './record-answer.ts'
import type { RunningAnswer } from './running-answer.ts'
import { shownSources } from './shown-sources.ts'

/** By the catalogue by which the question was quoted, whatever was published since. */
type FinishTools = AnsweringTools & { catalog: CompleteCatalog }

/** Stores what was answered, or that it was stopped before anything was. */
export async function finish(tools: FinishTools, run: RunningAnswer, said: Done, files: Attachment[]): Promise<void> {
  const done = withWhatWasHeard(said, run)
  const { catalog, metrics } = tools
  // Its words stand in the chat already: people who wait for their first one go before it.
  const sql = tools.sql.behind()
  const costs = costsOf(catalog, done.tries, new Date())
  if (run.isHandedOver) return handOver(tools, run, costs)
  const { question } = run
  const log = logOf(tools, question)
  const stoppedBeforeAnything = done.text.trim() === ''
  const store = async () => {
    if (stoppedBeforeAnything) return abandon(sql, question, { status: 'stopped', failure: 'stopped', costs })
    const answer = { ...answerFrom(catalog, question, done, files), costs }
    const settled = await recordAnswer(sql, catalog, question, answer)
    run.settle(settled)
    return settled !== undefined
  }
  const kept = await storePaid(log, store, () => run.isHandedOver)
  if (!kept) log.warn({ attempt: question.attempt }, 'The question is no longer ours; this answer is dropped')
  metrics.answered(stoppedBeforeAnything ? 'stopped' : 'answered', done)
  log.info(
    {
      model: done.provider,
      finishReason: done.finishReason,
      outputTokens: done.usage.outputTokens,
      ms: Math.round(done.totalMs),
    },
    'Answered',
  )
}

/** What is stored of an answer, with the price that it has come to. */
function answerFrom(
  catalog: CompleteCatalog,
  question: Question,
  done: Done,
  files: Attachment[],
): Omit<Answer, 'costs'> {
  const { usage, firstTokenMs } = done
  const text = done.text.replaceAll('\0', '').toWellFormed()
  const searches = question.searchPrice === null ? 0 : done.searches
  const toolsPrice = question.toolsPrice === 0 ? 0 : toolCredits(catalog, done.tries)
  return {
    text,
    suggestions: done.suggestions ?? [],
    answeredBy: done.provider,
    price: priceOf(catalog, question, done, files) + (searches > 0 ? catalog.search.priceCredits : 0) + toolsPrice,
    finishReason: done.finishReason,
    inputTokens: usage.estimated ? null : usage.inputTokens,
    outputTokens: usage.estimated ? null : usage.outputTokens,
    firstTokenMs: firstTokenMs === null ? null : Math.round(firstTokenMs),
    latencyMs: Math.round(done.totalMs),
    searches,
    toolsPrice,
    sources: searches > 0 || done.foundTokens > 0 ? shownSources(text, done.sources) : null,
  }
}

/** Ends a question that got no answer, or leaves it to another process. */
export async function fail(tools: AnsweringTools, run: RunningAnswer, error: unknown, tries: Try[]): Promise<void> {
  const { sql, catalogs, metrics } = tools
  const catalog = await catalogs.at(run.question.catalogVersion).catch(() => catalogs.present())
  const costs = costsOf(catalog, tries, new Date())
  if (run.isHandedOver) return handOver(tools, run, costs)
  const log = logOf(tools, run.question)
  // A model that is away is another's outage; what this machine lacks is ours.
  const isAway = error instanceof TelegramAway || isOutage(error)
  const outage = error instanceof ModelError ? outageOf(error) : isAway ? reasonOf(error) : undefined
  if (outage !== undefined) {
    // Nothing is given up for what this machine lacks: the process that is asked next goes on.
    log.warn(`The question waits. ${outage}`)
    run.stop('handover')
    return handOver(tools, run, costs)
  }
  const failure = error instanceof ModelError ? error.failure : undefined
  const reason = failure?.reason ?? (error instanceof Unanswerable ? error.reason : 'internal')
  log.error({ err: error, reason, tries: failure?.tries }, 'The question got no answer')
  metrics.failed(reason)
  try {
    const facts = failure ? { facts: { tries: failure.tries } } : {}
    const store = () => abandon(sql, run.question, { status: 'failed', failure: reason, costs, ...facts })
    await storePaid(log, store, () => run.isHandedOver)
  } catch (storing) {
    // The question stays open without a process that works on it: the next one to ask takes it over, or the sweeper releases it.
    log.error({ err: storing }, 'The failure could not be written down')
  }
}

/** A process that ends waits for the database no longer than these tries take: a second and a half. */
const triesToRecord = 4

async function handOver({ sql, log }: AnsweringTools, run: RunningAnswer, costs: Costs): Promise<void> {
  // First, so that another process goes on at once.
  await giveUpLease(sql, run.question).catch((error: unknown) =>
    log.warn({ err: error }, 'The lease could not be given up; it will run out'),
  )
  let tries = 0
  const record = () => {
    tries += 1
    return recordCosts(sql, workOf(run.question), { costs, ends: false })
  }
  await storePaid(log, record, () => tries === triesToRecord).catch((error: unknown) =>
    log.error({ err: error, costs }, 'What this attempt has cost could not be written down'),
  )
}
