import { becomeFirstOwner } from '#modules/cabinet/bot/cabinet.ts'
import { redeemByLink } from '#modules/promo-codes/bot/promo-codes.ts'
import { startLinks } from '#modules/starts/bot/start-links.ts'

/** What each kind of link `t.me/BOT?start=…` does; the first letters of each are in `modules/starts/contract.ts`. */
export const links = startLinks({
  // It counts, and the welcome is the usual one.
  campaign: { isSecret: false, act: async () => false },
  // A code of a batch is for the person who has it.
  promo: { isSecret: true, act: redeemByLink },
  role: { isSecret: true, act: becomeFirstOwner },
})
