import type { BrowserReply } from '#modules/cabinet/browser.ts'
import { useTexts } from '#web/language.ts'
import { useFormat } from './format.ts'

export type Reward = BrowserReply<'promos'>['promos'][number]['gives']

/** What is given without a purchase, in words. */
export function useRewardWords(): (gives: Reward) => string {
  const { rewards: t } = useTexts()
  const { number } = useFormat()
  return (gives) => {
    if (gives.of === 'credits') return t.credits(number(gives.amount))
    if (gives.of === 'trial_messages') return t.trialMessages(number(gives.amount))
    if (gives.of === 'plan_days') return t.planDays(number(gives.days), gives.plan)
    return t.percentOff(gives.percent)
  }
}
