import { answer, ModelError, type Try } from '#platform/models/answer.ts'
import { Prompt } from '#platform/models/prompt.ts'
import { storePaid } from '#platform/database/store-paid.ts'
import { modelOf, offeredModels } from '#modules/catalog/catalog.ts'
import type { WatchTools } from '#modules/catalog/tasks/watch-models.ts'
import { costOf } from '#modules/catalog/cost-of.ts'
import { priceAt } from '#modules/catalog/prices.ts'
import { providersOf } from '#modules/catalog/providers.ts'
import { budgetsOf, usedUp } from '#modules/costs/budgets.ts'
import { cheapestOf } from '#modules/costs/quote.ts'
import { costsOf, microDollarsOf } from '#modules/costs/record-costs.ts'
import { callerOf } from '#modules/questions/answer/caller.ts'
import { findUser } from '#modules/users/users.ts'
import { factsOf } from '#modules/memory/facts.ts'
import { promptFor } from '#modules/memory/prompt.ts'
import {
  begin,
  finish,
  noteSilent,
  type Reading,
  skip,
  skipOld,
  waitingReadings,
  wordsFor,
} from '#modules/memory/readings.ts'
import { factsIn } from '#modules/memory/words.ts'

const atOnce = 5
const mostInRun = 200
/** Less than a task may take, with the longest call behind it. */
const longestRunMs = 120_000
/** Room for a model that thinks first. */
const mostOutputTokens = 800

/** Looks through conversations that have ended for what is worth knowing of their people. Each is sent to a model once at most. */
export async function readConversations(tools: WatchTools): Promise<void> {
  const { sql, config } = tools
  const isOff = config.catalog.memory.dailyMicroDollars === 0 || offeredModels(config.catalog).length === 0
  await skipOld(sql, { all: isOff })
  if (isOff) return
  await noteSilent(sql)
  const readings = await waitingReadings(sql, mostInRun)
  const begun = performance.now()
  while (readings.length > 0 && performance.now() - begun < longestRunMs) {
    const outcomes = await Promise.all(readings.splice(0, atOnce).map((reading) => read(tools, reading)))
    if (outcomes.includes('used_up')) return tools.log.debug('The budget of the memory is used up for today')
  }
}

async function read(tools: WatchTools, reading: Reading): Promise<'used_up' | 'done'> {
  const { sql, config } = tools
  const { mostFacts, factsPerConversation, dailyMicroDollars } = config.catalog.memory
  const user = await findUser(sql, reading.userId)
  const words = user?.settings.remember && user.agreement && !user.blocked ? await wordsFor(sql, reading) : undefined
  const known = words ? await factsOf(sql, reading.userId) : []
  if (!words || known.length >= mostFacts) {
    await skip(sql, reading)
    return 'done'
  }
  if ((await usedUp(sql, budgetsOf(config.catalog), reading.userId)).length > 0) return 'done'
  const { system, asked } = promptFor({ messages: words.messages, known, most: factsPerConversation })
  const prompt = new Prompt({ system, referred: null, asked: [{ type: 'text', text: asked }] })
  const most = await mostFor(tools, prompt)
  const began = await begin(sql, reading, { after: words.after, most, dailyBudget: dailyMicroDollars })
  if (began !== 'begun') return began === 'used_up' ? 'used_up' : 'done'
  const said = await ask(tools, reading, prompt)
  const costs = costsOf(config.catalog, said.tries, new Date())
  const facts = factsIn(said.text, factsPerConversation)
  const found = { facts, mostFacts, purse: words.purse, costs, microDollars: microDollarsOf(costs) }
  await storePaid(tools.log, () => finish(sql, reading, found))
  return 'done'
}

/** The one that the owner has chosen, else the cheapest. */
function modelFor({ config: { catalog } }: WatchTools) {
  const chosen = catalog.models.find(({ id }) => id === catalog.memory.model)
  return chosen ?? modelOf(catalog, cheapestOf(catalog, new Date()).id)
}

/** In micro-dollars; of a model of which no price is known nothing can be said. */
async function mostFor(tools: WatchTools, prompt: Prompt): Promise<number> {
  const price = priceAt(modelFor(tools), new Date())
  // Providers count somewhat otherwise than we do.
  const inputTokens = Math.ceil((await prompt.tokens()) * 1.5)
  return price ? costOf({ inputTokens, cachedInputTokens: 0, outputTokens: mostOutputTokens }, price) : 0
}

/** One try with one provider: what fails is not asked again. */
async function ask(tools: WatchTools, reading: Reading, prompt: Prompt): Promise<{ text: string; tries: Try[] }> {
  const { catalog, paymentSecrets } = tools.config
  const [provider] = providersOf(catalog, modelFor(tools), new Date())
  const request = {
    providers: [{ ...provider!, maxOutputTokens: Math.min(provider!.maxOutputTokens, mostOutputTokens) }],
    prompt,
    caller: callerOf(reading.userId, `memory ${reading.conversationId}`, paymentSecrets[0] ?? ''),
    signal: AbortSignal.timeout(60_000),
    limits: { attempts: 1 },
    log: tools.log,
  }
  try {
    for await (const event of answer(request))
      if (event.type === 'done') return { text: event.text, tries: event.tries }
    return { text: '', tries: [] }
  } catch (error) {
    if (!(error instanceof ModelError)) throw error
    tools.log.warn({ err: error }, 'A conversation could not be looked through')
    return { text: '', tries: error.failure.tries }
  }
}
