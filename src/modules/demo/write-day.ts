import type { Sql } from '#platform/database/sql.ts'
import type { Catalog } from '#modules/catalog/catalog.ts'
import { documentsOf } from '#modules/settings/documents.ts'
import { writeOwnAssistants } from './assistants.ts'
import { writeCosts } from './costs.ts'
import type { DemoPerson } from './person.ts'
import { writePictures } from './pictures.ts'
import { writePromoUses } from './promos.ts'

/** Writes the newcomers of a day with all that they do. */
export async function writeDay(sql: Sql, catalog: Catalog, people: DemoPerson[]): Promise<void> {
  const profiles = JSON.stringify(people.map(profileOf))
  await sql`
    insert into users (telegram_id, first_name, last_name, language, created_at)
    select "telegramId", "firstName", 'Demo', language, "createdAt"
    from jsonb_to_recordset(${profiles}::jsonb)
      as p ("telegramId" bigint, "firstName" text, language text, "createdAt" timestamptz)`
  await writeComing(sql, profiles)
  await writeAgreements(sql, profiles)
  await writeQuestions(sql, people)
  await writePictures(sql, catalog, people)
  await writeCosts(sql, catalog, people)
  await writePayments(sql, people)
  await writeLedger(sql, people)
  await writePromoUses(sql, people)
  await writePlans(sql, people)
  await writeRequests(sql, people)
}

function profileOf({
  telegramId,
  firstName,
  language,
  createdAt,
  campaign,
  trialAt,
  trialGranted,
  trialUsed,
}: DemoPerson) {
  return { telegramId, firstName, language, createdAt, campaign, trialAt, trialGranted, trialUsed }
}

/** By starting the trial they have agreed to the terms and the privacy notice. */
async function writeAgreements(sql: Sql, profiles: string): Promise<void> {
  const documents = JSON.stringify([...documentsOf([], []).values()])
  await sql`
    with agreed as (
      update users set agreement = d.agreement
      from jsonb_to_recordset(${profiles}::jsonb) as p ("telegramId" bigint, language text, "trialAt" timestamptz)
      join jsonb_to_recordset(${documents}::jsonb) as d (agreement jsonb, versions jsonb)
        on d.agreement->>'language' = p.language
      where users.telegram_id = p."telegramId" and p."trialAt" is not null
      returning users.telegram_id, d.versions, p."trialAt" as at
    )
    insert into consents (user_id, subject, given, version, how, at)
    select telegram_id, document.key, true, document.value, 'trial', at
    from agreed cross join lateral jsonb_each_text(versions) as document`
}

async function writeComing(sql: Sql, profiles: string): Promise<void> {
  await sql`
    insert into starts (user_id, first_kind, first_name, first_at, last_kind, last_name, last_at)
    select "telegramId", kind, campaign, "createdAt", kind, campaign, "createdAt"
    from jsonb_to_recordset(${profiles}::jsonb) as p ("telegramId" bigint, campaign text, "createdAt" timestamptz)
    cross join lateral (select case when campaign is not null then 'campaign' end) as by_link (kind)`
  await sql`
    insert into trials (user_id, granted, used, started_at)
    select "telegramId", "trialGranted", "trialUsed", "trialAt"
    from jsonb_to_recordset(${profiles}::jsonb)
      as p ("telegramId" bigint, "trialGranted" integer, "trialUsed" integer, "trialAt" timestamptz)
    where "trialAt" is not null`
  await sql`
    insert into events (at, level, kind, user_id, data)
    select "createdAt", 'info', 'user_registered', "telegramId", '{}'::jsonb
    from jsonb_to_recordset(${profiles}::jsonb) as p ("telegramId" bigint, "createdAt" timestamptz)
    union all
    select "trialAt", 'info', 'trial_started', "telegramId", jsonb_build_object('granted', "trialGranted")
    from jsonb_to_recordset(${profiles}::jsonb) as p ("telegramId" bigint, "trialGranted" integer, "trialAt" timestamptz)
    where "trialAt" is not null`
}

/** Each with who has answered it and what was found for it. */
async function writeQuestions(sql: Sql, people: DemoPerson[]): Promise<void> {
  const assistants = await writeOwnAssistants(sql, people)
  const questions = people.flatMap(({ telegramId, language, questions }) =>
    questions.map((question) => ({
      telegramId,
      language,
      assistant: assistants.get(telegramId) ?? null,
      ...question,
      sources: question.searches > 0 ? sources : null,
    })),
  )
  if (questions.length === 0) return
  await sql`
    insert into conversations (user_id, chat_id, started_at, assistant)
    select "telegramId", "telegramId", min(at), min(assistant)
    from jsonb_to_recordset(${JSON.stringify(questions)}::jsonb) as q ("telegramId" bigint, at timestamptz, assistant text) group by 1`
  await sql`
    insert into messages_log (user_id, update_id, chat_id, message_id, conversation_id, question, answer, model, answered_by, purse, price,
      search_price, searches, sources, assistant, status, failure, finish_reason, input_tokens, output_tokens, latency_ms, asked_at,
      answered_at, delivered_at)
    select "telegramId", number, "telegramId", number, c.id,
      case language when 'ru' then 'Вопрос для примера' else 'A sample question' end,
      case when has_answer then case language when 'ru' then 'Ответ для примера' else 'A sample answer' end end,
      model, case when has_answer then model end, purse, price, "searchPrice", searches, sources, c.assistant, status,
      case when status = 'failed' then 'model' end, case when has_answer then 'stop' end, case when has_answer then "inputTokens" end,
      case when has_answer then "outputTokens" end, "latencyMs", at, case when has_answer then done end,
      case when status = 'answered' then done end
    from jsonb_to_recordset(${JSON.stringify(questions)}::jsonb) as q ("telegramId" bigint, language text, number bigint, at timestamptz,
      model text, purse text, price integer, "searchPrice" integer, searches integer, sources jsonb, status text, "inputTokens" integer,
      "outputTokens" integer, "latencyMs" integer)
    cross join lateral (select status in ('answered', 'undelivered'), at + "latencyMs" * interval '1 millisecond') as ends (has_answer, done)
    join conversations c on c.user_id = "telegramId"
    order by at`
  await sql`
    insert into free_questions (user_id, work_kind, work_id, day, scopes, slots, messages)
    select user_id, 'question', id, (asked_at at time zone 'UTC')::date, '{}', '{}', case status when 'answered' then price else 0 end
    from messages_log where user_id = any (${people.map(({ telegramId }) => telegramId)}::bigint[]) and purse = 'trial'`
}

/** What is found for a question. */
const sources = [{ number: 1, title: 'example.com', url: 'https://example.com/' }]

async function writePayments(sql: Sql, people: DemoPerson[]): Promise<void> {
  const payments = people.flatMap(({ telegramId, payments }) => payments.map((payment) => ({ telegramId, ...payment })))
  await sql`
    insert into transactions (user_id, kind, status, product, invoice_payload, currency, amount, credits_granted, days_granted,
      telegram_payment_charge_id, loss_credits, details, created_at, paid_at, refunded_at)
    select "telegramId", 'order', case when "refundedAt" is null then 'paid' else 'refunded' end, product ->> 'id', name, 'XTR',
      (product ->> 'priceStars')::integer, coalesce((product ->> 'credits')::integer, 0), coalesce((product ->> 'days')::integer, 0),
      name, "lossCredits", product, at - interval '20 seconds', at, "refundedAt"
    from jsonb_to_recordset(${JSON.stringify(payments)}::jsonb) as p ("telegramId" bigint, number bigint, product jsonb, at timestamptz,
      "refundedAt" timestamptz, "lossCredits" integer)
    cross join lateral (select 'demo:' || "telegramId" || ':' || number) as named (name)
    order by at`
  await sql`
    insert into events (at, level, kind, user_id, data)
    select paid_at, 'info', 'payment_completed', user_id, jsonb_build_object('product', product, 'amount', amount, 'currency', currency)
    from transactions where user_id = any (${people.map(({ telegramId }) => telegramId)}::bigint[])`
}

/** Entry by entry, so that the trigger finds each balance to follow from the one before. */
async function writeLedger(sql: Sql, people: DemoPerson[]): Promise<void> {
  const entries = people.flatMap(({ telegramId, entries }) => entries.map((entry) => ({ telegramId, ...entry })))
  await sql`
    insert into credit_entries (user_id, delta, balance_after, kind, reason, question_id, transaction_id, idempotency_key, created_at)
    select e."telegramId", e.delta, e.balance, e.kind,
      case e.kind when 'purchase' then 'bought ' || t.product when 'refund' then 'demo' when 'promo' then 'promo code ' || e.promo
        else case when e.picture is null then 'question' else 'image' end end, m.id, t.id,
      case e.kind
        when 'hold' then coalesce('question:' || m.id, 'image:' || i.id) || ':reserve:1'
        when 'release' then coalesce('question:' || m.id, 'image:' || i.id) || ':release:1'
        when 'promo' then 'promo:' || p.id when 'purchase' then 'payment:' || t.telegram_payment_charge_id else 'refund:' || t.telegram_payment_charge_id end, e.at
    from rows from (jsonb_to_recordset(${JSON.stringify(entries)}::jsonb) as ("telegramId" bigint, delta integer, balance integer,
      kind text, question bigint, picture bigint, payment bigint, promo text, at timestamptz)) with ordinality
      as e ("telegramId", delta, balance, kind, question, picture, payment, promo, at, place)
    left join messages_log m on m.user_id = e."telegramId" and m.update_id = e.question
    left join images i on i.user_id = e."telegramId" and i.update_id = e.picture
    left join transactions t on t.user_id = e."telegramId" and t.invoice_payload = 'demo:' || e."telegramId" || ':' || e.payment
    left join promos p on p.name = e.promo
    order by e.place`
}

/** By the same function as every payment, at the moment of each. */
async function writePlans(sql: Sql, people: DemoPerson[]): Promise<void> {
  await sql`
    select add_plan_days(user_id, product, days_granted * 86400, 'purchase', id, 'payment:' || telegram_payment_charge_id, paid_at)
    from (
      select * from transactions where user_id = any (${people.map(({ telegramId }) => telegramId)}::bigint[]) and days_granted > 0
      order by paid_at
    ) as paid`
  await sql`
    update costs c set plan = s.plan from subscriptions s, messages_log m
    where c.user_id = any (${people.map(({ telegramId }) => telegramId)}::bigint[]) and c.purse = 'subscription'
      and m.user_id = c.user_id and m.id = c.work_id and s.user_id = c.user_id and s.starts_at <= m.asked_at and s.ends_at > m.asked_at`
}

async function writeRequests(sql: Sql, people: DemoPerson[]): Promise<void> {
  const requests = people.flatMap(({ telegramId, request }) => (request ? [{ telegramId, ...request }] : []))
  await sql`
    insert into support_requests (user_id, update_id, text, answer, created_at, answered_at)
    select "telegramId", 0, text, answer, at, case when answer is not null then at + interval '50 minutes' end
    from jsonb_to_recordset(${JSON.stringify(requests)}::jsonb) as r ("telegramId" bigint, text text, answer text, at timestamptz)`
}
