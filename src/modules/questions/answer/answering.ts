import { answer, type AnswerEvent, ModelError, type Try } from '#platform/models/answer.ts'
import type { Alive } from '#platform/database/alive.ts'
import { isOutage, type Sql } from '#platform/database/sql.ts'
import { storePaid } from '#platform/database/store-paid.ts'
import type { Attachment } from '#modules/attachments/attachment.ts'
import type { Hearing } from '#modules/attachments/hear.ts'
import { dropPictures } from '#modules/attachments/keep-found.ts'
import type { AttachmentReader } from '#modules/attachments/reader.ts'
import { extraOf } from '#modules/assistants/role.ts'
import { type Catalog, modelOf } from '#modules/catalog/catalog.ts'
import type { CompleteCatalog } from '#modules/catalog/complete.ts'
import { questionWith, roomOf, transcriptOf as transcriptPrice } from '#modules/catalog/price-of.ts'
import type { LiveCatalog } from '#modules/catalog/versions/live-catalog.ts'
import type { ToAnswer } from '#modules/questions/ask/ask.ts'
import { abandon } from './abandon.ts'
import { type Costs, costsOf, recordCosts } from '#modules/costs/record-costs.ts'
import { extendLeases, giveUpLease, shortenIfGone } from '#modules/questions/ask/lease.ts'
import { type Question, workOf } from '#modules/questions/question.ts'
import { ShownAnswer, splitAnswer } from '#modules/questions/suggestions.ts'
import { recordAnswer } from './record-answer.ts'
import { tellOfRefusal } from '#modules/notifications/owner-alerts.ts'
import { type Log, reasonOf } from '#platform/runtime/log.ts'
import { outageOf } from '#platform/runtime/outage.ts'
import type { Language } from '#modules/users/contract.ts'
import { languageTexts } from '#texts/languages.ts'
import { providersOf } from '#modules/catalog/providers.ts'
import { loadOf } from '#modules/questions/ask/files.ts'
import type { Prompt } from '#platform/models/prompt.ts'
import { isTaken } from '#platform/models/taken.ts'
import { noUsage } from '#platform/models/usage.ts'
import { TelegramAway } from '#platform/telegram/telegram-files.ts'
import { prepare, type Prepared, Unanswerable } from './prepare.ts'
import { RunningAnswer } from './running-answer.ts'
import { shownSources } from './shown-sources.ts'
import { type LookupSources, toolboxFor } from './toolbox.ts'
import { callerOf } from './caller.ts'

/** A process that falls silent for this long has lost its questions to the next process that asks for them. */
export const leaseMs = 12_000
const heartbeatMs = 4_000
/** For how long the questions of a process that seems gone are left to it: perhaps only its connection has ended. */
const graceMs = 1_000

interface Tools {
  sql: Sql
  alive: Alive
  catalogs: LiveCatalog
  attachments: AttachmentReader
  lookupSources: LookupSources
  config: { callerSecret: string }
  metrics: {
    answered(outcome: 'answered' | 'stopped', done: Done): void
    failed(reason: string): void
  }
  log: Log
}

/** The answers that this process is writing. */
export class Answering {
  private readonly tools: Tools
  private readonly runs = new Map<number, RunningAnswer>()
  private readonly heartbeat: NodeJS.Timeout
  private isClosing = false

  constructor(tools: Tools) {
    this.tools = tools
    this.heartbeat = setInterval(() => void this.keepLeases(), heartbeatMs)
    tools.alive.whenRenamed((name) => this.extend(name))
  }

  /** Under which the questions of this process are written down. */
  get worker(): string {
    return this.tools.alive.name
  }

  /** A question that another process should be answering: perhaps that one is gone. */
  async lookAfter(question: Question): Promise<void> {
    if (this.tools.alive.mayJudge) await shortenIfGone(this.tools.sql, question, graceMs)
  }

  /** Whether this process takes no more questions, because it is stopping. */
  get closing(): boolean {
    return this.isClosing
  }

  get running(): number {
    return this.runs.size
  }

  /** Begins to answer, whether or not a caller goes on listening: what was paid for is finished and stored. */
  begin(asked: ToAnswer): RunningAnswer {
    const { question } = asked
    const run = new RunningAnswer(question)
    this.runs.set(question.id, run)
    void work(this.tools, run, asked).finally(() => {
      if (this.runs.get(question.id) === run) this.runs.delete(question.id)
      run.finish()
    })
    return run
  }

  /** The run of a question that this process is answering now. */
  find(questionId: number): RunningAnswer | undefined {
    return this.runs.get(questionId)
  }

  /** A person's wish to stop: what is written so far becomes the answer. */
  stop(questionId: number): void {
    this.runs.get(questionId)?.stop('person')
  }

  /** Lets the runs finish for so long, then hands the rest to the next process. */
  async close(limitMs: number): Promise<void> {
    this.isClosing = true
    const everything = Promise.all([...this.runs.values()].map((run) => run.ended))
    await Promise.race([everything, new Promise((resolve) => setTimeout(resolve, limitMs).unref())])
    for (const run of this.runs.values()) run.stop('handover')
    await everything
    clearInterval(this.heartbeat)
  }

  private async keepLeases(): Promise<void> {
    try {
      await this.extend(this.worker)
    } catch (error) {
      this.tools.log.warn(`The leases of running answers could not be extended. ${reasonOf(error)}`)
    }
  }

  private async extend(worker: string): Promise<void> {
    if (this.runs.size === 0) return
    const mine = [...this.runs.values()]
    const questions = mine.map((run) => run.question)
    const alive = await extendLeases(this.tools.sql, questions, { leaseMs, worker })
    // A run that has just stored its outcome is no longer pending either; stopping it then changes nothing.
    for (const run of mine) if (!alive.has(run.question.id)) run.stop('handover')
  }
}

/** One question, from what its files need to its stored outcome. */
async function work(tools: Tools, run: RunningAnswer, asked: ToAnswer): Promise<void> {
  // What was paid for counts also when its answer cannot be stored.
  let tries: Try[] = []
  try {
    const catalog = await tools.catalogs.at(run.question.catalogVersion)
    const prepared = await prepare(hearingOf(tools, run, catalog), run, asked)
    if (!prepared)
      return await finish(
        { ...tools, catalog },
        run,
        { ...nothingSaid(run.question), finishReason: 'stopped' },
        asked.files,
      )
    const transcript = transcriptOf(run, prepared, asked)
    if (transcript) return await finish({ ...tools, catalog }, run, transcript, asked.files)
    const shown = asked.suggests ? new ShownAnswer() : undefined
    for await (const event of answer(await requestOf(tools, run, catalog, { ...prepared, language: asked.language }))) {
      if (event.type === 'delta') run.append(shown ? shown.push(event.text) : event.text)
      else if (event.type === 'thinking') run.think(event.summary)
      else if (event.type === 'looking') run.lookUp(event.steps)
      else if (event.type === 'restarted') {
        shown?.restart()
        run.restart()
      } else if (event.type === 'refused') void tellOfRefusal(tools, event)
      else if (event.type === 'done') {
        tries = event.tries
        await finish({ ...tools, catalog }, run, shown ? withSuggestions(event) : event, asked.files)
      }
    }
  } catch (error) {
    await fail(tools, run, error, error instanceof ModelError ? error.failure.tries : tries)
  } finally {
    if (!run.isHandedOver) await forgetPictures(tools, run, asked.prompt)
  }
}

async function requestOf(
  tools: Tools,
  { question, signal }: RunningAnswer,
  catalog: CompleteCatalog,
  { prompt, heard, language }: Prepared & { language: Language },
) {
  const mustSee = prompt.pictureKeys.own.length > 0
  const room = { extraTokens: question.extraTokens, isSpoken: heard !== null }
  const providers = providersOf(catalog, modelOf(catalog, question.model), new Date())
    .filter((provider) => !mustSee || isTaken(provider, 'image'))
    .map((provider) => ({ ...provider, ...roomOf(modelOf(catalog, provider.name), room) }))
  const log = logOf(tools, question)
  const words = [question.text, heard].filter(Boolean).join('\n\n')
  return {
    providers,
    prompt,
    caller: callerOf(question.userId, question.conversationId, tools.config.callerSecret),
    signal,
    toolbox: await toolboxFor(catalog, question, tools.lookupSources, { words, language, log }),
    log,
  }
}

function hearingOf(tools: Tools, { question, signal }: RunningAnswer, catalog: CompleteCatalog): Hearing {
  const { sql, attachments: reader } = tools
  const [work, log] = [workOf(question), logOf(tools, question)]
  return { sql, reader, catalog, work, signal, log, tellRefused: (refused) => void tellOfRefusal(tools, refused) }
}

/** `isTranscript`: no model has answered, only what was said was written down. */
type Done = Omit<Extract<AnswerEvent, { type: 'done' }>, 'type'> & { isTranscript?: boolean; suggestions?: string[] }

function nothingSaid({ model }: Question): Done {
  const times = { firstTokenMs: null, totalMs: 0 }
  return {
    text: '',
    model,
    provider: model,
    fellBack: false,
    finishReason: 'stop',
    usage: noUsage,
    tries: [],
    sources: [],
    searches: 0,
    foundTokens: 0,
    ...times,
  }
}

/** What was said is the answer, or that nothing was; who has written it down is paid already. */
function transcriptOf(run: RunningAnswer, { heard, isSilent }: Prepared, { language }: ToAnswer): Done | undefined {
  if (!isSilent && !run.question.transcriptOnly) return undefined
  const text = isSilent ? languageTexts(language).model.nothingHeard : (heard ?? '')
  run.append(text)
  return { ...nothingSaid(run.question), text, isTranscript: true }
}

/** Only a whole answer has them. */
function withSuggestions(done: Done): Done {
  const { text, suggestions } = splitAnswer(done.text)
  return { ...done, text, suggestions: done.finishReason === 'stop' ? suggestions : [] }
}

/** Whoever stops before the first word has got what was written down for them. */
function withWhatWasHeard(done: Done, { heardWords }: RunningAnswer): Done {
  return done.text.trim() === '' && heardWords ? { ...done, text: heardWords, isTranscript: true } : done
}

/** The files themselves are not kept. */
async function forgetPictures({ sql, log }: Tools, { question }: RunningAnswer, prompt: Prompt): Promise<void> {
  const { own, earlier } = prompt.pictureKeys
  if (own.length + earlier.length === 0) return
  await dropPictures(sql, question.userId, [...own, ...earlier]).catch((error: unknown) =>
    log.warn({ err: error }, 'Pictures of a question could not be deleted; a task does it later'),
  )
}

/** By the catalogue by which the question was quoted, whatever was published since. */
type FinishTools = Tools & { catalog: CompleteCatalog }

async function finish(tools: FinishTools, run: RunningAnswer, said: Done, files: Attachment[]): Promise<void> {
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
    const text = done.text.replaceAll('\0', '').toWellFormed()
    const searches = question.searchPrice === null ? 0 : done.searches
    const toolsPrice = question.toolsPrice === 0 ? 0 : toolCredits(catalog, done.tries)
    const settled = await recordAnswer(sql, catalog, question, {
      text,
      suggestions: done.suggestions ?? [],
      answeredBy: done.provider,
      price: priceOf(catalog, question, done, files) + (searches > 0 ? catalog.search.priceCredits : 0) + toolsPrice,
      finishReason: done.finishReason,
      inputTokens: done.usage.estimated ? null : done.usage.inputTokens,
      outputTokens: done.usage.estimated ? null : done.usage.outputTokens,
      firstTokenMs: done.firstTokenMs === null ? null : Math.round(done.firstTokenMs),
      latencyMs: Math.round(done.totalMs),
      searches,
      toolsPrice,
      sources: searches > 0 || done.foundTokens > 0 ? shownSources(text, done.sources) : null,
      costs,
    })
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

/** What the tools of the owner's cost that have answered. */
function toolCredits({ toolServers }: Catalog, tries: Try[]): number {
  const answered = toolServers.filter(({ id }) =>
    tries.some((one) => one.provider === id && one.outcome === 'answered'),
  )
  return answered.reduce((sum, { priceCredits }) => sum + priceCredits, 0)
}

/** What it has come to: of a question with files by what was used of them. */
function priceOf(catalog: Catalog, question: Question, done: Done, files: Attachment[]): number {
  const { provider, usage, foundTokens, isTranscript = false } = done
  const model = modelOf(catalog, provider)
  const extra = extraOf(catalog, question.assistant)
  if (files.length === 0 && question.extraTokens === 0) return model.priceCredits + extra
  const tokens = Math.max(0, usage.inputTokens - foundTokens)
  const load = loadOf(files, tokens)
  if (isTranscript) return transcriptPrice(catalog, load).priceCredits
  const used = questionWith(catalog, model, { ...load, tokens })
  return used ? used.priceCredits + extra : question.price
}

async function fail(tools: Tools, run: RunningAnswer, error: unknown, tries: Try[]): Promise<void> {
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

/** The update's id joins what the programs say about one question. */
function logOf({ log }: Tools, question: Question): Log {
  return log.child({ updateId: question.updateId, questionId: question.id })
}

async function handOver({ sql, log }: Tools, run: RunningAnswer, costs: Costs): Promise<void> {
  await recordCosts(sql, workOf(run.question), { costs, ends: false }).catch((error: unknown) =>
    log.warn({ err: error }, 'What this attempt has cost could not be written down'),
  )
  await giveUpLease(sql, run.question).catch((error: unknown) =>
    log.warn({ err: error }, 'The lease could not be given up; it will run out'),
  )
}
