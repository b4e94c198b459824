import pino from 'pino'

export type Log = pino.Logger

/**
 * The log of one program, or of several in one process, each of which then adds its name: JSON lines, or readable ones on a terminal. Secrets are cut out by name wherever a caller
 * might hand in a whole request or configuration.
 */
export function createLog(program: string | undefined, options: { level: string; pretty?: boolean }): Log {
  return pino({
    level: options.level,
    base: program === undefined ? {} : { program },
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
    redact: {
      paths: secretNames.flatMap((name) => [name, `*.${name}`, `*.headers.${name}`]),
      censor: '[secret]',
    },
    serializers: { err: describeError, error: describeError },
    ...(options.pretty ? { transport: prettyTransport } : {}),
  })
}

/** Hides what looks like a bot token or a key in a text that came from somewhere else, such as an error's message. */
export function withoutSecrets(text: string): string {
  return text
    .replaceAll(/\d{6,12}:[\w-]{30,}/g, '[bot token]')
    .replaceAll(/\b(sk|key|token)-[\w-]{12,}/gi, '[key]')
    .replaceAll(/\/\/[^/\s:@]+:[^/\s@]+@/g, '//[credentials]@')
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

const prettyTransport = {
  target: 'pino-pretty',
  options: {
    colorize: true,
    ignore: 'pid,hostname,program',
    messageFormat: '{program}: {msg}',
    translateTime: 'SYS:HH:MM:ss',
  },
}

function describeError(error: unknown) {
  if (!(error instanceof Error)) return { message: withoutSecrets(String(error)) }
  const { code, cause } = error as Error & { code?: string | number; cause?: unknown }
  return {
    type: error.name,
    message: withoutSecrets(error.message),
    stack: error.stack ? withoutSecrets(error.stack) : undefined,
    ...(code === undefined ? {} : { code }),
    ...(cause === undefined
      ? {}
      : { cause: withoutSecrets(cause instanceof Error ? cause.message : JSON.stringify(cause)) }),
  }
}
