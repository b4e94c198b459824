import { Follower } from '#platform/database/follower.ts'
import type { Database, Sql } from '#platform/database/sql.ts'
import { type Log, reasonOf } from '#platform/runtime/log.ts'
import type { Documents } from '#modules/users/contract.ts'
import { settingsChannel, type SettingValue } from './contract.ts'
import { documentsOf } from './documents.ts'
import type { EnvironmentSettings } from './environment.ts'
import { type OfferTexts, offerTextsIn } from './offer-texts.ts'
import { type Reminders, remindersOf } from './reminders.ts'
import { askingChanges, newestSettings, usableIn } from './versions.ts'

/** What the programs work by. */
export interface PresentSettings extends EnvironmentSettings {
  reminders: Reminders
  offerTexts: OfferTexts
}

/** By what was set, else by the defaults; the values have been checked. */
export function settingsBy(defaults: EnvironmentSettings, values: ReadonlyMap<string, SettingValue>): PresentSettings {
  const set = <Value>(setting: string, usual: Value): Value => (values.get(setting) as Value | undefined) ?? usual
  const { freeLimits } = defaults
  return {
    trialMessages: set('trial_messages', defaults.trialMessages),
    trialFirstMessages: set('trial_first_messages', defaults.trialFirstMessages),
    trialRestHours: set('trial_rest_hours', defaults.trialRestHours),
    freeLimits: {
      perDay: set('free_messages_per_day', freeLimits.perDay),
      perLink: set('free_messages_per_link', freeLimits.perLink),
      guests: set('guest_answers_per_day', freeLimits.guests),
    },
    timeZone: set('time_zone', defaults.timeZone),
    reminders: remindersOf(values),
    offerTexts: offerTextsIn(values),
  }
}

/** The settings that count now: what was set in the cabinet, else the defaults. */
export class LiveSettings {
  private readonly sql: Sql
  private readonly defaults: EnvironmentSettings
  private readonly log: Log
  private settings: PresentSettings
  private presentDocuments = documentsOf([], [])
  private readonly follower = new Follower(settingsChannel, () => this.lookNow())

  constructor(tools: { sql: Sql; defaults: EnvironmentSettings; log: Log }) {
    this.sql = tools.sql
    this.defaults = tools.defaults
    this.log = tools.log
    this.settings = settingsBy(tools.defaults, new Map())
  }

  /** From now on it follows what is set, until `stop`. */
  async follow(database: Database): Promise<void> {
    await this.follower.follow(database)
  }

  async stop(): Promise<void> {
    await this.follower.stop()
  }

  /** Looks once, for a program that does not stay. */
  async look(): Promise<void> {
    await this.follower.look()
  }

  present(): PresentSettings {
    return this.settings
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
      this.settings = settingsBy(this.defaults, usableIn(stored))
      this.presentDocuments = documentsOf(stored, changes)
    } catch (error) {
      this.log.warn(`What was set in the cabinet could not be read. ${reasonOf(error)}`)
    }
  }
}
