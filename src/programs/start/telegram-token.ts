import { GrammyError } from 'grammy'
import { telegramApi } from '#platform/telegram/telegram-api.ts'

const limitSeconds = 8

export type TokenCheck = { is: 'right'; username: string } | { is: 'wrong' } | { is: 'unknown'; error: unknown }

/** Asks Telegram whose token it is; it may not be there to answer. */
export async function checkToken(
  { token, apiRoot }: { token: string; apiRoot: string },
  signal: AbortSignal,
): Promise<TokenCheck> {
  try {
    const { username } = await telegramApi({ token, apiRoot }, limitSeconds).getMe(signal as never)
    return { is: 'right', username }
  } catch (error) {
    // 404 is how Telegram answers what has not the form of a token.
    const refused = error instanceof GrammyError && (error.error_code === 401 || error.error_code === 404)
    return refused ? { is: 'wrong' } : { is: 'unknown', error }
  }
}
