import { Group, Select } from '@mantine/core'
import type { BrowserReply } from '#modules/cabinet/browser.ts'
import { CountInput } from '#web/kit/count-input.tsx'
import { useLanguage } from '#web/language.ts'
import type { TypedPromo } from './make-promo.tsx'
import type { Promo } from './promo.ts'

interface Props {
  typed: Pick<TypedPromo, 'of' | 'amount' | 'plan'>
  set: (some: Partial<TypedPromo>) => void
  plans: BrowserReply<'promos'>['plans']
}

const largest = { credits: 1_000_000, trial_messages: 1_000, plan_days: 3_660, percent_off: 99 } as const
const kinds = Object.keys(largest) as Promo['gives']['of'][]

/** What a code gives: the kind, how much, and of days which plan. */
export function RewardInput({ typed: { of, amount, plan }, set, plans }: Props) {
  const { language, t: texts } = useLanguage()
  const t = texts.promos
  return (
    <>
      <Group grow align="start">
        <Select
          label={t.gives}
          allowDeselect={false}
          value={of}
          onChange={(value) => set({ of: value as Promo['gives']['of'] })}
          data={kinds
            .filter((kind) => kind !== 'plan_days' || plans.length > 0)
            .map((value) => ({ value, label: t.kinds[value] }))}
        />
        <CountInput
          label={t.amount}
          required
          min={1}
          max={largest[of]}
          value={amount}
          onChange={(value) => set({ amount: value })}
        />
      </Group>
      {of === 'plan_days' && (
        <Select
          label={t.plan}
          required
          value={plan}
          onChange={(value) => set({ plan: value })}
          data={plans.map(({ id, title }) => ({ value: id, label: title[language] ?? id }))}
        />
      )}
    </>
  )
}
