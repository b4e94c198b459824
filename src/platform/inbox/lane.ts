import { chatLane, isObject, kindOf, type Slot } from './update-kinds.ts'

/** What may wait behind what. */
export type Kind = Slot
export const kinds: readonly Kind[] = ['urgent', 'button', 'message']

export interface Update {
  update_id: number
  [kind: string]: unknown
}

export interface Incoming {
  updateId: number
  lane: string
  kind: Kind
  payload: Update
}

/** Puts an update into its lane; undefined when the value is no update of Telegram. */
export function laneOf(value: unknown): Incoming | undefined {
  if (!isUpdate(value)) return undefined
  const payload = storable(value) as Update
  return { updateId: payload.update_id, payload, ...place(payload) }
}

export function isUpdate(value: unknown): value is Update {
  return isObject(value) && Number.isSafeInteger(value['update_id']) && (value['update_id'] as number) >= 0
}

function place(update: Update): { lane: string; kind: Kind } {
  const known = kindOf(update)
  if (known) return { lane: known.lane(known.content), kind: known.slot }
  for (const content of Object.values(update))
    if (isObject(content) && isObject(content['chat']))
      return { lane: chatLane(content, content['from']), kind: 'message' }
  return { lane: `other:${Object.keys(update).find((key) => key !== 'update_id') ?? 'nothing'}`, kind: 'message' }
}

/** A real update is some twenty levels deep; PostgreSQL and our own functions bear some thousands. */
const deepest = 100

/** PostgreSQL's jsonb takes neither NUL nor half a surrogate pair; people can send both. What is nested too deep is left out. */
function storable(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return value.replaceAll('\0', '').toWellFormed()
  if (typeof value !== 'object' || value === null) return value
  if (depth === deepest) return null
  if (Array.isArray(value)) return value.map((inner) => storable(inner, depth + 1))
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [storable(key) as string, storable(inner, depth + 1)]),
  )
}
