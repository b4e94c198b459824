import type { Sql } from './sql.ts'

class TakenBack extends Error {}

/**
 * Does the work side by side on so many connections, on each in a transaction that is rolled back: whatever it wrote, nothing
 * is kept. Throws what it throws, when all have ended.
 */
export async function takeBackOnEach(sql: Sql, connections: number, work: (sql: Sql) => Promise<void>): Promise<void> {
  const ends = await Promise.allSettled(Array.from({ length: connections }, () => takeBack(sql, work)))
  for (const end of ends) if (end.status === 'rejected') throw end.reason
}

async function takeBack(sql: Sql, work: (sql: Sql) => Promise<void>): Promise<void> {
  await sql
    .transaction(async (sql) => {
      await work(sql)
      throw new TakenBack()
    })
    .catch((error: unknown) => {
      if (!(error instanceof TakenBack)) throw error
    })
}
