import type { Sql } from '#platform/database/sql.ts'
import type { ArmValue, ExperimentState, Subject } from './contract.ts'

export interface Plan {
  title: string
  value: ArmValue
  percentB: number
  peoplePerArm: number
  mostDays: number
}

export interface Experiment extends Plan {
  id: number
  state: ExperimentState
  /** What everybody else had at its start; null for a draft. */
  usual: ArmValue | null
  createdAt: Date
  startedAt: Date | null
  /** When the stop rule was met. */
  enoughAt: Date | null
  endedAt: Date | null
  /** Whether everybody has B since its end; null until it has ended. */
  published: boolean | null
}

const mostListed = 100

/** What runs first, then the newest. */
export async function listExperiments(sql: Sql): Promise<Experiment[]> {
  return sql<Experiment>`
    select id, title, value, usual, percent_b, people_per_arm, most_days, state, created_at, started_at, enough_at, ended_at, published
    from experiments order by state <> 'running', id desc limit ${mostListed}`
}

/**
 * Until the caller's transaction ends no other one changes it. It is written and not only locked: a distributed database
 * refuses a row that is everywhere after a statement about all people, and takes it before.
 */
export async function lockExperiment(sql: Sql, id: number): Promise<Experiment | undefined> {
  const [row] = await sql<Experiment>`
    update experiments set title = title where id = ${id}
    returning id, title, value, usual, percent_b, people_per_arm, most_days, state, created_at, started_at, enough_at, ended_at, published`
  return row
}

export async function createDraft(sql: Sql, { title, value, percentB, peoplePerArm, mostDays }: Plan): Promise<number> {
  const [row] = await sql<{ id: number }>`
    insert into experiments (title, subject, value, percent_b, people_per_arm, most_days)
    values (${title}, ${value.subject}, ${value}::jsonb, ${percentB}, ${peoplePerArm}, ${mostDays}) returning id`
  return row!.id
}

/** The caller has locked a draft. */
export async function changeDraft(sql: Sql, id: number, plan: Plan): Promise<void> {
  const { title, value, percentB, peoplePerArm, mostDays } = plan
  await sql`
    update experiments set title = ${title}, subject = ${value.subject}, value = ${value}::jsonb, percent_b = ${percentB},
      people_per_arm = ${peoplePerArm}, most_days = ${mostDays}
    where id = ${id} and state = 'draft'`
}

/** The caller has locked a draft. */
export async function deleteDraft(sql: Sql, id: number): Promise<void> {
  await sql`delete from experiments where id = ${id} and state = 'draft'`
}

/** What arm B has in the experiment that tries this now. */
export async function runningValue(sql: Sql, subject: Subject): Promise<ArmValue | undefined> {
  const [row] = await sql<{ value: ArmValue }>`
    select value from experiments where subject = ${subject} and state = 'running'`
  return row?.value
}

/** Whether nothing else tries it; until the caller's transaction ends nothing else begins to. */
export async function mayStart(sql: Sql, subject: Subject): Promise<boolean> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`experiment:${subject}`}, 0))`
  return (await runningValue(sql, subject)) === undefined
}

/** From now on new people get an arm. The caller has seen that it may start. */
export async function startExperiment(sql: Sql, id: number, usual: ArmValue): Promise<void> {
  await sql`
    update experiments set state = 'running', usual = ${usual}::jsonb, started_at = now()
    where id = ${id} and state = 'draft'`
}

/** Before its stop rule is met: it says nothing, and everybody has what they had. */
export async function stopExperiment(sql: Sql, id: number): Promise<void> {
  await sql`update experiments set state = 'stopped', ended_at = now() where id = ${id} and state = 'running'`
}

export async function endExperiment(sql: Sql, id: number, published: boolean): Promise<void> {
  await sql`
    update experiments set state = 'ended', ended_at = now(), published = ${published} where id = ${id} and state = 'running'`
}
