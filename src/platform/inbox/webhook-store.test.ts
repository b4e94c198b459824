import { expect, test } from 'vitest'
import { eventually } from '#tests/world/eventually.ts'
import { connect } from '#platform/database/connect.ts'
import { stats } from './stats.ts'
import { consume, empty, inboxDatabase, message, sql, useInbox } from './testing-consumers.ts'
import { WebhookStore } from './webhook-store.ts'

useInbox()

test('what a webhook brings is begun by the statement that stores it, while a consumer works in the same process', async () => {
  const store = new WebhookStore(sql)
  const seen: number[] = []
  await store.accept([message(1)])
  expect((await stats(sql)).waiting).toBe(1)
  const consumer = await consume({ handle: async ({ update_id: id }) => void seen.push(id) })
  await empty()
  const leave = store.leadTo(consumer)
  await store.accept([message(2), message(3, 2)])
  expect(await sql`select lane from lanes where owner is null and waiting > 0`).toEqual([])
  await empty()
  leave()
  await store.accept([message(4)])
  await empty()
  expect(seen.toSorted((a, b) => a - b)).toEqual([1, 2, 3, 4])
})

test('a consumer that stops waits for what is being claimed in that moment, and gives it back', async () => {
  const own = connect({ url: inboxDatabase.url, applicationName: 'consumer' })
  const reply = Promise.withResolvers<void>()
  const late = async (strings: TemplateStringsArray, ...values: unknown[]) => {
    const rows = await own.sql(strings, ...values)
    if (strings[0]!.includes('with incoming')) await reply.promise
    return rows
  }
  const seen: number[] = []
  const handle = async ({ update_id: id }: { update_id: number }) => void seen.push(id)
  const consumer = await consume({
    handle,
    database: { ...own, sql: Object.assign(late, own.sql) },
  })
  const store = new WebhookStore(sql)
  const leave = store.leadTo(consumer)
  const accepted = store.accept([message(1)])
  await eventually(async () => expect(await sql`select 1 from lanes where owner is not null`).toHaveLength(1))
  leave()
  let hasStopped = false
  const stopped = consumer.stop({ timeoutMs: 10_000 }).then(() => (hasStopped = true))
  // A stop that did not wait would be over by then.
  for (let n = 0; n < 20; n += 1) await sql`select 1`
  expect(hasStopped).toBe(false)
  reply.resolve()
  await Promise.all([stopped, accepted])
  expect(await sql`select owner, waiting from lanes`).toEqual([{ owner: null, waiting: 1 }])
  await consume({ handle })
  await empty()
  expect(seen).toEqual([1])
})
