import { Follower } from '#platform/database/follower.ts'
import type { Database, Sql } from '#platform/database/sql.ts'
import { type Log, reasonOf } from '#platform/runtime/log.ts'
import { settingsChannel } from './contract.ts'
import { type OfferTexts, offerTextsIn } from './offer-texts.ts'
import type { SettingValue } from './shapes.ts'
import { newestSettings, usableIn } from './versions.ts'

/** What counts until it is set in the cabinet, from the environment of the backend. */
export interface UsualSettings {
  /** Of a free trial that begins now. */
  trialMessages: number
  /** Where the people live; absent: by their language. */
  timeZone: string | undefined
}

/** What the backend works by. */
export interface PresentSettings extends UsualSettings {
  offerTexts: OfferTexts
}

/** The settings that count now: what was set in the cabinet, else the defaults. */
export class LiveSettings {
  private readonly sql: Sql
  private readonly defaults: UsualSettings
  private readonly log: Log
  private values = new Map<string, SettingValue>()
  private offerTexts = offerTextsIn(this.values)
  private readonly follower = new Follower(settingsChannel, () => this.lookNow())

  constructor(tools: { sql: Sql; defaults: UsualSettings; log: Log }) {
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
      offerTexts: this.offerTexts,
    }
  }

  /** Without the database everything stays as it was. */
  private async lookNow(): Promise<void> {
    try {
      this.values = usableIn(await newestSettings(this.sql))
      this.offerTexts = offerTextsIn(this.values)
    } catch (error) {
      this.log.warn(`What was set in the cabinet could not be read. ${reasonOf(error)}`)
    }
  }
}
