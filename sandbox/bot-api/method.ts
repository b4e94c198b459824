import { z } from 'zod'
import { BotApiError } from '#sandbox/telegram/error.ts'
import type { Telegram } from '#sandbox/telegram/telegram.ts'

export interface Call {
  telegram: Telegram
  /** Aborted when the bot hangs up. */
  signal: AbortSignal
}

/** A method of the Bot API: what it takes, and what it does. */
export interface Method {
  parameters: z.ZodObject
  run(parameters: Record<string, unknown>, call: Call): unknown
}

/** Describes a method; its parameters reach `run` checked and typed. */
export function method<Shape extends z.ZodRawShape>(
  shape: Shape,
  run: (parameters: z.output<z.ZodObject<Shape>>, call: Call) => unknown,
): Method {
  return { parameters: z.object(shape), run: run }
}

/** Checks what the bot sent. Unknown parameters are ignored as the real server does, and named, because they are a fault of the bot. */
export function checkParameters(
  method: Method,
  given: Record<string, unknown>,
): { parameters: Record<string, unknown>; unknown: string[] } {
  const known = Object.keys(method.parameters.shape)
  const result = method.parameters.safeParse(given)
  if (!result.success) {
    const [issue] = result.error.issues
    const path = issue!.path.join('.')
    const complaint = issue!.message.startsWith('Bad Request')
      ? issue!.message
      : `Bad Request: wrong parameter "${path}": ${issue!.message}`
    throw new BotApiError(400, complaint)
  }
  return { parameters: result.data, unknown: Object.keys(given).filter((name) => !known.includes(name)) }
}
