import type { FastifyInstance } from 'fastify'
import { reasonNotReady } from '#platform/database/schema.ts'
import type { Sql } from '#platform/database/sql.ts'
import { healthPaths } from '#platform/runtime/health.ts'
import type { Context } from './context.ts'

/** The pages that every program has, among the routes of this one. */
export async function healthRoutes(app: FastifyInstance, { health }: Context): Promise<void> {
  for (const path of healthPaths)
    app.get(path, { schema: { hide: true } }, async (_request, reply) => {
      const { status, type, text } = await health.page(path)
      return reply.code(status).type(type).send(text)
    })
}

export async function faultOfDatabase(sql: Sql): Promise<string | undefined> {
  const [row] = await sql<{ ready: boolean }>`select to_regclass('messages_log') is not null as ready`
  return row?.ready ? reasonNotReady(sql) : 'The migrations have not been applied: run npm run migrate.'
}
