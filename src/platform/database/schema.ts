import { join } from 'node:path'
import { readMigrations } from './migrations.ts'
import type { Sql } from './sql.ts'

/** The tables are not those that this program was written for. */
export interface SchemaFault {
  is: 'missing' | 'older' | 'newer'
  sentence: string
}

export const migrationsDirectory = join(import.meta.dirname, 'migrations')
let own: { number: number; name: string }[] | undefined

/** Compares the migrations that this program knows with those that the database has, both ways. */
export async function schemaFault(
  ask: (text: string) => Promise<{ number: number; name: string }[]>,
): Promise<SchemaFault | undefined> {
  const known = (own ??= readMigrations(migrationsDirectory).map(({ number, name }) => ({ number, name })))
  const applied = await ask('select number, name from migrations order by number').catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === undefinedTable) return undefined
    throw error
  })
  if (!applied || applied.length === 0)
    return { is: 'missing', sentence: 'The migrations have not been applied: run npm run migrate.' }
  const missing = known.find(({ number }) => !applied.some((row) => row.number === number))
  if (missing)
    return {
      is: 'older',
      sentence: `The database is older than this program: migration ${missing.name} has not been applied. Run npm run migrate.`,
    }
  const foreign = applied.findLast(({ number }) => !known.some((migration) => migration.number === number))
  if (foreign)
    return {
      is: 'newer',
      sentence: `The database is newer than this program, which does not know migration ${foreign.name}: start the newer version.`,
    }
  return undefined
}

/** The number of the last migration that this program knows. */
export function knownMigration(): number {
  return readMigrations(migrationsDirectory).at(-1)!.number
}

/** Why a program cannot do its work with this database, for /ready; undefined when it can. */
export async function reasonNotReady(sql: Sql): Promise<string | undefined> {
  const fault = await schemaFault((text) => sql(Object.assign([text], { raw: [text] })))
  return fault?.sentence
}

const undefinedTable = '42P01'

/** The number of the last migration that was applied. */
export async function lastMigration(sql: Sql): Promise<number> {
  const [row] = await sql<{ number: number }>`select coalesce(max(number), 0) as number from migrations`
  return row!.number
}
