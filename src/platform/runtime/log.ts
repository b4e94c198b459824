import { Writable } from 'node:stream'
import pino from 'pino'
import pretty from 'pino-pretty'
import { output } from './output.ts'

export type Log = pino.Logger

/**
 * The log of one program, or of several in one process, each of which then adds its name: JSON lines, or readable ones on a
 * terminal. Secrets are cut out by name wherever a caller might hand in a whole request or configuration.
 */
export function createLog(program: string | undefined, options: { level: string; pretty?: boolean }): Log {
  const settings: pino.LoggerOptions = {
    level: options.level,
    base: program === undefined ? {} : { program },
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
    redact: {
      paths: secretNames.flatMap((name) => [name, `*.${name}`, `*.headers.${name}`]),
      censor: '[secret]',
    },
    serializers: { err: describeError, error: describeError },
  }
  return pino(settings, options.pretty ? readable() : output)
}

/** Hides what looks like a bot token or a key in a text that came from somewhere else, such as an error's message. */
export function withoutSecrets(text: string): string {
  return (
    text
      .replaceAll(/\d{6,12}:[\w-]{30,}/g, '[bot token]')
      .replaceAll(/\b(sk|key|token)-[\w-]{12,}/gi, '[key]')
      // A password may hold any of / : and @. What a setting should look like is no secret.
      .replaceAll(/\/\/(?!user:password@host\b)[^/\s:@]*:([^\s"']*)/g, (whole, rest: string) =>
        rest.includes('@') ? `//[credentials]${rest.slice(rest.lastIndexOf('@'))}` : whole,
      )
  )
}

const secretNames = [
  'token',
  'botToken',
  'apiKey',
  'password',
  'secret',
  'authorization',
  '["x-telegram-bot-api-secret-token"]',
]

/** In this process and not in a thread of its own: a terminal that is closed must not take the program along. */
function readable() {
  const destination = new Writable({
    write(line: Buffer, _encoding, done) {
      output.write(line.toString())
      done()
    },
  })
  return pretty({
    destination,
    sync: true,
    colorize: true,
    ignore: 'pid,hostname,program',
    messageFormat: '{program}: {msg}',
    translateTime: 'SYS:HH:MM:ss',
  })
}

/** Whatever was thrown, in words: many libraries throw or emit plain objects. */
export function messageOf(error: unknown): string {
  if (typeof error !== 'object' || error === null) return withoutSecrets(String(error))
  const { message, code, errors } = error as Record<string, unknown>
  const own = typeof message === 'string' ? message.trim() : ''
  if (own) return withoutSecrets(own)
  // A connection that was tried at several addresses has no message of its own.
  if (Array.isArray(errors) && errors.length > 0) return [...new Set(errors.map(messageOf))].join('; ')
  if (typeof code === 'string' || typeof code === 'number') return withoutSecrets(String(code))
  // Its values may be secrets.
  return `an object with ${Object.keys(error).slice(0, 20).join(', ') || 'nothing in it'}`
}

/** Libraries say "request failed" and keep the reason below. */
export function reasonOf(error: unknown): string {
  let deepest = error
  for (let depth = 0; depth < 10; depth += 1) {
    const { cause, error: wrapped } = (deepest ?? {}) as { cause?: unknown; error?: unknown }
    const next = cause ?? wrapped
    if (next === undefined || next === null) break
    deepest = next
  }
  return messageOf(deepest)
}

function describeError(error: unknown) {
  if (typeof error !== 'object' || error === null) return { message: messageOf(error) }
  const { name, stack, code, cause } = error as Record<string, unknown>
  return {
    type: typeof name === 'string' && name ? name : 'Error',
    message: messageOf(error),
    stack: typeof stack === 'string' ? withoutSecrets(stack) : undefined,
    ...(typeof code === 'string' || typeof code === 'number' ? { code } : {}),
    ...(cause === undefined ? {} : { cause: messageOf(cause) }),
  }
}
