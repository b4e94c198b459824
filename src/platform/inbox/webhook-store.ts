import type { Sql } from '#platform/database/sql.ts'
import { accept } from './accept.ts'
import type { Incoming } from './lane.ts'

/** Stores updates in the order given. */
type Accept = (updates: Incoming[]) => Promise<unknown>

/** Where a webhook brings updates: to the inbox, or to a consumer of the same process, which stores them and may begin at once. */
export class WebhookStore {
  private readonly store: Accept
  private consumer: { accept: Accept } | undefined

  constructor(sql: Sql) {
    this.store = (updates) => accept(sql, updates)
  }

  accept(updates: Incoming[]): Promise<unknown> {
    return this.consumer ? this.consumer.accept(updates) : this.store(updates)
  }

  /** Returns a function that ends it, to be called before the consumer stops. */
  handTo(consumer: { accept: Accept }): () => void {
    this.consumer = consumer
    return () => (this.consumer = undefined)
  }
}
