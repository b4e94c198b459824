import { NumberInput } from '@mantine/core'
import { useTexts } from '#web/language.ts'

/** What an ad has cost, in dollars as they are typed. */
export function CostInput({ cost, setCost }: { cost: number | string; setCost: (cost: number | string) => void }) {
  const { growth: t } = useTexts()
  return (
    <NumberInput
      label={t.costLabel}
      description={t.costHint}
      prefix="$"
      min={0}
      max={1_000_000}
      // More is refused, and not cut to the limit in silence.
      clampBehavior="none"
      decimalScale={2}
      value={cost}
      onChange={setCost}
    />
  )
}

export const microDollars = (cost: number | string) => Math.round(Number(cost || 0) * 1_000_000)
