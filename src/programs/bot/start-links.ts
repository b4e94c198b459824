import { beginByLink } from '#modules/assistants/bot/assistants.ts'
import { becomeFirstOwner } from '#modules/cabinet/bot/cabinet.ts'
import { takeBonus } from '#modules/campaigns/bot/campaigns.ts'
import { claimByLink } from '#modules/gifts/bot/gifts.ts'
import { openWholeAnswer } from '#modules/guests/bot/show-to-guest.ts'
import { redeemByLink } from '#modules/promo-codes/bot/promo-codes.ts'
import { acceptByLink } from '#modules/referrals/bot/referral.ts'
import { startLinks } from '#modules/starts/bot/start-links.ts'

/** What each kind of link `t.me/BOT?start=…` does; the first letters of each are in `modules/starts/contract.ts`. */
export const links = startLinks({
  assistant: { isSecret: false, act: beginByLink },
  campaign: { isSecret: false, act: takeBonus },
  gift: { isSecret: true, act: claimByLink },
  // The name is that of one answer.
  guest: { isSecret: true, act: openWholeAnswer },
  // A code of a batch is for the person who has it.
  promo: { isSecret: true, act: redeemByLink },
  referral: { isSecret: false, act: acceptByLink },
  role: { isSecret: true, act: becomeFirstOwner },
})
