import type { BrowserReply } from '#modules/cabinet/browser.ts'
import { useFormat } from '#web/kit/format.ts'
import { useTexts } from '#web/language.ts'

export type Promo = BrowserReply<'promos'>['promos'][number]

/** What a code gives, in words. */
export function useRewardWords(): (gives: Promo['gives']) => string {
  const { promos: t } = useTexts()
  const { number } = useFormat()
  return (gives) => {
    if (gives.of === 'credits') return t.rewards.credits(number(gives.amount))
    if (gives.of === 'trial_messages') return t.rewards.trialMessages(number(gives.amount))
    if (gives.of === 'plan_days') return t.rewards.planDays(number(gives.days), gives.plan)
    return t.rewards.percentOff(gives.percent)
  }
}
