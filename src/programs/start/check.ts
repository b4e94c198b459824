import { strangeWebhook, webhookFault } from '#programs/bot/webhook.ts'
import { examine } from '#platform/database/examine.ts'
import { findEmbedded } from '#programs/postgres/embedded.ts'
import { loadEnvironment, SettingsError } from '#platform/runtime/environment.ts'
import { readCommon } from '#platform/runtime/lifetime.ts'
import { reasonOf } from '#platform/runtime/log.ts'
import { output } from '#platform/runtime/output.ts'
import { findListenFault } from '#platform/runtime/ports.ts'
import { useProxy } from '#platform/runtime/proxy.ts'
import { telegramApi } from '#platform/telegram/telegram-api.ts'
import { faultOfFolder } from './data-folder.ts'
import { whoServes } from './only-one.ts'
import { checkAll } from '#platform/runtime/start-error.ts'
import { chosenAddresses, type Plan, planOf } from './settings.ts'
import { checkToken } from './telegram-token.ts'

/** What one look found, in one line. */
interface Finding {
  what: string
  /** A fault keeps the product from serving people. */
  fault: boolean
  line: string
}

const limitMs = 10_000

/** `npm start -- check`: a line for each thing that the product needs; exit code 1 when one of them is wrong. Leaves nothing behind. */
export async function runCheck(): Promise<void> {
  const findings = await checkEverything()
  output.write(
    `\n${findings.map(({ what, fault, line }) => `  ${fault ? '✗' : '✓'} ${what.padEnd(10)} ${line}\n`).join('')}\n`,
  )
  process.exit(findings.some(({ fault }) => fault) ? 1 : 0)
}

async function checkEverything(): Promise<Finding[]> {
  try {
    const given = loadEnvironment()
    const [, plan] = checkAll(
      () => readCommon(given),
      () => planOf(given),
    )
    useProxy(given)
    const looks = [
      lookAtPorts(plan),
      lookAtTelegram(plan),
      lookAtWebhook(plan),
      lookAtModel(plan),
      lookAtDatabase(plan),
    ]
    return [fine('Settings', 'every setting can be read'), lookAtFolder(plan), ...(await Promise.all(looks))]
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error
    return error.faults.map((line) => wrong('Settings', line))
  }
}

const fine = (what: string, line: string): Finding => ({ what, fault: false, line })
const wrong = (what: string, line: string): Finding => ({ what, fault: true, line })

function lookAtFolder({ dataDir }: Plan): Finding {
  const fault = faultOfFolder(dataDir)
  return fault === undefined ? fine('Folder', `${dataDir} keeps the data`) : wrong('Folder', fault)
}

async function lookAtPorts(plan: Plan): Promise<Finding> {
  const serves = await whoServes(plan.dataDir)
  if (serves !== undefined)
    return fine('Ports', `Pomogator runs on this data folder already${serves.address && `, at ${serves.address}`}`)
  const addresses = chosenAddresses(plan)
  const faults = (await Promise.all(addresses.map(findListenFault))).filter((fault) => fault !== undefined)
  if (faults.length > 0) return wrong('Ports', faults.join(' '))
  return fine(
    'Ports',
    addresses.map(({ setting, port }) => `${setting} ${port} is free`).join(', ') || 'any that are free',
  )
}

async function lookAtTelegram(plan: Plan): Promise<Finding> {
  if (plan.atHome.telegram) return fine('Telegram', 'BOT_TOKEN is not set: the sandbox takes its place')
  const { apiRoot } = plan.bot
  const found = await checkToken(plan.bot, AbortSignal.timeout(limitMs))
  if (found.is === 'right') return fine('Telegram', `the token is that of @${found.username}`)
  if (found.is === 'wrong') return wrong('Telegram', 'BOT_TOKEN is wrong: Telegram does not know it.')
  return wrong('Telegram', `${apiRoot} cannot be reached: ${reasonOf(found.error)}.`)
}

async function lookAtWebhook(plan: Plan): Promise<Finding> {
  const { token, apiRoot, webhook } = plan.bot
  if (!webhook) return fine('Webhook', 'updates are fetched by long polling')
  const strange = strangeWebhook(webhook.url)
  if (strange) return wrong('Webhook', strange)
  if (plan.atHome.telegram) return fine('Webhook', webhook.url)
  try {
    const info = await telegramApi({ token, apiRoot }, limitMs / 1000).getWebhookInfo()
    const fault = webhookFault(info, webhook.url)
    return fault === undefined ? fine('Webhook', webhook.url) : wrong('Webhook', fault)
  } catch (error) {
    return wrong('Webhook', `Telegram does not say how it is: ${reasonOf(error)}.`)
  }
}

async function lookAtModel(plan: Plan): Promise<Finding> {
  if (plan.atHome.model) return fine('Model', 'a demo without a real AI; set OPENAI_API_KEY for a real one')
  const { apiKey, baseUrl } = plan.backend.openai
  const { model } = plan.backend.catalog.models[0]!
  try {
    const response = await fetch(`${baseUrl}/models`, {
      headers: { authorization: `Bearer ${apiKey || 'none'}` },
      signal: AbortSignal.timeout(limitMs),
    })
    await response.body?.cancel()
    if (response.status === 401 || response.status === 403)
      return wrong('Model', `OPENAI_API_KEY is refused by ${baseUrl} (${response.status}).`)
    if (response.status >= 500) return wrong('Model', `OPENAI_BASE_URL: ${baseUrl} answers ${response.status}.`)
    return fine('Model', `${model} at ${baseUrl}, which takes the key`)
  } catch (error) {
    return wrong('Model', `OPENAI_BASE_URL: ${baseUrl} cannot be reached: ${reasonOf(error)}.`)
  }
}

async function lookAtDatabase(plan: Plan): Promise<Finding> {
  const { environment, dataDir, atHome } = plan
  const url = atHome.database
    ? await findEmbedded(dataDir)
    : environment['MIGRATE_DATABASE_URL'] || environment['DATABASE_URL']!
  if (url === undefined) return fine('Database', `its own PostgreSQL, in ${dataDir}; it does not run now`)
  const name = atHome.database ? 'its own PostgreSQL' : 'DATABASE_URL'
  const { faults, version } = await examine(url)
  if (faults.length > 0) return wrong('Database', faults.join(' '))
  return fine('Database', `${name}, version ${version}`)
}
