import pg from 'pg'
import type { Tables } from './table.ts'

/** The usual name of the role, with the owner's password: for a server that only we use. */
export function asProgram(ownerUrl: string): string {
  return Object.assign(new URL(ownerUrl), { username: 'pomogator_program' }).href
}

/**
 * Makes the role as which the programs connect, with the password that they have, or gives it that password; and lets it
 * do what they do and nothing else. Run by the owner of the tables after each migration.
 */
export async function prepareProgramRole(client: pg.Client, programUrl: string, tables: Tables): Promise<void> {
  const { username, password } = new URL(programUrl)
  const name = decodeURIComponent(username)
  try {
    await makeRole(client, name, decodeURIComponent(password))
    await giveRights(client, name, tables)
    await giveTimetable(client, name)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new Error(`The role ${name} of the programs could not be prepared: ${reason}`, { cause: error })
  }
}

/** Several statements in one query are one transaction. */
async function giveRights(client: pg.Client, name: string, tables: Tables) {
  const role = pg.escapeIdentifier(name)
  const schema = await schemaInUse(client)
  await client.query(`
    revoke all on all tables in schema ${schema} from ${role};
    grant usage on schema ${schema} to ${role};
    grant select on all tables in schema ${schema} to ${role};
    -- A distributed database numbers the rows of another server by a call that needs this.
    grant usage on all sequences in schema ${schema} to ${role};
    ${Object.entries(tables)
      .filter(([, { rights }]) => rights.length > 0)
      .map(([table, { rights }]) => `grant ${rights.join(', ')} on ${table} to ${role};`)
      .join('\n')}
    grant execute on function keep_event_partitions(integer), drop_event_partitions(integer) to ${role}`)
}

/** Functions that run as their owner look for tables in one schema only: the one where the tables are. */
export async function bindFunctions(client: pg.Client): Promise<void> {
  await client.query(`
    do $$ declare owned regprocedure; begin
      for owned in select oid from pg_proc
        where prosecdef and pronamespace = to_regnamespace(quote_ident(current_schema()))
      loop
        execute format('alter function %s set search_path = %I, pg_temp', owned, current_schema());
      end loop;
    end $$`)
}

/** Where the migrations put the tables: usually public, else what the address or the database says (search_path). */
async function schemaInUse(client: pg.Client): Promise<string> {
  const { rows } = await client.query<{ schema: string | null }>('select current_schema() as schema')
  return pg.escapeIdentifier(rows[0]!.schema ?? 'public')
}

async function makeRole(client: pg.Client, name: string, password: string) {
  const role = pg.escapeIdentifier(name)
  const { rowCount } = await client.query('select 1 from pg_roles where rolname = $1', [name])
  const verb = rowCount ? 'alter' : 'create'
  try {
    // A new role may do nothing by itself, and only a superuser may say so of one that exists.
    await client.query(`${verb} role ${role} with login password ${pg.escapeLiteral(password)}`)
  } catch (error) {
    // Two databases of one server share their roles, and may be prepared in the same moment.
    const busy = error instanceof pg.DatabaseError && /tuple concurrently updated|already exists/.test(error.message)
    if (!busy) throw error
  }
}

/** The worker's timetable brings its tables along and changes them with its versions; nothing in it is worth keeping. */
async function giveTimetable(client: pg.Client, name: string) {
  const { rowCount: isTheirs } = await client.query(
    `select 1 from pg_namespace where nspname = 'pgboss' and pg_get_userbyid(nspowner) = $1`,
    [name],
  )
  if (isTheirs) return
  const role = pg.escapeIdentifier(name)
  await client.query(`
    do $$ begin
      if not (select rolsuper from pg_roles where rolname = current_user) then
        execute 'grant ' || quote_ident(${pg.escapeLiteral(name)}) || ' to current_user';
      end if;
    end $$;
    drop schema if exists pgboss cascade;
    create schema pgboss authorization ${role}`)
}
