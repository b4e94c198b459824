import type { Sql } from '#platform/database/sql.ts'
import { type AssistantEntry, type Catalog, chosenModel, type Model, offeredModels } from '#modules/catalog/catalog.ts'
import { type CatalogWithSearch, searcherOf } from '#modules/catalog/searcher.ts'
import type { Title } from '#modules/catalog/contract.ts'
import { usualQuestion, type WantedAnswer, withExtra } from '#modules/catalog/price-of.ts'
import { type Means, offeredPrice, quote } from '#modules/charging/access.ts'
import { searchOfferFor } from '#modules/charging/search-offer.ts'
import { inEveryLanguage } from '#texts/codes.ts'
import { type AssistantOffer, ownIdIn, ownKey } from './contract.ts'
import { findOwn, type OwnAssistant } from './own.ts'

/** The role in which a conversation is answered. */
export interface AssistantRole {
  key: string
  title: Title
  /** What the model is told of it. */
  prompt: Title
  /** The model that answers, where something pays for it; absent: the person's. */
  model?: string | undefined
  /** What a question costs beyond the price of its model. */
  priceCredits: number
}

/** The assistant of a key as it is now; null for one that is gone. A person's own answer in their private chat only. */
export async function findRole(
  sql: Sql,
  catalog: Catalog,
  { telegramId, chatId, key }: { telegramId: number; chatId: number; key: string | null },
): Promise<AssistantRole | null> {
  if (key === null) return null
  const ownId = ownIdIn(key)
  const entry = catalog.assistants.find(({ id }) => id === key)
  if (ownId === undefined) return entry ? assistantRoleOf(entry) : null
  // A private chat has the id of the person.
  const own = chatId === telegramId ? await findOwn(sql, telegramId, ownId) : undefined
  return own && own.prompt !== '' ? ownRole(own) : null
}

export function assistantRoleOf({ id, title, prompt, model, priceCredits }: AssistantEntry): AssistantRole {
  return { key: id, title, prompt, model, priceCredits }
}

export function ownRole({ id, title, prompt }: OwnAssistant): AssistantRole {
  return { key: ownKey(id), title: inEveryLanguage(title), prompt: inEveryLanguage(prompt), priceCredits: 0 }
}

/** What a question to an assistant costs beyond the price of its model. */
export function extraOf({ assistants }: Pick<Catalog, 'assistants'>, key: string | null): number {
  return assistants.find(({ id }) => id === key)?.priceCredits ?? 0
}

/** A question of words to a model that answers as an assistant, or as none. */
export function usualAs(role: AssistantRole | null, model: Model): WantedAnswer {
  return withExtra(usualQuestion(model), role?.priceCredits ?? 0)
}

/** The model of the role where it is there and something of the person's pays for it, else the one that they have chosen. */
export function answererOf<Entry extends Model>(
  catalog: { models: Entry[] },
  means: Means,
  role: AssistantRole | null,
  chosen: string | null,
): Entry {
  const own = chosenModel(catalog, chosen)
  const wished = offeredModels(catalog).find(({ id }) => id === role?.model)
  return wished && !('refused' in quote(means, usualAs(role, wished))) ? wished : own
}

/** What a person is told of an assistant before they ask it. */
export function offerOf(catalog: CatalogWithSearch, means: Means, role: AssistantRole): AssistantOffer {
  const model = answererOf(catalog, means, role, means.modelId)
  const wished = catalog.models.find(({ id }) => id === role.model)
  const wanted = usualAs(role, model)
  const maySearch = searcherOf(catalog, model.id) !== undefined
  return {
    title: role.title,
    modelTitle: model.title,
    insteadOf: wished && wished.id !== model.id ? wished.title : null,
    search: maySearch ? searchOfferFor(catalog, means, wanted) : null,
    price: offeredPrice(means, wanted),
  }
}

/** The same of a conversation's assistant; null where none answers, or it is gone. */
export async function findOffer(
  sql: Sql,
  catalog: CatalogWithSearch,
  { means, ...of }: { telegramId: number; chatId: number; key: string | null; means: Means },
): Promise<AssistantOffer | null> {
  const role = await findRole(sql, catalog, of)
  return role && offerOf(catalog, means, role)
}
