import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { brokenRules } from '#tests/money/rules.ts'
import type { Person } from '#tests/world/person.ts'
import { settled } from '#tests/world/settled.ts'
import { createWorld, type World } from '#tests/world/world.ts'
import { addressOf, runOn } from './database.ts'

const people = 6

let world: World
beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world.end())

test('people ask while everything of one of them moves to another machine and back: each question is answered and paid once', async () => {
  const crowd: Person[] = []
  for (let n = 0; n < people; n += 1) crowd.push(await customer())
  const moved = crowd[0]!
  const home = (await placeOf(moved)).node
  let isOver = false
  const moveThereAndBack = async () => {
    await move(moved)
    expect((await placeOf(moved)).node).not.toBe(home)
    await move(moved)
    expect((await placeOf(moved)).node).toBe(home)
  }
  const [asked] = await Promise.all([
    Promise.all(crowd.map((person) => askUntil(person, () => isOver))),
    moveThereAndBack().finally(() => (isOver = true)),
  ])
  await settled(world)

  const ids = crowd.map(({ id }) => id)
  const rows = await world.sql<{ userId: number; questions: number }>`
    select user_id, count(*)::integer as questions from messages_log
    where status = 'answered' and delivered_at is not null group by 1`
  const answered = Object.fromEntries(rows.map(({ userId, questions }) => [userId, questions]))
  expect(answered).toEqual(Object.fromEntries(ids.map((id, n) => [id, asked[n]])))
  expect(await brokenRules(world.sql, ids)).toEqual([])
  process.stdout.write(`2 moves of a shard under ${asked.reduce((sum, questions) => sum + questions)} questions\n`)
})

async function customer(): Promise<Person> {
  const person = await world.person()
  await world.api.register({ telegramId: person.id, firstName: 'Аня', languageCode: 'ru' })
  await world.api.updateCredits({ telegramId: person.id, delta: 1_000, reason: 'test', idempotencyKey: 'start' })
  return person
}

/** How many questions they asked. */
async function askUntil(person: Person, isOver: () => boolean): Promise<number> {
  let asked = 0
  while (!isOver()) {
    asked += 1
    await person.say(`${asked} + 1`)
    await person.hears(`${asked} + 1 = ${asked + 1}`)
  }
  return asked
}

/** All tables of the person's group move together. */
async function move(person: Person): Promise<void> {
  const { shard, node } = await placeOf(person)
  const workers = inject('postgresNodes').slice(1)
  const from = workers.find((worker) => Number(new URL(worker).port || 5432) === node)!
  const to = workers.find((worker) => worker !== from)!
  // As an owner moves it: the programs' limit of a statement is not for this, and a busy machine takes longer.
  await runOn(
    world.databaseUrl,
    `select citus_move_shard_placement(${shard}, ${addressOf(from)}, ${addressOf(to)}, 'force_logical')`,
  )
}

async function placeOf({ id }: Person): Promise<{ shard: number; node: number }> {
  const [place] = (await world.sql`
    select s.shardid as shard, s.nodeport as node
    from (select get_shard_id_for_distribution_column('users', ${id}::bigint) as id) as own
    join pg_dist_shard_placement s on s.shardid = own.id`) as [{ shard: number; node: number }]
  return place
}
