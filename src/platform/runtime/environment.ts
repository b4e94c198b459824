import { z } from 'zod'
import { readEnvFile } from './env-file.ts'
import { isTimeZone } from './local-time.ts'
import { SettingsError } from './start-error.ts'

export { SettingsError } from './start-error.ts'

export type Environment = Record<string, string | undefined>

/**
 * The process's environment, with `.env` of the working directory behind it (what is set already wins).
 * @throws SettingsError when that file cannot be read
 */
export function loadEnvironment(): Environment {
  for (const [name, value] of Object.entries(readEnvFile())) process.env[name] ??= value
  return process.env
}

/**
 * Checks the settings a program needs against its schema, whose keys are the names of the environment variables.
 * An empty variable counts as absent, because that is how compose files leave one out.
 * @throws SettingsError with one sentence for every setting that is missing or wrong
 */
export function readSettings<Shape extends z.ZodRawShape>(
  environment: Environment,
  shape: Shape,
): z.infer<z.ZodObject<Shape>> {
  const present = Object.fromEntries(
    Object.keys(shape).flatMap((name) => (environment[name]?.trim() ? [[name, environment[name].trim()]] : [])),
  )
  const quoted = Object.keys(present).filter((name) => /^(["'`]).*\1$/s.test(present[name]!))
  const result = z.object(shape).safeParse(present, { error: plainWords })
  if (result.success && quoted.length === 0) return result.data
  const wrong = (result.error?.issues ?? []).flatMap((issue) => {
    const name = issue.path.join('.')
    if (quoted.includes(name)) return []
    return [`${name} is ${name in present ? 'wrong' : 'not set'}${issue.message && `: ${issue.message}`}.`]
  })
  throw new SettingsError([...quoted.map((name) => `${name} is wrong: it stands in quotes; leave them out.`), ...wrong])
}

/** In place of zod's own words; a setting that has words of its own keeps them. Empty: that it is not set says all. */
function plainWords(issue: z.core.$ZodRawIssue): string | undefined {
  if (issue.input === undefined) return ''
  return issue.code === 'invalid_value' ? `choose one of ${issue.values.join(', ')}` : undefined
}

export const logLevel = z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info')
/** Digits only: `0x10`, `1e3` and `1.5` are slips of the pen. */
export function wholeNumber(least: number, most: number, what = 'a whole number') {
  const error = `expected ${what} from ${least} to ${most}`
  return z.string().regex(/^\d+$/, error).transform(Number).pipe(z.number().min(least, error).max(most, error))
}
export const port = wholeNumber(0, 65_535, 'a port number')
/** Where bot and worker can be watched; without a port they cannot. */
export const healthSettings = { HEALTH_HOST: z.string().default('127.0.0.1'), HEALTH_PORT: port.optional() }

export function healthAddressOf(settings: { HEALTH_HOST: string; HEALTH_PORT?: number | undefined }) {
  if (settings.HEALTH_PORT === undefined) return undefined
  return { setting: 'HEALTH_PORT', host: settings.HEALTH_HOST, port: settings.HEALTH_PORT }
}

export const httpUrl = z
  .url({ protocol: /^https?$/, error: 'expected an http or https address' })
  .transform((url) => url.replace(/\/+$/, ''))

const postgresExample = 'expected an address like postgres://user:password@host:5432/database'
export const postgresUrl = z.string({ error: postgresExample }).superRefine((text, ctx) => {
  const fault = faultOfPostgresUrl(text)
  if (fault !== undefined) ctx.addIssue({ code: 'custom', message: fault })
})

/** A password that is not encoded makes another address of it: `postgres://u:1/2@host/db` would mean the host "u". */
function faultOfPostgresUrl(text: string): string | undefined {
  const encode = 'in its password write %23 for #, %2F for /, %3F for ?, %40 for @, %25 for %'
  if (!/^postgres(ql)?:\/\/./.test(text)) return postgresExample
  if (!URL.canParse(text)) return `${postgresExample}; ${encode}`
  const { username, password, hash, pathname, search } = new URL(text)
  const at = username === '' && /@/.test(pathname + search + hash)
  if (at || hash !== '' || ![username, password, pathname].every(isEncoded)) return `${postgresExample}; ${encode}`
  const database = pathname.slice(1)
  return database.includes('/') ? `the name of a database has no /; ${encode}` : undefined
}

function isEncoded(part: string): boolean {
  try {
    decodeURIComponent(part)
    return true
  } catch {
    return false
  }
}

/** How to reach the database behind a PgBouncer (docs/scaling.md); by itself DATABASE_URL is enough. */
export const databaseSettings = {
  DATABASE_URL: postgresUrl,
  DATABASE_DIRECT_URL: postgresUrl.optional(),
  DATABASE_STATEMENTS: z.enum(['named', 'unnamed']).default('named'),
}

export function databaseOf(settings: {
  DATABASE_URL: string
  DATABASE_DIRECT_URL?: string | undefined
  DATABASE_STATEMENTS: 'named' | 'unnamed'
}) {
  return {
    url: settings.DATABASE_URL,
    listenUrl: settings.DATABASE_DIRECT_URL,
    preparedStatements: settings.DATABASE_STATEMENTS === 'named',
  }
}

export const timeZone = z
  .string()
  .refine(isTimeZone, 'expected the name of a time zone such as Europe/Moscow, or an offset such as +03:00')
export const secretText = z.string().min(16, 'expected at least 16 characters')
export const botToken = z
  .string({ error: 'expected the token that @BotFather gave' })
  .regex(/^\d+:[\w-]{20,}$/, 'expected a token like 123456789:ABC…, as @BotFather gives it')
export const idList = z
  .string()
  .default('')
  .transform((text, ctx) => {
    const ids = text
      .split(/[\s,]+/)
      .filter(Boolean)
      .map(Number)
    if (ids.some((id) => !Number.isSafeInteger(id) || id <= 0)) {
      ctx.addIssue({ code: 'custom', message: 'expected Telegram ids separated by commas' })
      return z.NEVER
    }
    return ids
  })

/** What signs the payloads of invoices: a setting of its own, or the bot's token. */
export const paymentSettings = {
  PAYMENT_SECRET: secretText.optional(),
  PAYMENT_SECRET_OLD: secretText.optional(),
  BOT_TOKEN: botToken.optional(),
  BACKEND_TOKEN: secretText.optional(),
}

/** The first signs, all are believed. */
export function paymentSecretsOf(settings: {
  PAYMENT_SECRET?: string | undefined
  PAYMENT_SECRET_OLD?: string | undefined
  BOT_TOKEN?: string | undefined
  BACKEND_TOKEN?: string | undefined
}): string[] {
  const { PAYMENT_SECRET, PAYMENT_SECRET_OLD, BOT_TOKEN, BACKEND_TOKEN } = settings
  return [PAYMENT_SECRET, PAYMENT_SECRET_OLD, BOT_TOKEN, BACKEND_TOKEN].filter((secret) => secret !== undefined)
}
