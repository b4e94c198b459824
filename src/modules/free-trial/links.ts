import type { Sql } from '#platform/database/sql.ts'
import type { Link } from './contract.ts'

/** As it stands in the tables: the kind and the name of the link by which people came first. */
function nameOf({ kind, name }: Link): string {
  return `${kind}:${name}`
}

export function linkOf(stored: string): Link {
  const [kind, name] = stored.split(':')
  return { kind: kind as Link['kind'], name: name! }
}

interface PausedLink {
  link: Link
  pausedAt: Date
}

/** The links whose people have no free messages now, the latest first. */
export async function pausedLinks(sql: Sql): Promise<PausedLink[]> {
  const rows = await sql<{ link: string; pausedAt: Date }>`
    select link, paused_at from paused_links order by paused_at desc, link`
  return rows.map(({ link, pausedAt }) => ({ link: linkOf(link), pausedAt }))
}

/** Takes the free messages from the people of a link, or allows them again. Returns whether they were taken before. */
export async function pauseLink(sql: Sql, { link, paused }: { link: Link; paused: boolean }): Promise<boolean> {
  if (!paused) {
    const rows = await sql`delete from paused_links where link = ${nameOf(link)} returning link`
    return rows.length > 0
  }
  const rows = await sql`
    insert into paused_links (link) values (${nameOf(link)}) on conflict do nothing returning link`
  return rows.length === 0
}
