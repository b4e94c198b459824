import { fragment } from '#platform/database/fragment.ts'
import type { Sql } from '#platform/database/sql.ts'
import type { BroadcastState, Conditions, Figures, QuietHours, Said } from './contract.ts'
import { countFigures } from './recipients.ts'

/** All but its picture. */
export interface Broadcast {
  id: number
  title: string
  /** Grows with every change of the draft. */
  revision: number
  texts: Said[]
  hasPicture: boolean
  conditions: Conditions
  quiet: QuietHours | null
  state: BroadcastState
  beginsAt: Date | null
  problem: string | null
  refusedNews: number
  createdBy: number
  createdAt: Date
  endedAt: Date | null
  figures: Figures
}

type Row = Omit<Broadcast, 'figures'> & { figures: Figures | null }

const mostListed = 100

const selected = fragment`
  select id, title, revision, texts, picture is not null as has_picture, conditions, quiet, state, begins_at, problem,
    refused_news, created_by, created_at, ended_at, figures
  from broadcasts`

/** The newest first. */
export async function listBroadcasts(sql: Sql): Promise<Broadcast[]> {
  const rows = await sql<Row>`${selected} order by id desc limit ${mostListed}`
  return Promise.all(rows.map((row) => withFigures(sql, row)))
}

export async function findBroadcast(sql: Sql, id: number): Promise<Broadcast | undefined> {
  const [row] = await sql<Row>`${selected} where id = ${id}`
  return row && withFigures(sql, row)
}

/** What has ended keeps its figures; else, and while it is deleted from the chats again, they are counted. */
async function withFigures(sql: Sql, row: Row): Promise<Broadcast> {
  const kept = row.state === 'deleting' ? null : row.figures
  return { ...row, figures: kept ?? (await countFigures(sql, row.id)) }
}

export async function pictureOf(sql: Sql, id: number): Promise<Buffer | null> {
  const [row] = await sql<{ picture: Buffer | null }>`select picture from broadcasts where id = ${id}`
  return row?.picture ?? null
}

export interface Draft {
  title: string
  texts: Said[]
  /** Absent: it stays; null: without one. */
  picture?: Uint8Array | null | undefined
  conditions: Conditions
  quiet: QuietHours | null
}

export async function createDraft(sql: Sql, { by, ...draft }: Draft & { by: number }): Promise<number> {
  const { title, texts, picture, conditions, quiet } = draft
  const [row] = await sql<{ id: number }>`
    insert into broadcasts (title, texts, picture, conditions, quiet, created_by)
    values (${title}, ${JSON.stringify(texts)}::jsonb, ${picture && Buffer.from(picture)}, ${conditions}, ${quiet}, ${by})
    returning id`
  return row!.id
}

/** @param draft.revision that was seen: what another has saved since then is not written over */
export async function changeDraft(
  sql: Sql,
  id: number,
  draft: Draft & { revision: number },
): Promise<{ revision: number } | NotThatDraft> {
  const { revision, title, texts, picture, conditions, quiet } = draft
  const [changed] = await sql<{ revision: number }>`
    update broadcasts set title = ${title}, texts = ${JSON.stringify(texts)}::jsonb, conditions = ${conditions}, quiet = ${quiet},
      picture = case when ${picture === undefined} then picture else ${picture && Buffer.from(picture)}::bytea end,
      picture_file_id = null, revision = revision + 1
    where id = ${id} and state = 'draft' and revision = ${revision} returning revision`
  return changed ?? refuseDraft(sql, id)
}

type NotThatDraft = { refused: 'broadcast_state' | 'draft_changed' }

/** Why it is not the draft that was seen. */
async function refuseDraft(sql: Sql, id: number): Promise<NotThatDraft> {
  const [row] = await sql<{ state: BroadcastState }>`select state from broadcasts where id = ${id}`
  return { refused: row?.state === 'draft' ? 'draft_changed' : 'broadcast_state' }
}

export async function deleteDraft(sql: Sql, id: number): Promise<boolean> {
  const rows = await sql`delete from broadcasts where id = ${id} and state = 'draft' returning id`
  return rows.length > 0
}

/** What is done to a broadcast, from which states, and where that leads. */
const acts = {
  pause: { from: ['filling', 'sending'], to: 'paused' },
  resume: { from: ['paused'], to: 'filling' },
  stop: { from: ['scheduled', 'filling', 'sending', 'paused'], to: 'stopped' },
  delete: { from: ['sending', 'filling', 'paused', 'stopped', 'sent'], to: 'deleting' },
} as const satisfies Record<string, { from: readonly BroadcastState[]; to: BroadcastState }>

export type Act = keyof typeof acts

/**
 * A draft begins at this moment, or at once; its people get their rows then.
 * @param draft.revision that was seen: another one is refused, so that nothing is sent unread
 */
export async function sendBroadcast(
  sql: Sql,
  { id, revision, beginsAt }: { id: number; revision: number; beginsAt: Date | null },
): Promise<{ beginsAt: Date } | NotThatDraft> {
  const [row] = await sql<{ beginsAt: Date }>`
    update broadcasts set state = 'scheduled', begins_at = coalesce(${beginsAt}::timestamptz, now())
    where id = ${id} and state = 'draft' and revision = ${revision} returning begins_at`
  if (!row) return refuseDraft(sql, id)
  await wakeSenders(sql)
  return row
}

/** Once this is committed no more recipients are taken; the few who were taken just before are still written to. */
export async function steerBroadcast(
  sql: Sql,
  { id, act }: { id: number; act: Act },
): Promise<{ state: BroadcastState } | { refused: 'broadcast_state' }> {
  const { from, to } = acts[act]
  const [row] = await sql<{ state: BroadcastState }>`
    update broadcasts set problem = null, not_before = now(),
      state = case when ${to} = 'filling' and filled then 'sending' else ${to} end,
      ended_at = case when ${to} in ('stopped', 'deleting') then coalesce(ended_at, now()) end
    where id = ${id} and state = any(${[...from]}::text[]) returning state`
  if (!row) return { refused: 'broadcast_state' }
  await wakeSenders(sql)
  return row
}

async function wakeSenders(sql: Sql): Promise<void> {
  await sql`select pg_notify('broadcasts', '')`
}
