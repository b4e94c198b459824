import type { StarTransaction } from 'grammy/types'
import { type Difference, findCursor, moveCursor, reconcile, type StarMovement } from '#modules/payments/reconcile.ts'
import type { TaskTools } from '#modules/task-tools.ts'

const page = 100
/** Read again what was read last time: a refund shares its charge with a payment that stands earlier. */
const overlap = 200
const mostPages = 200

/** Walks Telegram's list of Star transactions and compares it with ours; the owner hears of every difference. */
export async function reconcilePayments(tools: TaskTools): Promise<void> {
  const { sql, telegram, config, log } = tools
  if (!telegram) return
  const { nextOffset, first } = await findCursor(sql)
  const comparison = { secrets: config.paymentSecrets, first }
  let offset = Math.max(0, nextOffset - overlap)
  let history = 0
  const differences: Difference[] = []
  for (let turn = 0; turn < mostPages; turn += 1) {
    const { transactions } = await telegram.getStarTransactions({ offset, limit: page })
    const found = await reconcile(
      sql,
      transactions.flatMap((transaction) => movementOf(transaction) ?? []),
      comparison,
    )
    differences.push(...found.differences)
    history += found.history
    offset += transactions.length
    const atEnd = transactions.length < page
    await moveCursor(sql, { nextOffset: offset, atEnd, first })
    if (atEnd) break
  }
  log.info({ differences: differences.length, history, until: offset }, 'Payments were compared with Telegram')
  if (differences.length === 0) return
  log.error({ differences }, 'Payments differed from Telegram')
}

function movementOf(transaction: StarTransaction): StarMovement | undefined {
  const { id, amount, source, receiver, date } = transaction
  const other = source ?? receiver
  if (other?.type !== 'user' || other.transaction_type !== 'invoice_payment') return undefined
  const { user, affiliate, subscription_period: seconds } = other
  return {
    chargeId: id,
    payer: {
      telegramId: user.id,
      firstName: user.first_name,
      lastName: user.last_name,
      username: user.username,
      languageCode: user.language_code,
    },
    amount,
    direction: source ? 'in' : 'out',
    commissionNanostars: affiliate ? affiliate.amount * 1_000_000_000 + (affiliate.nanostar_amount ?? 0) : 0,
    payload: other.invoice_payload ?? '',
    at: new Date(date * 1000),
    paysUntil: seconds === undefined ? undefined : new Date((date + seconds) * 1000),
  }
}
