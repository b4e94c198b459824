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
  const withMoments = numbers.map((n) => say('2026-11-23T12:00:00Z', '2026-11-23T12:00:00Z', n, false, n))
  return [
    ...numbers.map((n) => say(n, n, n, true, n)),
    // What reckons with its number takes no moment.
    ...withMoments.filter((text) => !/^[+−]NaN /.test(text)),
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

  test.each([
    ['uk', 1, '1 кредит'],
    ['uk', 3, '3 кредити'],
    ['uk', 5, '5 кредитів'],
    ['uk', 11, '11 кредитів'],
    ['uk', 12, '12 кредитів'],
    ['uk', 21, '21 кредит'],
    ['uk', 24, '24 кредити'],
    ['uk', 111, '111 кредитів'],
    ['kk', 1, '1 кредит'],
    ['kk', 5, '5 кредит'],
    ['uz', 1, '1 kredit'],
    ['uz', 21, '21 kredit'],
    ['tr', 1, '1 kredi'],
    ['tr', 5, '5 kredi'],
    ['zh', 1, '1 积分'],
    ['zh', 21, '21 积分'],
    ['de', 1, '1 Credit'],
    ['de', 1_500, '1.500 Credits'],
    ['es', 1, '1 crédito'],
    ['es', 1_500, '1500 créditos'],
    ['es', 2_000_000, '2.000.000 de créditos'],
    ['fr', 0, '0 crédit'],
    ['fr', 2, '2 crédits'],
    ['fr', 1_000_000, '1\u202f000\u202f000 de crédits'],
    ['id', 1, '1 kredit'],
    ['id', 1_500, '1.500 kredit'],
    ['pt', 1, '1 crédito'],
    ['pt', 1_500, '1.500 créditos'],
    ['pt', 1_000_000, '1.000.000 de créditos'],
  ])('are right in %s: %i', (code, count, form) => {
    expect(textsIn(code).creditCount(count)).toBe(form)
  })

  test('of days, questions and files are right in Ukrainian', () => {
    const uk = textsIn('uk')
    expect([1, 2, 7, 22, 111].map((count) => uk.receipt.gotDays(count))).toEqual([
      'Отримано: 1 день підписки',
      'Отримано: 2 дні підписки',
      'Отримано: 7 днів підписки',
      'Отримано: 22 дні підписки',
      'Отримано: 111 днів підписки',
    ])
    expect([1, 2, 5].map((count) => uk.todayLine(count, null))).toEqual([
      'Сьогодні за підпискою: 1 запитання',
      'Сьогодні за підпискою: 2 запитання',
      'Сьогодні за підпискою: 5 запитань',
    ])
    expect(uk.trialLine(1, 1)).toContain('1 із 1 повідомлення')
    expect(uk.trialLine(2, 3)).toContain('2 із 3 повідомлень')
    expect(uk.allowanceLeft(2, 31)).toContain('2 із 31 кредиту')
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
    for (const code of languageCodes) expect(shapeOf(languageTexts(code)), code).toEqual(shapeOf(languageTexts('ru')))
  })

  test('are chosen by the language of the app: Russian also by its neighbours, English by all others', () => {
    for (const tag of ['ru', 'ru-RU', 'RU', 'be', 'ky', 'tg', 'hy', 'az', undefined])
      expect(languageFor(tag), tag).toBe('ru')
    for (const tag of ['en', 'en-GB', 'it', 'sv', 'rum', '']) expect(languageFor(tag), tag).toBe('en')
    for (const tag of ['uk', 'kk', 'uz', 'tr', 'zh', 'zh-hans', 'zh-hant', 'uk-UA'])
      expect(languageFor(tag), tag).toBe(tag.split('-')[0])
    for (const tag of ['es', 'es-MX', 'pt-br', 'pt-PT', 'de', 'de-AT', 'fr', 'fr-CA', 'id'])
      expect(languageFor(tag), tag).toBe(tag.split('-')[0])
    for (const [tag, code] of Object.entries({ ca: 'es', gl: 'es', gsw: 'de', br: 'fr', in: 'id', jv: 'id' }))
      expect(languageFor(tag), tag).toBe(code)
  })

  test('belong to each app once, and name a place and a way to write dates that exist', () => {
    const apps = languageCodes.flatMap((code) => languageTexts(code).appLanguages)
    expect(apps.toSorted()).toEqual([...new Set(apps)].toSorted())
    for (const code of languageCodes) {
      const { locale, timeZone, appLanguages } = languageTexts(code)
      expect(appLanguages).toContain(code)
      expect(new Date('1970-06-15').toLocaleDateString(locale, { timeZone, dateStyle: 'full' })).toContain('1970')
    }
  })

  test('leave a person whose language is there no more to English', () => {
    expect(textsIn('xx')).toBe(en)
    expect(document('terms', 'xx')).toBe(document('terms', 'en'))
  })

  test('stand in lists with Russian and English first, each by its own name', () => {
    expect(languageCodes.slice(0, 2)).toEqual(['ru', 'en'])
    const names = languageCodes.map((code) => languageTexts(code).name)
    expect(new Set(names).size).toBe(names.length)
    for (const name of ['Українська', 'Қазақша', 'Oʻzbekcha', 'Türkçe', '简体中文']) expect(names).toContain(name)
    for (const name of ['Español', 'Português', 'Deutsch', 'Français', 'Indonesia']) expect(names).toContain(name)
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
        expect(text).not.toMatch(/[!！]/)
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
    const until = '2026-12-05T12:00:00Z'
    expect(textsIn('uk').subscriptionLine('Місяць', until)).toBe('Підписка «Місяць»: до 5 грудня 2026')
    expect(textsIn('kk').subscriptionLine('Бір ай', until)).toBe('«Бір ай» жазылымы: 2026 ж. 5 желтоқсанға дейін')
    expect(textsIn('uz').subscriptionLine('Bir oy', until)).toBe('“Bir oy” obunasi: 5-dekabr, 2026-yilgacha')
    expect(textsIn('tr').subscriptionLine('Bir ay', until)).toBe('“Bir ay” aboneliği: 5 Aralık 2026 tarihine kadar')
    expect(textsIn('zh').subscriptionLine('一个月', until)).toBe('订阅“一个月”：至 2026年12月5日')
    expect(textsIn('es').subscriptionLine('Mes', until)).toBe('Suscripción «Mes»: hasta el 5 de diciembre de 2026')
    expect(textsIn('de').subscriptionLine('Monat', until)).toBe('Abo „Monat“: bis 5. Dezember 2026')
    expect(textsIn('id').subscriptionLine('Bulan', until)).toBe('Langganan “Bulan”: sampai 5 Desember 2026')
    expect(textsIn('tr').creditsLine(1500)).toContain('1.500')
    expect(textsIn('zh').creditsLine(1500)).toContain('1,500')
    for (const code of ['uk', 'kk', 'uz']) expect(textsIn(code).creditsLine(1500)).toMatch(/1\s500/)
  })

  test('put a mark on the first day of a month in French and Portuguese', () => {
    const until = '2026-12-01T12:00:00Z'
    expect(textsIn('fr').subscriptionLine('Mois', until)).toBe(
      'Abonnement «\u202fMois\u202f»\u00a0: jusqu’au 1er décembre 2026',
    )
    expect(textsIn('pt').subscriptionLine('Mês', until)).toBe('Assinatura “Mês”: até 1º de dezembro de 2026')
    expect(textsIn('fr').daysBehind('2026-12-11T12:00:00Z')).toContain('jusqu’au 11 décembre 2026')
    expect(languageTexts('fr').notices.planEnds('1 mai', 3)).toContain('le 1er mai')
    expect(languageTexts('pt').notices.planEnds('1 de maio', 3)).toContain('em 1º de maio')
  })

  test('follow the sounds of Kazakh months', () => {
    const { subscriptionLine: say } = textsIn('kk')
    const endings = Array.from({ length: 12 }, (_, month) => {
      const line = say('Ай', new Date(Date.UTC(2026, month, 10, 12)).toISOString())
      return /(\p{L}+) дейін$/u.exec(line)![1]
    })
    expect(endings).toEqual([
      'қаңтарға',
      'ақпанға',
      'наурызға',
      'сәуірге',
      'мамырға',
      'маусымға',
      'шілдеге',
      'тамызға',
      'қыркүйекке',
      'қазанға',
      'қарашаға',
      'желтоқсанға',
    ])
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
    expect(document('privacy', 'en')).toContain(en.buttons.forget)
    expect(document('privacy', 'en')).toContain(en.buttons.exportData)
    expect(en.trialLater).toContain('Try for free')
    expect(en.buttons.tryFree).toContain('Try for free')
  })
})
