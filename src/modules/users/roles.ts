import type { Sql } from '#platform/database/sql.ts'
import type { Actor } from '#platform/http/actor.ts'
import type { Caller } from '#platform/http/endpoint.ts'
import { may, type Permission, permissionsOf, role, type Role } from './contract.ts'

/** Makes an owner of everybody whom the setting lists; who is listed no more loses what the setting gave. */
export async function syncOwners(sql: Sql, ids: readonly number[]): Promise<void> {
  await sql.transaction(async (sql) => {
    await sql`delete from roles where granted_by is null and not (telegram_id = any(${[...ids]}::bigint[]))`
    await sql`
      insert into roles (telegram_id, role) select id, 'owner' from unnest(${[...ids]}::bigint[]) as id
      on conflict do nothing`
  })
}

/** Whom what the bot tells its owners reaches. */
export async function listOwners(sql: Sql): Promise<number[]> {
  return listWithRole(sql, ['owner'])
}

/** Everybody whose role has this permission. */
export async function listWhoMay(sql: Sql, permission: Permission): Promise<number[]> {
  return listWithRole(
    sql,
    role.options.filter((each) => permissionsOf[each].includes(permission)),
  )
}

async function listWithRole(sql: Sql, roles: readonly Role[]): Promise<number[]> {
  const rows = await sql<{
    telegramId: number
  }>`select telegram_id from roles where role = any(${roles}) order by telegram_id`
  return rows.map(({ telegramId }) => telegramId)
}

export async function isOwner(sql: Sql, telegramId: number): Promise<boolean> {
  return (await roleOf(sql, telegramId)) === 'owner'
}

export async function roleOf(sql: Sql, telegramId: number): Promise<Role | undefined> {
  const [row] = await sql<{ role: Role }>`select role from roles where telegram_id = ${telegramId}`
  return row?.role
}

/** Gives a person another role, or takes it; returns what they had. A role that ADMIN_IDS gives stays. */
export async function setRole(
  sql: Sql,
  change: { telegramId: number; role: Role | null; by: number },
): Promise<{ before: Role | null } | { refused: 'role_of_setting' }> {
  const { telegramId, role, by } = change
  const [known] = await sql<{ role: Role; grantedBy: number | null }>`
    select role, granted_by from roles where telegram_id = ${telegramId} for update`
  if (known && known.grantedBy === null) return { refused: 'role_of_setting' }
  if (role)
    await sql`
      insert into roles (telegram_id, role, granted_by) values (${telegramId}, ${role}, ${by})
      on conflict (telegram_id) do update set role = excluded.role, granted_by = excluded.granted_by, at = excluded.at`
  else await sql`delete from roles where telegram_id = ${telegramId}`
  return { before: known?.role ?? null }
}

export interface Teammate {
  telegramId: number
  firstName: string | null
  username: string | null
  role: Role
  /** Null: ADMIN_IDS. */
  grantedBy: number | null
  at: Date
}

/** Everybody who has a role, owners first. */
export async function listTeam(sql: Sql): Promise<Teammate[]> {
  return sql<Teammate>`
    select telegram_id, u.first_name, u.username, r.role, r.granted_by, r.at
    from roles r left join users u using (telegram_id)
    order by array_position(array['owner', 'manager', 'support', 'analyst'], r.role), r.at, telegram_id limit 200`
}

/** Whether an endpoint that allows these callers may be called by this actor about this person. */
export async function mayAct(
  sql: Sql,
  actor: Actor,
  allow: readonly Caller[],
  about: number | undefined,
): Promise<boolean> {
  if (allow.includes('anybody')) return true
  if (actor.kind === 'nobody') return false
  if (actor.kind === 'program') return allow.includes('program')
  if (allow.includes('self') && about === actor.telegramId) return true
  const role = await roleOf(sql, actor.telegramId)
  if (!role) return false
  if (role === 'owner' && allow.includes('owner')) return true
  return permissionsOf[role].some((permission) => allow.includes(may(permission)))
}
