import { GrammyError, HttpError } from 'grammy'

/** Whether no call to Telegram would succeed now, whosever it is: that counts as no try of the one that met it. */
export function nothingArrives(error: unknown): boolean {
  return error instanceof HttpError || (error instanceof GrammyError && [401, 404, 429].includes(error.error_code))
}
