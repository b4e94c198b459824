import type { Message } from 'grammy/types'
import type { Texts } from '#texts/languages.ts'

/** What there is beside words. */
export type Kind = keyof Texts['attached']

/** What a message is beside its words; undefined for plain text, and for what Telegram itself says about a chat. */
export function kindOf(message: Partial<Message>): Kind | undefined {
  if (message.photo ?? message.live_photo) return 'photo'
  if (message.sticker ?? message.animation ?? message.dice) return 'sticker'
  if (message.voice ?? message.audio ?? message.video_note) return 'voice'
  if (message.video) return 'video'
  if (message.document) return 'document'
  if (message.location ?? message.venue) return 'location'
  if (message.text !== undefined || Object.keys(message).some(isService)) return undefined
  return 'other'
}

/** Why something of a kind that we cannot read is not answered. */
export function whyUnsupported({ unsupported }: Texts, kind: Kind): string {
  return kind in unsupported ? unsupported[kind as keyof Texts['unsupported']] : unsupported.other
}

/** Service messages expect no answer. Any kind that is not among them does, also one that is newer than this list. */
function isService(key: string): boolean {
  return (
    serviceKeys.has(key) ||
    /_(created|changed|closed|reopened|edited|added|removed|set|shared|deleted|joined|left)$/.test(key)
  )
}

const serviceKeys = new Set([
  'new_chat_members',
  'left_chat_member',
  'new_chat_title',
  'new_chat_photo',
  'delete_chat_photo',
  'migrate_to_chat_id',
  'migrate_from_chat_id',
  'pinned_message',
  'successful_payment',
  'refunded_payment',
  'connected_website',
  'write_access_allowed',
  'passport_data',
  'proximity_alert_triggered',
  'general_forum_topic_hidden',
  'general_forum_topic_unhidden',
  'giveaway_completed',
  'checklist_tasks_done',
  'gift',
  'unique_gift',
  'gift_upgrade_sent',
  'suggested_post_approved',
  'suggested_post_approval_failed',
  'suggested_post_declined',
  'suggested_post_paid',
  'suggested_post_refunded',
  'video_chat_scheduled',
  'video_chat_started',
  'video_chat_ended',
  'video_chat_participants_invited',
  'web_app_data',
])
