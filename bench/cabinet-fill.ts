import { fixedText } from '#platform/database/fixed-text.ts'
import type { Sql } from '#platform/database/sql.ts'
import { print } from './figures.ts'

export interface Size {
  people: number
  questions: number
}

const days = 90
/** Of so many days the costs are there. */
const daysWithCosts = 15
const atOnce = 500_000

/**
 * Ninety days of a business past all rules: triggers do not run, and nothing refers to anything until the end. A tenth of the people
 * have paid; every fiftieth payment went back; half of the people came by one of twenty links.
 */
export async function fill(owner: Sql, { people, questions }: Size): Promise<void> {
  await pastRules(owner, (sql) => writePeople(sql, people))
  await withoutIndexes(owner, ['messages_log', 'costs'], async () => {
    for (let from = 1; from <= questions; from += atOnce) {
      const to = Math.min(from + atOnce - 1, questions)
      await pastRules(owner, (sql) => writeQuestions(sql, { people, questions, from, to }))
      if (to % (10 * atOnce) === 0) print(`${to.toLocaleString('en')} questions are there.`)
    }
  })
  await pastRules(owner, (sql) => writeMoney(sql))
  await pastRules(owner, (sql) => writeSupport(sql, people))
  await pastRules(owner, (sql) => writeGrowth(sql))
  await pastRules(owner, (sql) => writeBroadcasts(sql))
  await owner`vacuum analyze`
}

async function pastRules(owner: Sql, work: (sql: Sql) => Promise<void>): Promise<void> {
  await owner.transaction(async (sql) => {
    await sql`set local session_replication_role = replica`
    await work(sql)
  })
}

/** The tables have no indexes and constraints while rows come: made afterwards, they take a fraction of the time. */
async function withoutIndexes(owner: Sql, tables: string[], work: () => Promise<void>): Promise<void> {
  const constraints = await owner<{ of: string; name: string; definition: string; refers: boolean }>`
    select conrelid::regclass::text as of, quote_ident(conname) as name, pg_get_constraintdef(oid) as definition, contype = 'f' as refers
    from pg_constraint where contype in ('p', 'u', 'f')
      and (conrelid::regclass::text = any (${tables}::text[]) or confrelid::regclass::text = any (${tables}::text[]))
    order by contype = 'f'`
  const indexes = await owner<{ name: string; definition: string }>`
    select indexrelid::regclass::text as name, pg_get_indexdef(indexrelid) as definition from pg_index
    where indrelid::regclass::text = any (${tables}::text[])
      and not exists (select from pg_constraint where conindid = indexrelid and contype in ('p', 'u'))`
  for (const { of, name } of constraints.toReversed())
    await owner(fixedText(`alter table ${of} drop constraint ${name}`))
  for (const { name } of indexes) await owner(fixedText(`drop index ${name}`))
  await work()
  const make = [
    ...indexes.map(({ definition }) => definition),
    // What refers to something is true by the way the rows are made.
    ...constraints.map(
      ({ of, name, definition, refers }) =>
        `alter table ${of} add constraint ${name} ${definition}${refers ? ' not valid' : ''}`,
    ),
  ]
  for (const statement of make)
    await owner.transaction(async (sql) => {
      await sql`set local maintenance_work_mem = '512MB'`
      await sql(fixedText(statement))
    })
}

async function writePeople(sql: Sql, people: number): Promise<void> {
  await sql`
    insert into users (telegram_id, first_name, username, language, credits, created_at, takes_news)
    select n, case n % 3 when 0 then 'Anna' when 1 then 'Boris' else 'Vera' end, 'Name' || n, 'en', 50,
      now() - (${people}::integer - n) * make_interval(secs => ${(days * 86_400) / people}::float8), case when n % 4 = 0 then true end
    from generate_series(1, ${people}::integer) as n`
  await sql`
    insert into conversations (user_id, id, chat_id) overriding system value
    select telegram_id, telegram_id, telegram_id from users`
  await sql`
    insert into credit_entries (user_id, id, delta, balance_after, kind, reason, idempotency_key) overriding system value
    select telegram_id, telegram_id, 50, 50, 'adjustment', 'bench', 'k' from users`
  await sql`
    insert into trials (user_id, granted, used, started_at, used_up_at)
    select telegram_id, 10, case when telegram_id % 2 = 0 then 10 else 5 end, created_at,
      case when telegram_id % 2 = 0 then created_at + interval '1 day' end
    from users where telegram_id % 5 > 0`
}

async function writeQuestions(
  sql: Sql,
  { people, questions, from, to }: Size & { from: number; to: number },
): Promise<void> {
  await sql`
    with written as (
      insert into messages_log (user_id, id, update_id, chat_id, message_id, conversation_id, model, answered_by, purse, price,
        status, latency_ms, asked_at, answered_at) overriding system value
      select person, n, n, person, 1, person, 'standard', 'standard', case n % 5 when 0 then 'credits' else 'trial' end, 1,
        'answered', 900, at, at
      from (
        select n, 1 + n * 7919 % ${people}::bigint as person,
          now() - (${questions}::bigint - n) * make_interval(secs => ${(days * 86_400) / questions}::float8) as at
        from generate_series(${from}::bigint, ${to}::bigint) as n
      ) as asked
      returning user_id, id, purse, asked_at
    )
    insert into costs (user_id, work_kind, work_id, attempt, try, day, purse, model, provider_model, outcome, input_tokens,
      cached_input_tokens, output_tokens, reasoning_tokens, estimated, micro_dollars, price)
    select user_id, 'question', id, 1, 1, (asked_at at time zone 'UTC')::date, purse, 'standard', 'm', 'answered', 50, 0, 60, 0,
      false, 40, '{}' from written where asked_at > now() - make_interval(days => ${daysWithCosts})`
}

async function writeMoney(sql: Sql): Promise<void> {
  await sql`
    insert into transactions (user_id, id, kind, status, product, invoice_payload, currency, amount, credits_granted,
      telegram_payment_charge_id, paid_at, refunded_at) overriding system value
    select n, n, case when n % 9973 = 0 then 'unmatched' else 'order' end,
      case when n % 49999 = 0 then 'refunding' when n % 50 = 0 then 'refunded' else 'paid' end,
      'pack-50', 'p' || n, 'XTR', 100, 50, 'charge-' || n, created_at, case when n % 50 = 0 then created_at end
    from (select telegram_id as n, created_at from users where telegram_id % 10 = 0 or telegram_id % 9973 = 0) as payers`
  await sql`
    insert into setting_versions (setting, value, set_by, reason)
    select (array['terms.ru', 'terms.en', 'privacy.ru', 'privacy.en'])[1 + n % 4], to_jsonb(repeat('words ', 500)), 1, 'bench'
    from generate_series(1, 400) as n`
}

async function writeSupport(sql: Sql, people: number): Promise<void> {
  await sql`
    insert into support_requests (user_id, update_id, text, answer, answered_at)
    select n, n, 'Where is it?', case when n % 1000 > 0 then 'Here' end, case when n % 1000 > 0 then now() end
    from generate_series(1, ${people / 10}::integer) as n`
  await sql`
    insert into audit_log (actor_id, role, action, subject_id, reason, before, after, idempotency_key, request, reply)
    select 1, 'owner', case n % 97 when 0 then 'refund' else 'grant' end, n, 'bench', '{}', '{}', 'k' || n, '', '{}'
    from generate_series(1, ${people / 10}::integer) as n`
}

async function writeGrowth(sql: Sql): Promise<void> {
  await sql`insert into campaigns (name, cost_micro_dollars) select 'ad-' || n, 50000000 from generate_series(0, 19) as n`
  await sql`
    insert into starts (user_id, first_kind, first_name)
    select telegram_id, 'campaign', 'ad-' || telegram_id / 2 % 20 from users where telegram_id % 2 = 0`
  await sql`
    insert into win_backs (user_id, rule, occasion, held_out, at)
    select user_id, 'trial_used_up', 'trial', user_id / 10 % 10 = 0, used_up_at + interval '1 day' from trials
    where used_up_at < now() - interval '1 day'`
  await sql`
    insert into promos (name, gives, batch, most_uses, uses, first_purchase, idempotency_key)
    select 'CODE' || n, '{"of": "credits", "amount": 10}', false, 1000000, 500, false, 'k' || n from generate_series(1, 200) as n`
  await sql`insert into promo_codes (code, promo_id) select name, id from promos`
  await sql`
    insert into promo_uses (user_id, promo_id, code, update_id, used_at)
    select telegram_id, promos.id, promos.name, telegram_id, users.created_at
    from users join promos on promos.name = 'CODE' || 1 + telegram_id / 10 % 200 where telegram_id % 10 < 2`
}

/** Broadcasts to everybody: half a hundred that are over, and one in the middle. */
async function writeBroadcasts(sql: Sql): Promise<void> {
  await sql`
    insert into broadcasts (title, texts, conditions, state, begins_at, ended_at, figures, created_by)
    select 'No. ' || n, '[{"language": "en", "text": "Hello", "buttons": []}]', '{}', 'sent', now(), now(), '{"sent": 1000000}', 1
    from generate_series(1, 50) as n`
  await sql`
    insert into broadcasts (title, texts, conditions, state, begins_at, filled, created_by)
    values ('The present one', '[{"language": "en", "text": "Hello", "buttons": []}]', '{}', 'paused', now(), true, 1)`
  await sql`
    insert into broadcast_recipients (broadcast_id, user_id, language, state, sent_at)
    select id, telegram_id, 'en', case when telegram_id % 2 = 0 then 'sent' else 'waiting' end,
      case when telegram_id % 2 = 0 then now() end
    from users cross join broadcasts where state = 'paused'`
}
