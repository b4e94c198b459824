import { Group, Select } from '@mantine/core'
import { CountInput } from '#web/kit/count-input.tsx'
import { TextsByLanguage } from '#web/kit/text-languages.tsx'
import { useLanguage, useTexts } from '#web/language.ts'
import type { TypedValue } from './typed-value.ts'
import type { Usual } from './value-words.ts'

type Of<Subject extends TypedValue['subject']> = Extract<TypedValue, { subject: Subject }>

interface Props<Typed extends TypedValue> {
  typed: Typed
  usual: Usual
  set: (typed: TypedValue) => void
}

/** What arm B has instead of what everybody has. */
export function ValueInput({ typed, usual, set }: Props<TypedValue>) {
  if (typed.subject === 'trial_size') return <TrialInput {...{ typed, usual, set }} />
  if (typed.subject === 'pack_prices') return <PriceInputs {...{ typed, usual, set }} />
  return <TextInputs {...{ typed, set }} />
}

function TrialInput({ typed, usual, set }: Props<Of<'trial_size'>>) {
  const { experiments: t } = useTexts()
  return (
    <CountInput
      label={t.messages}
      description={t.now(String(usual.trialMessages))}
      required
      min={0}
      max={10_000}
      value={typed.messages}
      onChange={(messages) => set({ ...typed, messages })}
    />
  )
}

/** Only packs at another price take part. */
function PriceInputs({ typed, usual, set }: Props<Of<'pack_prices'>>) {
  const { language, t: texts } = useLanguage()
  const t = texts.experiments
  return usual.packs.map(({ id, title, priceStars, priceCard }) => {
    const price = typed.packs[id]!
    const change = (some: Partial<typeof price>) =>
      set({ ...typed, packs: { ...typed.packs, [id]: { ...price, ...some } } })
    const name = title[language] ?? id
    return (
      <Group key={id} grow align="start">
        <CountInput
          label={t.starsFor(name)}
          description={t.now(String(priceStars))}
          required
          min={1}
          max={100_000}
          value={price.stars}
          onChange={(stars) => change({ stars })}
        />
        {priceCard && (
          <CountInput
            label={t.cardFor(name, priceCard.currency)}
            description={t.now(String(priceCard.amount))}
            required
            min={1}
            max={100_000_000}
            value={price.card}
            onChange={(card) => change({ card })}
          />
        )}
      </Group>
    )
  })
}

const most = { trial: 1_000, purchase: 200 } as const

/** People whose language has no text take no part. */
function TextInputs({ typed, set }: Omit<Props<Of<'offer_text'>>, 'usual'>) {
  const { experiments: t } = useTexts()
  const { place } = typed
  return (
    <>
      <Select
        label={t.place}
        allowDeselect={false}
        value={place}
        onChange={(value) => set({ ...typed, place: value as typeof place })}
        data={(['trial', 'purchase'] as const).map((value) => ({ value, label: t.places[value] }))}
      />
      <TextsByLanguage
        texts={typed.texts}
        change={(texts) => set({ ...typed, texts })}
        field={({ code }) => ({
          label: t.textLabel(code),
          description: t.textHints[place],
          maxLength: most[place],
          minRows: 2,
          maxRows: 8,
        })}
      />
    </>
  )
}
