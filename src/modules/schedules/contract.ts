import { z } from 'zod'
import type { Camel } from '#platform/http/camel-case.ts'
import { defineEndpoints } from '#platform/http/endpoint.ts'
import { price } from '#modules/entitlements/contract.ts'
import {
  messageId,
  moment,
  personInQuery,
  rowId,
  telegramId,
  text,
  threadId,
  timeZone,
  updateId,
} from '#platform/http/values.ts'

/** Of one person, without those that were not confirmed. */
export const mostSchedules = 5
/** Characters of a question that is asked by the clock. */
export const longestScheduled = 1_000

export const every = z.enum(['day', 'weekdays', 'week', 'month'])
export type Every = z.infer<typeof every>

export const pauseReason = z
  .enum(['asked', 'no_access', 'price_changed', 'unread', 'unreachable'])
  .describe(
    'The person wanted it, nothing could pay, it had become dearer, two answers had no reaction, or Telegram takes no messages for them',
  )
export type PauseReason = z.infer<typeof pauseReason>

/** The words of a question, which are never cut. */
const words = text().trim().min(1).max(longestScheduled)

const onDay = z
  .int()
  .min(1)
  .max(31)
  .nullable()
  .describe(
    'Of the week, Monday being 1, or of the month, a shorter one having it on its last day; null for the others',
  )

const atMinute = z.int().min(0).max(1439).describe('Minute of the day, where the person lives')

const days = z
  .object({ every, on_day: onDay })
  .refine(
    ({ every, on_day: day }) =>
      (every === 'week' || every === 'month') === (day !== null) && (every !== 'week' || day! <= 7),
    {
      path: ['on_day'],
      message: 'expected a day of the week from 1 to 7, or of the month',
    },
  )

const credits = z.int().min(0).max(1_000_000)

const schedule = z.object({
  id: z.int(),
  said: z.string().describe('What the person wrote'),
  question: z.string(),
  days: days.nullable().describe('Null: not chosen yet'),
  at_minute: atMinute.nullable().describe('Null: not chosen yet'),
  state: z.enum(['draft', 'active', 'paused']),
  paused_because: pauseReason.nullable(),
  due_at: moment.nullable().describe('When it is asked next; null unless active'),
  message_id: z.int().nullable().describe('What says when the next answer comes; null until it is started'),
  price_credits: credits.describe('What an answer costs now in credits, by the model of the person'),
  once: price.nullable().describe('What asking it once costs now, and what pays for it; null: nothing does'),
})

const one = { telegram_id: telegramId, schedule_id: rowId }

export type ScheduleReply = Camel<z.infer<typeof schedule>>
export type Days = Camel<z.infer<typeof days>>

export const schedulesEndpoints = defineEndpoints({
  schedules: {
    method: 'GET',
    path: '/schedules',
    allow: ['program', 'self'],
    summary: 'The questions that are asked by the clock for a person, and those not confirmed yet',
    query: personInQuery,
    reply: z.object({ schedules: z.array(schedule) }),
    errors: ['user_not_found'],
  },
  draftSchedule: {
    method: 'POST',
    path: '/draft_schedule',
    allow: ['program', 'self'],
    summary:
      'Keeps a question that is to be asked by the clock, once per `update_id`; nothing is asked before it is started',
    body: z.object({
      telegram_id: telegramId,
      update_id: updateId,
      said: words.describe('What the person wrote'),
      question: words.describe('The question in it'),
      days: days.nullable().default(null),
      at_minute: atMinute.nullable().default(null),
    }),
    reply: schedule,
    errors: ['user_not_found', 'user_blocked', 'agreement_needed', 'too_many_schedules'],
  },
  changeSchedule: {
    method: 'PATCH',
    path: '/schedule',
    allow: ['program', 'self'],
    summary: 'Changes the days or the time at which a question is asked; what is not given stays',
    body: z.object({ ...one, days: days.optional(), at_minute: atMinute.optional() }),
    reply: schedule,
    errors: ['user_not_found', 'schedule_not_found'],
  },
  startSchedule: {
    method: 'POST',
    path: '/start_schedule',
    allow: ['program', 'self'],
    summary:
      'Starts a draft or goes on with what is paused, at most at the price that was shown, where something pays for it; doing it again changes nothing',
    body: z.object({
      ...one,
      shown_credits: credits.describe('What the button said that an answer costs: a higher price is asked for first'),
      message_id: messageId.describe('Answers reply to the message in which it was started first'),
      thread_id: threadId,
    }),
    reply: schedule,
    errors: [
      'user_not_found',
      'user_blocked',
      'schedule_not_found',
      'schedule_unfinished',
      'too_many_schedules',
      'no_access',
    ],
  },
  pauseSchedule: {
    method: 'POST',
    path: '/pause_schedule',
    allow: ['program', 'self'],
    summary: 'Asks it no more until it is started again',
    body: z.object(one),
    reply: schedule,
    errors: ['user_not_found', 'schedule_not_found'],
  },
  deleteSchedule: {
    method: 'POST',
    path: '/delete_schedule',
    allow: ['program', 'self'],
    summary: 'Deletes it; answers that were given stay',
    body: z.object(one),
    reply: z.object({}),
    errors: [],
  },
  chooseTimeZone: {
    method: 'POST',
    path: '/time_zone',
    allow: ['program', 'self'],
    summary: 'Keeps where a person lives; everything that is asked by the clock comes due by its clocks',
    body: z.object({ telegram_id: telegramId, time_zone: timeZone }),
    reply: z.object({}),
    errors: ['user_not_found'],
  },
  beginScheduled: {
    method: 'POST',
    path: '/begin_scheduled',
    allow: ['program'],
    summary: 'What is to be asked now that its time has come; the same `run_id` brings the same',
    body: z.object({ telegram_id: telegramId, run_id: rowId }),
    reply: z.object({
      due: z
        .object({ question: z.string(), agreed_credits: credits })
        .nullable()
        .describe('Null: it was deleted or paused meanwhile, or its time has passed'),
    }),
    errors: [],
  },
  scheduledRefused: {
    method: 'POST',
    path: '/scheduled_refused',
    allow: ['program'],
    summary:
      'Nothing could pay what came due, or not at the price agreed to: it is paused, and the person is told once',
    body: z.object({ telegram_id: telegramId, run_id: rowId, why: z.enum(['no_access', 'price_changed']) }),
    reply: z.object({}),
    errors: [],
  },
})
