import type { StarTransaction } from 'grammy/types'
import { type Difference, findCursor, moveCursor, reconcile, type StarMovement } from '#domain/payments/reconcile.ts'
import type { TaskTools } from '#worker/tools.ts'

const page = 100
/** Read again what was read last time: a refund shares its charge with a payment that stands earlier. */
const overlap = 200
const mostPages = 200

/** Walks Telegram's list of Star transactions and compares it with ours; the owner hears of every difference. */
export async function reconcilePayments({ sql, telegram, config, log }: TaskTools): Promise<void> {
  if (!telegram) return
  let offset = Math.max(0, (await findCursor(sql)) - overlap)
  const differences: Difference[] = []
  for (let turn = 0; turn < mostPages; turn += 1) {
    const { transactions } = await telegram.getStarTransactions({ offset, limit: page })
    differences.push(
      ...(await reconcile(
        sql,
        transactions.flatMap((transaction) => movementOf(transaction) ?? []),
      )),
    )
    offset += transactions.length
    await moveCursor(sql, offset)
    if (transactions.length < page) break
  }
  log.info({ differences: differences.length, until: offset }, 'Payments were compared with Telegram')
  if (differences.length === 0) return
  log.error({ differences }, 'Payments differed from Telegram')
  const text = ['⚠️ Reconciliation found differences:', ...differences.slice(0, 30).map(describe)].join('\n')
  for (const owner of config.adminIds)
    await telegram
      .sendMessage(owner, text)
      .catch((error: unknown) => log.warn({ err: error, owner }, 'An owner could not be told'))
}

function movementOf({ id, amount, source, receiver }: StarTransaction): StarMovement | undefined {
  const other = source ?? receiver
  if (other?.type !== 'user' || other.transaction_type !== 'invoice_payment') return undefined
  return {
    chargeId: id,
    telegramId: other.user.id,
    amount,
    direction: source ? 'in' : 'out',
    payload: other.invoice_payload ?? '',
    recurring: other.subscription_period !== undefined,
  }
}

function describe({ what, telegramId, amount, chargeId }: Difference): string {
  return `${what}: user ${telegramId}, ${amount} ⭐, ${chargeId}`
}
