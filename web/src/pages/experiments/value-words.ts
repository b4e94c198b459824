import type { BrowserReply } from '#modules/cabinet/browser.ts'
import { useFormat } from '#web/kit/format.ts'
import { useTexts } from '#web/language.ts'

export type Experiment = BrowserReply<'experiments'>['experiments'][number]
export type Usual = BrowserReply<'experiments'>['usual']
export type ArmValue = Experiment['value']
export type Subject = ArmValue['subject']

/** What an arm has, in words, a line for each pack or language. */
export function useValueWords(): (value: ArmValue) => string[] {
  const { experiments: t } = useTexts()
  const { number, money } = useFormat()
  return (value) => {
    if (value.subject === 'trial_size') return [t.trialOf(number(value.messages))]
    if (value.subject === 'offer_text')
      return value.texts.map(({ language, text }) => t.textIn(t.places[value.place], language, text))
    return value.packs.map(({ id, priceStars, cardAmount }) =>
      t.packFor(
        id,
        money({ currency: 'XTR', amount: priceStars }),
        cardAmount === null || cardAmount === undefined ? null : number(cardAmount),
      ),
    )
  }
}
