import type { UserFromGetMe } from 'grammy/types'
import { type BackendClient, BackendRefusal } from '#bot-kit/backend-client.ts'
import type { Log } from '#platform/runtime/log.ts'
import { OutageLog } from '#platform/runtime/outage-log.ts'
import { type Again, policies, retry } from '#platform/runtime/retry.ts'

/**
 * Tells the backend the bot's name, for links that are made in the cabinet, and asks for the link of the first owner; as often
 * as it takes, because the backend may start later. Undefined when there is an owner, or when the bot stops before.
 */
export async function meetBackend(
  { backend, me }: { backend: BackendClient; me: Pick<UserFromGetMe, 'username'> },
  log: Log,
  signal: AbortSignal,
): Promise<string | undefined> {
  const outage = new OutageLog(log, 'The backend does not say whether there is an owner')
  const again = (error: unknown): Again => {
    if (signal.aborted || (error instanceof BackendRefusal && error.status < 500)) return 'no'
    outage.failed(error)
    return 'after a pause'
  }
  try {
    const { token } = await retry(
      policies.backendAtStart,
      async () => {
        await backend.noteBotName({ username: me.username })
        return backend.firstOwnerLink({})
      },
      { again, signal },
    )
    outage.succeeded()
    return token === null ? undefined : `https://t.me/${me.username}?start=role_${token}`
  } catch (error) {
    if (!signal.aborted) log.error({ err: error }, 'The backend does not say whether there is an owner')
    return undefined
  }
}
