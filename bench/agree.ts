import type { BackendClient } from '#bot-kit/backend-client.ts'

/** Before the first question is answered. */
export async function agree(api: BackendClient, telegramId: number): Promise<void> {
  const { version } = await api.agreement({ telegramId })
  await api.agree({ telegramId, version, how: 'start' })
}
