import { expect, test } from 'vitest'
import { eventually } from '#tests/world/eventually.ts'
import { connect } from '#platform/database/connect.ts'
import { consume, empty, inboxDatabase, message, sql, useInbox } from './testing-consumers.ts'
import { WebhookStore } from './webhook-store.ts'

useInbox()

test('what a webhook brings is begun by the statement that stores it, while a consumer of the same process works', async () => {
  const store = new WebhookStore(sql)
  const seen: number[] = []
  const hold = Promise.withResolvers<void>()
  const handle = async ({ update_id: id }: { update_id: number }) => {
    await hold.promise
    seen.push(id)
  }
  const own = connect({ url: inboxDatabase.url, applicationName: 'deaf' })
  const consumer = await consume({
    handle,
    database: { ...own, listen: async () => ({ stop: async () => {} }) },
    pollMs: 3_600_000,
  })
  const leave = store.handTo(consumer)
  await store.accept([message(2), message(3, 2)])
  expect(await sql`select waiting from lanes where owner is not null`).toHaveLength(2)
  hold.resolve()
  await empty()
  leave()
  await store.accept([message(4)])
  expect(await sql`select owner, waiting from lanes where waiting > 0`).toEqual([{ owner: null, waiting: 1 }])
  expect(seen.toSorted((a, b) => a - b)).toEqual([2, 3])
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
  const leave = store.handTo(consumer)
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
