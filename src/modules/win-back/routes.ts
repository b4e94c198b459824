import type { FastifyInstance } from 'fastify'
import type { Sql } from '#platform/database/sql.ts'
import { serve } from '#platform/http/serve.ts'
import { winBackEndpoints } from './contract.ts'
import { winBackFigures } from './figures.ts'

/** What reminders bring. */
export async function winBackRoutes(app: FastifyInstance, { sql }: { sql: Sql }): Promise<void> {
  serve(app, winBackEndpoints.winBackFigures, async () => ({ rules: await winBackFigures(sql) }))
}
