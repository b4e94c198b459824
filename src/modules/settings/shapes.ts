import { z } from 'zod'
import { timeZone } from '#platform/runtime/environment.ts'
import { languageCodes } from '#texts/codes.ts'
import { winBackRules } from '#modules/notifications/contract.ts'
import { documentName } from '#modules/users/contract.ts'
import { documentSetting, offerPlace, offerTextRules, offerTextSetting, type SettingValue } from './contract.ts'
import { ruleSetting } from './reminders.ts'

interface SettingShape {
  shape: z.ZodType<SettingValue>
  /** What an owner is told who brings another value. */
  rule: string
  /** Asked twice before it is changed. */
  weighs: boolean
}

/** Less than a message takes, so that a document is one message. */
const mostDocumentLetters = 3_500

const documents = documentName.options.flatMap((name) =>
  languageCodes.map((language): [string, SettingShape] => [
    documentSetting(name, language),
    {
      shape: z.string().trim().min(1).max(mostDocumentLetters),
      rule: `A text has 1 to ${mostDocumentLetters} characters, as Markdown.`,
      weighs: true,
    },
  ]),
)

const offerTexts = offerPlace.options.flatMap((place) =>
  languageCodes.map((language): [string, SettingShape] => [
    offerTextSetting(place, language),
    {
      shape: z.string().trim().min(1).max(offerTextRules[place].most),
      rule: `A text has 1 to ${offerTextRules[place].most} characters, as Markdown.`,
      weighs: true,
    },
  ]),
)

const switches = winBackRules.map((rule): [string, SettingShape] => [
  ruleSetting(rule),
  { shape: z.boolean(), rule: 'A reminder is on or off.', weighs: false },
])

/** 0: none at all. */
const freeMessages: SettingShape = {
  shape: z.int().min(0).max(10_000_000),
  rule: 'The limit of free messages is a whole number from 0 to 10000000.',
  weighs: true,
}

/** What may be set in the cabinet while the programs run. */
export const settingShapes: ReadonlyMap<string, SettingShape> = new Map([
  [
    'trial_messages',
    { shape: z.int().min(0).max(10_000), rule: 'The free trial is a whole number from 0 to 10000.', weighs: true },
  ],
  [
    'trial_first_messages',
    { shape: z.int().min(1).max(10_000), rule: 'The first step is a whole number from 1 to 10000.', weighs: true },
  ],
  [
    'trial_rest_hours',
    { shape: z.int().min(1).max(720), rule: 'The hours are a whole number from 1 to 720.', weighs: true },
  ],
  ['free_messages_per_day', freeMessages],
  ['free_messages_per_link', freeMessages],
  ['guest_answers_per_day', freeMessages],
  [
    'support_contact',
    {
      shape: z
        .string()
        .trim()
        .regex(/^[^\p{Cc}]{1,200}$/u),
      rule: 'The contact is one line of 1 to 200 characters.',
      weighs: false,
    },
  ],
  [
    'time_zone',
    {
      shape: timeZone,
      rule: 'The time zone is a name such as Europe/Moscow, or an offset such as +03:00.',
      weighs: false,
    },
  ],
  ...switches,
  [
    'reminders_per_week',
    {
      shape: z.int().min(1).max(4),
      rule: 'The most reminders for a person within a week is a whole number from 1 to 4.',
      weighs: false,
    },
  ],
  [
    'reminders_held_out_percent',
    {
      shape: z.int().min(0).max(50),
      rule: 'The share of people who are not reminded is a whole number from 0 to 50.',
      weighs: false,
    },
  ],
  ...documents,
  ...offerTexts,
])
