import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { agreementStateOf } from '#modules/users/agreement.ts'
import { languageCodes } from '#texts/codes.ts'
import { document, documentsEdition } from '#texts/languages.ts'
import { documentSetting } from './contract.ts'
import { documentsOf } from './documents.ts'
import { settingShapes } from './shapes.ts'
import type { AskingChange, StoredSetting } from './versions.ts'

const stored = (version: number, setting: string, value: string | null): StoredSetting => ({ version, setting, value })
const asking = (version: number, setting: string): AskingChange => ({ version, setting, whatIsNew: null })
const own = [stored(3, 'terms.ru', 'Наши условия'), stored(4, 'privacy.ru', 'О данных')]

test('the version of a document names its language, its version in the cabinet and its text', () => {
  const digest = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 16)
  const { versions } = documentsOf([own[0]!], []).get('ru')!
  expect(versions).toEqual({
    terms: `ru:3:${digest('Наши условия')}`,
    privacy: `ru:0:${digest(document('privacy', 'ru'))}`,
  })
})

test('every text of every language has a version of its own, which changes with it', () => {
  const versions = (settings: StoredSetting[]) => [...documentsOf(settings, []).values()].map(({ version }) => version)
  const before = versions([])
  expect(new Set(before).size).toBe(before.length)
  const after = versions([own[0]!])
  expect(after.filter((version) => !before.includes(version))).toHaveLength(1)
})

test.for([
  ['nothing was published', [], [], 'given'],
  ['a correction was published', own, [], 'given'],
  ['other terms were published', own, [asking(3, 'terms.ru')], 'outdated'],
  [
    'other terms were published and corrected since',
    [stored(5, 'terms.ru', 'Условия')],
    [asking(3, 'terms.ru')],
    'outdated',
  ],
  ['the terms of another language were published', own, [asking(9, 'terms.en')], 'given'],
  ['a setting was published that is no document', own, [asking(9, 'trial_messages')], 'given'],
] as const)('whoever agreed to the files: %s', ([, settings, changes, state]) => {
  const { agreement } = documentsOf([], []).get('ru')!
  expect(agreementStateOf(agreement, documentsOf([...settings], [...changes]))).toBe(state)
})

test('a new edition of the files is agreed to anew where a file counts, and not where the owner has written both', () => {
  const agreement = { language: 'ru', published: 4, edition: documentsEdition - 1 }
  expect(agreementStateOf(agreement, documentsOf([own[0]!], []))).toBe('outdated')
  expect(agreementStateOf(agreement, documentsOf(own, []))).toBe('given')
  // The files count again.
  expect(agreementStateOf(agreement, documentsOf([own[0]!, stored(5, 'privacy.ru', null)], []))).toBe('outdated')
})

test('the files of this edition are those that people have agreed to: whoever changes them decides about the edition', () => {
  const versions = (['ru', 'en'] as const).map((language) => documentsOf([], []).get(language)!.version)
  expect([documentsEdition, ...versions]).toEqual([1, '0cc7d9317576', '25f75d3e1c35'])
})

test('every file fits where the owner may change it, and so is one message', () => {
  const files = (['terms', 'privacy'] as const).flatMap((name) =>
    languageCodes.map((language) => [documentSetting(name, language), document(name, language)] as const),
  )
  const tooLong = files.filter(([setting, text]) => !settingShapes.get(setting)!.shape.safeParse(text).success)
  expect(files).toHaveLength(24)
  expect(tooLong.map(([setting]) => setting)).toEqual([])
})
