import type { Sql } from '#platform/database/sql.ts'

/** A process has died; what its transaction had done is rolled back. */
export class Died extends Error {}

/** The database as seen by processes that can be made to die within a transaction. */
export interface MortalSql extends Sql {
  /** The next transaction breaks off after so many statements, at the latest before its end. */
  dieAfter(statements: number | null): void
}

export function mortal(sql: Sql): MortalSql {
  let next: number | null = null
  const statement: Pick<Sql, never> &
    (<Row extends object>(...of: [TemplateStringsArray, ...unknown[]]) => Promise<Row[]>) = (...of) => sql(...of)
  return Object.assign(statement, {
    dieAfter(statements: number | null) {
      next = statements
    },
    behind: () => sql.behind(),
    transaction<Result>(work: (sql: Sql) => Promise<Result>): Promise<Result> {
      const left = next
      next = null
      return left === null ? sql.transaction(work) : dying(sql, work, left)
    },
  })
}

function dying<Result>(sql: Sql, work: (sql: Sql) => Promise<Result>, statements: number): Promise<Result> {
  let left = statements
  return sql.transaction(async (inside) => {
    const counted = async <Row extends object>(...of: [TemplateStringsArray, ...unknown[]]): Promise<Row[]> => {
      if (left === 0) throw new Died()
      left -= 1
      return inside<Row>(...of)
    }
    const joined: Sql = Object.assign(counted, {
      behind: () => joined,
      transaction: <R>(more: (sql: Sql) => Promise<R>) => more(joined),
    })
    await work(joined)
    throw new Died()
  })
}
