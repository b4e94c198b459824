import { Api } from 'grammy'
import { telegramClient } from '#platform/runtime/proxy.ts'
import { directCalls } from './direct-calls.ts'

/** Telegram without retries and with a limit on every call. */
export function telegramApi({ token, apiRoot }: { token: string; apiRoot: string }, timeoutSeconds: number): Api {
  const api = new Api(token, telegramClient(apiRoot, timeoutSeconds))
  api.config.use(directCalls({ token, apiRoot, timeoutSeconds }))
  return api
}
