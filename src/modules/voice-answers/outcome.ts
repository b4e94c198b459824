import type { Sql } from '#platform/database/sql.ts'
import type { Spoken } from '#platform/models/speak.ts'
import { release, settle } from '#modules/charging/work.ts'
import { type Costs, nothingTried, recordCosts } from '#modules/costs/record-costs.ts'
import { record } from '#modules/events/events.ts'
import { lockUser } from '#modules/users/users.ts'
import { type VoiceAnswer, workOf } from './voice-answer.ts'

/**
 * Keeps the sound until Telegram has it, with what it has cost, at once. What this attempt has made counts also when it owns
 * the work no longer.
 */
export async function keepMade(
  sql: Sql,
  voice: VoiceAnswer,
  { spoken, spokenBy, costs }: { spoken: Spoken; spokenBy: string; costs: Costs },
): Promise<void> {
  await sql.transaction(async (sql) => {
    await lockUser(sql, voice.userId)
    const rows = await sql`
      update voice_answers
      set status = 'made', audio = ${Buffer.from(spoken.data)}, seconds = ${Math.ceil(spoken.seconds)}, spoken_by = ${spokenBy},
        working_until = null
      where user_id = ${voice.userId} and id = ${voice.id} and attempt = ${voice.attempt} and status = 'pending' returning id`
    await recordCosts(sql, workOf(voice), { costs, ends: rows.length > 0 })
  })
}

/** It could not be read out: its price is given back. */
export async function giveUp(sql: Sql, voice: VoiceAnswer, why: { failure: string; costs: Costs }): Promise<void> {
  await sql.transaction(async (sql) => {
    await lockUser(sql, voice.userId)
    const isOurs = await endWithout(sql, voice, 'pending', why.failure)
    await recordCosts(sql, workOf(voice), { costs: why.costs, ends: isOurs })
  })
}

/** Telegram has it: from now on it is sent by this id, and its sound is not kept. */
export async function noteSent(
  sql: Sql,
  { telegramId, voiceId, fileId, sentAs }: { telegramId: number; voiceId: number; fileId: string; sentAs: string },
): Promise<void> {
  await sql.transaction(async (sql) => {
    await lockUser(sql, telegramId)
    const [voice] = await sql<VoiceAnswer>`
      update voice_answers set status = 'sent', file_id = ${fileId}, sent_as = ${sentAs}, audio = null
      where user_id = ${telegramId} and id = ${voiceId} and status = 'made' returning *`
    if (!voice) return
    await settle(sql, workOf(voice), voice.price, 'answer read out')
    const { questionId, purse, price, characters, seconds } = voice
    const data = { questionId, purse, price, characters, seconds }
    await record(sql, { level: 'info', kind: 'answer_read_out', userId: telegramId, data })
  })
}

/** Telegram will never take it: its price is given back, and the sound is kept for another time. False: it was before. */
export async function refundUnsent(
  sql: Sql,
  { telegramId, voiceId, reason }: { telegramId: number; voiceId: number; reason: string },
): Promise<boolean> {
  return sql.transaction(async (sql) => {
    await lockUser(sql, telegramId)
    const [voice] = await sql<VoiceAnswer>`
      select * from voice_answers where user_id = ${telegramId} and id = ${voiceId} and status = 'made'`
    return voice !== undefined && endWithout(sql, voice, 'made', reason)
  })
}

/** Ends what a person still waits for: nothing is read out that has just been deleted. The caller holds their lock. */
export async function stopOpenVoices(sql: Sql, telegramId: number, reason: string): Promise<void> {
  const open = await sql<VoiceAnswer>`
    select * from voice_answers where user_id = ${telegramId} and status in ('pending', 'made') order by id`
  for (const voice of open) await endOpen(sql, voice, reason)
}

/** Gives back what is reserved for voice answers that for so long were neither finished nor brought into the chat. */
export async function releaseForgotten(sql: Sql, options: { silentForMs: number; limit: number }): Promise<number> {
  const forgotten = await sql<VoiceAnswer>`
    select * from voice_answers
    where status in ('pending', 'made') and coalesce(working_until, asked_at) < now() - make_interval(secs => ${options.silentForMs / 1000})
    order by asked_at limit ${options.limit}`
  for (const voice of forgotten)
    await sql.transaction(async (sql) => {
      await lockUser(sql, voice.userId)
      await endOpen(sql, voice, 'no process finished it')
    })
  return forgotten.length
}

/** Deletes sound that was given back so long ago. */
export async function dropSound(sql: Sql, options: { keepHours: number }): Promise<void> {
  await sql`
    update voice_answers set audio = null
    where audio is not null and status = 'released' and asked_at < now() - make_interval(hours => ${options.keepHours})`
}

/** Ends what is still to be made or brought, unless it has moved on. The caller holds the person's lock. */
async function endOpen(sql: Sql, voice: VoiceAnswer, reason: string): Promise<void> {
  const isOurs = await endWithout(sql, voice, voice.status as 'pending' | 'made', reason)
  if (isOurs) await recordCosts(sql, workOf(voice), { costs: nothingTried, ends: true })
}

async function endWithout(sql: Sql, voice: VoiceAnswer, from: 'pending' | 'made', failure: string): Promise<boolean> {
  const rows = await sql`
    update voice_answers set status = 'released', failure = ${failure}, working_until = null
    where user_id = ${voice.userId} and id = ${voice.id} and attempt = ${voice.attempt} and status = ${from} returning id`
  if (rows.length === 0) return false
  await release(sql, workOf(voice), 'answer not read out')
  const { questionId, purse, price } = voice
  const data = { questionId, purse, price, reason: failure }
  await record(sql, { level: 'warn', kind: 'answer_not_read_out', userId: voice.userId, data })
  return true
}
