import type { Sql } from '#platform/database/sql.ts'

/** Everything that is kept about a person, as rows of our tables; undefined when he is unknown. */
export async function exportPerson(sql: Sql, telegramId: number): Promise<Record<string, unknown> | undefined> {
  const [row] = await sql<{ data: Record<string, unknown> }>`
    select jsonb_build_object(
      'exported_at', now(),
      'profile', to_jsonb(u) - 'version',
      'trial', (select to_jsonb(t) from trials t where t.user_id = u.telegram_id),
      'plan_periods', (select coalesce(jsonb_agg(p order by p.id), '[]') from plan_periods p where p.user_id = u.telegram_id),
      'plan_day_entries', (select coalesce(jsonb_agg(d order by d.id), '[]') from plan_day_entries d where d.user_id = u.telegram_id),
      'renewals', (select coalesce(jsonb_agg(w order by w.id), '[]') from renewals w where w.user_id = u.telegram_id),
      'payments', (select coalesce(jsonb_agg(t order by t.id), '[]') from transactions t where t.user_id = u.telegram_id),
      'credit_entries', (select coalesce(jsonb_agg(e order by e.id), '[]') from credit_entries e where e.user_id = u.telegram_id),
      'conversations', (select coalesce(jsonb_agg(c order by c.id), '[]') from conversations c where c.user_id = u.telegram_id),
      'questions', (
        select coalesce(jsonb_agg(to_jsonb(m) - 'working_until' - 'attempt' order by m.id), '[]')
        from messages_log m where m.user_id = u.telegram_id
      ),
      'waiting_question', (select to_jsonb(q) from waiting_questions q where q.user_id = u.telegram_id),
      'support_requests', (select coalesce(jsonb_agg(r order by r.id), '[]') from support_requests r where r.user_id = u.telegram_id)
    ) as data
    from users u where u.telegram_id = ${telegramId}`
  return row?.data
}
