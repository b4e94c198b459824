import { tables } from '#modules/modules.ts'
import { startPrograms } from '#programs/all/main.ts'
import { resolve } from 'node:path'
import type { Sandbox } from '#sandbox/sandbox.ts'
import { type BackendConfig, readConfig as readBackendConfig } from '#programs/backend/config.ts'
import { readConfig as readBotConfig } from '#programs/bot/config.ts'
import { startEmbedded } from '#programs/postgres/embedded.ts'
import { migrate } from '#platform/database/migrate.ts'
import { publicWebAnd } from '#platform/reader/fetch-page.ts'
import { type Environment, SettingsError } from '#platform/runtime/environment.ts'
import { type Running, runProgram, stopInOrder } from '#platform/runtime/lifetime.ts'
import type { Log } from '#platform/runtime/log.ts'
import { complaints, output } from '#platform/runtime/output.ts'
import { listenFault, findListenFault, freePort } from '#platform/runtime/ports.ts'
import { readConfig as readWorkerConfig } from '#programs/worker/config.ts'
import { isOwnMachine, ownersLink, runCabinet } from './cabinet.ts'
import { runCheck } from './check.ts'
import { faultOfFolder } from './data-folder.ts'
import { fillDatabase, isFilled, letTimePass, runDemo } from './demo.ts'
import { describe } from './describe.ts'
import { writeHomeCatalog } from './home-catalog.ts'
import { claimFolder, refuseSecond } from './only-one.ts'
import { chosenAddresses, type Plan, planOf } from './settings.ts'
import { checkToken } from './telegram-token.ts'

export type Product = Running & { environment: Environment; sandboxUrl?: string }

/** For scripts that have no process of their own for it. */
export function startEverything(given: Environment, log: Log): Promise<Product> {
  return startPlan(planOf(given), log, new AbortController().signal)
}

/**
 * The whole product in one process: what is not configured is brought along. Without DATABASE_URL an embedded PostgreSQL,
 * without BOT_TOKEN a Telegram at home, without OPENAI_API_KEY or OPENAI_BASE_URL a demo model.
 * @param signal aborted when the start is no longer wanted
 * @throws StartError before anything is made when a setting, the folder, a port or the token is wrong
 */
async function startPlan(plan: Plan, log: Log, signal: AbortSignal): Promise<Product> {
  await refuseWrongPlan(plan, signal)
  const { environment, dataDir, atHome } = plan
  const started: (() => Promise<unknown>)[] = []
  const stop = () => stopInOrder(log, started.toReversed())
  try {
    const folder = await claimFolder(dataDir, log)
    started.push(() => folder.release())
    if (atHome.telegram && atHome.model) environment['CATALOG_FILE'] ||= writeHomeCatalog(dataDir)
    const database = await startDatabase(plan, log)
    if (database) started.push(() => database.stop())
    signal.throwIfAborted()
    const programUrl = environment['DATABASE_URL']!
    const url = environment['MIGRATE_DATABASE_URL'] || programUrl
    await migrate({ url, programUrl, tables, log: log.child({ program: 'migrate' }), signal })

    const sandbox = atHome.telegram || atHome.model ? await startHome(plan, log) : undefined
    if (sandbox) started.push(() => sandbox.stop())
    environment['BACKEND_PORT'] = String(plan.backendPort ?? (await freePort(8081)))
    const cabinetUrl = environment['CABINET_URL'] || `http://127.0.0.1:${environment['BACKEND_PORT']}/cabinet`
    environment['CABINET_URL'] = cabinetUrl
    const backendConfig = { ...readBackendConfig(environment), ...(atHome.telegram ? homeReach(sandbox) : {}) }
    await offerDemo(backendConfig, sandbox, plan, log)
    if (atHome.telegram) sandbox?.whenTimePasses((seconds) => letTimePass(backendConfig, seconds, log))
    const programs = await startPrograms(
      { backend: backendConfig, worker: readWorkerConfig(environment), bot: readBotConfig(environment) },
      log,
      signal,
    )
    started.push(() => programs.stop())
    environment['BACKEND_URL'] = programs.url
    const firstOwnerLink = await programs.firstOwnerLink
    sandbox?.offerStart(firstOwnerLink)

    folder.serves({ address: sandbox?.url ?? programs.url, cabinetUrl })
    const ownToken = atHome.telegram && !plan.given['BACKEND_TOKEN'] ? environment['BACKEND_TOKEN'] : undefined
    output.write(
      describe({
        given: plan.given,
        backendUrl: programs.url,
        sandboxUrl: sandbox?.url,
        atHome,
        dataDir,
        ownToken,
        cabinetUrl,
        cabinetLink: isOwnMachine(cabinetUrl) ? await ownersLink(backendConfig, cabinetUrl, log) : undefined,
        firstOwnerLink,
      }),
    )
    return {
      stop,
      environment,
      ...(database ? { failed: database.failed } : {}),
      ...(sandbox ? { sandboxUrl: sandbox.url } : {}),
    }
  } catch (error) {
    await stop()
    throw error
  }
}

const orders: Record<string, () => Promise<void>> = { check: runCheck, cabinet: runCabinet, demo: runDemo }

/** `npm start` runs it all; `npm start -- check` only says what would be wrong, `demo` fills in an example business, `cabinet` prints a link. */
export async function main(): Promise<void> {
  const words = process.argv.slice(3)
  const fault = faultOfOrder(words)
  if (fault !== undefined) {
    complaints.write(`${fault}\n`)
    process.exitCode = 1
    return
  }
  const [order] = words
  if (order !== undefined) return orders[order]!()
  await runProgram({ name: 'start', readConfig: planOf, start: startPlan, usualLevel: 'warn', severalPrograms: true })
}

/** A mistyped order must not start the whole product. */
function faultOfOrder([order, ...more]: string[]): string | undefined {
  if (order === undefined) return undefined
  if (!Object.hasOwn(orders, order))
    return `There is no order "${order}". Choose one of: ${Object.keys(orders).join(', ')}.`
  return more.length > 0 ? `The order "${order}" takes no more words: leave out "${more.join(' ')}".` : undefined
}

async function refuseWrongPlan(plan: Plan, signal: AbortSignal): Promise<void> {
  // The first one has the same ports: to choose others would not help.
  await refuseSecond(plan.dataDir)
  const ofAddresses = await Promise.all(chosenAddresses(plan).map(findListenFault))
  const faults = [faultOfFolder(plan.dataDir), ...ofAddresses].filter((fault) => fault !== undefined)
  if (!plan.atHome.telegram) {
    const { is } = await checkToken(plan.bot, signal)
    if (is === 'wrong') faults.push('BOT_TOKEN is wrong: Telegram does not know it.')
  }
  signal.throwIfAborted()
  if (faults.length > 0) throw new SettingsError(faults)
}

/** The pages of the sandbox are on this machine. Only the person who plays on it may name them. */
function homeReach(sandbox: Sandbox | undefined) {
  return sandbox ? { reach: publicWebAnd(sandbox.url) } : {}
}

/** Offered where Telegram is the sandbox; a real bot must not begin with people who do not exist. */
async function offerDemo(
  config: BackendConfig,
  sandbox: Sandbox | undefined,
  { atHome }: Plan,
  log: Log,
): Promise<void> {
  const own = log.child({ program: 'demo' })
  const isThere = await isFilled(config, own)
  if (isThere && !atHome.telegram)
    throw new SettingsError(
      'This database holds demo data, and BOT_TOKEN is set: give the real bot a database of its own (DATA_DIR or DATABASE_URL).',
    )
  if (!isThere && atHome.telegram) sandbox?.offerDemoData(() => fillDatabase(config, own))
}

async function startDatabase({ environment, dataDir, atHome }: Plan, log: Log) {
  if (!atHome.database) return undefined
  const postgres = await startEmbedded({ dataDir, log: log.child({ program: 'postgres' }), keepRunning: true })
  environment['DATABASE_URL'] = postgres.programUrl
  environment['MIGRATE_DATABASE_URL'] = postgres.url
  return postgres
}

async function startHome({ environment, dataDir, sandboxPort, atHome }: Plan, log: Log) {
  const own = log.child({ program: 'sandbox' })
  const port = sandboxPort ?? (await freePort(8080))
  // A product that works with Telegram itself does without.
  const { startSandbox } = await import('#sandbox/sandbox.ts')
  const sandbox = await startSandbox({
    port,
    stateFile: resolve(dataDir, 'sandbox.json'),
    log: ({ level, message, data }) => own[level](data instanceof Error ? { err: data } : { data }, message),
  }).catch((error: unknown) => {
    throw listenFault(error, { setting: 'SANDBOX_PORT', host: '127.0.0.1', port }) ?? error
  })
  if (atHome.telegram)
    Object.assign(environment, { BOT_TOKEN: sandbox.botToken, TELEGRAM_API_ROOT: sandbox.telegramApiRoot })
  if (atHome.model) {
    Object.assign(environment, { OPENAI_BASE_URL: sandbox.modelBaseUrl, OPENAI_API_KEY: 'demo' })
    environment['TOOLS_URL'] ||= sandbox.toolsUrl
    if (!environment['SEARCH_SERVICE'])
      Object.assign(environment, { SEARCH_SERVICE: 'searxng', SEARCH_URL: sandbox.searchUrl })
  }
  return sandbox
}
