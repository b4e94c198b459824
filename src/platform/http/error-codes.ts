import { z } from 'zod'

/** Every code an error may carry, its HTTP status, and what it means. `docs/api.md` shows this table. */
export const errorCodes = {
  bad_request: { status: 400, meaning: 'The body, query or headers are wrong; `details` names the fields.' },
  unauthorized: { status: 401, meaning: 'The bearer token or the webhook secret is missing or wrong.' },
  no_access: {
    status: 402,
    meaning: 'Nothing of this person pays the question; `details` has the reason and the offers.',
  },
  price_not_agreed: {
    status: 402,
    meaning: 'The question costs more than a usual one: `details` has the price and how to agree to it.',
  },
  forbidden: { status: 403, meaning: 'The one for whom the call is made may not make it.' },
  user_blocked: { status: 403, meaning: 'The owner has blocked this person.' },
  agreement_needed: {
    status: 403,
    meaning:
      'This person has not agreed to the present terms and privacy notice; `details.waiting` is the update under which the question is kept.',
  },
  agreement_changed: {
    status: 409,
    meaning: 'The documents have changed since they were shown: `/agreement` names the present ones.',
  },
  signed_out: { status: 401, meaning: 'There is no session of the cabinet, or it has ended.' },
  csrf: { status: 403, meaning: 'The header `X-CSRF-Token` is missing or is not that of the session.' },
  not_found: { status: 404, meaning: 'There is no such address.' },
  user_not_found: { status: 404, meaning: 'No user has this `telegram_id`; call `/register` first.' },
  no_role: { status: 404, meaning: 'This person has no role, so the cabinet is not for them.' },
  conversation_not_found: { status: 404, meaning: 'This person has no such conversation here.' },
  question_not_found: { status: 404, meaning: 'This person has no such answered question.' },
  assistant_not_found: {
    status: 404,
    meaning: 'There is no such assistant, or it is of another person, or its instructions are not written yet.',
  },
  too_many_assistants: { status: 409, meaning: 'A person may have five assistants of their own.' },
  image_not_found: { status: 404, meaning: 'This person has no such picture.' },
  images_off: { status: 409, meaning: 'No pictures are made, or not this one.' },
  image_busy: { status: 409, meaning: 'Another picture is being made for this person: one at a time.' },
  schedule_not_found: { status: 404, meaning: 'This person has no such question by the clock.' },
  schedule_unfinished: { status: 409, meaning: 'Days, time or time zone are not chosen yet.' },
  too_many_schedules: { status: 409, meaning: 'This person has as many questions by the clock as one may have.' },
  fact_not_found: { status: 404, meaning: 'This person has no such fact in the memory.' },
  fact_known: { status: 409, meaning: 'The memory has the same fact already.' },
  fact_secret: {
    status: 422,
    meaning: 'It looks like a password, a key or the number of a card, which is not kept.',
  },
  memory_off: { status: 409, meaning: 'This person wants nothing to be remembered.' },
  memory_full: { status: 409, meaning: 'As many facts are kept as may be: one has to go before another.' },
  product_not_found: { status: 404, meaning: 'Nothing is sold under this id.' },
  payment_not_found: { status: 404, meaning: 'No payment has this charge id.' },
  receipt_not_found: { status: 404, meaning: 'This person has no such charge, payment, refund or grant.' },
  request_not_found: { status: 404, meaning: 'There is no such question about payments.' },
  gift_not_found: { status: 404, meaning: 'There is no such gift.' },
  gift_claimed: { status: 409, meaning: 'The gift was claimed by another person, or has gone to the giver.' },
  gift_void: { status: 410, meaning: 'The payment of the gift was refunded.' },
  own_gift: { status: 409, meaning: 'The giver opens their own link: `keep` says that they want it.' },
  promo_not_found: { status: 404, meaning: 'There is no such promo code.' },
  promo_not_yet: { status: 409, meaning: 'The promo code does not count yet.' },
  promo_over: { status: 409, meaning: 'The promo code counts no more.' },
  promo_used_up: { status: 409, meaning: 'The promo code was used by as many people as may.' },
  promo_used_before: { status: 409, meaning: 'This person has used this promo code, or another of its batch.' },
  promo_first_purchase: { status: 409, meaning: 'The promo code is for people who have bought nothing yet.' },
  promo_guesses: { status: 409, meaning: 'Five wrong promo codes in an hour: the person has to wait.' },
  promo_exists: { status: 409, meaning: 'There is a promo code of this name.' },
  promo_dates: {
    status: 409,
    meaning: 'A promo code ends after it begins.',
  },
  promo_too_many: { status: 409, meaning: 'A batch has at most 10000 codes.' },
  update_not_found: { status: 404, meaning: 'No update with this id was given up.' },
  notice_not_found: { status: 404, meaning: 'No such notice was given up, or it may have arrived.' },
  job_not_found: { status: 404, meaning: 'The worker has no such task.' },
  version_not_found: { status: 404, meaning: 'There is no such version of the catalogue.' },
  setting_not_found: { status: 404, meaning: 'There is no such setting.' },
  broadcast_not_found: {
    status: 404,
    meaning: 'There is no such broadcast; `details.deleted_by` is who has deleted its draft, if one was.',
  },
  segment_not_found: { status: 404, meaning: 'There is no such saved segment.' },
  template_not_found: { status: 404, meaning: 'There is no such reply template.' },
  experiment_not_found: { status: 404, meaning: 'There is no such experiment.' },
  campaign_not_found: { status: 404, meaning: 'There is no campaign of this name.' },
  subscription_not_found: { status: 404, meaning: 'This person has no such subscription.' },
  already_subscribed: { status: 409, meaning: 'A subscription that renews by itself is active already.' },
  trial_already_used: { status: 409, meaning: 'A trial is given once per person.' },
  owner_not_blocked: { status: 409, meaning: 'This person is an owner: their access cannot be closed.' },
  insufficient_credits: {
    status: 409,
    meaning: 'The balance would fall below zero; `details.credits` is what there is.',
  },
  confirmation_needed: {
    status: 409,
    meaning: 'What cannot be undone is asked twice: call again with `confirmation` from `details`.',
  },
  draft_changed: {
    status: 409,
    meaning:
      'The draft (of the catalogue, of a broadcast) was saved, published or dropped meanwhile; nothing was written over it.',
  },
  catalog_changed: {
    status: 409,
    meaning: 'Another version of the catalogue was published meanwhile; `details.version` is the one that counts.',
  },
  catalog_unchanged: { status: 409, meaning: 'It is the same as the version that counts.' },
  setting_changed: {
    status: 409,
    meaning: 'The setting was changed meanwhile; `details.version` is the version that counts.',
  },
  setting_unchanged: { status: 409, meaning: 'The setting has this value already.' },
  broadcast_state: { status: 409, meaning: 'The broadcast is not in a state in which this can be done to it.' },
  broadcast_past: { status: 409, meaning: 'A broadcast begins now or later: this moment is past.' },
  experiment_state: { status: 409, meaning: 'The experiment is not in a state in which this can be done to it.' },
  experiment_running: {
    status: 409,
    meaning: 'An experiment tries this now: what it compares is not changed before it has ended or was stopped.',
  },
  experiment_same: { status: 409, meaning: 'Arm B has what everybody has.' },
  experiment_loses: {
    status: 422,
    meaning:
      'At a price of arm B a pack costs more than it earns; `details.losses` has a sentence for each, `details.findings` its parts.',
  },
  template_exists: { status: 409, meaning: 'There is a reply template of this title already.' },
  campaign_exists: { status: 409, meaning: 'There is a campaign of this name already.' },
  campaign_used: {
    status: 409,
    meaning: 'People have come by the link of this campaign: it can be archived, not deleted.',
  },
  own_role: { status: 409, meaning: 'Nobody changes their own role.' },
  role_of_setting: { status: 409, meaning: 'This role is given by ADMIN_IDS, and by it alone can be taken.' },
  idempotency_key_reused: { status: 409, meaning: 'The key was used before for a different change.' },
  link_not_valid: { status: 410, meaning: 'The link was opened before, or it is too old.' },
  too_large: { status: 413, meaning: 'The body is larger than 1 MiB.' },
  unreadable_file: { status: 422, meaning: 'A file of the question cannot be read; `details` says which and why.' },
  catalog_not_valid: {
    status: 422,
    meaning:
      'The catalogue cannot be published; `details.faults` has a sentence for each reason, `details.problems` its kind and place.',
  },
  setting_not_valid: {
    status: 422,
    meaning: 'The setting cannot have this value; `details.rule` says in a sentence which `details.setting` may have.',
  },
  text_not_sendable: {
    status: 422,
    meaning: 'A text is empty or longer than one message takes; `details` has its language, its length and the most.',
  },
  no_such_pages: { status: 422, meaning: 'The document has no such pages.' },
  too_many_images: {
    status: 409,
    meaning:
      'As many pictures as a person may have made in an hour; `details.resumes_at` says when the next one may be.',
  },
  too_many_requests: { status: 429, meaning: 'Too many requests at once; try again later.' },
  image_failed: { status: 502, meaning: 'The picture was not made; nothing was charged. `details.reason` says why.' },
  answer_failed: { status: 502, meaning: 'The model gave no answer; nothing was charged. `details.reason` says why.' },
  unavailable: { status: 503, meaning: 'The database cannot be reached now; try again later.' },
  answer_pending: {
    status: 503,
    meaning: 'The question is still being answered elsewhere; ask again with the same `update_id`.',
  },
  internal: { status: 500, meaning: 'A fault of ours; it is in the log.' },
} as const satisfies Record<string, { status: number; meaning: string }>

export type ErrorCode = keyof typeof errorCodes

export const errorBody = z.object({
  error: z.object({
    code: z.enum(Object.keys(errorCodes) as [ErrorCode, ...ErrorCode[]]),
    message: z.string(),
    details: z.record(z.string(), z.unknown()).optional(),
  }),
})

/** A "no" as it leaves: the status of HTTP and the body. */
export interface ErrorReply {
  status: number
  body: z.infer<typeof errorBody>
}
