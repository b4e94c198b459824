import { expect, test, vi } from 'vitest'
import { endpoints } from '#modules/modules.ts'
import { exampleOf } from '#platform/http/example.ts'
import { createLog } from '#platform/runtime/log.ts'
import { Pacing } from '#platform/telegram/pacing.ts'
import { Renderer } from '#platform/telegram/renderer.ts'
import { createTestDatabase } from '#platform/database/testing.ts'
import { readConfig } from './config.ts'
import { warmUp, warmUpInbox } from './warm-up.ts'

test.each(Object.values(endpoints).map((endpoint) => [endpoint.name, endpoint] as const))(
  'an example of the reply of %s is one',
  (_name, { reply }) => {
    expect(reply.safeParse(exampleOf(reply))).toMatchObject({ success: true })
  },
)

test.each(['drafts', 'edits', 'off'])(
  'growing by %s, the bot answers a question that nobody asked before it begins, and nothing fails by it',
  async (PROGRESS) => {
    const log = createLog('tests', { level: 'silent' })
    const renderer = new Renderer(log)
    const warn = vi.fn()
    const render = vi.spyOn(renderer, 'render')
    const growing = vi.spyOn(Pacing.prototype, 'progressIn').mockClear()
    const settings = {
      BOT_TOKEN: `1:${'a'.repeat(35)}`,
      BACKEND_TOKEN: 'a-token-for-tests',
      DATABASE_URL: 'postgresql://x/x',
    }
    await warmUp(readConfig({ ...settings, PROGRESS }), renderer, Object.assign(log, { warn }))
    expect(warn).not.toHaveBeenCalled()
    expect(render).toHaveBeenCalledTimes(5)
    expect(growing.mock.calls.length > 0).toBe(PROGRESS !== 'off')
    await renderer.stop()
  },
)

test('the inbox is used before anything comes, and nothing is kept of it', async () => {
  const kept = await createTestDatabase()
  const { sql } = kept.database
  const warn = vi.fn()
  await warmUpInbox(sql, Object.assign(createLog('tests', { level: 'silent' }), { warn }))
  expect(warn).not.toHaveBeenCalled()
  const [counts] = await sql`
    select (select count(*) from inbox) as inbox, (select count(*) from lanes) as lanes,
      (select count(*) from seen_updates) as seen`
  expect(counts).toEqual({ inbox: 0, lanes: 0, seen: 0 })
  await kept.drop()
})
