import type pg from 'pg'
import { policies, retry } from '#platform/runtime/retry.ts'
import { type Rank, Turns } from '#platform/runtime/turns.ts'

/** For how long `Sql.behind` lets others pass. */
const longestBehindMs = 3_000
/** How long a statement waits for a connection, of ours or of a server without a free one: what is full gets slower, not refusals. */
const roomTimeoutMs = 15_000

/** The connections of a pool, and who has one next. */
export class Connections {
  private readonly pool: pg.Pool
  private readonly turns: Turns

  constructor(pool: pg.Pool, most: number) {
    this.pool = pool
    this.turns = new Turns(most, { longestBehindMs, longestMs: roomTimeoutMs })
  }

  /** One statement by itself, on any of them. */
  run<Result>(rank: Rank, statement: (pool: pg.Pool) => Promise<Result>): Promise<Result> {
    return whenThereIsRoom(() => this.turns.take(() => statement(this.pool), rank))
  }

  /** One to oneself, which must be given back. */
  borrow(rank: Rank): Promise<pg.PoolClient> {
    return whenThereIsRoom(async () => {
      await this.turns.begin(rank)
      return this.pool.connect().catch((error: unknown) => {
        this.turns.end()
        throw error
      })
    })
  }

  /** One that is broken is thrown away. */
  giveBack(client: pg.PoolClient, broken?: Error): void {
    client.release(broken)
    this.turns.end()
  }
}

/** A server that has no connection left says so at once, and nothing was done; in a moment one of ours may be free. */
function whenThereIsRoom<Result>(act: () => Promise<Result>): Promise<Result> {
  const until = performance.now() + roomTimeoutMs
  return retry(policies.whenThereIsRoom, act, {
    again(error) {
      const full = error instanceof Error && 'code' in error && error.code === tooManyConnections
      return full && performance.now() <= until ? 'after a pause' : 'no'
    },
  })
}
const tooManyConnections = '53300'
