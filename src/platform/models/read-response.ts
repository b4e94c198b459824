import { type Fields, fieldsOf } from './fields.ts'
import { isSearch } from './read-searches.ts'
import { readUsage } from './read-usage.ts'
import { errorIn } from './server-error.ts'
import { type Piece, pieceOf } from './wire.ts'

/** What one event of Responses says; undefined for the many that say nothing new. */
export function readResponse(value: unknown): Piece | undefined {
  const event = fieldsOf(value) ?? {}
  switch (event['type']) {
    case 'response.output_text.delta':
      return pieceOf({ text: wordsOf(event['delta']) })
    // Of a server that sends no deltas.
    case 'response.output_text.done':
      return pieceOf({ text: wordsOf(event['text']), isWhole: true })
    case 'response.refusal.delta':
      return pieceOf({ refusal: wordsOf(event['delta']) })
    case 'response.reasoning_summary_text.delta':
      return pieceOf({ summary: wordsOf(event['delta']), thinks: true })
    case 'response.reasoning_summary_part.added':
      return pieceOf({ summary: '\n\n', thinks: true })
    case 'response.reasoning_text.delta':
      return pieceOf({ thought: wordsOf(event['delta']).length, thinks: true })
    case 'response.output_item.added':
      return itemOf(fieldsOf(event['item'])?.['type'])
    case 'response.output_item.done':
      return isSearch(fieldsOf(event['item'])) ? pieceOf({ searches: 1 }) : undefined
    case 'response.completed':
    case 'response.incomplete':
    case 'response.failed':
      return endOf(fieldsOf(event['response']) ?? {})
    case 'error':
      return pieceOf({ error: errorIn(event) })
    default:
      return notAnEvent(event)
  }
}

/** Reasoning goes on out of sight; anything but a message is no text. */
function itemOf(type: unknown): Piece {
  if (type === 'reasoning') return pieceOf({ thinks: true })
  return pieceOf({ other: type !== 'message' })
}

function endOf(response: Fields): Piece {
  const usage = readUsage(fieldsOf(response['usage']))
  const { error, status } = response
  if (error !== undefined && error !== null) return pieceOf({ error: errorIn(error), usage })
  const reason = fieldsOf(response['incomplete_details'])?.['reason']
  if (status === 'incomplete') return pieceOf({ finish: typeof reason === 'string' ? reason : 'error', usage })
  return pieceOf({ finish: status === 'failed' ? 'error' : 'stop', usage })
}

/** A whole response of a server that does not stream, or an error without a type. */
function notAnEvent(event: Fields): Piece | undefined {
  if (event['object'] === 'response') return { ...endOf(event), ...contentOf(event['output']), isWhole: true }
  const { error } = event
  return error === undefined || error === null ? undefined : pieceOf({ error: errorIn(error) })
}

function contentOf(output: unknown): Pick<Piece, 'text' | 'refusal' | 'other' | 'searches'> {
  const items = listOf(output)
  const parts = items.flatMap((item) => listOf(item['content']))
  return {
    text: parts.map(({ type, text }) => (type === 'output_text' ? wordsOf(text) : '')).join(''),
    refusal: parts.map(({ refusal }) => wordsOf(refusal)).join(''),
    other: items.some(({ type }) => type !== 'message' && type !== 'reasoning'),
    searches: items.filter(isSearch).length,
  }
}

function listOf(value: unknown): Fields[] {
  const list: unknown[] = Array.isArray(value) ? value : []
  return list.map(fieldsOf).filter((one) => one !== undefined)
}

function wordsOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}
