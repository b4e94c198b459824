import { z } from 'zod'
import { brokenRule, type Facts, type Rule } from '#modules/catalog/rules.ts'
import { modelEntry, painterEntry, transcriptionEntry, voiceEntry } from './models.ts'
import { assistantEntry, imageEntry, packEntry, planEntry } from './offers.ts'
import { channelBonus, drawing, listening, memory, money, referral, search, speech } from './settings.ts'
import { toolServerEntry } from './tool-server.ts'

const roomForQuestion = 500

/**
 * What is sold and which models answer, from one file that the owner edits; each fault is one sentence with its place.
 * Prices of packs and plans are whole Telegram Stars; prices of models are credits a question.
 */
export const catalogFile = z
  .strictObject({
    money: money.prefault({}),
    speech: speech.prefault({}),
    listening: listening.prefault({}),
    drawing: drawing.prefault({}),
    search: search.prefault({}),
    memory: memory.prefault({}),
    referral: referral.prefault({}),
    /** Absent: joining a channel gives nothing. */
    channelBonus: channelBonus.optional(),
    models: z.array(modelEntry).min(1),
    /** Absent: no speech is written down. */
    transcription: z.array(transcriptionEntry).default([]),
    /** Absent: no answer is read out. */
    voices: z.array(voiceEntry).default([]),
    /** Absent: no pictures are made. */
    painters: z.array(painterEntry).default([]),
    /** The pictures that people may have made. */
    images: z.array(imageEntry).default([]),
    /** Absent: people have their own assistants only. */
    assistants: z.array(assistantEntry).default([]),
    /** Absent: models have no tools of the owner's. */
    toolServers: z.array(toolServerEntry).default([]),
    packs: z.array(packEntry),
    plans: z.array(planEntry),
  })
  .superRefine((catalog, ctx) => {
    const complain: Complain = (path, rule, facts) => ctx.addIssue({ ...brokenRule(rule, facts), path })
    if (catalog.models[0]?.offered === false) complain(['models', 0, 'offered'], 'first_offered')
    const products = [...catalog.packs, ...catalog.plans]
    const { models, transcription, voices, painters, toolServers } = catalog
    const asked = [...models, ...transcription, ...voices, ...painters, ...toolServers]
    for (const list of [asked, products, catalog.images, catalog.assistants])
      for (const item of list)
        if (list.filter((other) => other.id === item.id).length > 1) complain([], 'twice', { id: item.id })
    catalog.models.forEach((model, index) => checkModel(model, catalog.models, index, complain))
    for (const list of ['models', 'transcription', 'voices', 'painters'] as const)
      catalog[list].forEach(({ prices }, index) => checkPrices(prices, [list, index, 'prices'], complain))
    checkPrices(catalog.search.prices, ['search', 'prices'], complain)
    catalog.plans.forEach((plan, index) => checkPlan(plan, index, complain))
    catalog.assistants.forEach(({ model: named }, index) => {
      const isOffered = catalog.models.some(({ id, offered }) => offered && id === named)
      if (named !== undefined && !isOffered) complain(['assistants', index, 'model'], 'offered_model', { id: named })
    })
    const reader = catalog.memory.model
    if (reader !== undefined && !catalog.models.some(({ id }) => id === reader))
      complain(['memory', 'model'], 'another_model', { id: reader })
  })

type Complain = (path: (string | number)[], rule: Rule, facts?: Facts) => void

function checkModel(model: z.infer<typeof modelEntry>, models: { id: string }[], index: number, complain: Complain) {
  if (model.contextTokens - model.maxOutputTokens < roomForQuestion)
    complain(['models', index, 'contextTokens'], 'room', { tokens: roomForQuestion })
  if ((model.maxOutputTokensWhenSpoken ?? 0) > model.maxOutputTokens)
    complain(['models', index, 'maxOutputTokensWhenSpoken'], 'spoken')
  for (const field of ['fallback', 'successor'] as const) {
    const named = model[field]
    if (named !== undefined && (named === model.id || !models.some(({ id }) => id === named)))
      complain(['models', index, field], 'another_model', { id: named })
  }
}

function checkPrices(prices: { from: string }[], path: (string | number)[], complain: Complain) {
  prices.forEach(({ from }, place) => {
    if (place > 0 && from <= prices[place - 1]!.from) complain([...path, place, 'from'], 'later_day')
  })
}

function checkPlan(plan: z.infer<typeof planEntry>, index: number, complain: Complain) {
  if (!plan.renews) return
  if (plan.days !== 30) complain(['plans', index, 'days'], 'renews_days')
  if (plan.priceStars > 10_000) complain(['plans', index, 'priceStars'], 'renews_price')
}
