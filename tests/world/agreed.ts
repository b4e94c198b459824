import type { Sql } from '#platform/database/sql.ts'
import { createTestDatabase } from '#platform/database/testing.ts'

/**
 * People who are there and who come from now on have agreed to the terms and the privacy notice, and to all that is published
 * later: most tests are about what follows. @param sql may change tables
 */
export async function peopleHaveAgreed(sql: Sql): Promise<void> {
  await sql`
    alter table users alter column agreement
      set default '{"language": "ru", "published": 2147483647, "edition": 2147483647}'`
  await sql`update users set agreement = default`
}

/** A database of one's own in which they have. */
export async function createAgreedDatabase(): ReturnType<typeof createTestDatabase> {
  const own = await createTestDatabase()
  await peopleHaveAgreed(own.database.sql)
  return own
}
