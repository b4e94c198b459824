import type { FastifyInstance } from 'fastify'
import { reasonNotReady } from '#platform/database/schema.ts'
import type { Context } from './context.ts'
import type { Sql } from '#platform/database/sql.ts'
import { inTime } from '#platform/runtime/health.ts'
import { Refusal } from '#platform/http/refusal.ts'

/** For whoever watches over the process: alive, able to work, figures. */
export async function healthRoutes(app: FastifyInstance, { sql, metrics, pressure }: Context): Promise<void> {
  app.get('/health', { schema: { hide: true } }, async () => ({ status: 'ok' }))

  app.get('/ready', { schema: { hide: true } }, async () => {
    const reason = (await inTime(() => faultOfDatabase(sql))) ?? pressure.reason()
    if (reason !== undefined) throw new Refusal('unavailable', { reason })
    return { status: 'ready' }
  })

  app.get('/metrics', { schema: { hide: true } }, async (_request, reply) => {
    const { registry } = metrics
    return reply.type(registry.contentType).send(await registry.metrics())
  })
}

async function faultOfDatabase(sql: Sql): Promise<string | undefined> {
  const [row] = await sql<{ ready: boolean }>`select to_regclass('messages_log') is not null as ready`
  return row?.ready ? reasonNotReady(sql) : 'The migrations have not been applied: run npm run migrate.'
}
