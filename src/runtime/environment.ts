import { existsSync } from 'node:fs'
import { z } from 'zod'

export type Environment = Record<string, string | undefined>

/** A wrong or missing setting: the message is one sentence that names it, meant for the person who starts the program. */
export class SettingsError extends Error {
  override name = 'SettingsError'
}

/** The process's environment, with `.env` of the working directory behind it (what is set already wins). */
export function loadEnvironment(): Environment {
  if (existsSync('.env')) process.loadEnvFile('.env')
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
  const result = z.object(shape).safeParse(present)
  if (result.success) return result.data
  throw new SettingsError(
    result.error.issues
      .map((issue) => {
        const name = issue.path.join('.')
        return name in present ? `${name} is wrong: ${issue.message}.` : `${name} is not set: ${issue.message}.`
      })
      .join(' '),
  )
}

export const logLevel = z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info')
export const port = z.coerce.number({ error: 'expected a port number' }).int().min(0).max(65_535)
/** The door of bot and worker for whoever watches over them; without a port there is none. */
export const healthSettings = { HEALTH_HOST: z.string().default('127.0.0.1'), HEALTH_PORT: port.optional() }

export function healthDoorOf(settings: { HEALTH_HOST: string; HEALTH_PORT?: number | undefined }) {
  return settings.HEALTH_PORT === undefined ? undefined : { host: settings.HEALTH_HOST, port: settings.HEALTH_PORT }
}

export const httpUrl = z
  .url({ protocol: /^https?$/, error: 'expected an http or https address' })
  .transform((url) => url.replace(/\/+$/, ''))
export const postgresUrl = z.url({
  protocol: /^postgres(ql)?$/,
  error: 'expected an address like postgres://user:password@host:5432/database',
})
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
