import type { BackendClient } from '#bot-kit/backend-client.ts'
import type { SaidSettings } from '#bot-kit/context.ts'
import { contactLink, documentSetting, settingsChannel } from '#modules/settings/contract.ts'
import type { DocumentName } from '#modules/users/contract.ts'
import { Follower } from '#platform/database/follower.ts'
import type { Database } from '#platform/database/sql.ts'
import { type Log, reasonOf } from '#platform/runtime/log.ts'
import { spoken } from '#texts/codes.ts'
import { document } from '#texts/languages.ts'

/** What the bot says by the settings: as it was set in the cabinet, else from its environment and the files. */
export class BotSettings implements SaidSettings {
  private readonly backend: BackendClient
  private readonly contact: string | undefined
  private readonly log: Log
  private setContact: string | undefined
  private documents = new Map<string, string>()
  private readonly follower = new Follower(settingsChannel, () => this.lookNow())

  constructor(tools: { backend: BackendClient; contact: string | undefined; log: Log }) {
    this.backend = tools.backend
    this.contact = tools.contact
    this.log = tools.log
  }

  async follow(database: Database): Promise<void> {
    await this.follower.follow(database)
  }

  async stop(): Promise<void> {
    await this.follower.stop()
  }

  supportContact(): string | undefined {
    return this.setContact ?? this.contact
  }

  document(name: DocumentName, language: string): string {
    return this.documents.get(documentSetting(name, spoken(language))) ?? document(name, language)
  }

  /** Without the backend everything stays as it was. */
  private async lookNow(): Promise<void> {
    try {
      const { supportContact, documents } = await this.backend.botSettings({})
      this.setContact = supportContact === null ? undefined : contactLink(supportContact)
      this.documents = new Map(documents.map(({ name, language, text }) => [documentSetting(name, language), text]))
    } catch (error) {
      this.log.warn(`What was set in the cabinet could not be read. ${reasonOf(error)}`)
    }
  }
}
