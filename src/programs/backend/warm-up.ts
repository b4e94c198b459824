import { randomInt } from 'node:crypto'
import type { ServerResponse } from 'node:http'
import { type BackendClient, createClient } from '#bot-kit/backend-client.ts'
import { AttachmentReader } from '#modules/attachments/reader.ts'
import { offeredModels } from '#modules/catalog/catalog.ts'
import type { CompleteCatalog } from '#modules/catalog/complete.ts'
import { LiveCatalog } from '#modules/catalog/versions/live-catalog.ts'
import { adjustCredits } from '#modules/entitlements/adjust-credits.ts'
import { Answering } from '#modules/questions/answer/answering.ts'
import type { StreamEvent } from '#modules/questions/stream.ts'
import { questionRoutes } from '#modules/questions/routes.ts'
import { documentsOf } from '#modules/settings/documents.ts'
import { settingsBy } from '#modules/settings/live-settings.ts'
import { keepAgreement } from '#modules/users/agreement.ts'
import type { Agreed } from '#modules/users/contract.ts'
import { userRoutes } from '#modules/users/routes.ts'
import { Alive } from '#platform/database/alive.ts'
import type { Sql } from '#platform/database/sql.ts'
import { keptWarm } from '#platform/database/connect.ts'
import { takeBackOnEach } from '#platform/database/take-back.ts'
import { ToolServers } from '#platform/mcp/tool-servers.ts'
import { startDouble } from '#platform/http/double.ts'
import { FileReader } from '#platform/files/file-reader.ts'
import { createLog, type Log, reasonOf } from '#platform/runtime/log.ts'
import type { BackendConfig } from './config.ts'
import { createEmptyServer, directCalls, guard } from './server.ts'

/** After the fifth question hardly anything grows quicker. */
const questions = 5
const limitMs = 5_000
/** Passes `isWorthSearching`, so that the decision about lookups is compiled as well. */
const asked = 'What is the news of today?'
const words = 'Some words of an answer. '.repeat(8)

interface WarmUp {
  config: BackendConfig
  sql: Sql
  log: Log
  /** Asked as by a bot in this process, without HTTP. */
  isDirect: boolean
}

/**
 * Answers made-up questions before the first person waits, on each connection that stays open: statements are planned and
 * code is compiled. A model is played by a server of this process, and what is written is rolled back: nothing is stored,
 * and nothing leaves.
 */
export async function warmUp({ config, sql, log, isDirect }: WarmUp): Promise<void> {
  const model = await startDouble((_request, _body, response) => answer(response))
  try {
    await takeBackOnEach(sql, keptWarm, (sql) => answerSome({ config, sql, isDirect }, model.url))
  } catch (error) {
    log.warn(`The backend could not be warmed up; its first answers are slower. ${reasonOf(error)}`)
  } finally {
    model.stop()
  }
}

async function answerSome({ config, sql, isDirect }: Omit<WarmUp, 'log'>, modelUrl: string): Promise<void> {
  const log = createLog('warm-up', { level: 'silent' })
  const catalog = dryCatalog(config.catalog, modelUrl)
  const catalogs = new LiveCatalog({ sql, catalog, source: config.catalogSource, program: 'backend', log })
  const attachments = new AttachmentReader({ sql, files: undefined, reader: new FileReader() })
  const metrics = { answered: () => undefined, failed: () => undefined, request: () => undefined }
  const lookupSources = {
    toolServers: new ToolServers(log),
    pages: { files: new FileReader(), reach: config.reach },
  }
  const tools = { sql, alive: new Alive(), catalogs, attachments, lookupSources, config, metrics, log }
  const answering = new Answering(tools)
  const documents = documentsOf([], [])
  const settings = { present: () => settingsBy(config.defaultSettings, new Map()), documents: () => documents }
  const server = createEmptyServer({ sql, metrics, log })
  const direct = isDirect ? directCalls({ sql, metrics, log }) : undefined
  try {
    await server.register(async (api) => {
      guard(api, { sql, config, direct })
      await userRoutes(api, { sql, settings })
      await questionRoutes(api, { sql, catalogs, answering, attachments, settings })
    })
    const baseUrl = await server.listen({ host: '127.0.0.1', port: 0 })
    await askSome(sql, createClient({ baseUrl, token: config.tokens[0]!, direct }), documents.get('en')!)
  } finally {
    await answering.close(0)
    server.server.closeAllConnections()
    await server.close()
  }
}

/** As a bot does it. */
async function askSome(sql: Sql, backend: BackendClient, agreed: Agreed): Promise<void> {
  // The last ids that Telegram may ever give. Another backend that starts in this moment has another one.
  const telegramId = 2 ** 52 - 1 - randomInt(2 ** 32)
  await backend.register({ telegramId, firstName: 'Nobody', languageCode: 'en' })
  await keepAgreement(sql, { telegramId, agreed, how: 'start' })
  await adjustCredits(sql, { telegramId, delta: 1_000, reason: 'warm-up', idempotencyKey: 'warm-up', by: null })
  const signal = AbortSignal.timeout(limitMs)
  for (let id = 1; id <= questions; id += 1) {
    const parts = [{ type: 'text' as const, text: asked }]
    const question = { telegramId, chatId: telegramId, messageId: id, updateId: id, parts }
    let last: StreamEvent | undefined
    for await (last of backend.streamAnswer(question, { signal }));
    if (last?.type !== 'done') throw new Error(`A question has come to ${last?.type ?? 'nothing'}`)
    await backend.reportDelivery({ telegramId, questionId: last.questionId, messageIds: [id], complete: true })
  }
}

/** One model, at our own server; with no budgets, whose rows are everybody's. */
function dryCatalog(catalog: CompleteCatalog, baseUrl: string): CompleteCatalog {
  const { fallback: _, ...model } = offeredModels(catalog)[0]!
  return {
    ...catalog,
    models: [{ ...model, wire: 'chat', baseUrl, apiKey: 'none', model: 'warm-up' }],
    money: { ...catalog.money, budgets: undefined },
    searchServer: undefined,
    toolServers: [],
  }
}

function answer(response: ServerResponse): void {
  const chunks = [
    ...words.split(/(?<= )/).map((content) => ({ choices: [{ index: 0, delta: { content }, finish_reason: null }] })),
    { choices: [{ index: 0, delta: {}, finish_reason: 'stop' }] },
    { choices: [], usage: { prompt_tokens: 10, completion_tokens: 10 } },
  ]
  response.writeHead(200, { 'content-type': 'text/event-stream' })
  for (const chunk of chunks) response.write(`data: ${JSON.stringify(chunk)}\n\n`)
  response.end('data: [DONE]\n\n')
}
