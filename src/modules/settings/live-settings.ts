import { Follower } from '#platform/database/follower.ts'
import type { Database, Sql } from '#platform/database/sql.ts'
import { type Log, reasonOf } from '#platform/runtime/log.ts'
import type { Documents } from '#modules/users/agreement.ts'
import { settingsChannel } from './contract.ts'
import { documentsOf } from './documents.ts'
import type { SettingValue } from './shapes.ts'
import { askingChanges, newestSettings, usableIn } from './versions.ts'

/** What the backend works by, from its environment until it is set in the cabinet. */
export interface PresentSettings {
  /** Of a free trial that begins now. */
  trialMessages: number
  /** Where the people live; absent: by their language. */
  timeZone: string | undefined
}

/** The settings that count now: what was set in the cabinet, else the defaults. */
export class LiveSettings {
  private readonly sql: Sql
  private readonly defaults: PresentSettings
  private readonly log: Log
  private values = new Map<string, SettingValue>()
  private presentDocuments = documentsOf([], [])
  private readonly follower = new Follower(settingsChannel, () => this.lookNow())

  constructor(tools: { sql: Sql; defaults: PresentSettings; log: Log }) {
    this.sql = tools.sql
    this.defaults = tools.defaults
    this.log = tools.log
  }

  /** From now on it follows what is set, until `stop`. */
  async follow(database: Database): Promise<void> {
    await this.follower.follow(database)
  }

  async stop(): Promise<void> {
    await this.follower.stop()
  }

  present(): PresentSettings {
    const { trialMessages, timeZone } = this.defaults
    return {
      trialMessages: (this.values.get('trial_messages') as number | undefined) ?? trialMessages,
      timeZone: (this.values.get('time_zone') as string | undefined) ?? timeZone,
    }
  }

  /** What people agree to. */
  documents(): Documents {
    return this.presentDocuments
  }

  /** Without the database everything stays as it was. */
  private async lookNow(): Promise<void> {
    try {
      const stored = await newestSettings(this.sql)
      const changes = await askingChanges(this.sql)
      this.values = usableIn(stored)
      this.presentDocuments = documentsOf(stored, changes)
    } catch (error) {
      this.log.warn(`What was set in the cabinet could not be read. ${reasonOf(error)}`)
    }
  }
}
