import { randomInt } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { AttachmentReader } from '#modules/attachments/reader.ts'
import { offeredModels } from '#modules/catalog/catalog.ts'
import type { CompleteCatalog } from '#modules/catalog/complete.ts'
import { LiveCatalog } from '#modules/catalog/versions/live-catalog.ts'
import { adjustCredits } from '#modules/entitlements/adjust-credits.ts'
import { Answering } from '#modules/questions/answer/answering.ts'
import { converse } from '#modules/questions/converse.ts'
import { documentsOf } from '#modules/settings/documents.ts'
import { settingsBy } from '#modules/settings/live-settings.ts'
import { keepAgreement } from '#modules/users/agreement.ts'
import { register } from '#modules/users/users.ts'
import { Alive } from '#platform/database/alive.ts'
import type { Sql } from '#platform/database/sql.ts'
import { ToolServers } from '#platform/mcp/tool-servers.ts'
import { FileReader } from '#platform/files/file-reader.ts'
import { createLog, type Log, reasonOf } from '#platform/runtime/log.ts'
import type { BackendConfig } from './config.ts'

/** After the third question hardly anything grows quicker. */
const questions = 3
const limitMs = 5_000
const words = 'Some words of an answer. '.repeat(8)

class RolledBack extends Error {}

/**
 * Answers questions that nobody has asked, before anybody waits: statements are planned and code is compiled. A model is
 * played by a server of this process, and what is written is rolled back: nothing is stored, and nothing leaves.
 */
export async function warmUp(config: BackendConfig, sql: Sql, log: Log): Promise<void> {
  const model = await startModel()
  try {
    await sql.transaction(async (sql) => {
      await answerSome(config, sql, model.url)
      throw new RolledBack()
    })
  } catch (error) {
    if (!(error instanceof RolledBack))
      log.warn(`The backend could not be warmed up; its first answers are slower. ${reasonOf(error)}`)
  } finally {
    model.stop()
  }
}

async function answerSome(config: BackendConfig, sql: Sql, modelUrl: string): Promise<void> {
  const log = createLog('warm-up', { level: 'silent' })
  const catalog = dryCatalog(config.catalog, modelUrl)
  const catalogs = new LiveCatalog({ sql, catalog, source: config.catalogSource, program: 'backend', log })
  const attachments = new AttachmentReader({ sql, files: undefined, reader: new FileReader() })
  const metrics = { answered: () => undefined, failed: () => undefined }
  const lookupSources = {
    toolServers: new ToolServers(log),
    pages: { files: new FileReader(), reach: config.reach },
  }
  const tools = { sql, alive: new Alive(), catalogs, attachments, lookupSources, config, metrics, log }
  const answering = new Answering(tools)
  const documents = documentsOf([], [])
  const settings = { present: () => settingsBy(config.defaultSettings, new Map()), documents: () => documents }
  // Above all ids of Telegram. Another backend that starts in this moment has another one.
  const telegramId = 2 ** 52 + randomInt(2 ** 32)
  const signal = AbortSignal.timeout(limitMs)
  try {
    await register(sql, { telegramId, firstName: 'Nobody', languageCode: 'en' })
    await keepAgreement(sql, { telegramId, agreed: documents.get('en')!, how: 'start' })
    await adjustCredits(sql, { telegramId, delta: 1_000, reason: 'warm-up', idempotencyKey: 'warm-up', by: null })
    for (let id = 1; id <= questions; id += 1) {
      const question = { telegramId, chatId: telegramId, threadId: 0, messageId: id, updateId: id }
      const input = { ...question, text: 'A question', transcriptOnly: false }
      let outcome = 'nothing'
      for await (const { type } of converse({ sql, catalogs, answering, attachments, settings }, input, signal))
        outcome = type
      if (outcome !== 'done') throw new Error(`A question has come to ${outcome}`)
    }
  } finally {
    await answering.close(0)
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

async function startModel() {
  const server = createServer((request, response) => void request.resume().once('end', () => answer(response)))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop() {
      server.close()
      server.closeAllConnections()
    },
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
