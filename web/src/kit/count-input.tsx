import { TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTexts } from '#web/language.ts'
import { useFormat } from './format.ts'

interface CountInputProps {
  label: string
  description?: string | undefined
  placeholder?: string
  required?: boolean
  min?: number
  max?: number
  /** Another fault of what stands here. */
  error?: string | undefined
  value: number | string
  /** A number, nothing (`''`), or the letters of what is no number in the range: its form is not sent then. */
  onChange: (value: number | string) => void
}

/**
 * A whole number as it was typed. Mantine's field for numbers leaves out what it does not take, and so makes 15 of “1,5”; here
 * one sentence says what is wrong, and nothing is sent.
 */
export function CountInput({ min = 0, max, error, value, onChange, ...labels }: CountInputProps) {
  const t = useTexts()
  const { number } = useFormat()
  // What is no number is not what the form has: it stands here until it is one.
  const [wrong, setWrong] = useState<string>()
  const [isTouched, setTouched] = useState(false)
  // The range may change while a number stands here, as with another kind of what a code gives.
  const isRight = countIn(wrong ?? String(value), { min, max }) !== undefined
  const range = max === undefined ? t.wholeFrom(number(min)) : t.whole(number(min), number(max))
  // What a form begins without is no fault yet.
  const isMissing = isTouched && labels.required === true && isRight && value === ''
  const fault = isRight && !isMissing ? undefined : range
  return (
    <TextInput
      {...labels}
      // The digits of a phone have no minus.
      inputMode={min < 0 ? 'text' : 'numeric'}
      autoComplete="off"
      error={fault ?? error}
      ref={(input) => input?.setCustomValidity(fault ?? '')}
      value={wrong ?? String(value)}
      onChange={(event) => {
        const typed = event.currentTarget.value
        const count = countIn(typed, { min, max })
        setTouched(true)
        setWrong(count === undefined ? typed : undefined)
        onChange(count ?? typed)
      }}
    />
  )
}

/** `''` for nothing; undefined for what is no whole number in the range. Spaces between thousands are how people write them. */
function countIn(
  typed: string,
  { min, max = Infinity }: { min: number; max: number | undefined },
): number | '' | undefined {
  const digits = typed
    .trim()
    .replaceAll(/(?<=\d)\s(?=\d{3}(?!\d))/g, '')
    .replace(/^[−–]/, '-')
  if (digits === '') return ''
  const count = /^[-+]?\d{1,15}$/.test(digits) ? Number(digits) : NaN
  return count >= min && count <= max ? count : undefined
}
