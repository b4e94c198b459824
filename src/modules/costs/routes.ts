import type { FastifyInstance } from 'fastify'
import type { Sql } from '#platform/database/sql.ts'
import { serve } from '#platform/http/serve.ts'
import type { LiveCatalog } from '#modules/catalog/versions/live-catalog.ts'
import { costsEndpoints } from './contract.ts'
import { marginOf } from './margin.ts'

/** What the owner earns. */
export async function costRoutes(
  app: FastifyInstance,
  { sql, catalogs }: { sql: Sql; catalogs: Pick<LiveCatalog, 'present'> },
): Promise<void> {
  serve(app, costsEndpoints.margin, ({ days }) => marginOf(sql, catalogs.present(), days))
}
