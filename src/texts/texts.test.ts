import { describe, expect, test } from 'vitest'
import { languageCodes } from './codes.ts'
import { document, languageFor, languageTexts, textsIn } from './languages.ts'
import { english } from './languages/en/count.ts'
import { russian } from './languages/ru/count.ts'
import { titleIn } from './titles.ts'

const ru = textsIn('ru')
const en = textsIn('en')
const everyLanguage = languageCodes.map(textsIn)

/** Every sentence with its path; what takes parameters is said with several numbers. */
function sentences(texts: object, path = ''): [string, string][] {
  return Object.entries(texts).flatMap(([key, value]: [string, unknown]): [string, string][] => {
    const here = path ? `${path}.${key}` : key
    if (typeof value === 'string') return [[here, value]]
    if (typeof value === 'function')
      return saidWith(value as (...given: unknown[]) => string).map((text) => [here, text])
    return sentences(value as object, here)
  })
}

function saidWith(say: (...given: unknown[]) => string): string[] {
  const numbers = [0, 1, 2, 5, 11, 21, 1000]
  // Titles and dates come from elsewhere; a date is a text that every one of them can be.
  return [
    ...numbers.map((n) => say(n, n, n, true, n)),
    ...numbers.map((n) => say('2026-11-23T12:00:00Z', '2026-11-23T12:00:00Z', n, false, n)),
  ]
}

describe('plural forms', () => {
  test('are right in Russian', () => {
    const say = (count: number) => russian(count, 'вопрос', 'вопроса', 'вопросов')
    expect([0, 1, 2, 4, 5, 11, 12, 21, 22, 25, 101, 111, 112].map(say)).toEqual([
      '0 вопросов',
      '1 вопрос',
      '2 вопроса',
      '4 вопроса',
      '5 вопросов',
      '11 вопросов',
      '12 вопросов',
      '21 вопрос',
      '22 вопроса',
      '25 вопросов',
      '101 вопрос',
      '111 вопросов',
      '112 вопросов',
    ])
  })

  test('are right in English', () => {
    expect([0, 1, 2, 21].map((count) => english(count, 'credit', 'credits'))).toEqual([
      '0 credits',
      '1 credit',
      '2 credits',
      '21 credits',
    ])
  })

  test('follow the words they stand with', () => {
    expect(ru.trialLine(1, 1)).toContain('1 из 1 сообщения')
    expect(ru.trialLine(2, 3)).toContain('2 из 3 сообщений')
    expect(ru.planLine('Месяц', 1, 21, false, ru.allowance(21, 'много'))).toBe(
      '• Месяц (21 день): 1 ⭐. 21 кредит в день: много',
    )
    expect(en.planLine('Month', 1, 1, true, en.allowance(1, 'little'))).toBe(
      '• Month (1 day): 1 ⭐, renews by itself. 1 credit a day: little',
    )
    expect(ru.allowanceLeft(2, 31)).toBe('Сегодня по подписке осталось: 2 из 31 кредита')
    expect(ru.quietTrial(1)).toBe('Осталось в пробном периоде: 1 сообщение.')
  })
})

/** What a language consists of, without what is said. */
function shapeOf(texts: object): object {
  return Object.fromEntries(
    Object.entries(texts)
      .toSorted(([one], [other]) => (one < other ? -1 : 1))
      .map(([key, value]: [string, unknown]) => [
        key,
        typeof value === 'object' && !Array.isArray(value) ? shapeOf(value!) : typeof value,
      ]),
  )
}

describe('the languages', () => {
  test('say the same things, to people, owners and models', () => {
    expect(languageCodes.slice(0, 2)).toEqual(['ru', 'en'])
    for (const code of languageCodes) expect(shapeOf(languageTexts(code)), code).toEqual(shapeOf(languageTexts('ru')))
  })

  test('are chosen by the language of the app: Russian also by its neighbours, English by all others', () => {
    for (const tag of ['ru', 'ru-RU', 'RU', 'be', 'uk', 'kk', 'ky', 'uz', 'tg', 'hy', 'az', undefined])
      expect(languageFor(tag), tag).toBe('ru')
    for (const tag of ['en', 'en-GB', 'de', 'pt-br', 'rum', '']) expect(languageFor(tag), tag).toBe('en')
  })

  test('belong to each app once, and name a place and a way to write dates that exist', () => {
    const apps = languageCodes.flatMap((code) => languageTexts(code).appLanguages)
    expect(apps.toSorted()).toEqual([...new Set(apps)].toSorted())
    for (const code of languageCodes) {
      const { locale, timeZone, appLanguages } = languageTexts(code)
      expect(appLanguages).toContain(code)
      expect(new Date(0).toLocaleDateString(locale, { timeZone, dateStyle: 'full' })).toContain('1970')
    }
  })

  test('leave a person whose language is there no more to English', () => {
    expect(textsIn('xx')).toBe(en)
    expect(document('terms', 'xx')).toBe(document('terms', 'en'))
  })

  test('leave nothing untranslated', () => {
    const foreign = sentences(en).filter(([, text]) => /[а-яё]/i.test(text))
    expect(foreign).toEqual([])
    // A button that is nothing but a title and a price.
    const wordless = ['buttons.product']
    const withoutRussian = sentences(ru).filter(([path, text]) => !/[а-яё]/i.test(text) && !wordless.includes(path))
    expect(withoutRussian).toEqual([])
  })

  test('never show a hole where something should stand', () => {
    for (const [path, text] of everyLanguage.flatMap((t) => sentences(t))) {
      expect(text, path).not.toMatch(/undefined|null|NaN|\[object|Invalid Date/)
      expect(text.trim(), path).toBe(text)
      expect(text, path).not.toMatch(/ {2}|\.\.(?!\.)/)
      expect(text, path).not.toBe('')
    }
  })

  test('keep calm in bad news: no exclamation marks', () => {
    for (const t of everyLanguage)
      for (const text of [
        ...Object.values(t.failed),
        ...Object.values(t.refused),
        t.questionLost,
        t.delayed,
        t.givenUp,
        t.buttonGivenUp,
        t.blocked,
        t.tooFast(30),
        t.pressesTooFast,
        t.oldButton,
        t.notYours,
      ])
        expect(text).not.toContain('!')
  })

  test('fit where Telegram shows them', () => {
    for (const t of everyLanguage) {
      for (const [command, description] of Object.entries(t.commands)) {
        expect(command).toMatch(/^[a-z0-9_]{1,32}$/)
        expect(description.length).toBeLessThanOrEqual(256)
      }
      expect(t.description.length).toBeLessThanOrEqual(512)
      expect(t.shortDescription.length).toBeLessThanOrEqual(120)
      for (const alert of [
        t.stopping,
        t.nothingToStop,
        t.saved,
        t.blocked,
        t.tooFast(30),
        t.pressesTooFast,
        t.oldButton,
        t.notYours,
      ])
        expect(alert.length).toBeLessThanOrEqual(200)
      for (const label of Object.values(t.buttons)) expect(label.length).toBeLessThanOrEqual(30)
    }
  })

  test('show dates and numbers as people of the language write them', () => {
    expect(ru.subscriptionLine('Месяц', '2026-12-05T12:00:00Z')).toContain('5 декабря 2026')
    expect(en.subscriptionLine('Month', '2026-12-05T12:00:00Z')).toContain('5 December 2026')
    expect(en.creditsLine(1500)).toContain('1,500')
    expect(ru.creditsLine(1500)).toMatch(/1\s500/)
  })
})

describe('a title of the price list', () => {
  test.each([
    ['ru', { en: 'Month', ru: 'Месяц' }, 'Месяц'],
    ['fr', { ru: 'Месяц', en: 'Month' }, 'Month'],
    ['en', { de: 'Monat', ru: 'Месяц' }, 'Месяц'],
    ['en', { de: 'Monat' }, 'Monat'],
  ])('is shown in the language of the person, else in English, else in Russian: %s of %o', (language, title, shown) => {
    expect(titleIn(title as Record<string, string>, language)).toBe(shown)
  })
})

describe('the documents', () => {
  test('exist in every language, and lead to help and to the deletion of data', () => {
    for (const language of languageCodes) {
      expect(document('terms', language)).toMatch(/^\*\*.+\*\*[\s\S]*\/paysupport[\s\S]*\/privacy/)
      expect(document('privacy', language)).toMatch(/^\*\*.+\*\*[\s\S]*\/settings/)
    }
  })

  test('name the button by the words that stand on it', () => {
    for (const language of languageCodes)
      expect(document('privacy', language)).toContain(textsIn(language).buttons.forget)
    expect(ru.trialLater).toContain('Попробовать бесплатно')
    expect(ru.buttons.tryFree).toContain('Попробовать бесплатно')
    expect(en.trialLater).toContain('Try for free')
    expect(en.buttons.tryFree).toContain('Try for free')
  })
})
