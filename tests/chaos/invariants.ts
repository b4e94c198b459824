import type { Message } from 'grammy/types'
import type { Sql } from '#platform/database/sql.ts'
import { booksOf } from '#tests/world/books.ts'
import type { Deeds, Question } from './crowd.ts'

/** Everything that was done to the programs and to the people. */
export interface History {
  deeds: Deeds
  /** When a bot was killed, in milliseconds: an answer that had just been sent may then stand there a second time. */
  botKills: number[]
  /** When a worker or its database was: so may a notice. */
  workerKills: number[]
}

/**
 * What must hold when everything is quiet again, whatever was killed in between. Returns a sentence for each fault.
 * The database is looked at directly: it is what the owner's money is counted by.
 */
export async function faultsOf(sql: Sql, history: History): Promise<string[]> {
  const chats = new Map<number, Message[]>()
  for (const person of history.deeds.people) chats.set(person.id, await person.messages())
  return [
    ...(await theBooksAgree(sql)),
    ...(await nothingIsLeftOver(sql)),
    ...(await everyQuestionHasOneOutcome(sql, history, chats)),
    ...answersComeInOrder(history.deeds, chats),
    ...(await everyPaymentIsCreditedOnce(sql, history.deeds, chats)),
    ...(await everyRequestReachesTheOwner(sql, history)),
    ...history.deeds.complaints,
  ]
}

/** The owner's own query. */
async function theBooksAgree(sql: Sql): Promise<string[]> {
  const rows = await booksOf(sql)
  return rows.map(({ fault, person, found }) => `${fault}: person ${person}, ${found}`)
}

/** An update whose process is killed five times in a row is given up by design; then its question must be free and explained. */
const diedTooOften = 'Error: It never came to an end'

async function nothingIsLeftOver(sql: Sql): Promise<string[]> {
  const rows = await sql<{ fault: string; found: string }>`
    select 'an update still waits' as fault, update_id::text as found from inbox
    union all select 'an update was given up: ' || error, update_id::text from dead_updates where error <> ${diedTooOften}
    union all select 'a notice was not sent: ' || coalesce(error, ''), key from outbox where state <> 'sent'
    union all select 'a lane is not free', lane from lanes where waiting > 0 or owner is not null or ready_at <> 'infinity'
    union all select 'a price is still reserved', id::text from messages_log where status = 'pending'
    union all select 'an answered question took something else than its price', m.id::text from messages_log m
      where status = 'answered' and purse = 'credits'
        and price <> -(select coalesce(sum(delta), 0) from credit_entries e where e.user_id = m.user_id and e.question_id = m.id)
    union all select 'an answer has not cost anything', m.id::text from messages_log m
      where status in ('answered', 'undelivered') and id not in (select work_id from costs where work_kind = 'question')
    union all select 'a budget has not spent what its questions have cost', budget || ' of ' || user_id from budget_periods p
      where spent <> (select coalesce(sum(micro_dollars), 0) from costs c where budget_start(p.budget, c.day) = p.starts_on
        and p.user_id in (0, c.user_id) and (p.budget <> 'trial_day' or c.purse = 'trial'))
    union all select 'a question without an answer was charged', m.id::text from messages_log m
      where status <> 'answered' and purse = 'credits'
        and 0 <> (select coalesce(sum(delta), 0) from credit_entries e where e.user_id = m.user_id and e.question_id = m.id)`
  return rows.map(({ fault, found }) => `${fault}: ${found}`)
}

async function everyQuestionHasOneOutcome(
  sql: Sql,
  { deeds, botKills }: History,
  chats: Map<number, Message[]>,
): Promise<string[]> {
  const rows = await sql<{ userId: number; messageId: number; status: string; delivered: boolean }>`
    select user_id, message_id, status, delivered_at is not null as delivered from messages_log`
  const faults: string[] = []
  const expected = new Set(deeds.questions.map(({ personId, messageId }) => `${personId}:${messageId}`))
  for (const row of rows)
    if (!expected.has(`${row.userId}:${row.messageId}`))
      faults.push(`nobody asked question ${row.messageId} of ${row.userId}`)
  for (const question of deeds.questions) {
    const name = `"${question.key}" of person ${question.personId}`
    const outcomes = rows.filter((row) => row.userId === question.personId && row.messageId === question.messageId)
    if (outcomes.length !== 1) faults.push(`${name} is on the books ${outcomes.length} times`)
    const copies = answersTo(question, chats)
    if (outcomes[0]?.status === 'answered') {
      if (copies.length === 0) faults.push(`${name} was charged, and the answer is not in the chat`)
      if (!outcomes[0].delivered) faults.push(`${name} was answered, and nobody noted that it arrived`)
      for (const [index, copy] of copies.slice(1).entries())
        if (!somethingHappened(botKills, copies[index]!, copy))
          faults.push(`${name} was answered twice, and no bot was killed in between`)
    } else if (!refusalsOf(question, chats).length)
      faults.push(`${name} is ${outcomes[0]?.status}, and the person was not told`)
  }
  return faults
}

function answersComeInOrder({ questions }: Deeds, chats: Map<number, Message[]>): string[] {
  const last = new Map<number, { question: Question; at: number }>()
  return questions.flatMap((question) => {
    const at = (answersTo(question, chats)[0] ?? refusalsOf(question, chats)[0])?.message_id
    if (at === undefined) return []
    const before = last.get(question.personId)
    last.set(question.personId, { question, at })
    if (!before || before.at < at) return []
    return [`"${question.key}" of person ${question.personId} was answered before "${before.question.key}"`]
  })
}

async function everyPaymentIsCreditedOnce(
  sql: Sql,
  { payments }: Deeds,
  chats: Map<number, Message[]>,
): Promise<string[]> {
  const credited = await sql<{ charge: string; credits: number; entries: number }>`
    select telegram_payment_charge_id as charge, credits_granted as credits,
      (select count(*) from credit_entries e where e.user_id = t.user_id and e.transaction_id = t.id) as entries
    from transactions t where telegram_payment_charge_id is not null`
  const faults: string[] = []
  if (credited.length !== payments.length)
    faults.push(`${payments.length} payments were made, ${credited.length} are on the books`)
  for (const { personId, chargeId } of payments) {
    const found = credited.filter(({ charge }) => charge === chargeId)
    if (found.length !== 1 || found[0]!.credits !== 50 || found[0]!.entries !== 1)
      faults.push(`payment ${chargeId} of ${personId} was not credited once: ${JSON.stringify(found)}`)
  }
  for (const [personId, messages] of chats) {
    const paid = payments.filter((payment) => payment.personId === personId).length
    const told = messages.filter(({ text = '' }) => text.startsWith('Payment received')).length
    if (told < paid) faults.push(`person ${personId} has paid ${paid} times and was told ${told} times`)
  }
  return faults
}

/** Said once for each request, and heard once but for what was sent and could not be noted. */
async function everyRequestReachesTheOwner(sql: Sql, { deeds, workerKills }: History): Promise<string[]> {
  const rows = await sql<{ id: number; userId: number; text: string; notices: number }>`
    select r.id, r.user_id, r.text,
      coalesce(said.times, 0) as notices
    from support_requests r
    left join (select key, count(*) as times from outbox group by 1) as said on said.key = 'support_asked:' || r.id`
  const givenUp = await sql<{ text: string }>`select payload #>> '{message,text}' as text from dead_updates`
  const heard = await deeds.owner.messages()
  return deeds.requests.flatMap(({ personId, text }) => {
    const name = `the request "${text}" of person ${personId}`
    const kept = rows.filter((row) => row.userId === personId && row.text === text)
    if (kept.length === 0 && givenUp.some((update) => update.text === `/paysupport ${text}`)) return []
    if (kept.length !== 1 || kept[0]!.notices !== 1) return [`${name} is on the books as ${JSON.stringify(kept)}`]
    const copies = heard.filter((message) => message.text?.includes(`\n${text}\n`))
    if (copies.length === 0) return [`${name} did not reach the owner`]
    return copies
      .slice(1)
      .flatMap((copy, index) =>
        somethingHappened(workerKills, copies[index]!, copy) ? [] : [`${name} reached the owner twice for no reason`],
      )
  })
}

function answersTo({ personId, key }: Question, chats: Map<number, Message[]>): Message[] {
  return chats.get(personId)!.filter(({ from, text = '' }) => from?.is_bot && text.includes(key))
}

function refusalsOf({ personId, messageId }: Question, chats: Map<number, Message[]>): Message[] {
  return chats
    .get(personId)!
    .filter(
      ({ from, reply_to_message, text = '' }) =>
        from?.is_bot && reply_to_message?.message_id === messageId && text.includes('Nothing was charged'),
    )
}

/** Telegram's times are whole seconds. */
function somethingHappened(moments: number[], before: Message, after: Message): boolean {
  return moments.some((at) => at >= before.date * 1000 && at <= (after.date + 1) * 1000)
}
