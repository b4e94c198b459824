import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { choice, delta, finish, refusal, type Reply, stream, TestServer } from '#platform/models/testing-server.ts'
import { createWorld, type World } from './world/world.ts'

const model = new TestServer()
let world: World
beforeAll(async () => {
  await model.start()
  world = await createWorld({ withoutBot: true, OPENAI_BASE_URL: model.address() })
})
afterEach(() => model.clear())
afterAll(async () => {
  await world.end()
  model.stop()
})

const usage = { prompt_tokens: 1000, completion_tokens: 200, prompt_tokens_details: { cached_tokens: 600 } }
const whole = stream(delta('Да.'), finish('stop'), { choices: [], usage }, '[DONE]')
const cut: Reply = (response) => {
  response.writeHead(200, { 'content-type': 'text/event-stream' })
  response.write(`data: ${JSON.stringify(delta('Начало'))}\n\n`, () => response.destroy())
}

let lastId = 5_000_000
async function ask(modelId: string) {
  const telegramId = (lastId += 1)
  await world.api.register({ telegramId, firstName: 'Аня', languageCode: 'ru' })
  await world.api.updateCredits({ telegramId, delta: 10, reason: 'test', idempotencyKey: 'start' })
  const updateId = (lastId += 1)
  const events = world.api.streamAnswer(
    { telegramId, chatId: telegramId, messageId: 1, updateId, text: 'Можно?', model: modelId },
    { signal: new AbortController().signal, updateId },
  )
  return { telegramId, events }
}
async function askOnce(modelId: string): Promise<number> {
  const { telegramId, events } = await ask(modelId)
  for await (const _ of events);
  return telegramId
}

const costsOf = (telegramId: number) =>
  world.sql`
    select try, model, outcome, purse, input_tokens, cached_input_tokens, output_tokens, estimated, micro_dollars
    from costs where user_id = ${telegramId} order by try`

test('an answer costs what its provider counts at its price, cached input apart', async () => {
  model.clear(whole)
  expect(await costsOf(await askOnce('standard'))).toEqual([
    {
      try: 1,
      model: 'standard',
      outcome: 'answered',
      purse: 'credits',
      inputTokens: 1000,
      cachedInputTokens: 600,
      outputTokens: 200,
      estimated: false,
      // 400 × 0.10 + 600 × 0.01 + 200 × 0.50, in micro-dollars.
      microDollars: 146,
    },
  ])
})

test('a try that broke and the one of another model that answered both cost, each at its own price', async () => {
  model.clear(cut, cut, whole)
  const telegramId = await askOnce('expert')
  const costs = await costsOf(telegramId)
  expect(costs).toMatchObject([
    { try: 1, model: 'expert', outcome: 'cut', estimated: true },
    { try: 2, model: 'expert', outcome: 'cut', estimated: true },
    { try: 3, model: 'standard', outcome: 'answered', microDollars: 146 },
  ])
  expect(costs.every(({ microDollars }) => Number(microDollars) > 0)).toBe(true)
  expect(await world.api.getCredits({ telegramId })).toMatchObject({ credits: 9 })
})

test('a question that got no answer costs its owner what was used, and its person nothing', async () => {
  model.clear(stream(choice({ delta: { reasoning: 'Так' } }), finish('length'), { choices: [], usage }, '[DONE]'))
  const telegramId = await askOnce('standard')
  expect(await costsOf(telegramId)).toMatchObject([{ outcome: 'no_room', microDollars: 146, estimated: false }])
  expect(await world.api.getCredits({ telegramId })).toMatchObject({ credits: 10 })
})

test('a provider that refuses takes nothing, and its try is on record', async () => {
  model.clear(refusal(400, { error: { message: 'no' } }))
  expect(await costsOf(await askOnce('standard'))).toMatchObject([{ outcome: 'bad_request', microDollars: 0 }])
})

test('an answer that is stopped costs what was written so far', async () => {
  model.clear((response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    response.write(`data: ${JSON.stringify(delta('Долгий рассказ'))}\n\n`)
  })
  const { telegramId, events } = await ask('standard')
  for await (const event of events)
    if (event.type === 'delta') await world.api.stopAnswer({ telegramId, chatId: telegramId })
  const [cost] = await costsOf(telegramId)
  expect(cost).toMatchObject({ outcome: 'stopped', estimated: true })
  expect(cost!['microDollars']).toBeGreaterThan(0)
})

test('a process that stops in the middle leaves what its try has cost, though the database refuses it at first, and the next process adds its own', async () => {
  await world.sql`create sequence refusals`
  await world.sql`
    create function refuse_twice() returns trigger language plpgsql security definer as $$ begin
      if nextval('refusals') <= 2 then raise 'not now'; end if;
      return new;
    end $$`
  await world.sql`create trigger refuse_twice before insert on costs for each row execute function refuse_twice()`
  model.clear((response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    response.write(`data: ${JSON.stringify(delta('Начало'))}\n\n`)
  }, whole)
  const { telegramId, events } = await ask('standard')
  let stopped: Promise<void> | undefined
  const reading = (async () => {
    for await (const event of events) if (event.type === 'delta') stopped ??= world.stopBackend()
  })().catch(() => undefined)
  await reading
  await stopped
  expect(await costsOf(telegramId)).toHaveLength(1)
  expect(await world.sql`select last_value from refusals`).toEqual([{ lastValue: 3 }])
  await world.sql`drop trigger refuse_twice on costs`
  await world.startBackend()
  const [question] = await world.sql<{
    updateId: number
  }>`select update_id from messages_log where user_id = ${telegramId}`
  const again = world.api.streamAnswer(
    { telegramId, chatId: telegramId, messageId: 1, updateId: question!.updateId, text: 'Можно?', model: 'standard' },
    { signal: new AbortController().signal, updateId: question!.updateId },
  )
  for await (const _ of again);
  expect(await world.sql`select attempt, outcome from costs where user_id = ${telegramId} order by id`).toEqual([
    { attempt: 1, outcome: 'stopped' },
    { attempt: 2, outcome: 'answered' },
  ])
})

test('whoever deletes their data is named in no cost any more, and the sum stays', async () => {
  model.clear(whole)
  const telegramId = await askOnce('standard')
  const total = async () => (await world.sql`select count(*), sum(micro_dollars)::bigint from costs`)[0]
  const before = await total()
  expect((await world.api.exportData({ telegramId })).data['provider_costs']).toMatchObject([{ micro_dollars: 146 }])
  await world.api.deleteData({ telegramId })
  expect(await costsOf(telegramId)).toEqual([])
  expect(await total()).toEqual(before)
})
