import type { EntryKind } from './contract.ts'

/** Why something is given or taken back. It happens once for each cause: kind and id are its idempotency key. */
export type Cause =
  | { kind: 'payment'; id: string; transactionId: number }
  | { kind: 'refund'; id: string; transactionId: number }
  /** The owner's word. */
  | { kind: 'adjustment'; id: string }
  /** A promo code, the bonus of a campaign, a gift of another person, or a reward for having invited one. */
  | { kind: 'promo' | 'campaign' | 'gift' | 'referral'; id: string }
  /** The payment behind a gift or a reward was refunded; the id is the key of what had given it. */
  | { kind: 'undone'; id: string }

export function keyOf(cause: Cause): string {
  return `${cause.kind}:${cause.id}`
}

/** The kind of entry that a cause makes in the ledgers. */
export function entryKindOf(cause: Cause): Exclude<EntryKind, 'hold' | 'release'> {
  return cause.kind === 'payment' ? 'purchase' : cause.kind
}

/** The transaction that an entry belongs to. */
export function transactionOf(cause: Cause): number | null {
  return 'transactionId' in cause ? cause.transactionId : null
}
