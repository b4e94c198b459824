import { z } from 'zod'
import { type Method, method } from '#sandbox/bot-api/method.ts'
import { flag, integer, parsed } from '#sandbox/bot-api/parameters.ts'
import { BotApiError } from '#sandbox/telegram/error.ts'

const allowedUpdates = parsed(z.array(z.string())).optional()

/** How the bot hears: by long polling or webhook. */
export const updates: Record<string, Method> = {
  getUpdates: method(
    {
      offset: integer.optional(),
      limit: parsed(z.int().min(1).max(100)).optional(),
      timeout: parsed(z.int().min(0).max(50)).optional(),
      allowed_updates: allowedUpdates,
    },
    (p, { telegram, signal }) =>
      telegram.updates.poll({
        offset: p.offset ?? 0,
        limit: p.limit ?? 100,
        timeoutSeconds: p.timeout ?? 0,
        allowedUpdates: p.allowed_updates,
        signal,
      }),
  ),

  setWebhook: method(
    {
      url: z.string(),
      secret_token: z
        .string()
        .regex(/^[\w-]{1,256}$/, 'Bad Request: secret token contains unallowed characters')
        .optional(),
      allowed_updates: allowedUpdates,
      max_connections: parsed(z.int().min(1).max(100)).optional(),
      drop_pending_updates: flag.optional(),
      ip_address: z.string().optional(),
    },
    (p, { telegram }) => {
      if (p.drop_pending_updates) telegram.updates.dropPending()
      if (p.url === '') telegram.updates.setWebhook(null)
      else {
        if (!isAllowed(p.url))
          throw new BotApiError(400, 'Bad Request: bad webhook: An HTTPS URL must be provided for webhook')
        const before = telegram.state.webhook?.allowedUpdates ?? telegram.state.allowedUpdates
        telegram.updates.setWebhook({
          url: p.url,
          secret: p.secret_token ?? '',
          allowedUpdates: p.allowed_updates ?? before,
        })
      }
      return true
    },
  ),

  deleteWebhook: method({ drop_pending_updates: flag.optional() }, (p, { telegram }) => {
    if (p.drop_pending_updates) telegram.updates.dropPending()
    telegram.updates.setWebhook(null)
    return true
  }),

  getWebhookInfo: method({}, (_p, { telegram }) => {
    const { webhook } = telegram.state
    const error = telegram.updates.lastError()
    return {
      url: webhook?.url ?? '',
      has_custom_certificate: false,
      pending_update_count: telegram.updates.waiting(),
      ...(error ? { last_error_date: error.date, last_error_message: error.message } : {}),
      ...(webhook?.allowedUpdates ? { allowed_updates: webhook.allowedUpdates } : {}),
    }
  }),
}

/** The real server wants https; a sandbox at home also reaches plain http on this machine. */
function isAllowed(url: string): boolean {
  if (!URL.canParse(url)) return false
  const { protocol, hostname } = new URL(url)
  return protocol === 'https:' || (protocol === 'http:' && ['127.0.0.1', 'localhost', '[::1]'].includes(hostname))
}
