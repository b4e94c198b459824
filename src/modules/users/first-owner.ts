import type { Sql } from '#platform/database/sql.ts'
import { digestOf, newToken } from '#platform/http/token.ts'

/** A link in a log of yesterday opens nothing; a start makes another one. */
const linkHours = 24

/** While there is no owner, a token that makes the person who brings it first an owner; undefined when there is one. */
export async function offerFirstOwner(sql: Sql): Promise<string | undefined> {
  const owners = await sql`select 1 from roles where role = 'owner' limit 1`
  if (owners.length > 0) return undefined
  const token = newToken()
  await sql`
    insert into role_links (digest, role, expires_at)
    values (${digestOf(token)}, 'owner', now() + make_interval(hours => ${linkHours}))`
  return token
}

/** Makes the first owner. Of two who bring a token at once only one becomes it. */
export async function becomeFirstOwner(
  sql: Sql,
  claim: { telegramId: number; token: string },
): Promise<{ role: 'owner' } | { refused: 'link_not_valid' }> {
  const { telegramId, token } = claim
  return sql.transaction(async (sql) => {
    await sql`select pg_advisory_xact_lock(hashtext('first_owner'))`
    // Telegram may bring the same update again: the owner who brings their token twice is told the same.
    const [own] = await sql`select 1 from roles where telegram_id = ${telegramId} and role = 'owner'`
    if (own) return { role: 'owner' }
    const [link] = await sql`
      delete from role_links where digest = ${digestOf(token)} and expires_at > now() returning role`
    const others = await sql`select 1 from roles where role = 'owner' limit 1`
    if (!link || others.length > 0) return { refused: 'link_not_valid' }
    await sql`
      insert into roles (telegram_id, role, granted_by) values (${telegramId}, 'owner', ${telegramId})
      on conflict (telegram_id) do update set role = excluded.role, granted_by = excluded.granted_by, at = excluded.at`
    return { role: 'owner' }
  })
}

export async function deleteOldRoleLinks(sql: Sql): Promise<void> {
  await sql`delete from role_links where expires_at < now()`
}
