import { MoneyInput } from '#web/kit/money-input.tsx'
import { useTexts } from '#web/language.ts'

/** What an ad has cost, in millionths of a dollar; nothing is 0. */
export function CostInput({ cost, setCost }: { cost: number | string; setCost: (cost: number | string) => void }) {
  const { growth: t } = useTexts()
  return (
    <MoneyInput
      label={t.costLabel}
      description={t.costHint}
      maxDollars={1_000_000}
      decimals={2}
      value={cost}
      onChange={setCost}
    />
  )
}
