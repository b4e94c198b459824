import { autoRetry } from '@grammyjs/auto-retry'
import type { Api, Transformer } from 'grammy'
import type { BackendClient } from '#bot-kit/backend-client.ts'
import { followChats } from '#platform/telegram/follow-chats.ts'
import { telegramApi } from '#platform/telegram/telegram-api.ts'
import type { BotConfig } from './config.ts'

/**
 * Short floods and hiccups are waited out for menus and the like. A lost connection is not: the call may have arrived, and
 * the inbox decides about that.
 */
export function retrying(): Transformer {
  return autoRetry({
    maxRetryAttempts: 2,
    maxDelaySeconds: 20,
    rethrowInternalServerErrors: true,
    rethrowHttpErrors: true,
  })
}

/** What is sent to a chat that has moved goes where it is now, and what was begun there goes on. */
export function following(backend: BackendClient): Transformer {
  return followChats(async ({ from, to }) => {
    await backend.moveChat({ fromChatId: from, toChatId: to })
  })
}

/** Telegram without retries and with a limit on every call; a long poll needs a longer one. */
export function bareTelegram(config: BotConfig, watched: Transformer, timeoutSeconds = 20): Api {
  const api = telegramApi(config, timeoutSeconds)
  api.config.use(watched)
  return api
}
