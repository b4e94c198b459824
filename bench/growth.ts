/**
 * Whether a question costs more when millions were asked before it: `node bench/growth.ts`, a part of `npm run bench`. Fills
 * the questions and the ledger, then times each thing that is done for a question, by people who have asked a hundred.
 */
import { parseArgs } from 'node:util'
import type { Try } from '#platform/models/answer.ts'
import type { Sql } from '#platform/database/sql.ts'
import { readCatalog } from '#modules/catalog/catalog.ts'
import { ask } from '#modules/questions/ask/ask.ts'
import { recordDelivery } from '#modules/questions/answer/delivery.ts'
import { recordAnswer } from '#modules/questions/answer/record-answer.ts'
import { documentsOf } from '#modules/settings/documents.ts'
import { costsOf } from '#modules/costs/record-costs.ts'
import { figuresOf } from '#modules/owner/owner.ts'
import { startDatabase } from './database.ts'
import { percentile, print } from './figures.ts'

const { values: wish } = parseArgs({ options: { rows: { type: 'string', default: '1000,5000000' } } })
const each = 100
const questions = 2_000
const catalog = { ...readCatalog('catalog.json'), version: 0 }
const documents = documentsOf([], [])
const usage = { inputTokens: 50, cachedInputTokens: 0, outputTokens: 60, reasoningTokens: 0, estimated: false }
const oneTry: Try = { provider: 'standard', model: 'm', usage, outcome: 'answered', ms: 3000 }
const database = await startDatabase()
const program = database.program(4)
const { sql } = program
const steps = ['ask', 'settle', 'delivery', 'figures'] as const
let updateId = 1_000_000_000

print(`| rows in each | ${['asked', 'settled', 'delivered', 'in all, p50', 'p99', '/stats'].join(' | ')} |`)
print('|---:|---:|---:|---:|---:|---:|---:|')
for (const rows of wish.rows.split(',').map(Number)) {
  await fill(database.owner, rows)
  await measure(rows / each, 200) // the caches are as warm as after a minute of work
  const took = await measure(rows / each, questions)
  const ms = (step: (typeof steps)[number]) => `${percentile(took[step], 50).toFixed(2)} ms`
  const all = took.ask.map((_, n) => took.ask[n]! + took.settle[n]! + took.delivery[n]!)
  const sums = [50, 99].map((percent) => `${percentile(all, percent).toFixed(1)} ms`)
  print(
    `| ${rows.toLocaleString('en')} | ${[ms('ask'), ms('settle'), ms('delivery'), ...sums, ms('figures')].join(' | ')} |`,
  )
}
await program.close()
await database.stop()

/** People with a hundred answered questions each, whose ledgers say so: past all rules, because it would take hours by them. */
async function fill(owner: Sql, rows: number) {
  await owner.transaction(async (sql) => {
    await sql`set local session_replication_role = replica`
    await sql`truncate users, events cascade`
    await sql`
      insert into users (telegram_id, first_name, language, agreement, credits)
      select n, 'Ann', 'en', ${documents.get('en')!.agreement}::jsonb, 1000000 - ${each}::integer from generate_series(1, ${rows / each}::integer) as n`
    await sql`
      insert into conversations (user_id, id, chat_id, title) overriding system value
      select telegram_id, telegram_id, telegram_id, 'About this and that' from users`
    await sql`
      insert into messages_log (user_id, id, update_id, chat_id, message_id, conversation_id, question, answer, model, answered_by,
        purse, price, status, finish_reason, input_tokens, output_tokens, first_token_ms, latency_ms, answer_message_ids, asked_at,
        answered_at, delivered_at) overriding system value
      select person, n, n, person, n, person, 'What is the answer to question ' || n || '?', repeat('An answer of a few words. ', 8),
        'standard', 'standard', 'credits', 1, 'answered', 'stop', 50, 60, 400, 3000, array[n]::bigint[], at, at, at
      from (select n, n % ${rows / each}::integer + 1 as person, now() - make_interval(secs => (${rows}::integer - n) * 5) as at
        from generate_series(1, ${rows}::integer) as n) as asked`
    await sql`
      insert into credit_entries (user_id, delta, balance_after, kind, reason, question_id, idempotency_key, created_at)
      select user_id, -1, 1000000 - row_number() over (partition by user_id order by id), 'hold', 'question', id,
        'question:' || id || ':reserve:1', asked_at
      from messages_log`
    for (const table of ['messages_log', 'conversations'])
      await sql`select setval(pg_get_serial_sequence(${table}, 'id'), ${rows}::integer + 1)`
  })
  await owner`vacuum analyze`
}

async function measure(people: number, count: number): Promise<Record<(typeof steps)[number], number[]>> {
  const took = { ask: [], settle: [], delivery: [], figures: [] } as Record<(typeof steps)[number], number[]>
  const time = async <Result>(step: (typeof steps)[number], act: () => Promise<Result>): Promise<Result> => {
    const begun = performance.now()
    const result = await act()
    took[step].push(performance.now() - begun)
    return result
  }
  for (let n = 0; n < count; n += 1) {
    const person = 1 + ((n * 7_919) % people)
    const about = {
      telegramId: person,
      chatId: person,
      threadId: 0,
      messageId: n,
      leaseMs: 15_000,
      worker: 'bench',
      timeZone: undefined,
      freeLimits: { perDay: 10_000_000, perLink: 10_000_000, guests: 0 },
    }
    const asked = await time('ask', () =>
      ask(
        sql,
        { catalog, documents },
        {
          ...about,
          updateId: (updateId += 1),
          text: 'And this?',
          files: [],
          transcriptOnly: false,
          isScheduled: false,
        },
      ),
    )
    if (!('next' in asked) || asked.next !== 'answer') throw new Error(`Not asked: ${JSON.stringify(asked)}`)
    const { question } = asked
    await time('settle', () =>
      recordAnswer(sql, catalog, question, {
        text: 'An answer of a few words. '.repeat(8),
        suggestions: [],
        answeredBy: question.model,
        price: question.price,
        finishReason: 'stop',
        inputTokens: 50,
        outputTokens: 60,
        searches: 0,
        toolsPrice: 0,
        sources: null,
        firstTokenMs: 400,
        latencyMs: 3000,
        costs: costsOf(catalog, [oneTry], new Date()),
      }),
    )
    const delivery = { telegramId: person, questionId: question.id, messageIds: [n], complete: true }
    await time('delivery', () => recordDelivery(sql, delivery))
  }
  for (let n = 0; n < 3; n += 1) await time('figures', () => figuresOf(sql, 7))
  return took
}
