import type { FastifyInstance } from 'fastify'
import type { Sql } from '#platform/database/sql.ts'
import { Refusal } from '#platform/http/refusal.ts'
import { serve } from '#platform/http/serve.ts'
import type { CatalogWithSearch } from '#modules/catalog/searcher.ts'
import type { LiveCatalog } from '#modules/catalog/versions/live-catalog.ts'
import { findMeans, type Means } from '#modules/charging/access.ts'
import type { LiveSettings } from '#modules/settings/live-settings.ts'
import { type AssistantReply, assistantsEndpoints, ownKey } from './contract.ts'
import { changeOwn, createOwn, deleteOwn, ownAssistantsOf } from './own.ts'
import { offerOf, ownRole, assistantRoleOf } from './role.ts'

/** The assistants of the catalogue and of a person. */
export async function assistantRoutes(
  app: FastifyInstance,
  {
    sql,
    catalogs,
    settings,
  }: { sql: Sql; catalogs: Pick<LiveCatalog, 'present'>; settings: Pick<LiveSettings, 'documents'> },
): Promise<void> {
  serve(app, assistantsEndpoints.assistants, async ({ telegramId }) => {
    const catalog = catalogs.present()
    const means = await findMeans(sql, telegramId, catalog)
    if (!means) throw new Refusal('user_not_found')
    return { assistants: [...fromCatalog(catalog, means), ...(await theirOwn(sql, catalog, { telegramId, means }))] }
  })

  serve(app, assistantsEndpoints.createAssistant, async (wished) => {
    const made = await createOwn(sql, settings.documents(), wished)
    if ('refused' in made) throw new Refusal(made.refused)
    return made
  })

  serve(app, assistantsEndpoints.changeAssistant, async (change) => {
    const refused = await changeOwn(sql, settings.documents(), change)
    if (refused) throw new Refusal(refused.refused)
    return {}
  })

  serve(app, assistantsEndpoints.deleteAssistant, async (which) => {
    await deleteOwn(sql, which)
    return {}
  })
}

function fromCatalog(catalog: CatalogWithSearch, means: Means): AssistantReply[] {
  return catalog.assistants
    .filter(({ offered }) => offered)
    .map((entry) => ({
      key: entry.id,
      ...offerOf(catalog, means, assistantRoleOf(entry)),
      description: entry.description,
      firstQuestions: entry.firstQuestions,
      own: null,
    }))
}

async function theirOwn(
  sql: Sql,
  catalog: CatalogWithSearch,
  { telegramId, means }: { telegramId: number; means: Means },
): Promise<AssistantReply[]> {
  const own = await ownAssistantsOf(sql, telegramId)
  return own.map((one) => ({
    key: ownKey(one.id),
    ...offerOf(catalog, means, ownRole(one)),
    description: null,
    firstQuestions: [],
    own: { id: one.id, prompt: one.prompt },
  }))
}
