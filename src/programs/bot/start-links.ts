import { becomeFirstOwner } from '#modules/cabinet/bot/cabinet.ts'
import { startLinks } from '#modules/starts/bot/start-links.ts'

/** What each kind of link `t.me/BOT?start=…` does; the first letters of each are in `modules/starts/contract.ts`. */
export const links = startLinks({
  // It counts, and the welcome is the usual one.
  campaign: { isSecret: false, act: async () => false },
  role: { isSecret: true, act: becomeFirstOwner },
})
