import type { ArmValue, Subject, Usual } from './value-words.ts'

type Place = Extract<ArmValue, { subject: 'offer_text' }>['place']

/** What arm B has, as it stands in the fields. */
export type TypedValue =
  | { subject: 'trial_size'; messages: number | string }
  | { subject: 'pack_prices'; packs: Record<string, { stars: number | string; card: number | string }> }
  | { subject: 'offer_text'; place: Place; texts: Record<string, string> }

/** As everybody has it now. */
export function emptyValue(subject: Subject, usual: Usual): TypedValue {
  if (subject === 'trial_size') return { subject, messages: usual.trialMessages }
  if (subject === 'offer_text') return { subject, place: 'trial', texts: {} }
  return {
    subject,
    packs: Object.fromEntries(
      usual.packs.map(({ id, priceStars, priceCard }) => [id, { stars: priceStars, card: priceCard?.amount ?? '' }]),
    ),
  }
}

export function typedValue(value: ArmValue, usual: Usual): TypedValue {
  if (value.subject === 'trial_size') return { ...value }
  if (value.subject === 'offer_text')
    return { ...value, texts: Object.fromEntries(value.texts.map(({ language, text }) => [language, text])) }
  const typed = emptyValue('pack_prices', usual) as Extract<TypedValue, { subject: 'pack_prices' }>
  const own = value.packs.map(({ id, priceStars, cardAmount }) => {
    const card = cardAmount ?? typed.packs[id]?.card ?? ''
    return [id, { stars: priceStars, card }] as const
  })
  return { ...typed, packs: { ...typed.packs, ...Object.fromEntries(own) } }
}

/** Packs at another price than everybody's, and texts that were written. */
export function valueOf(typed: TypedValue, usual: Usual): ArmValue {
  if (typed.subject === 'trial_size') return { subject: typed.subject, messages: Number(typed.messages) }
  if (typed.subject === 'offer_text') {
    const { subject, place } = typed
    const texts = Object.entries(typed.texts).map(([language, text]) => ({ language, text: text.trim() }))
    return { subject, place, texts: texts.filter(({ text }) => text !== '') }
  }
  const packs = usual.packs.map(({ id, priceCard }) => {
    const { stars, card } = typed.packs[id]!
    const cardAmount = priceCard && card !== '' && Number(card) !== priceCard.amount ? Number(card) : null
    return { id, priceStars: Number(stars), cardAmount }
  })
  const changed = packs.filter(
    ({ priceStars, cardAmount }, index) => cardAmount !== null || priceStars !== usual.packs[index]!.priceStars,
  )
  // Without any the backend says why there is nothing to try.
  return { subject: typed.subject, packs: changed.length > 0 ? changed : packs }
}
