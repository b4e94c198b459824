import { TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTexts } from '#web/language.ts'
import { useFormat } from './format.ts'

interface MoneyInputProps extends Limits {
  label: string
  description?: string | undefined
  placeholder?: string
  required?: boolean
  /** Another fault of what stands here. */
  error?: string | undefined
  /** Millionths of a dollar, nothing (`''`), or the letters of what is no such sum: its form is not sent then. */
  value: number | string
  onChange: (value: number | string) => void
}

interface Limits {
  maxDollars: number
  /** How many digits may stand behind the decimal sign. */
  decimals: number
}

/**
 * A sum of dollars as it was typed. Mantine's field for numbers makes 125 of “12,5” and 1.2 of “1,200”; here one sentence says
 * what is wrong, and nothing is sent.
 */
export function MoneyInput({ maxDollars, decimals, error, value, onChange, ...labels }: MoneyInputProps) {
  const limits = { maxDollars, decimals }
  const [typed, setTyped] = useState('')
  const fault = useFault(value, limits)
  // “12,50” and “12.5” are one sum: what was typed stays.
  const shown = typeof value === 'string' ? value : moneyIn(typed, limits) === value ? typed : String(value / 1_000_000)
  return (
    <TextInput
      {...labels}
      inputMode="decimal"
      autoComplete="off"
      leftSection={<span aria-hidden>$</span>}
      error={fault ?? error}
      ref={(input) => input?.setCustomValidity(fault ?? '')}
      value={shown}
      onChange={(event) => {
        const written = event.currentTarget.value
        const money = moneyIn(written, limits)
        setTyped(written)
        onChange(typeof money === 'object' ? written : money)
      }}
    />
  )
}

function useFault(value: number | string, limits: Limits): string | undefined {
  const t = useTexts()
  const { number } = useFormat()
  const money = typeof value === 'string' ? moneyIn(value, limits) : value
  if (typeof money !== 'object') return undefined
  if ('couldBe' in money) return t.sumUnclear(...money.couldBe)
  return money.wrong === 'decimals' ? t.sumDecimals(limits.decimals) : t.sum(number(limits.maxDollars))
}

type Wrong = { wrong: 'sum' | 'decimals' } | { couldBe: [whole: string, part: string] }

/** Millionths of a dollar, `''` for nothing, or what is wrong. Spaces between thousands are how people write them. */
function moneyIn(typed: string, { maxDollars, decimals }: Limits): number | '' | Wrong {
  const written = typed.trim().replace(/^\$\s*|\s*\$$/, '')
  if (written === '') return ''
  const unclear = /^([1-9]\d{0,2})([.,])(\d{3})$/.exec(written)
  if (unclear) {
    const [, whole = '', sign = '', rest = ''] = unclear
    const part = Number(`${whole}.${rest}`).toFixed(Math.min(decimals, 4))
    return { couldBe: [`${whole}${rest}`, part.replace('.', sign)] }
  }
  const digits = written.replaceAll(/(?<=\d)\s(?=\d{3}(?!\d))/g, '')
  const [, whole, part = ''] = /^(?=.*\d)(\d{0,9})(?:[.,](\d*))?$/.exec(digits) ?? []
  const dollars = whole === undefined ? NaN : Number(`${whole}.${part}0`)
  if (!(dollars <= maxDollars)) return { wrong: 'sum' }
  return part.length > decimals ? { wrong: 'decimals' } : Math.round(dollars * 1_000_000)
}
