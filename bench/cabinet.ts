/**
 * How long the pages of the cabinet take when there are many people: `npm run bench:cabinet`. Fills people, questions, ledgers
 * and payments past all rules, then times what each page asks of the database.
 */
import { parseArgs } from 'node:util'
import type { Sql } from '#platform/database/sql.ts'
import { listAudit } from '#modules/cabinet/audit/audit.ts'
import { healthOf } from '#modules/cabinet/pages/health.ts'
import { moneyPage } from '#modules/cabinet/pages/money.ts'
import { peoplePage, personPage } from '#modules/cabinet/pages/person.ts'
import { Today } from '#modules/cabinet/pages/today.ts'
import { readCatalog } from '#modules/catalog/catalog.ts'
import { countDays } from '#modules/owner/daily-figures.ts'
import { listDifferences, listPayments } from '#modules/payments/list-payments.ts'
import { listTickets, talkWith } from '#modules/support/tickets.ts'
import { startDatabase } from './database.ts'
import { percentile, print } from './figures.ts'

const { values: wish } = parseArgs({
  options: {
    people: { type: 'string', default: '1000000' },
    questions: { type: 'string', default: '20000000' },
    rounds: { type: 'string', default: '40' },
  },
})
const [people, questions, rounds] = [wish.people, wish.questions, wish.rounds].map(Number) as [number, number, number]
const days = 90
const limit = 50
const catalog = readCatalog('catalog.json')
const database = await startDatabase()
const program = database.program(4)
const { sql } = program
const began = performance.now()
await fill(database.owner)
print(`Filled in ${Math.round((performance.now() - began) / 1000)} s.`)

for (const counted of [2, 32]) {
  const from = performance.now()
  await countDays(sql, catalog, counted)
  print(`The worker counts ${counted} days in ${Math.round(performance.now() - from)} ms.`)
}
const somebody = () => 1 + Math.floor(Math.random() * people)
const [middle] = await sql<{ at: string }>`select created_at::text as at from users where telegram_id = ${people / 2}`
const before = `${middle!.at}|1`
const pages: Record<string, () => Promise<unknown>> = {
  Today: () => new Today(sql).figures(),
  'Money, 30 days': () => moneyPage(sql, 30),
  'Money, 92 days': () => moneyPage(sql, 92),
  'People, newest': () => peoplePage(sql, { limit }),
  'People, deep': () => peoplePage(sql, { before, limit }),
  'People, by @name': () => peoplePage(sql, { search: `@name${somebody()}`, limit }),
  'People, by a common name': () => peoplePage(sql, { search: 'ann', limit }),
  'People, by charge id': () => peoplePage(sql, { search: `charge-${somebody()}`, limit }),
  'A person': () => personPage({ sql, catalog }, somebody()),
  Payments: () => listPayments(sql, { show: 'all', limit }),
  'Payments, refunded': () => listPayments(sql, { show: 'refunded', limit }),
  'Payments, being refunded': () => listPayments(sql, { show: 'refunding', limit }),
  'Payments, unmatched': () => listPayments(sql, { show: 'unmatched', limit }),
  Differences: () => listDifferences(sql, { before: undefined, limit }),
  'Support, open': () => listTickets(sql, { show: 'open', before: undefined, limit }),
  'Support, answered': () => listTickets(sql, { show: 'answered', before: undefined, limit }),
  'Support, a person': () => talkWith(sql, somebody()),
  Health: () => healthOf(sql),
  Audit: () => listAudit(sql, { action: undefined, by: undefined, about: undefined, before: undefined, limit }),
  'Audit, one action': () =>
    listAudit(sql, { action: 'refund', by: undefined, about: undefined, before: undefined, limit }),
}
print('| page | p50 | p95 |')
print('|---|---:|---:|')
for (const [name, ask] of Object.entries(pages)) {
  await ask()
  const took: number[] = []
  for (let round = 0; round < (name === 'Today' ? 3 : rounds); round += 1) {
    const from = performance.now()
    await ask()
    took.push(performance.now() - from)
  }
  print(`| ${name} | ${percentile(took, 50).toFixed(1)} ms | ${percentile(took, 95).toFixed(1)} ms |`)
}
await program.close()
await database.stop()

/** A tenth of the people have paid; every fiftieth payment went back. */
async function fill(owner: Sql) {
  await owner.transaction(async (sql) => {
    await sql`set local session_replication_role = replica`
    await sql`
      insert into users (telegram_id, first_name, username, language, credits, created_at)
      select n, case n % 3 when 0 then 'Anna' when 1 then 'Boris' else 'Vera' end, 'Name' || n, 'en', 50,
        now() - (${people}::integer - n) * make_interval(secs => ${(days * 86_400) / people}::float8)
      from generate_series(1, ${people}::integer) as n`
    await sql`
      insert into conversations (user_id, id, chat_id) overriding system value
      select telegram_id, telegram_id, telegram_id from users`
    await sql`
      insert into messages_log (user_id, id, update_id, chat_id, message_id, conversation_id, model, answered_by, purse, price,
        status, latency_ms, asked_at, answered_at) overriding system value
      select person, n, n, person, 1, person, 'standard', 'standard', case n % 5 when 0 then 'credits' else 'trial' end, 1,
        'answered', 900, at, at
      from (select n, 1 + n * 7919 % ${people}::bigint as person,
          now() - (${questions}::bigint - n) * make_interval(secs => ${(days * 86_400) / questions}::float8) as at
        from generate_series(1, ${questions}::bigint) as n) as asked`
    await sql`
      insert into costs (user_id, work_kind, work_id, attempt, try, day, purse, model, provider_model, outcome, input_tokens,
        cached_input_tokens, output_tokens, reasoning_tokens, estimated, micro_dollars, price)
      select user_id, 'question', id, 1, 1, (asked_at at time zone 'UTC')::date, purse, 'standard', 'm', 'answered', 50, 0, 60, 0,
        false, 40, '{}' from messages_log where asked_at > now() - interval '15 days'`
    await sql`
      insert into transactions (user_id, id, kind, status, product, invoice_payload, currency, amount, credits_granted,
        telegram_payment_charge_id, paid_at, refunded_at) overriding system value
      select n, n, case when n % 9973 = 0 then 'unmatched' else 'order' end,
        case when n % 49999 = 0 then 'refunding' when n % 50 = 0 then 'refunded' else 'paid' end,
        'pack-50', 'p' || n, 'XTR', 100, 50, 'charge-' || n, created_at, case when n % 50 = 0 then created_at end
      from (select telegram_id as n, created_at from users where telegram_id % 10 = 0 or telegram_id % 9973 = 0) as payers`
    await sql`
      insert into credit_entries (user_id, id, delta, balance_after, kind, reason, idempotency_key) overriding system value
      select telegram_id, telegram_id, 50, 50, 'adjustment', 'bench', 'k' from users`
    await sql`
      insert into support_requests (user_id, update_id, text, answer, answered_at)
      select n, n, 'Where is it?', case when n % 1000 > 0 then 'Here' end, case when n % 1000 > 0 then now() end
      from generate_series(1, ${people / 10}::integer) as n`
    await sql`
      insert into audit_log (actor_id, role, action, subject_id, reason, before, after, idempotency_key, request, reply)
      select 1, 'owner', case n % 97 when 0 then 'refund' else 'grant' end, n, 'bench', '{}', '{}', 'k' || n, '', '{}'
      from generate_series(1, ${people / 10}::integer) as n`
  })
  await owner`vacuum analyze`
}
