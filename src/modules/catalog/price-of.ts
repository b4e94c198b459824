import type { Room } from '#platform/models/prompt.ts'
import type { Catalog, ImageEntry, Model } from './catalog.ts'
import { isShutDown } from './successor.ts'

/** What a question brings beside what every question may: what its price depends on. */
export interface Load {
  /** Of all that it shows the model, without what was said before. */
  tokens: number
  /** Of speech. */
  seconds: number
  pictures: number
  /** Of documents. */
  pages: number
}

/** What a piece of work of any kind costs, and what else may pay for it. */
export interface Wanted {
  priceCredits: number
  /** How many trial messages pay for it; null: the trial does not. */
  trialMessages: number | null
  /** Whether a subscription may pay for it. */
  subscription: boolean
  /** Whether it is more than any question to the same model, and whether the trial pays for such a question. */
  isExtra: boolean
  isUsualInTrial: boolean
}

/** A question to a model: what it costs, and the room for files that this pays for. */
export interface WantedAnswer extends Wanted {
  extraTokens: number
  /** Of speech that is to be written down for it. */
  seconds: number
}

/** Within these a trial message pays for a voice message or a document; each picture takes one. */
const trialLimits = { seconds: 60, pages: 10 }

type ModelRoom = Pick<Model, 'contextTokens' | 'maxOutputTokens' | 'maxOutputTokensWhenSpoken'>

/** A question of words, whose price is that of its model. */
export function usualQuestion({ priceCredits, trial, subscription }: Model): WantedAnswer {
  const isUsual = { isExtra: false, extraTokens: 0, seconds: 0 }
  return { priceCredits, trialMessages: trial ? 1 : null, subscription, isUsualInTrial: trial, ...isUsual }
}

/** A question with files. Undefined when it is more than the model takes in. */
export function questionWith(catalog: Pick<Catalog, 'speech'>, model: Model, load: Load): WantedAnswer | undefined {
  const room = model.contextTokens - model.maxOutputTokens
  const missing = Math.max(0, load.tokens - room)
  const { files } = model
  if (missing > (files?.mostTokens ?? 0)) return undefined
  const steps = files ? Math.ceil(missing / files.tokensPerCredit) : 0
  const extra = steps + speechCredits(catalog, load.seconds)
  const { seconds, pages } = load
  const isInTrial = model.trial && seconds <= trialLimits.seconds && pages <= trialLimits.pages
  return {
    priceCredits: model.priceCredits + extra,
    trialMessages: isInTrial ? Math.max(1, load.pictures) : null,
    subscription: model.subscription,
    isExtra: extra > 0,
    isUsualInTrial: model.trial,
    extraTokens: files ? Math.min(steps * files.tokensPerCredit, files.mostTokens) : 0,
    seconds,
  }
}

/** The same with an extra price: each credit of it takes a message of the trial, too. */
export function withExtra(wanted: WantedAnswer, credits: number): WantedAnswer {
  if (credits === 0) return wanted
  const { priceCredits, trialMessages } = wanted
  return {
    ...wanted,
    priceCredits: priceCredits + credits,
    trialMessages: trialMessages === null ? null : trialMessages + credits,
    isExtra: true,
  }
}

/** The same question when something is found on the web for it. */
export function withSearch({ search }: Pick<Catalog, 'search'>, wanted: WantedAnswer): WantedAnswer {
  return {
    ...wanted,
    priceCredits: wanted.priceCredits + search.priceCredits,
    trialMessages: search.trial ? wanted.trialMessages : null,
    subscription: wanted.subscription && search.subscription,
    isExtra: wanted.isExtra || search.priceCredits > 0,
  }
}

/** The same question when tools of the owner's answer for it. */
export function withTools({ toolServers }: Pick<Catalog, 'toolServers'>, wanted: WantedAnswer): WantedAnswer {
  const credits = toolServers.reduce((sum, { priceCredits }) => sum + priceCredits, 0)
  if (credits === 0) return wanted
  return { ...wanted, priceCredits: wanted.priceCredits + credits, trialMessages: null, isExtra: true }
}

/** Whether there is anything that writes down what is said. */
export function isHeard({ transcription }: Pick<Catalog, 'transcription'>, now: Date): boolean {
  return transcription.some((entry) => !isShutDown(entry, now))
}

/** What is said, written down, without an answer to it. */
export function transcriptOf({ speech }: Pick<Catalog, 'speech'>, { seconds }: Load): WantedAnswer {
  const priceCredits = Math.max(1, Math.ceil(seconds / speech.secondsPerCredit))
  const trialMessages = seconds <= trialLimits.seconds ? 1 : null
  const isExtra = priceCredits > 1
  return { priceCredits, trialMessages, subscription: true, isExtra, isUsualInTrial: true, extraTokens: 0, seconds }
}

/** An answer that is read out, of which so many characters are spoken. */
export function listeningTo({ listening }: Pick<Catalog, 'listening'>, characters: number): Wanted {
  const priceCredits = Math.ceil(characters / listening.charactersPerCredit)
  return {
    priceCredits,
    trialMessages: null,
    subscription: listening.subscription,
    isExtra: true,
    isUsualInTrial: false,
  }
}

/** A picture that is made, or changed. */
export function pictureOf({ priceCredits, trialMessages, subscription }: ImageEntry): Wanted {
  return { priceCredits, trialMessages: trialMessages ?? null, subscription, isExtra: true, isUsualInTrial: false }
}

/** What a model takes in and gives out for such a question. */
export function roomOf(model: ModelRoom, { extraTokens, isSpoken }: { extraTokens: number; isSpoken: boolean }): Room {
  const { contextTokens, maxOutputTokens: most, maxOutputTokensWhenSpoken = most } = model
  const maxOutputTokens = isSpoken ? maxOutputTokensWhenSpoken : most
  return { contextTokens: contextTokens - most + maxOutputTokens + extraTokens, maxOutputTokens }
}

/** What is said costs nothing beyond the question while it is short. */
function speechCredits({ speech }: Pick<Catalog, 'speech'>, seconds: number): number {
  return Math.ceil(Math.max(0, seconds - speech.includedSeconds) / speech.secondsPerCredit)
}
