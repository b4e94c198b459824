import type { FastifyInstance } from 'fastify'
import type { Telegram } from '#sandbox/telegram/telegram.ts'

/** What a link to the bot carries that the page offers as a button. */
export interface StartOffer {
  payload: string | undefined
}

/** The offer, until it was opened in a chat. */
export async function offerRoutes(
  app: FastifyInstance,
  { offer, telegram }: { offer: StartOffer; telegram: Telegram },
): Promise<void> {
  app.get('/control/start-offer', async () => {
    const { payload } = offer
    const wasOpened = telegram.state.chats.some(({ messages }) =>
      messages.some(({ text }) => payload !== undefined && text === `/start ${payload}`),
    )
    if (wasOpened) offer.payload = undefined
    return { payload: offer.payload ?? null }
  })
}
