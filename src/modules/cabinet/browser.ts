import { z } from 'zod'
import type { CallerInput, CallerReply, Endpoint } from '#platform/http/endpoint.ts'
import { defineEndpoints } from '#platform/http/endpoint.ts'
import { inQuery, moment, rowId, telegramId, text, personInQuery } from '#platform/http/values.ts'
import { means } from '#modules/charging/contract.ts'
import { creditsDelta } from '#modules/entitlements/contract.ts'
import { title } from '#modules/catalog/contract.ts'
import { may, permission, profile, role } from '#modules/users/contract.ts'

import { broadcastPages } from './broadcast-pages.ts'
import { base, change } from './fields.ts'

const cursor = z.string().max(80)
const page = {
  before: cursor.optional().describe('`next` of the page before'),
  limit: inQuery(z.int().min(1).max(500)).default(50),
}
const next = cursor.nullable().describe('Where the next page begins; null after the last one')

const who = {
  telegram_id: telegramId,
  first_name: z.string(),
  username: z.string().nullable(),
}

const payment = z.object({
  number: z.int(),
  ...who,
  charge_id: z.string(),
  provider_charge_id: z.string().nullable(),
  kind: z.string(),
  product: z.string().nullable(),
  title: title.nullable(),
  amount: z.int(),
  currency: z.string(),
  status: z.enum(['paid', 'refunding', 'refunded']),
  credits: z.int(),
  days: z.int(),
  loss_credits: z.int(),
  refund_error: z.string().nullable(),
  at: moment,
  refunded_at: moment.nullable(),
})

const figures = z.object({
  users: z.int(),
  active: z.int(),
  questions: z.int(),
  failed: z.int(),
  errors: z.int(),
  revenue_stars: z.int(),
  refunds_stars: z.int(),
})

const earned = { revenue: z.int(), cost: z.int(), answers: z.int() }

const me = z.object({
  telegram_id: telegramId,
  first_name: z.string(),
  language: z.string(),
  role,
  permissions: z.array(permission),
  csrf: z.string().describe('Every change brings it in the header `X-CSRF-Token`'),
  session_id: z.int(),
  ends_at: moment,
  version: z.string(),
})

const catalogText = z.string().describe('JSON as in catalog.json')
const givenCatalog = z.string().min(2).max(400_000).describe('JSON as in catalog.json')

const difference = z.object({
  entry: z.string(),
  what: z.enum(['added', 'removed', 'changed']),
  field: z.string().nullable(),
  before: z.string().nullable(),
  after: z.string().nullable(),
})

const part = z.object({
  kind: z.string(),
  wrong: z.boolean(),
  facts: z.record(z.string(), z.union([z.string(), z.number()])),
  words: z.string(),
})
/** Before the same paths, what the bot asks for a person with a role, by the programs' token. */
export const roleDoor = '/role'

/** What the cabinet's page asks of the backend, with its session's cookie. */
export const browserEndpoints = defineEndpoints({
  enter: {
    method: 'POST',
    path: `${base}/enter`,
    allow: ['anybody'],
    summary: 'Begins a session by the link that the bot has given',
    body: z.object({ token: z.string().min(1).max(64) }),
    reply: me,
    errors: ['link_not_valid'],
  },
  enterByTelegram: {
    method: 'POST',
    path: `${base}/enter_by_telegram`,
    allow: ['anybody'],
    summary: 'Begins a session by what Telegram gives a Mini App',
    body: z.object({ init_data: z.string().min(1).max(4096) }),
    reply: me,
    errors: ['link_not_valid'],
  },
  me: {
    method: 'GET',
    path: `${base}/me`,
    allow: [may('enter')],
    summary: 'Whose session this is, and what they may do',
    query: z.object({}),
    reply: me,
    errors: ['signed_out'],
  },
  leave: {
    method: 'POST',
    path: `${base}/leave`,
    allow: [may('enter')],
    summary: 'Ends this session',
    body: z.object({}),
    reply: z.object({}),
    errors: ['signed_out'],
  },
  sessions: {
    method: 'GET',
    path: `${base}/sessions`,
    allow: [may('enter')],
    summary: "One's own sessions, newest first",
    query: z.object({}),
    reply: z.object({
      sessions: z.array(
        z.object({
          id: z.int(),
          client: z.string(),
          began_at: moment,
          seen_at: moment,
          ends_at: moment,
          current: z.boolean(),
        }),
      ),
    }),
    errors: ['signed_out'],
  },
  endSession: {
    method: 'POST',
    path: `${base}/end_session`,
    allow: [may('enter')],
    summary: "Ends one of one's own sessions",
    body: z.object({ id: rowId }),
    reply: z.object({}),
    errors: ['signed_out'],
  },
  today: {
    method: 'GET',
    path: `${base}/today`,
    allow: [may('see_figures')],
    summary: 'What happened today and in seven days, and what waits now',
    query: z.object({}),
    reply: z.object({
      at: moment,
      today: figures,
      week: figures.omit({ active: true }),
      days: z.array(z.object({ day: z.string(), revenue: z.int(), cost: z.int(), answers: z.int() })),
      waiting_updates: z.int(),
      oldest_waiting_seconds: z.number(),
      given_up_updates: z.int(),
      open_requests: z.int(),
      refunding: z.int(),
      unmatched: z.int(),
    }),
    errors: [],
  },
  money: {
    method: 'GET',
    path: `${base}/money`,
    allow: [may('see_figures')],
    summary:
      'Revenue, cost and margin by day, plan and model, in micro-dollars; the worker counts them every five minutes',
    query: z.object({ days: inQuery(z.int().min(1).max(92)).default(30) }),
    reply: z.object({
      days: z.array(
        z.object({ day: z.string(), ...earned, active: z.int(), revenue_stars: z.int(), refunds_stars: z.int() }),
      ),
      plans: z.array(z.object({ name: z.string().describe('A plan, or what else pays: credits, trial'), ...earned })),
      models: z.array(z.object({ name: z.string().describe('- for days of plans without questions'), ...earned })),
      budgets: z.array(z.object({ budget: z.string(), limit: z.int(), spent: z.int(), reserved: z.int() })),
    }),
    errors: [],
  },
  people: {
    method: 'GET',
    path: `${base}/people`,
    allow: [may('see_people')],
    summary: 'People, newest first, or those found by id, @name, name or charge id',
    query: z.object({ search: text().trim().max(255).optional(), ...page }),
    reply: z.object({
      people: z.array(
        z.object({
          ...who,
          last_name: z.string().nullable(),
          language: z.string(),
          credits: z.int(),
          blocked: z.boolean(),
          paid_until: moment.nullable(),
          created_at: moment,
        }),
      ),
      next,
    }),
    errors: [],
  },
  person: {
    method: 'GET',
    path: `${base}/person`,
    allow: [may('see_people')],
    summary: 'Everything about a person but their words',
    query: personInQuery,
    reply: z.object({
      profile,
      means,
      ledger: z.array(
        z.object({
          id: z.int(),
          kind: z.string(),
          delta: z.int(),
          balance: z.int(),
          reason: z.string(),
          at: moment,
        }),
      ),
      payments: z.array(payment),
      questions: z.array(
        z.object({
          id: z.int(),
          at: moment,
          model: z.string(),
          purse: z.string(),
          price: z.int(),
          status: z.string(),
          failure: z.string().nullable(),
          latency_ms: z.int().nullable(),
        }),
      ),
      timeline: z.array(z.object({ id: z.int(), at: moment, level: z.string(), kind: z.string() })),
    }),
    errors: ['user_not_found'],
  },
  grant: {
    method: 'POST',
    path: `${base}/grant`,
    allow: [may('grant')],
    summary: 'Gives or takes credits, and tells the person',
    body: z.object({
      telegram_id: telegramId,
      delta: creditsDelta,
      ...change,
    }),
    reply: z.object({ credits: z.int() }),
    errors: ['user_not_found', 'insufficient_credits', 'idempotency_key_reused', 'confirmation_needed'],
  },
  block: {
    method: 'POST',
    path: `${base}/block`,
    allow: [may('block')],
    summary: 'Blocks a person, or lets them in again',
    body: z.object({ telegram_id: telegramId, blocked: z.boolean(), ...change }),
    reply: z.object({ blocked: z.boolean() }),
    errors: ['user_not_found', 'owner_not_blocked', 'idempotency_key_reused', 'confirmation_needed'],
  },
  message: {
    method: 'POST',
    path: `${base}/message`,
    allow: [may('message')],
    summary: 'Has the bot say something to a person',
    body: z.object({ telegram_id: telegramId, text: text().trim().min(1).max(3000), ...change }),
    reply: z.object({}),
    errors: ['user_not_found', 'idempotency_key_reused'],
  },
  giveRole: {
    method: 'POST',
    path: `${base}/give_role`,
    allow: [may('give_roles')],
    summary: 'Gives a person a role, or takes it',
    body: z.object({ telegram_id: telegramId, role: role.nullable(), ...change }),
    reply: z.object({ role: role.nullable() }),
    errors: ['user_not_found', 'own_role', 'role_of_setting', 'idempotency_key_reused', 'confirmation_needed'],
  },
  team: {
    method: 'GET',
    path: `${base}/team`,
    allow: [may('enter')],
    summary: 'Who has a role',
    query: z.object({}),
    reply: z.object({
      team: z.array(
        z.object({
          telegram_id: telegramId,
          first_name: z.string().nullable(),
          username: z.string().nullable(),
          role,
          granted_by: telegramId.nullable(),
          at: moment,
        }),
      ),
    }),
    errors: [],
  },
  payments: {
    method: 'GET',
    path: `${base}/payments`,
    allow: [may('see_payments')],
    summary: 'Payments, newest first',
    query: z.object({ show: z.enum(['all', 'refunding', 'refunded', 'unmatched']).default('all'), ...page }),
    reply: z.object({ payments: z.array(payment), next }),
    errors: [],
  },
  differences: {
    method: 'GET',
    path: `${base}/differences`,
    allow: [may('see_payments')],
    summary: "Where Telegram's list and the books differed, newest first",
    query: z.object({ ...page }),
    reply: z.object({
      compared_at: moment.nullable(),
      differences: z.array(
        z.object({
          charge_id: z.string(),
          what: z.string(),
          telegram_id: telegramId,
          amount: z.int(),
          happened_at: moment,
          noted_at: moment,
        }),
      ),
      next,
    }),
    errors: [],
  },
  refund: {
    method: 'POST',
    path: `${base}/refund`,
    allow: [may('refund')],
    summary: 'Takes back what a payment gave and has Telegram return the money',
    body: z.object({
      charge_id: text().min(1).max(255),
      done: z.boolean().default(false).describe('The money of a card was returned with its provider'),
      ...change,
    }),
    reply: z.object({ status: z.enum(['refunding', 'refunded']), loss_credits: z.int() }),
    errors: ['payment_not_found', 'idempotency_key_reused', 'confirmation_needed'],
  },
  tickets: {
    method: 'GET',
    path: `${base}/tickets`,
    allow: [may('see_support')],
    summary: 'Questions of people, those without an answer oldest first, others newest first',
    query: z.object({ show: z.enum(['open', 'answered']).default('open'), ...page }),
    reply: z.object({
      tickets: z.array(z.object({ id: z.int(), ...who, text: z.string(), at: moment, answered_at: moment.nullable() })),
      next,
    }),
    errors: [],
  },
  talk: {
    method: 'GET',
    path: `${base}/talk`,
    allow: [may('see_support')],
    summary: "A person's questions with their answers, oldest first",
    query: personInQuery,
    reply: z.object({
      ...who,
      requests: z.array(
        z.object({
          id: z.int(),
          text: z.string(),
          at: moment,
          answer: z.string().nullable(),
          answered_at: moment.nullable(),
          answered_by: telegramId.nullable(),
        }),
      ),
    }),
    errors: ['user_not_found'],
  },
  answerTicket: {
    method: 'POST',
    path: `${base}/answer_ticket`,
    allow: [may('answer_support')],
    summary: 'Keeps an answer and has the bot send it',
    body: z.object({ id: rowId, text: text().trim().min(1).max(4096), ...change }),
    reply: z.object({}),
    errors: ['request_not_found', 'idempotency_key_reused'],
  },
  health: {
    method: 'GET',
    path: `${base}/health`,
    allow: [may('see_health')],
    summary: 'What is wrong now, updates that were given up, jobs and versions',
    query: z.object({}),
    reply: z.object({
      at: moment,
      version: z.string(),
      migration: z.int(),
      catalog: z.int().describe('Version that counts; 0: the file'),
      alerts: z.array(z.object({ kind: z.string(), value: z.number() })),
      given_up: z.array(
        z.object({
          update_id: z.int(),
          what: z.string(),
          telegram_id: telegramId.nullable(),
          attempts: z.int(),
          error: z.string(),
          at: moment,
        }),
      ),
      errors: z.array(z.object({ id: z.int(), at: moment, kind: z.string(), message: z.string().nullable() })),
      jobs: z.array(
        z.object({
          name: z.string(),
          cron: z.string(),
          state: z.string().nullable(),
          last_at: moment.nullable(),
        }),
      ),
      outbox: z.object({ waiting: z.int(), given_up: z.int(), refused: z.int() }),
      figures: z.array(z.object({ name: z.string(), value: z.number().nullable() })),
    }),
    errors: [],
  },
  retryUpdate: {
    method: 'POST',
    path: `${base}/retry_update`,
    allow: [may('retry_updates')],
    summary: 'Gives an update that was given up to the bot once more',
    body: z.object({ update_id: rowId, ...change }),
    reply: z.object({}),
    errors: ['update_not_found', 'idempotency_key_reused'],
  },
  catalog: {
    method: 'GET',
    path: `${base}/catalog`,
    allow: [may('edit_catalog')],
    summary: 'What is sold and which models answer: the version that counts, the draft, and the versions before',
    query: z.object({}),
    reply: z.object({
      version: z.int().describe('0: the file'),
      content: catalogText,
      draft: z
        .object({
          base: z.int(),
          revision: z.int(),
          content: catalogText,
          by: telegramId,
          by_name: z.string().nullable(),
          at: moment,
        })
        .nullable(),
      versions: z.array(
        z.object({
          version: z.int(),
          by: telegramId.nullable().describe('Null: the file'),
          by_name: z.string().nullable(),
          reason: z.string(),
          restored: z.int().nullable(),
          at: moment,
        }),
      ),
    }),
    errors: [],
  },
  catalogVersion: {
    method: 'GET',
    path: `${base}/catalog_version`,
    allow: [may('edit_catalog')],
    summary: 'A version that was published, and what is another in it than in the one that counts',
    query: z.object({ version: inQuery(z.int().min(1).max(1_000_000)) }),
    reply: z.object({ version: z.int(), content: catalogText, differences: z.array(difference) }),
    errors: ['version_not_found'],
  },
  checkCatalog: {
    method: 'POST',
    path: `${base}/check_catalog`,
    allow: [may('edit_catalog')],
    summary: 'What `catalog check` says of a catalogue, and how it differs from the one that counts; nothing is stored',
    body: z.object({ content: givenCatalog }),
    reply: z.object({
      faults: z.array(z.string()),
      findings: z.array(
        z.object({ model: z.string(), wrong: z.boolean(), sentence: z.string(), parts: z.array(part) }),
      ),
      differences: z.array(difference),
    }),
    errors: [],
  },
  saveCatalogDraft: {
    method: 'POST',
    path: `${base}/save_catalog_draft`,
    allow: [may('edit_catalog')],
    summary: 'Keeps what is written for the next version',
    body: z.object({
      content: givenCatalog,
      base: z.int().min(0).describe('The version from which it was written; 0: the file'),
      revision: z.int().min(0).describe('Of the draft that was seen; 0: there was none'),
      ...change,
    }),
    reply: z.object({ revision: z.int() }),
    errors: ['draft_changed', 'catalog_not_valid', 'idempotency_key_reused'],
  },
  dropCatalogDraft: {
    method: 'POST',
    path: `${base}/drop_catalog_draft`,
    allow: [may('edit_catalog')],
    summary: 'Deletes the draft',
    body: z.object({ revision: z.int().min(1), ...change }),
    reply: z.object({}),
    errors: ['draft_changed', 'idempotency_key_reused', 'confirmation_needed'],
  },
  publishCatalog: {
    method: 'POST',
    path: `${base}/publish_catalog`,
    allow: [may('publish_catalog')],
    summary: 'Makes the draft the version that counts, in all programs at once',
    body: z.object({
      revision: z.int().min(1).describe('Of the draft that was seen'),
      base: z.int().min(0).describe('The version that counted then; 0: the file'),
      ...change,
    }),
    reply: z.object({ version: z.int() }),
    errors: [
      'draft_changed',
      'catalog_changed',
      'catalog_unchanged',
      'catalog_not_valid',
      'idempotency_key_reused',
      'confirmation_needed',
    ],
  },
  restoreCatalog: {
    method: 'POST',
    path: `${base}/restore_catalog`,
    allow: [may('publish_catalog')],
    summary: 'Publishes an earlier version again',
    body: z.object({
      version: z.int().min(1),
      base: z.int().min(0).describe('The version that counted when it was chosen'),
      ...change,
    }),
    reply: z.object({ version: z.int() }),
    errors: [
      'version_not_found',
      'catalog_changed',
      'catalog_unchanged',
      'catalog_not_valid',
      'idempotency_key_reused',
      'confirmation_needed',
    ],
  },
  audit: {
    method: 'GET',
    path: `${base}/audit`,
    allow: [may('see_audit')],
    summary: 'What was done in the cabinet, newest first',
    query: z.object({
      action: z.string().max(40).optional(),
      by: inQuery(telegramId).optional(),
      about: inQuery(telegramId).optional(),
      ...page,
    }),
    reply: z.object({
      entries: z.array(
        z.object({
          id: z.int(),
          at: moment,
          by: telegramId,
          by_name: z.string().nullable(),
          role: z.string(),
          action: z.string(),
          about: telegramId.nullable(),
          about_name: z.string().nullable(),
          subject: z.string().nullable(),
          reason: z.string(),
          before: z.record(z.string(), z.unknown()),
          after: z.record(z.string(), z.unknown()),
        }),
      ),
      next,
    }),
    errors: [],
  },
  ...broadcastPages,
} satisfies Record<string, Omit<Endpoint, 'name'>>)

export type BrowserEndpoints = typeof browserEndpoints
export type BrowserInput<Name extends keyof BrowserEndpoints> = CallerInput<BrowserEndpoints[Name]>
export type BrowserReply<Name extends keyof BrowserEndpoints> = CallerReply<BrowserEndpoints[Name]>
