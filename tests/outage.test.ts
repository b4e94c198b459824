import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { eventually } from './world/eventually.ts'
import type { Person } from './world/person.ts'
import { createWorld, type World } from './world/world.ts'

let world: World
let person: Person
beforeAll(async () => {
  world = await createWorld({ TRIAL_MESSAGES: '20' })
  person = await world.person()
  await person.say('/start')
  await person.press('Попробовать бесплатно')
  await person.hears('у вас 20 сообщений')
})
afterAll(() => world.end())
beforeEach(() => world.sql`drop sequence if exists refusals`)

const trialUsed = async () => (await world.api.getCredits({ telegramId: person.id })).trial?.used
const heard = async (text: string) => (await person.heard()).filter((message) => message.includes(text)).length
const refusals = async () => (await world.sql<{ n: number }>`select last_value as n from refusals`)[0]!.n

/** From now on the database answers like one that is being shut down, whenever a question's row is changed so. */
async function goAway(when: 'an answer is stored' | 'a message is noted'): Promise<() => Promise<unknown>> {
  await world.sql`create sequence refusals`
  await world.sql`create or replace function go_away() returns trigger language plpgsql security definer as $$
    begin
      perform nextval('refusals');
      raise exception 'terminating connection due to administrator command' using errcode = '57P01';
    end $$`
  if (when === 'an answer is stored')
    await world.sql`create trigger away before update on messages_log for each row
      when (new.status = 'answered' and old.status = 'pending') execute function go_away()`
  else
    await world.sql`create trigger away before update on messages_log for each row
      when (new.answer_message_ids <> old.answer_message_ids) execute function go_away()`
  return () => world.sql`drop trigger away on messages_log`
}

describe('while the database is away', () => {
  test('an answer that the model has given waits for it much longer than a restart takes', async () => {
    const before = await trialUsed()
    const comeBack = await goAway('an answer is stored')
    await person.say('сколько 300 + 1?')
    await eventually(async () => expect(await refusals()).toBeGreaterThan(8))
    await comeBack()
    await eventually(async () => expect(await world.sql`select 1 from inbox`).toEqual([]))
    expect(await heard('300 + 1 = 301')).toBe(1)
    expect(await trialUsed()).toBe(before! + 1)
    const events = await world.sql`select 1 from events where kind = 'question_failed'`
    expect(events, 'the person was not told that it had failed').toEqual([])
  })

  test('a message that Telegram has and nobody could note is not sent again', async () => {
    const before = await trialUsed()
    const comeBack = await goAway('a message is noted')
    await person.say('сколько 400 + 1?')
    await eventually(async () => expect(await refusals()).toBeGreaterThan(2))
    await comeBack()
    await eventually(async () => expect(await world.sql`select 1 from inbox`).toEqual([]))
    expect(await heard('400 + 1 = 401')).toBe(1)
    expect(await trialUsed()).toBe(before! + 1)
  })
})
