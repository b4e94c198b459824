import type { FastifyInstance } from 'fastify'
import type { Sql } from '#platform/database/sql.ts'
import type { HandlerInput } from '#platform/http/endpoint.ts'
import { Refusal } from '#platform/http/refusal.ts'
import { serve } from '#platform/http/serve.ts'
import { pass, within } from '#platform/runtime/pass.ts'
import type { LiveCatalog } from '#modules/catalog/versions/live-catalog.ts'
import type { LiveSettings } from '#modules/settings/live-settings.ts'
import { type VoiceAnswerReply, voiceAnswersEndpoints } from './contract.ts'
import { type Ordered, orderVoice, type Reading } from './order.ts'
import { noteSent, refundUnsent } from './outcome.ts'
import { leaseMs, type Speaking } from './speaking.ts'
import type { VoiceAnswer } from './voice-answer.ts'

interface VoiceContext {
  sql: Sql
  catalogs: Pick<LiveCatalog, 'present'>
  settings: Pick<LiveSettings, 'documents' | 'present'>
  speaking: Speaking
}

/** Shorter than any caller waits for a reply. */
const waitLimitMs = 7_000
const lookAgainMs = 300

/** Answers that are read out. */
export async function voiceAnswerRoutes(app: FastifyInstance, context: VoiceContext): Promise<void> {
  const { sql } = context

  serve(app, voiceAnswersEndpoints.readOut, (input) => readOut(context, input))

  serve(app, voiceAnswersEndpoints.reportVoice, async ({ telegramId, voiceId, fileId, sentAs, refused }) => {
    if (refused !== undefined) return { refunded: await refundUnsent(sql, { telegramId, voiceId, reason: refused }) }
    await noteSent(sql, { telegramId, voiceId, fileId: fileId!, sentAs: sentAs! })
    return { refunded: false }
  })
}

async function readOut(
  { sql, catalogs, settings, speaking }: VoiceContext,
  input: HandlerInput<typeof voiceAnswersEndpoints.readOut>,
): Promise<VoiceAnswerReply> {
  const { telegramId, questionId, updateId, shown } = input
  const begun = performance.now()
  // The price that is told and the one that is charged are of the same version.
  const { freeLimits } = settings.present()
  const present = { catalog: catalogs.present(), documents: settings.documents(), freeLimits }
  for (;;) {
    const ordered = await orderVoice(sql, present, {
      telegramId,
      questionId,
      updateId,
      shown,
      leaseMs,
      worker: speaking.worker,
    })
    const { voice, reading, next } = granted(ordered)
    if (next === 'send') return replyOf(sql, voice, reading, updateId)
    if (speaking.closing) throw new Refusal('unavailable')
    if (next === 'make') speaking.begin(voice, reading.text)
    const leftMs = waitLimitMs - (performance.now() - begun)
    if (leftMs <= 0) return describe(voice, reading, { state: 'pending', audio: null })
    const ended = speaking.ended(voice.id)
    if (!ended) await speaking.lookAfter(voice)
    await (ended ? within(leftMs, ended) : pass(lookAgainMs))
  }
}

/** @throws Refusal */
function granted(ordered: Ordered): Extract<Ordered, { voice: unknown }> {
  if ('voice' in ordered) return ordered
  if ('failed' in ordered) throw new Refusal('answer_failed', { reason: ordered.failed })
  if (!('price' in ordered)) throw new Refusal(ordered.refused)
  const { refused: reason, price, resumesAt } = ordered
  throw new Refusal('no_access', { reason, price, resumes_at: resumesAt?.toISOString() ?? null })
}

async function replyOf(sql: Sql, voice: VoiceAnswer, reading: Reading, updateId: number): Promise<VoiceAnswerReply> {
  if (voice.status === 'sent') {
    const state = voice.updateId === updateId ? 'delivered' : 'sent'
    return describe(voice, reading, { state, audio: null })
  }
  const [row] = await sql<{ audio: Buffer | null }>`
    select audio from voice_answers where user_id = ${voice.userId} and id = ${voice.id}`
  if (!row?.audio) throw new Refusal('question_not_found')
  return describe(voice, reading, { state: 'made', audio: Buffer.from(row.audio).toString('base64') })
}

function describe(
  { id, fileId, sentAs, seconds, purse, price }: VoiceAnswer,
  { isCut, leavesOut }: Reading,
  how: Pick<VoiceAnswerReply, 'state' | 'audio'>,
): VoiceAnswerReply {
  return { id, ...how, fileId, sentAs, seconds, isCut, leavesOut, charged: { purse, price } }
}
