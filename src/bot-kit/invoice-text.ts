import type { AgreementNotice } from './agreement.ts'
import type { BotContext } from './context.ts'

/** Telegram takes no more under the title of an invoice. */
const mostLetters = 255

/** What an invoice says: what is bought, and what its payer agrees to. Where both have no room, what is bought stands on the page before. */
export function invoiceText({ t }: BotContext, about: string, notice: AgreementNotice | null): string {
  if (!notice) return about
  const both = `${about} ${t.agreement.byPaying}`
  return both.length <= mostLetters ? both : t.agreement.byPaying
}
