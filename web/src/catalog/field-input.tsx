import { Checkbox, Select, TextInput } from '@mantine/core'
import { CountInput } from '#web/kit/count-input.tsx'
import { useFormat } from '#web/kit/format.ts'
import { MoneyInput } from '#web/kit/money-input.tsx'
import { useTexts } from '#web/language.ts'
import { objectIn, withValue } from './content.ts'
import type { Field } from './fields.ts'
import { NamesInput, PairsInput, QuestionsInput } from './list-inputs.tsx'
import { type InputProps, WordsInput } from './words-input.tsx'

interface FieldInputProps extends InputProps {
  field: Field
  /** What a field of the kind `model` may name. */
  models: string[]
}

/** A field of an entry as it is written. */
export function FieldInput({ field, models, ...input }: FieldInputProps) {
  const { catalog: t } = useTexts()
  switch (field.kind) {
    case 'words':
      return <WordsInput {...input} />
    case 'long':
      return <WordsInput {...input} isLong />
    case 'questions':
      return <QuestionsInput {...input} />
    case 'names':
      return <NamesInput {...input} />
    case 'pairs':
      return <PairsInput {...input} />
    case 'flag':
      return <Flag {...input} field={field} />
    case 'number':
      return <Count {...input} field={field} />
    case 'dollars':
      return <Dollars {...input} field={field} />
    case 'card':
      return <CardPrice {...input} />
    case 'model':
      return <Choice {...input} data={models} clearable />
    case 'choice':
      return <Choice {...input} data={field.choices!.map((value) => ({ value, label: t.choices[value] ?? value }))} />
    case 'text':
      return <OneLine {...input} />
  }
}

function Flag({ field, label, hint, value, messageAt, onChange }: InputProps & { field: Field }) {
  return (
    <Checkbox
      label={label}
      description={hint}
      error={messageAt()}
      checked={Boolean(value ?? field.usual)}
      onChange={(event) => onChange(event.currentTarget.checked)}
    />
  )
}

function Count({ field, label, hint, value, messageAt, onChange }: InputProps & { field: Field }) {
  const usual = useUsual(field)
  return (
    <CountInput
      label={label}
      description={hint}
      error={messageAt()}
      {...usual}
      value={typeof value === 'number' || typeof value === 'string' ? value : ''}
      onChange={(given) => onChange(given === '' ? undefined : given)}
    />
  )
}

/** Millionths of a dollar; a price of the catalogue is at most so many dollars. */
function Dollars({ field, label, hint, value, messageAt, onChange }: InputProps & { field: Field }) {
  const usual = useUsual(field)
  return (
    <MoneyInput
      label={label}
      description={hint}
      error={messageAt()}
      {...usual}
      maxDollars={1_000}
      decimals={6}
      value={typeof value === 'number' || typeof value === 'string' ? value : ''}
      onChange={(given) => onChange(given === '' ? undefined : given)}
    />
  )
}

/** With both fields empty no cards are taken. */
function CardPrice({ hint, value, messageAt, onChange }: InputProps) {
  const { catalog: t } = useTexts()
  const price = objectIn(value)
  const change = (name: string, given: unknown) => {
    const changed = withValue(price, name, given)
    onChange(Object.keys(changed).length > 0 ? changed : undefined)
  }
  const part = (name: string) => ({
    label: t.fields[`priceCard.${name}`] ?? name,
    value: price[name],
    messageAt: () => messageAt(name),
    onChange: (given: unknown) => change(name, given),
  })
  return (
    <>
      <OneLine {...part('currency')} hint={hint} />
      <Count {...part('amount')} field={{ name: 'amount', kind: 'number' }} />
    </>
  )
}

/** What counts where nothing is written. */
function useUsual({ usual, required = false }: Field) {
  const { number } = useFormat()
  return { required, placeholder: typeof usual === 'number' ? number(usual) : '' }
}

interface ChoiceProps extends InputProps {
  data: (string | { value: string; label: string })[]
  clearable?: boolean
}

function Choice({ label, hint, value, messageAt, onChange, data, clearable = false }: ChoiceProps) {
  return (
    <Select
      {...{ label, data, clearable }}
      description={hint}
      error={messageAt()}
      allowDeselect={clearable}
      value={typeof value === 'string' ? value : null}
      onChange={(given) => onChange(given ?? undefined)}
    />
  )
}

function OneLine({ label, hint, value, messageAt, onChange }: InputProps) {
  return (
    <TextInput
      label={label}
      description={hint}
      error={messageAt()}
      value={typeof value === 'string' ? value : ''}
      onChange={(event) => onChange(event.currentTarget.value || undefined)}
    />
  )
}
