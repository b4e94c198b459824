import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { brokenRules } from '#tests/money/rules.ts'
import type { Person } from '#tests/world/person.ts'
import { settled } from '#tests/world/settled.ts'
import { createWorld, type World } from '#tests/world/world.ts'
import { addressOf, runOn } from './database.ts'

const people = 6
const questionsEach = 12

let world: World
beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world.end())

test('people ask while everything of theirs moves to another machine and back: each question is answered and paid once', async () => {
  const crowd: Person[] = []
  for (let n = 0; n < people; n += 1) crowd.push(await customer())
  const asking = Promise.all(crowd.map(askAll))
  let moves = 0
  let over = false
  void asking.finally(() => (over = true))
  while (!over) {
    await move(crowd[moves % people]!)
    moves += 1
  }
  await asking
  await settled(world)

  expect(moves).toBeGreaterThan(0)
  const ids = crowd.map(({ id }) => id)
  const rows = await world.sql<{ userId: number; questions: number }>`
    select user_id, count(*)::integer as questions from messages_log
    where status = 'answered' and delivered_at is not null group by 1`
  const answered = Object.fromEntries(rows.map(({ userId, questions }) => [userId, questions]))
  expect(answered).toEqual(Object.fromEntries(ids.map((id) => [id, questionsEach])))
  expect(await brokenRules(world.sql, ids)).toEqual([])
  process.stdout.write(`${moves} moves of a shard under ${people * questionsEach} questions\n`)
})

async function customer(): Promise<Person> {
  const person = await world.person()
  await world.api.register({ telegramId: person.id, firstName: 'Аня', languageCode: 'ru' })
  await world.api.updateCredits({ telegramId: person.id, delta: 1_000, reason: 'test', idempotencyKey: 'start' })
  return person
}

async function askAll(person: Person): Promise<void> {
  for (let n = 1; n <= questionsEach; n += 1) {
    await person.say(`${n} + 1`)
    await person.hears(`${n} + 1 = ${n + 1}`)
  }
}

/** All tables of the person's group move together. */
async function move({ id }: Person): Promise<void> {
  const [{ shard, node }] = (await world.sql`
    select s.shardid as shard, s.nodeport as node
    from (select get_shard_id_for_distribution_column('users', ${id}::bigint) as id) as own
    join pg_dist_shard_placement s on s.shardid = own.id`) as [{ shard: number; node: number }]
  const workers = inject('postgresNodes').slice(1)
  const from = workers.find((worker) => Number(new URL(worker).port || 5432) === node)!
  const to = workers.find((worker) => worker !== from)!
  // As an owner moves it: the programs' limit of a statement is not for this, and a busy machine takes longer.
  await runOn(
    world.databaseUrl,
    `select citus_move_shard_placement(${shard}, ${addressOf(from)}, ${addressOf(to)}, 'force_logical')`,
  )
}
