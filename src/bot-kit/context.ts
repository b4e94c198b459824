import type { Arrivals } from './arrivals.ts'
import type { Api, Context, Transformer } from 'grammy'
import type { Message } from 'grammy/types'
import type { BackendClient } from './backend-client.ts'
import type { DocumentName, Profile } from '#modules/users/contract.ts'
import type { Pacing } from '#platform/telegram/pacing.ts'
import type { Renderer } from '#platform/telegram/renderer.ts'
import type { Handling } from '#platform/inbox/consumer.ts'
import type { Log } from '#platform/runtime/log.ts'
import type { People } from './people.ts'
import type { Sent } from './sent.ts'
import type { Texts } from '#texts/languages.ts'

/** What the bot says as the owner has set it; it may be another at each call. */
export interface SaidSettings {
  /** How to reach the owner, as Markdown. */
  supportContact(): string | undefined
  document(name: DocumentName, language: string): string
}

/** What the bot works with; made once in `main.ts`. */
export interface Tools {
  backend: BackendClient
  /** Without retries: for answers, whose delivery is resumed from the inbox, and for chat actions. */
  bareApi: Api
  /** Counts every try of a call. */
  watched: Transformer
  people: People
  /** One for all answers of this process. */
  pacing: Pacing
  /** How long a question waits for more that was sent in one gesture with it. */
  gatherMs: number
  arrivals: Pick<Arrivals, 'areExpected'>
  renderer: Renderer
  progress: 'drafts' | 'edits' | 'off'
  richMessages: boolean
  sent: Sent
  settings: SaidSettings
  /** From @BotFather, for cards; absent: Stars only. */
  providerToken: string | undefined
  log: Log
}

/** An update on its way through the bot. */
export interface BotContext extends Context {
  tools: Tools
  handling: Handling
  log: Log
  /** Who it comes from, as the backend knows them. */
  person: Profile
  t: Texts
  /** Its message with all that was sent in one gesture with it, once that is known. */
  gathered?: Message[]
  /** The button that was pressed stands under something that is no menu, such as news, and stays there. */
  keepsMessage?: true
  /** Forgets what is known of the person, because it has just changed. */
  refresh(): void
  /**
   * What takes long is done when the update has left all features: what they still do behind it, such as to answer the press
   * of a button, does not wait for it.
   */
  afterwards(act: () => Promise<void>): void
}
