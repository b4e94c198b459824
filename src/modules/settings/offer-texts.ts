import { languageCodes } from '#texts/codes.ts'
import { offerPlace, type OfferPlace, offerTextSetting, type SettingValue } from './contract.ts'

/** What the owner says of an offer in their own words, by language. */
export type OfferTexts = Record<OfferPlace, Record<string, string>>

export function offerTextsIn(values: ReadonlyMap<string, SettingValue>): OfferTexts {
  const textsOf = (place: OfferPlace) =>
    Object.fromEntries(
      languageCodes.flatMap((language) => {
        const text = values.get(offerTextSetting(place, language))
        return text === undefined ? [] : [[language, String(text)] as const]
      }),
    )
  return Object.fromEntries(offerPlace.options.map((place) => [place, textsOf(place)])) as OfferTexts
}

/** Undefined for a setting that is no such text. */
export function placeOfText(setting: string): OfferPlace | undefined {
  return offerPlace.options.find((place) =>
    languageCodes.some((language) => offerTextSetting(place, language) === setting),
  )
}
