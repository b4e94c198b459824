import { expect, test } from 'vitest'
import { silenceDuring } from './silence.ts'

test('work that takes long is no silence for those who wait, and its result or its error comes at the end', async () => {
  const work = Promise.withResolvers<string>()
  const events = silenceDuring(work.promise, 1)
  expect(await events.next()).toEqual({ done: false, value: { type: 'silence' } })
  expect(await events.next()).toEqual({ done: false, value: { type: 'silence' } })
  work.resolve('read')
  expect(await events.next()).toEqual({ done: true, value: 'read' })
  await expect(silenceDuring(Promise.reject(new Error('away')), 1_000).next()).rejects.toThrow('away')
})
