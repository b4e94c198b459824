import { expect } from 'vitest'
import { stats } from '#platform/inbox/stats.ts'
import { eventually } from './eventually.ts'
import type { World } from './world.ts'

/**
 * Waits until all that people did has reached the bot and was handled, and all that it says by itself was said. An update that
 * the sandbox has not delivered yet stands in no table.
 */
export function settled(world: World): Promise<void> {
  return eventually(async () => {
    expect(await undelivered(world), 'updates on their way').toBe(0)
    expect(await stats(world.sql)).toMatchObject({ waiting: 0 })
    expect(await world.sql`select 1 from messages_log where status = 'pending'`).toEqual([])
    expect(await world.sql`select 1 from outbox where state = 'waiting'`).toEqual([])
  })
}

async function undelivered({ sandbox, environment }: World): Promise<number> {
  const response = await fetch(`${sandbox.url}/bot${environment['BOT_TOKEN']}/getWebhookInfo`)
  const { result } = (await response.json()) as { result: { pending_update_count: number } }
  return result.pending_update_count
}
