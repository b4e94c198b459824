import type { Sql } from '#platform/database/sql.ts'

export async function deleteOldSchedules(
  sql: Sql,
  { keepDraftsDays, keepRunsDays }: { keepDraftsDays: number; keepRunsDays: number },
): Promise<void> {
  await sql`
    delete from schedules where state = 'draft' and created_at < now() - make_interval(days => ${keepDraftsDays})`
  await sql`delete from schedule_runs where due_at < now() - make_interval(days => ${keepRunsDays})`
}
