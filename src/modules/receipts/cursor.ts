import type { Position } from '#platform/database/page.ts'
import { type Receipt, receiptOf } from './contract.ts'

/** Where a page of receipts ended. */
export interface Cursor {
  micros: number
  /** Null in a button of an older release, which knows only the time. */
  last: Pick<Receipt, 'of' | 'id'> | null
}

export const kinds = receiptOf.options

export function encodeCursor(micros: number, { of, id }: Pick<Receipt, 'of' | 'id'>): string {
  return `${micros}:${of}:${id}`
}

/** As the contract lets it through: a cursor of ours, or only milliseconds. */
export function decodeCursor(text: string): Cursor {
  const [moment, of, id] = text.split(':')
  if (of === undefined) return { micros: Number(moment) * 1_000, last: null }
  return { micros: Number(moment), last: { of: of as Receipt['of'], id: Number(id) } }
}

const highestId = String(Number.MAX_SAFE_INTEGER)

/** From where one kind goes on: of the last one's moment, what comes after it in the order of the kinds is still to come. */
export function positionIn({ micros, last }: Cursor, of: Receipt['of']): Position {
  const at = timestampOf(micros)
  if (last === null) return { at, key: '0' }
  if (of === last.of) return { at, key: String(last.id) }
  return { at, key: kinds.indexOf(of) > kinds.indexOf(last.of) ? highestId : '0' }
}

function timestampOf(micros: number): string {
  const whole = new Date(Math.floor(micros / 1_000)).toISOString()
  return whole.replace('Z', `${String(micros % 1_000).padStart(3, '0')}Z`)
}
