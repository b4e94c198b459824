import type { Sql } from '#platform/database/sql.ts'
import type { StartKind } from './contract.ts'

/** A person who was known for longer had come before, by no link. */
const newForMinutes = 60

/**
 * Keeps the first and the last link by which a person came. The first one is decided once; a start without a link leaves the
 * last one as it is. False when there is no such user.
 */
export async function recordStart(
  sql: Sql,
  { telegramId, link }: { telegramId: number; link: { kind: StartKind; name: string | null } | null },
): Promise<boolean> {
  const rows = await sql`
    insert into starts (user_id, first_kind, first_name, last_kind, last_name)
    select telegram_id, case when is_new then ${link?.kind}::text end, case when is_new then ${link?.name}::text end,
      ${link?.kind}::text, ${link?.name}::text
    from (
      select telegram_id, created_at > now() - make_interval(mins => ${newForMinutes}) as is_new
      from users where telegram_id = ${telegramId}
    ) known
    on conflict (user_id) do update set
      last_kind = coalesce(excluded.last_kind, starts.last_kind),
      last_name = case when excluded.last_kind is null then starts.last_name else excluded.last_name end,
      last_at = case when excluded.last_kind is null then starts.last_at else excluded.last_at end
    returning user_id`
  return rows.length > 0
}
