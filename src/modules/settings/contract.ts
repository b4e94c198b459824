import { z } from 'zod'
import { defineEndpoints } from '#platform/http/endpoint.ts'
import { documentName, type DocumentName } from '#modules/users/contract.ts'
import { languageCodes } from '#texts/codes.ts'

export type SettingValue = string | number | boolean

/** Where the owner's own words stand in place of the bot's: the offer of the trial, and the headline of what is sold. */
export const offerPlace = z.enum(['trial', 'purchase'])

export type OfferPlace = z.infer<typeof offerPlace>

/** Short enough to fit into one message with what stands around them. */
export const offerTextRules = { trial: { most: 1_000 }, purchase: { most: 200 } } as const

/** The setting of such a text in a language. */
export function offerTextSetting(place: OfferPlace, language: string): string {
  return `offer_${place}.${language}`
}

/** Heard by every program that follows the settings. */
export const settingsChannel = 'settings_changed'

/** The setting of a document in a language. */
export function documentSetting(name: DocumentName, language: string): string {
  return `${name}.${language}`
}

/** Whether a setting is a document in one of our languages. */
export function isDocument(setting: string): boolean {
  return documentName.options.some((name) => languageCodes.some((code) => documentSetting(name, code) === setting))
}

/** As Markdown: `@name` becomes a link. */
export function contactLink(contact: string): string {
  return contact.replace(/^@(\w+)$/, '[@$1](https://t.me/$1)')
}

export const settingsEndpoints = defineEndpoints({
  botSettings: {
    method: 'GET',
    path: '/bot_settings',
    allow: ['program'],
    summary: 'What was set in the cabinet of what the bot says',
    query: z.object({}),
    reply: z.object({
      support_contact: z.string().nullable().describe('Null: the setting of the bot counts'),
      documents: z
        .array(
          z.object({ name: documentName, language: z.enum(languageCodes as [string, ...string[]]), text: z.string() }),
        )
        .describe('Those that differ from the files'),
    }),
    errors: [],
  },
})
