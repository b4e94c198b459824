import type { FastifyInstance } from 'fastify'
import type { Sql } from '#platform/database/sql.ts'
import { serve } from '#platform/http/serve.ts'
import type { Catalog } from '#modules/catalog/catalog.ts'
import { costsEndpoints } from './contract.ts'
import { marginOf } from './margin.ts'

/** What the owner earns. */
export async function costRoutes(
  app: FastifyInstance,
  { sql, catalog }: { sql: Sql; catalog: Catalog },
): Promise<void> {
  serve(app, costsEndpoints.margin, ({ days }) => marginOf(sql, catalog, days))
}
