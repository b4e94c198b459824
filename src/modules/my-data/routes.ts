import type { FastifyInstance } from 'fastify'
import type { Sql } from '#platform/database/sql.ts'
import type { Tables } from '#platform/database/table.ts'
import { Refusal } from '#platform/http/refusal.ts'
import { serve } from '#platform/http/serve.ts'
import { myDataEndpoints } from './contract.ts'
import { exporterOf } from './export.ts'
import { deleterOf } from './delete.ts'
import { withdraw } from './withdraw.ts'

/** What is kept about a person: shown to them, and deleted. */
export async function myDataRoutes(app: FastifyInstance, { sql, tables }: { sql: Sql; tables: Tables }): Promise<void> {
  const exportPerson = exporterOf(tables)
  const deletePerson = deleterOf(tables)

  serve(app, myDataEndpoints.exportData, async ({ telegramId }) => {
    const data = await exportPerson(sql, telegramId)
    if (!data) throw new Refusal('user_not_found')
    return { data }
  })

  serve(app, myDataEndpoints.withdrawAgreement, async ({ telegramId }) => {
    if (!(await withdraw(sql, telegramId))) throw new Refusal('user_not_found')
    return {}
  })

  serve(app, myDataEndpoints.deleteData, async ({ telegramId }) => {
    if (!(await deletePerson(sql, telegramId))) throw new Refusal('user_not_found')
    return {}
  })
}
