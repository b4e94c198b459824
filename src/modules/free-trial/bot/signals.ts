import type { BotContext } from '#bot-kit/context.ts'
import type { Signals } from '#modules/free-trial/contract.ts'

/** The person who presses the button waits for it. */
const waitMs = 3_000

/** What Telegram says about the person at the moment when they begin the trial. */
export async function signalsOf({ from, tools, log }: BotContext): Promise<Signals> {
  const { id, is_premium: premium = false, username } = from!
  const known = { premium, username: username !== undefined }
  // It decides alone.
  if (premium) return { ...known, photo: null, ratingLevel: null }
  try {
    const { photo, rating } = await tools.bareApi.getChat(id, AbortSignal.timeout(waitMs) as never)
    return { ...known, photo: photo !== undefined, ratingLevel: rating?.level ?? null }
  } catch (error) {
    log.info({ err: error }, 'Telegram did not say more about a person who begins the trial')
    return { ...known, photo: null, ratingLevel: null }
  }
}
