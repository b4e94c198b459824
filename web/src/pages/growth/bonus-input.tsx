import { Group, Select } from '@mantine/core'
import type { BrowserReply } from '#modules/cabinet/browser.ts'
import { CountInput } from '#web/kit/count-input.tsx'
import { useTexts } from '#web/language.ts'

type Bonus = NonNullable<BrowserReply<'campaigns'>['campaigns'][number]['bonus']>

/** As it stands in the fields. */
export interface TypedBonus {
  of: Bonus['of'] | 'nothing'
  amount: number | string
  most: number | string
}

export const noBonus: TypedBonus = { of: 'nothing', amount: '', most: '' }

export function typedBonus({ bonus, mostBonuses }: { bonus: Bonus | null; mostBonuses: number }): TypedBonus {
  return bonus ? { ...bonus, most: mostBonuses } : noBonus
}

export function bonusOf({ of, amount, most }: TypedBonus): { bonus: Bonus | null; mostBonuses: number } {
  return of === 'nothing'
    ? { bonus: null, mostBonuses: 0 }
    : { bonus: { of, amount: Number(amount) }, mostBonuses: Number(most) }
}

const largest = { credits: 10_000, trial_messages: 1_000 } as const

/** What people who are new get by the link, and how many of them. */
export function BonusInput({ bonus, setBonus }: { bonus: TypedBonus; setBonus: (bonus: TypedBonus) => void }) {
  const { growth: t } = useTexts()
  const { of, amount, most } = bonus
  return (
    <>
      <Select
        label={t.bonus}
        description={t.bonusHint}
        allowDeselect={false}
        value={of}
        onChange={(value) => setBonus({ ...bonus, of: value as TypedBonus['of'] })}
        data={(['nothing', 'credits', 'trial_messages'] as const).map((value) => ({ value, label: t.bonuses[value] }))}
      />
      {of !== 'nothing' && (
        <Group grow align="start">
          <CountInput
            label={t.bonusAmount}
            required
            min={1}
            max={largest[of]}
            value={amount}
            onChange={(value) => setBonus({ ...bonus, amount: value })}
          />
          <CountInput
            label={t.bonusMost}
            required
            min={1}
            max={1_000_000}
            value={most}
            onChange={(value) => setBonus({ ...bonus, most: value })}
          />
        </Group>
      )}
    </>
  )
}
