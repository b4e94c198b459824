import { randomUUID } from 'node:crypto'
import { hostname } from 'node:os'
import type { Presence } from './presence.ts'
import type { Database, Sql } from './sql.ts'

/** The name under which this process works, and by which the others see at once when it is gone; see Presence. */
export class Alive {
  private readonly process = `${hostname()}:${process.pid}:${randomUUID().slice(0, 8)}`
  private readonly extensions: ((name: string) => Promise<void>)[] = []
  private presence: Presence | undefined

  /** @param extend extends the leases of what this process works on, under a new name */
  whenRenamed(extend: (name: string) => Promise<void>): void {
    this.extensions.push(extend)
  }

  /** From now on the others see it. */
  async start(database: Database): Promise<void> {
    this.presence = await database.showAlive(this.process, (name) =>
      Promise.all(this.extensions.map((extend) => extend(name))),
    )
  }

  get name(): string {
    return this.presence?.name ?? this.process
  }

  /** Whether a lock that no session holds means that its owner is gone. */
  get mayJudge(): boolean {
    return this.presence?.mayJudge ?? false
  }

  async stop(): Promise<void> {
    await this.presence?.stop()
  }
}

/**
 * Acts in a transaction if the session of this name is gone. While this holds the lock of that session, a process that lives
 * cannot have it: it takes another one and extends its leases after us.
 */
export async function ifGone(sql: Sql, session: string, act: (sql: Sql) => Promise<unknown>): Promise<void> {
  await sql.transaction(async (sql) => {
    const [lock] = await sql<{ taken: boolean }>`
      select pg_try_advisory_xact_lock(hashtextextended(${session}, 0)) as taken`
    if (lock!.taken) await act(sql)
  })
}
