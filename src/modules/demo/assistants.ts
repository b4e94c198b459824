import type { Sql } from '#platform/database/sql.ts'
import { ownKey } from '#modules/assistants/contract.ts'
import type { DemoPerson } from './person.ts'

/** Writes down those of people's own. Returns who answers whom: the keys of the catalogue's as well. */
export async function writeOwnAssistants(sql: Sql, people: DemoPerson[]): Promise<Map<number, string>> {
  const own = people.flatMap(({ telegramId, trialAt, assistant }) =>
    assistant !== null && typeof assistant === 'object' ? [{ telegramId, at: trialAt, ...assistant }] : [],
  )
  const made = await sql<{ userId: number; id: number }>`
    insert into own_assistants (user_id, update_id, title, prompt, created_at)
    select "telegramId", 0, title, prompt, at
    from jsonb_to_recordset(${JSON.stringify(own)}::jsonb) as o ("telegramId" bigint, title text, prompt text, at timestamptz)
    returning user_id, id`
  return new Map([
    ...made.map(({ userId, id }) => [userId, ownKey(id)] as const),
    ...people.flatMap(({ telegramId, assistant }) =>
      typeof assistant === 'string' ? [[telegramId, assistant] as const] : [],
    ),
  ])
}
