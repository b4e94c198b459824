/** Why something is given or taken back. It happens once for each cause: kind and id are its idempotency key. */
export type Cause =
  | { kind: 'payment'; id: string; transactionId: number }
  | { kind: 'refund'; id: string; transactionId: number }
  /** The owner's word. */
  | { kind: 'adjustment'; id: string }

export function keyOf(cause: Cause): string {
  return `${cause.kind}:${cause.id}`
}

/** The kind of entry that a cause makes in the ledgers. */
export function entryKindOf(cause: Cause): 'purchase' | 'refund' | 'adjustment' {
  return cause.kind === 'payment' ? 'purchase' : cause.kind
}

/** The transaction that an entry belongs to. */
export function transactionOf(cause: Cause): number | null {
  return cause.kind === 'adjustment' ? null : cause.transactionId
}
