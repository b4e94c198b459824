import { withoutSecrets } from '#platform/runtime/log.ts'
import type { Sql } from '#platform/database/sql.ts'

/** What the owner may want to look up later. Data holds ids, lengths and reasons; texts of people stay in `messages_log`. */
export interface Event {
  level: 'info' | 'warn' | 'error'
  kind:
    | 'user_registered'
    | 'trial_started'
    | 'campaign_bonus'
    | 'channel_bonus'
    | 'gift_bought'
    | 'gift_claimed'
    | 'gift_returned'
    | 'gift_undone'
    | 'referral_accepted'
    | 'referral_rewarded'
    | 'referral_undone'
    | 'promo_made'
    | 'promo_used'
    | 'promo_ended'
    | 'credits_updated'
    | 'question_asked'
    | 'question_answered'
    | 'question_refused'
    | 'question_failed'
    | 'question_stopped'
    | 'question_abandoned'
    | 'answer_undelivered'
    | 'answer_read_out'
    | 'answer_not_read_out'
    | 'picture_made'
    | 'picture_not_made'
    | 'schedule_started'
    | 'schedule_paused'
    | 'invoice_opened'
    | 'checkout_refused'
    | 'payment_completed'
    | 'payment_unmatched'
    | 'subscription_changed'
    | 'renewal_not_ended'
    | 'refund_given_up'
    | 'payment_history_found'
    | 'refund_begun'
    | 'payment_refunded'
    | 'payment_difference'
    | 'support_requested'
    | 'support_answered'
    | 'user_blocked'
    | 'user_unblocked'
    | 'agreed'
    | 'agreement_withdrawn'
    | 'data_deleted'
    | 'database_error'
    | 'backend_exception'
    | 'bot_exception'
    | 'update_given_up'
    | 'backup_made'
    | 'catalog_unreadable'
    | 'provider_refused'
  userId?: number | undefined
  data?: Record<string, unknown>
}

export async function record(sql: Sql, event: Event): Promise<void> {
  await sql`insert into events (level, kind, user_id, data)
    values (${event.level}, ${event.kind}, ${event.userId}, ${event.data ?? {}})`
}

/** Makes the months ahead and drops those that ended longer ago than they are kept. Returns the partitions dropped. */
export async function keepEvents(sql: Sql, options: { monthsAhead: number; keepMonths: number }): Promise<string[]> {
  await sql`select keep_event_partitions(${options.monthsAhead})`
  const dropped = await sql<{ name: string }>`select drop_event_partitions(${options.keepMonths}) as name`
  return dropped.map((row) => row.name)
}

/** An exception as the event log keeps it: without secrets. */
export function described(message: string, stack: string | undefined) {
  return { message: withoutSecrets(message), stack: stack && withoutSecrets(stack) }
}
