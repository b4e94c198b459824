import type { FastifyInstance } from 'fastify'
import type { Sql } from '#platform/database/sql.ts'
import { Refusal } from '#platform/http/refusal.ts'
import { serve } from '#platform/http/serve.ts'
import type { LiveCatalog } from '#modules/catalog/versions/live-catalog.ts'
import type { LiveSettings } from '#modules/settings/live-settings.ts'
import { memoryEndpoints } from './contract.ts'
import { changeFact, deleteFact, deleteFacts, factsOf, rememberFact } from './facts.ts'

interface MemoryContext {
  sql: Sql
  catalogs: Pick<LiveCatalog, 'present'>
  settings: Pick<LiveSettings, 'documents'>
}

/** What is known of a person for all their conversations. */
export async function memoryRoutes(app: FastifyInstance, { sql, catalogs, settings }: MemoryContext): Promise<void> {
  serve(app, memoryEndpoints.rememberFact, async (wish) => {
    const { mostFacts } = catalogs.present().memory
    const remembered = await rememberFact(sql, { documents: settings.documents(), mostFacts }, wish)
    if ('refused' in remembered) throw new Refusal(remembered.refused)
    return remembered
  })

  serve(app, memoryEndpoints.memory, async ({ telegramId }) => {
    const { mostFacts, dailyMicroDollars } = catalogs.present().memory
    return { facts: await factsOf(sql, telegramId), most: mostFacts, findsItself: dailyMicroDollars > 0 }
  })

  serve(app, memoryEndpoints.changeFact, async (change) => {
    const changed = await changeFact(sql, settings.documents(), change)
    if ('refused' in changed) throw new Refusal(changed.refused)
    return changed
  })

  serve(app, memoryEndpoints.deleteFact, async (key) => {
    await deleteFact(sql, key)
    return {}
  })

  serve(app, memoryEndpoints.deleteFacts, async ({ telegramId }) => {
    await deleteFacts(sql, telegramId)
    return {}
  })
}
