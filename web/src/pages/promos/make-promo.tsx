import { Checkbox, SegmentedControl, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { BrowserInput, BrowserReply } from '#modules/cabinet/browser.ts'
import { ChangeWindow } from '#web/kit/change-window.tsx'
import { CountInput } from '#web/kit/count-input.tsx'
import { useFormat } from '#web/kit/format.ts'
import { useRewardWords } from '#web/kit/reward-words.ts'
import { useChange } from '#web/kit/use-change.ts'
import { useTexts } from '#web/language.ts'
import type { Promo } from './promo.ts'
import { RewardInput } from './reward-input.tsx'

const empty = {
  name: '',
  of: 'credits' as Promo['gives']['of'],
  amount: '' as number | string,
  plan: null as string | null,
  batch: false,
  mostUses: '' as number | string,
  firstPurchase: false,
  startsAt: '',
  endsAt: '',
}

export type TypedPromo = typeof empty

/** What stands where no limit was given. */
export const unlimited = 1_000_000

interface Props {
  plans: BrowserReply<'promos'>['plans']
  made: (name: string) => void
  close: () => void
}

/** A form for a code of one's own or a batch of codes, each for one person. */
export function MakePromo({ plans, made, close }: Props) {
  const { promos: t } = useTexts()
  const [typed, setTyped] = useState(empty)
  const describe = useQuestion()
  const change = useChange('makePromo', ({ name }) => {
    close()
    made(name)
  })
  const set = (some: Partial<TypedPromo>) => {
    change.reset()
    setTyped({ ...typed, ...some })
  }
  return (
    <ChangeWindow
      {...{ close, change, describe }}
      isOpen
      title={t.make}
      submit={(reason) => void change.send({ ...wantedOf(typed), reason })}
    >
      <SegmentedControl
        aria-label={t.kind}
        fullWidth
        value={typed.batch ? 'batch' : 'one'}
        onChange={(value) => set({ batch: value === 'batch' })}
        data={[
          { value: 'one', label: t.oneCode },
          { value: 'batch', label: t.manyCodes },
        ]}
      />
      <TextInput
        label={typed.batch ? t.batchName : t.code}
        description={t.nameHint}
        required
        maxLength={40}
        pattern="[A-Za-z0-9_\-]{3,40}"
        title={t.nameHint}
        value={typed.name}
        onChange={(event) => set({ name: event.currentTarget.value })}
      />
      <RewardInput {...{ typed, set, plans }} />
      <Limits {...{ typed, set }} />
    </ChangeWindow>
  )
}

/** For how many, when, and for whom. */
function Limits({ typed, set }: { typed: TypedPromo; set: (some: Partial<TypedPromo>) => void }) {
  const { promos: t } = useTexts()
  return (
    <>
      <CountInput
        label={typed.batch ? t.howManyCodes : t.mostUses}
        description={typed.batch ? t.howManyCodesHint : t.mostUsesHint}
        required={typed.batch}
        min={1}
        max={typed.batch ? 10_000 : 1_000_000}
        value={typed.mostUses}
        onChange={(mostUses) => set({ mostUses })}
      />
      <TextInput
        type="datetime-local"
        label={t.startsAt}
        description={t.startsAtHint}
        value={typed.startsAt}
        onChange={(event) => set({ startsAt: event.currentTarget.value })}
      />
      <TextInput
        type="datetime-local"
        label={t.endsAt}
        description={t.endsAtHint}
        value={typed.endsAt}
        onChange={(event) => set({ endsAt: event.currentTarget.value })}
      />
      <Checkbox
        label={t.firstPurchase}
        checked={typed.firstPurchase}
        onChange={(event) => set({ firstPurchase: event.currentTarget.checked })}
      />
    </>
  )
}

function wantedOf(typed: TypedPromo): Omit<BrowserInput<'makePromo'>, 'reason' | 'idempotencyKey'> {
  const { name, batch, mostUses, firstPurchase, startsAt, endsAt } = typed
  return {
    name,
    gives: givesOf(typed),
    batch,
    firstPurchase,
    ...(mostUses === '' ? {} : { mostUses: Number(mostUses) }),
    ...(startsAt ? { startsAt: new Date(startsAt).toISOString() } : {}),
    ...(endsAt ? { endsAt: new Date(endsAt).toISOString() } : {}),
  }
}

function givesOf({ of, amount, plan }: TypedPromo): Promo['gives'] {
  const count = Number(amount)
  if (of === 'plan_days') return { of, plan: plan ?? '', days: count }
  return of === 'percent_off' ? { of, percent: count } : { of, amount: count }
}

/** What is asked before a large batch is made, or a code that gives much. */
function useQuestion() {
  const { promos: t } = useTexts()
  const { number } = useFormat()
  const words = useRewardWords()
  return (question: Record<string, unknown>) => {
    const { name, gives, mostUses, batch } = question as unknown as Pick<Promo, 'name' | 'gives' | 'mostUses' | 'batch'>
    const most = mostUses === unlimited ? null : number(mostUses)
    return [batch ? t.manyAtOnce(name, number(mostUses)) : t.forMany(name, most), t.eachGives(words(gives))]
  }
}
