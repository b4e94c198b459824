import type { Sql } from '#platform/database/sql.ts'
import type { StartKind } from './contract.ts'

/** By which link a person came; without a kind: by none. */
export interface Start {
  firstKind: StartKind | null
  firstName: string | null
  firstAt: Date
  lastKind: StartKind | null
  lastName: string | null
  lastAt: Date
}

export async function startOf(sql: Sql, telegramId: number): Promise<Start | undefined> {
  const [start] = await sql<Start>`
    select first_kind, first_name, first_at, last_kind, last_name, last_at from starts where user_id = ${telegramId}`
  return start
}
