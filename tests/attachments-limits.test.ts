import { afterAll, beforeAll, expect, test } from 'vitest'
import { filesOfUpdate, noteFiles } from '#modules/attachments/attachment.ts'
import { AttachmentReader } from '#modules/attachments/reader.ts'
import { register } from '#modules/users/users.ts'
import { createTestDatabase } from '#platform/database/testing.ts'
import { UnreadableFile } from '#platform/files/unreadable-file.ts'
import { eventually } from './world/eventually.ts'

/** How many files are in memory at once. */

let database: Awaited<ReturnType<typeof createTestDatabase>>
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.drop())

const key = { telegramId: 1, updateId: 1 }

test('of twenty files four are read at once and eight are listened to', async () => {
  const { sql } = database.database
  await register(sql, { telegramId: 1, firstName: 'x' })
  const names = Array.from({ length: 20 }, (_, n) => `file-${n}`)
  const sent = names.map((fileId) => ({ type: 'file' as const, fileId, fileUniqueId: fileId }))
  await noteFiles(sql, key, sent)
  const gate = Promise.withResolvers<void>()
  const reading = counter()
  const fetch = () =>
    reading.during(async () => {
      await gate.promise
      throw new UnreadableFile('gone')
    })
  const reader = new AttachmentReader({ sql, files: { fetch }, reader: { read: () => Promise.reject(new Error('x')) } })
  const read = reader.readAll(key)
  await eventually(async () => expect(reading.now).toBe(4))
  gate.resolve()
  await read
  expect(reading.most).toBe(4)

  const hearing = counter()
  const end = Promise.withResolvers<void>()
  const listener = new AttachmentReader({
    sql,
    files: { fetch: () => Promise.resolve(new Uint8Array(1)) },
    reader: { read: () => Promise.reject(new Error('x')) },
  })
  const { signal } = new AbortController()
  const files = await filesOfUpdate(sql, key)
  const heard = files.map((file) => listener.withBytes(file, signal, () => hearing.during(() => end.promise)))
  await eventually(async () => expect(hearing.now).toBe(8))
  end.resolve()
  await Promise.all(heard)
  expect(hearing.most).toBe(8)
})

function counter() {
  const count = {
    now: 0,
    most: 0,
    async during<Result>(act: () => Promise<Result>): Promise<Result> {
      count.now += 1
      count.most = Math.max(count.most, count.now)
      try {
        return await act()
      } finally {
        count.now -= 1
      }
    },
  }
  return count
}
