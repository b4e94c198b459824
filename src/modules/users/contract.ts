import { z } from 'zod'
import type { Camel } from '#platform/http/camel-case.ts'
import { type Caller, defineEndpoints } from '#platform/http/endpoint.ts'
import { moment, personInQuery, telegramId, text } from '#platform/http/values.ts'
import { languageCodes } from '#texts/codes.ts'

export const language = z.enum(languageCodes)

export const answerStyle = z.enum(['normal', 'brief', 'detailed', 'teacher', 'code'])

const settings = z.object({
  answer_style: answerStyle,
  remember: z.boolean().describe('Whether earlier turns are shown to the model'),
  model: z.string().nullable().describe('Id in the catalogue; null is the first model'),
  instructions: text()
    .trim()
    .min(1)
    .max(1000)
    .nullable()
    .describe('What the person wants of every answer, in their own words'),
  rich: z.boolean().describe('Whether tables and formulas may come as rich messages'),
  ask_above: z
    .int()
    .min(0)
    .max(1000)
    .describe('Up to so many credits a question that costs more than a usual one is answered without asking first'),
  search: z.boolean().describe('Whether something may be looked up on the web for a question, at its price'),
  suggestions: z.boolean().describe('Whether answers come with questions that could follow, as buttons'),
  reminders: z.boolean().describe('Whether the bot may remind them of what they could have next'),
  time_zone: z.string().nullable().describe('Where the person lives, as they have chosen; null: they were not asked'),
  awaits: z
    .object({ what: z.string().min(1).max(40), until: moment, topic: z.int().min(0).optional() })
    .nullable()
    .describe('What the bot has asked the person to type, so long as it waits for it'),
})

export type Settings = Camel<z.infer<typeof settings>>

/** What counts until a person has chosen. */
export const defaultSettings: Settings = {
  answerStyle: 'normal',
  remember: true,
  model: null,
  instructions: null,
  rich: true,
  askAbove: 0,
  search: true,
  suggestions: false,
  reminders: true,
  timeZone: null,
  awaits: null,
}

export const role = z.enum(['owner', 'manager', 'support', 'analyst'])

export const permission = z.enum([
  'enter',
  'see_figures',
  'see_people',
  'see_payments',
  'see_support',
  'see_health',
  'see_audit',
  'grant',
  'refund',
  'block',
  'message',
  'answer_support',
  'retry_updates',
  'edit_catalog',
  'publish_catalog',
  'edit_settings',
  'give_roles',
  'see_broadcasts',
  'compose_broadcasts',
  'send_broadcasts',
  'run_campaigns',
  'run_experiments',
  'see_texts',
  'run_jobs',
])

/** What each role may do in the cabinet: the one table of it. */
export const permissionsOf: Record<Role, readonly Permission[]> = {
  owner: permission.options,
  manager: permission.options.filter(
    (each) =>
      !['give_roles', 'publish_catalog', 'edit_settings', 'send_broadcasts', 'see_texts', 'run_experiments'].includes(
        each,
      ),
  ),
  support: ['enter', 'see_people', 'see_payments', 'see_support', 'message', 'answer_support'],
  analyst: ['enter', 'see_figures', 'see_payments', 'see_health', 'see_broadcasts'],
}

/** A person whose role has this permission. */
export function may(permission: Permission): Caller {
  return `may:${permission}`
}

/** What a person may agree to, and the version of the text that they agree to now. */
export const consentVersions = { news: '2026-11' } as const

export type ConsentSubject = keyof typeof consentVersions

/** What a person agrees to before the first question is answered. */
export const documentName = z.enum(['terms', 'privacy'])

export type DocumentName = z.infer<typeof documentName>

/** `outdated`: they have agreed, and a change was published since that has to be agreed to anew. */
const agreementState = z.enum(['none', 'outdated', 'given'])

export type AgreementState = z.infer<typeof agreementState>

/** To which documents a person has agreed. */
export interface Agreement {
  language: Language
  /** The last change of these documents that was published in the cabinet then; 0: none. */
  published: number
  /** Of the files of the release that ran then. */
  edition: number
}

/** Documents that can be agreed to: what is kept of it, and the version of each text, by which it can be proven. */
export interface Agreed {
  agreement: Agreement
  versions: Record<DocumentName, string>
}

/** The terms and the privacy notice in one language, as they are now. */
export interface PresentDocuments extends Agreed {
  /** Names both texts. */
  version: string
  /** The least that has to have been agreed to. */
  needed: Pick<Agreement, 'published' | 'edition'>
  /** What was published so that people agree anew, the oldest first. */
  changes: { document: DocumentName; published: number; whatIsNew: string | null }[]
}

export type Documents = ReadonlyMap<Language, PresentDocuments>

/** Names the terms and the privacy notice in one language, as they were shown. */
export const documentsVersion = z.string().regex(/^[0-9a-f]{12}$/)

/** Under which words a person pressed. */
export const agreedBy = z.enum(['start', 'question', 'trial', 'payment', 'promo', 'gift'])

export type AgreedBy = z.infer<typeof agreedBy>

export const profile = z.object({
  telegram_id: telegramId,
  first_name: z.string(),
  last_name: z.string().nullable(),
  username: z.string().nullable(),
  language,
  settings,
  credits: z.int().min(0),
  blocked: z.boolean(),
  takes_news: z.boolean().nullable().describe('As the person said last; null: never asked'),
  agreement: agreementState.describe('To the terms and the privacy notice, without which no question is answered'),
  role: role.nullable().describe('What they may do beyond their own matters'),
  created_at: moment,
})

export type Profile = Camel<z.infer<typeof profile>>

export type Role = z.infer<typeof role>

export type Permission = z.infer<typeof permission>

export type Language = z.infer<typeof language>

export type AnswerStyle = z.infer<typeof answerStyle>

export const usersEndpoints = defineEndpoints({
  register: {
    method: 'POST',
    path: '/register',
    allow: ['program', 'self'],
    summary: 'Makes a person known, or refreshes their names',
    body: z.object({
      telegram_id: telegramId,
      first_name: text().max(256),
      last_name: text().max(256).optional(),
      username: text().max(64).optional(),
      language_code: z.string().max(35).optional(),
    }),
    reply: z.object({ ...profile.shape, created: z.boolean() }),
    errors: [],
  },
  userProfile: {
    method: 'GET',
    path: '/user_profile',
    allow: ['program', 'self', may('see_people')],
    summary: 'Names, language, settings and balance of a person',
    query: personInQuery,
    reply: profile,
    errors: ['user_not_found'],
  },
  changeProfile: {
    method: 'PATCH',
    path: '/user_profile',
    allow: ['program', 'self'],
    summary: 'Changes language or settings; what is not given stays. Instructions are kept of those who have agreed',
    body: z.object({
      telegram_id: telegramId,
      language: language.optional(),
      settings: settings
        .omit({ time_zone: true })
        .partial()
        .optional()
        .describe('The time zone is changed by `/time_zone`, with what comes due by it'),
    }),
    reply: profile,
    errors: ['user_not_found', 'agreement_needed'],
  },
  consent: {
    method: 'POST',
    path: '/consent',
    allow: ['program', 'self'],
    summary: 'Keeps that a person agrees to something, or does so no more, with the version of the text and the moment',
    body: z.object({
      telegram_id: telegramId,
      subject: z.enum(Object.keys(consentVersions) as [ConsentSubject]),
      given: z.boolean(),
    }),
    reply: profile,
    errors: ['user_not_found'],
  },
  agreement: {
    method: 'GET',
    path: '/agreement',
    allow: ['program', 'self'],
    summary: 'Whether a person has agreed to the terms and the privacy notice, and what is to be shown if not',
    query: personInQuery,
    reply: z.object({
      state: agreementState,
      version: documentsVersion.describe('Of both documents in the language of the person: `/agree` brings it'),
      changes: z
        .array(
          z.object({
            document: documentName,
            what_is_new: z.string().nullable().describe('In the words of the owner; null: they have written none'),
          }),
        )
        .describe('What has to be agreed to anew; empty unless outdated'),
    }),
    errors: ['user_not_found'],
  },
  agree: {
    method: 'POST',
    path: '/agree',
    allow: ['program', 'self'],
    summary: 'Keeps that a person agrees to the terms and the privacy notice that they were shown; twice is once',
    body: z.object({ telegram_id: telegramId, version: documentsVersion, how: agreedBy }),
    reply: profile,
    errors: ['user_not_found', 'agreement_changed'],
  },
  reportReachable: {
    method: 'POST',
    path: '/report_reachable',
    allow: ['program'],
    summary: 'A person has blocked the bot, or lets it write again',
    body: z.object({ telegram_id: telegramId, reachable: z.boolean() }),
    reply: z.object({}),
    errors: [],
  },
})
