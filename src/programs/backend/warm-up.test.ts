import { expect, test, vi } from 'vitest'
import { asProgram } from '#platform/database/program-role.ts'
import { connect } from '#platform/database/connect.ts'
import { createTestDatabase } from '#platform/database/testing.ts'
import { createLog } from '#platform/runtime/log.ts'
import { tables } from '#modules/modules.ts'
import { readConfig } from './config.ts'
import { warmUp } from './warm-up.ts'

const byHttp = { isDirect: false }
const fromTheSameProcess = { isDirect: true }

test.each([byHttp, fromTheSameProcess])(
  'the warm-up of the backend writes and answers made-up questions, and nothing of them is kept (%o)',
  async ({ isDirect }) => {
    const test_ = await createTestDatabase()
    const { url, database } = test_
    const program = connect({ url: asProgram(url), applicationName: 'tests' })
    const counts = async () => {
      const rows: unknown[] = []
      for (const table of Object.keys(tables))
        rows.push(await database.sql(Object.assign([`select count(*) as "${table}" from "${table}"`], { raw: [] })))
      return rows
    }
    const before = await counts()
    const warn = vi.fn()
    const log = Object.assign(createLog('tests', { level: 'silent' }), { warn })
    const config = readConfig({
      BACKEND_TOKEN: 'a-token-for-tests',
      DATABASE_URL: asProgram(url),
      OPENAI_API_KEY: 'none',
    })
    await warmUp({ config, sql: program.sql, log, isDirect })
    expect(warn.mock.calls).toEqual([])
    expect(await counts()).toEqual(before)
    // What a rolled back row took of its sequence is not given back.
    const [sequence] = await database.sql`
    select last_value from pg_sequences where sequencename = 'messages_log_id_seq'`
    expect(sequence).toEqual({ lastValue: 10 })
    await program.close()
    await test_.drop()
  },
)
