import type { Sql } from './sql.ts'

/**
 * The schema of the connected database as SQL: tables with their rules, then functions, triggers and views, each in the
 * order of its name. Partitions of a table, the rights of roles and other schemas are left out.
 */
export async function describeSchema(sql: Sql): Promise<string> {
  const parts = [await tables(sql), await functions(sql), await triggers(sql), await views(sql)]
  return `${parts.flat().join('\n\n')}\n`
}

async function tables(sql: Sql): Promise<string[]> {
  const rows = await sql<{
    name: string
    columns: string[]
    rules: string[]
    indexes: string[]
    partitioned: string | null
  }>`
    select c.relname as name,
      (select array_agg(format('%I %s', a.attname, format_type(a.atttypid, a.atttypmod))
          || case when a.attnotnull then ' not null' else '' end
          || case when a.attidentity <> '' then ' generated always as identity' else '' end
          || coalesce(' default ' || pg_get_expr(d.adbin, d.adrelid), '') order by a.attnum)
        from pg_attribute a left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
        where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped) as columns,
      (select coalesce(array_agg(format('constraint %I %s', r.conname, pg_get_constraintdef(r.oid)) order by r.contype = 'p' desc, r.conname), '{}')
        from pg_constraint r where r.conrelid = c.oid and r.contype in ('p', 'u', 'c', 'f', 'x')) as rules,
      (select coalesce(array_agg(pg_get_indexdef(i.indexrelid) || ';' order by i.indexrelid::regclass::text), '{}')
        from pg_index i where i.indrelid = c.oid and not exists (select from pg_constraint r where r.conindid = i.indexrelid)) as indexes,
      pg_get_partkeydef(c.oid) as partitioned
    from pg_class c
    where c.relnamespace = current_schema()::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
    order by c.relname`
  return rows.map(({ name, columns, rules, indexes, partitioned }) => {
    const partition = partitioned ? ` partition by ${partitioned}` : ''
    const body = [...columns, ...rules].map((line) => `  ${line}`).join(',\n')
    return [`create table ${name} (\n${body}\n)${partition};`, ...indexes].join('\n').replaceAll('public.', '')
  })
}

async function functions(sql: Sql): Promise<string[]> {
  const rows = await sql<{ body: string }>`
    select pg_get_functiondef(oid) as body from pg_proc
    where pronamespace = current_schema()::regnamespace order by proname, pronargs`
  return rows.map(({ body }) => `${body.trim().replaceAll('public.', '')};`)
}

async function triggers(sql: Sql): Promise<string[]> {
  const rows = await sql<{ body: string }>`
    select pg_get_triggerdef(t.oid) as body from pg_trigger t join pg_class c on c.oid = t.tgrelid
    where c.relnamespace = current_schema()::regnamespace and not t.tgisinternal and not c.relispartition
    order by c.relname, t.tgname`
  return rows.length === 0 ? [] : [rows.map(({ body }) => `${body.replaceAll('public.', '')};`).join('\n')]
}

async function views(sql: Sql): Promise<string[]> {
  const rows = await sql<{ name: string; body: string }>`
    select c.relname as name, pg_get_viewdef(c.oid, true) as body from pg_class c
    where c.relnamespace = current_schema()::regnamespace and c.relkind = 'v' order by c.relname`
  return rows.map(({ name, body }) => `create view ${name} as\n${body.replaceAll('public.', '')}`)
}
