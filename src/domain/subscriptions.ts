/** A time bought in advance: while it lasts, questions within its fair use cost nothing. */
export interface Subscription {
  plan: string
  endsAt: Date
  /** Whether Telegram takes the next payment by itself. */
  autoRenew: boolean
}
