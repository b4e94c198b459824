import type {
  CompleteCatalog,
  CompleteEntry,
  CompletePainter,
  CompleteTranscription,
  CompleteVoice,
} from '#modules/catalog/complete.ts'
import { imageCost, speechCost, voiceCost } from '#modules/catalog/dearest.ts'
import { priceAt } from '#modules/catalog/prices.ts'
import { creditsOf, dollars, type Part, right, wordsOf, wrong } from './finding.ts'
import { lossByCredit, lossOf, unknownPrice } from './loss.ts'
import { leastEarning } from './margin.ts'

/** Whether speech that is written down pays for itself. */
export function speechPricePart(entry: CompleteTranscription, catalog: CompleteCatalog, now: Date): Part {
  const price = priceAt(entry, now)
  if (!price) return unknownPrice(entry)
  const { secondsPerCredit: amount } = catalog.speech
  const spent = speechCost({ transcription: [entry] }, amount, now)
  const bought = { kind: 'speech_loses', amount, unit: 'seconds', of: 'of speech' } as const
  const loss = lossByCredit(entry, bought, { spent, earning: leastEarning(catalog, true) })
  if (loss) return loss
  const { perMinute, input = 0, output = 0 } = price
  if (perMinute !== undefined) return aMinute(entry, perMinute)
  return right(
    'costs_tokens',
    { model: entry.model, input, output },
    `${entry.model} costs ${dollars(input)} for a million tokens of speech and ${dollars(output)} for those of its words`,
  )
}

function aMinute({ model }: CompleteEntry, price: number): Part {
  return right('costs_a_minute', { model, price }, `${model} costs ${dollars(price)} a minute`)
}

/** Whether answers that are read out pay for themselves. */
export function voicePricePart(entry: CompleteVoice, catalog: CompleteCatalog, now: Date): Part {
  const price = priceAt(entry, now)
  if (!price) return unknownPrice(entry)
  const { charactersPerCredit: amount, subscription } = catalog.listening
  const spent = voiceCost({ voices: [entry] }, amount, now)
  const bought = { kind: 'voice_loses', amount, unit: 'characters', of: 'that are read out' } as const
  const loss = lossByCredit(entry, bought, { spent, earning: leastEarning(catalog, subscription) })
  if (loss) return loss
  const { perMillionCharacters, perMinute = 0 } = price
  if (perMillionCharacters === undefined) return aMinute(entry, perMinute)
  return right(
    'costs_characters',
    { model: entry.model, price: perMillionCharacters },
    `${entry.model} costs ${dollars(perMillionCharacters)} for a million characters`,
  )
}

/** Whether each picture that is sold pays for itself. */
export function picturePricePart(entry: CompletePainter, catalog: CompleteCatalog, now: Date): Part {
  if (!priceAt(entry, now)) return unknownPrice(entry)
  const costs = catalog.images.map((image) => ({ image, spent: imageCost({ painters: [entry] }, image, now) }))
  for (const { image, spent } of costs) {
    const earning = leastEarning(catalog, image.subscription)
    const loss = lossOf(spent, image.priceCredits, earning)
    if (!loss) continue
    return wrong(
      'image_loses',
      { model: entry.model, image: image.id, ...loss },
      `the picture "${image.id}" costs ${dollars(spent)} with ${entry.model} and earns ${dollars(loss.earned)} (${creditsOf(loss.credits)}, by ${wordsOf(earning!)}): it loses money, which a price of ${creditsOf(loss.needed)} would not`,
    )
  }
  const spent = costs.map((each) => each.spent)
  const [least, most] = [Math.min(...spent), Math.max(0, ...spent)]
  return right(
    'costs_a_picture',
    { model: entry.model, least: Number.isFinite(least) ? least : 0, most },
    `${entry.model} costs at most ${dollars(most)} for a picture`,
  )
}
