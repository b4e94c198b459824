import { z } from 'zod'
import { defineEndpoints } from '#platform/http/endpoint.ts'
import { inQuery, moment, rowId, telegramId, text } from '#platform/http/values.ts'
import { broadcastState, conditions, figures, quietHours, texts } from '#modules/broadcasts/contract.ts'
import { base, change } from './shapes.ts'
import { may } from '#modules/users/contract.ts'

/** As much as a body holds: the page makes a picture smaller before it sends it. */
const picture = z
  .base64()
  .max(900_000)
  .nullable()
  .optional()
  .describe('JPEG, PNG or WebP; null: without one; absent: it stays as it is')

const line = {
  id: z.int(),
  title: z.string(),
  state: broadcastState,
  problem: z.string().nullable().describe('Why it has paused by itself, in the words of Telegram'),
  begins_at: moment.nullable(),
  created_at: moment,
  ended_at: moment.nullable(),
  refused_news: z.int().describe('Who wanted no more news because of it'),
  figures,
}

const id = z.object({ id: inQuery(rowId) })
const revision = z.int().min(0).default(0).describe('Of the draft that was seen; 0 when there was none')
const draft = {
  title: text().trim().min(1).max(120),
  texts,
  picture,
  conditions,
  quiet: quietHours.nullable(),
}

/** The pages of broadcasts. */
export const broadcastsEndpoints = defineEndpoints({
  broadcasts: {
    method: 'GET',
    path: `${base}/broadcasts`,
    allow: [may('see_broadcasts')],
    summary: 'Broadcasts with what has become of their messages, newest first',
    query: z.object({}),
    reply: z.object({ broadcasts: z.array(z.object(line)) }),
    errors: [],
  },
  broadcast: {
    method: 'GET',
    path: `${base}/broadcast`,
    allow: [may('see_broadcasts')],
    summary: 'One of them with its texts, picture and conditions',
    query: id,
    reply: z.object({
      ...line,
      revision: z.int().describe('Of the draft: grows with every change'),
      texts,
      picture: z.string().nullable().describe('A data: address'),
      conditions,
      quiet: quietHours.nullable(),
      sent_by: z
        .object({ telegram_id: telegramId, first_name: z.string().nullable() })
        .nullable()
        .describe('Who has sent it; null for a draft'),
      may_delete: z.boolean().describe('Something of it was sent and is young enough for Telegram to delete it'),
    }),
    errors: ['broadcast_not_found'],
  },
  saveBroadcast: {
    method: 'POST',
    path: `${base}/save_broadcast`,
    allow: [may('compose_broadcasts')],
    summary: 'Keeps a draft',
    body: z.object({ id: rowId.optional().describe('Absent: a new one'), revision, ...draft, ...change }),
    reply: z.object({ id: z.int(), revision: z.int() }),
    errors: [
      'broadcast_not_found',
      'broadcast_state',
      'draft_changed',
      'text_not_sendable',
      'unreadable_file',
      'idempotency_key_reused',
    ],
  },
  dropBroadcast: {
    method: 'POST',
    path: `${base}/drop_broadcast`,
    allow: [may('compose_broadcasts')],
    summary: 'Deletes a draft',
    body: z.object({ id: rowId, ...change }),
    reply: z.object({}),
    errors: ['broadcast_not_found', 'broadcast_state', 'idempotency_key_reused', 'confirmation_needed'],
  },
  tryBroadcast: {
    method: 'POST',
    path: `${base}/try_broadcast`,
    allow: [may('compose_broadcasts')],
    summary: 'Sends it to oneself, in each of its languages',
    body: z.object({ id: rowId, ...change }),
    reply: z.object({}),
    errors: ['broadcast_not_found', 'idempotency_key_reused'],
  },
  sendBroadcast: {
    method: 'POST',
    path: `${base}/send_broadcast`,
    allow: [may('send_broadcasts')],
    summary: 'Sends a draft to its segment, now or later',
    body: z.object({
      id: rowId,
      revision,
      begins_at: moment.nullable().describe('Null: now; not in the past'),
      ...change,
    }),
    reply: z.object({ begins_at: moment }),
    errors: [
      'broadcast_not_found',
      'broadcast_state',
      'draft_changed',
      'broadcast_past',
      'idempotency_key_reused',
      'confirmation_needed',
    ],
  },
  steerBroadcast: {
    method: 'POST',
    path: `${base}/steer_broadcast`,
    allow: [may('compose_broadcasts')],
    summary: 'Pauses, resumes or stops it',
    body: z.object({ id: rowId, act: z.enum(['pause', 'resume', 'stop']), ...change }),
    reply: z.object({ state: broadcastState }),
    errors: ['broadcast_not_found', 'broadcast_state', 'idempotency_key_reused'],
  },
  deleteSent: {
    method: 'POST',
    path: `${base}/delete_sent`,
    allow: [may('send_broadcasts')],
    summary: 'Stops it and deletes what was sent in the last 48 hours from the chats',
    body: z.object({ id: rowId, ...change }),
    reply: z.object({ state: broadcastState }),
    errors: ['broadcast_not_found', 'broadcast_state', 'idempotency_key_reused', 'confirmation_needed'],
  },
  countSegment: {
    method: 'POST',
    path: `${base}/count_segment`,
    allow: [may('compose_broadcasts')],
    summary: 'How many people are in a segment now',
    body: z.object({ conditions }),
    reply: z.object({
      people: z.int(),
      is_exact: z.boolean().describe('False: about so many, since counting them all would take too long'),
    }),
    errors: [],
  },
  segments: {
    method: 'GET',
    path: `${base}/segments`,
    allow: [may('see_broadcasts')],
    summary: 'Saved segments, and the languages of the bot',
    query: z.object({}),
    reply: z.object({
      segments: z.array(z.object({ id: z.int(), name: z.string(), conditions })),
      languages: z.array(z.string()),
    }),
    errors: [],
  },
  saveSegment: {
    method: 'POST',
    path: `${base}/save_segment`,
    allow: [may('compose_broadcasts')],
    summary: 'Keeps conditions under a name; other conditions that have the name are replaced after a question',
    body: z.object({ name: text().trim().min(1).max(80), conditions, ...change }),
    reply: z.object({ id: z.int() }),
    errors: ['idempotency_key_reused', 'confirmation_needed'],
  },
  deleteSegment: {
    method: 'POST',
    path: `${base}/delete_segment`,
    allow: [may('compose_broadcasts')],
    summary: 'Deletes a saved segment; no broadcast changes by that',
    body: z.object({ id: rowId, ...change }),
    reply: z.object({}),
    errors: ['segment_not_found', 'idempotency_key_reused', 'confirmation_needed'],
  },
})
