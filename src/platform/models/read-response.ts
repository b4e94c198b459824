import { type Fields, fieldsOf } from './fields.ts'
import { isSearch } from './read-searches.ts'
import { readUsage } from './read-usage.ts'
import { errorIn } from './server-error.ts'
import type { CallPiece, Source } from './tool.ts'
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
      return itemDone(fieldsOf(event['item']) ?? {}, event['output_index'])
    case 'response.output_text.annotation.added':
      return pieceOf({ sources: sourcesIn([fieldsOf(event['annotation']) ?? {}]) })
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
  return pieceOf({ other: type !== 'message', thinks: type === 'web_search_call' })
}

function endOf(response: Fields): Piece {
  const usage = readUsage(fieldsOf(response['usage']))
  const { error, status } = response
  if (error !== undefined && error !== null) return pieceOf({ error: errorIn(error), usage })
  const reason = fieldsOf(response['incomplete_details'])?.['reason']
  if (status === 'incomplete') return pieceOf({ finish: typeof reason === 'string' ? reason : 'error', usage })
  return pieceOf({ finish: status === 'failed' ? 'error' : 'stop', usage })
}

/** What an item has brought beside text. Reasoning that can be sent back is kept for that. */
function itemDone(item: Fields, index: unknown): Piece | undefined {
  if (item['type'] === 'web_search_call') return searchOf(item)
  if (item['type'] === 'function_call') return pieceOf({ other: true, calls: [callOf(item, index)] })
  const isKept = item['type'] === 'reasoning' && wordsOf(item['encrypted_content']) !== ''
  return isKept ? pieceOf({ kept: [item] }) : undefined
}

function searchOf(item: Fields): Piece {
  const { query, sources } = fieldsOf(item['action']) ?? {}
  const what = isSearch(item) ? wordsOf(query) : ''
  return pieceOf({
    searches: isSearch(item) ? 1 : 0,
    sources: sourcesIn(listOf(sources)),
    looksUp: what === '' ? undefined : { kind: 'search', what },
  })
}

function callOf(item: Fields, index: unknown): CallPiece {
  const { call_id: id, name, arguments: input } = item
  return { index: typeof index === 'number' ? index : 0, id: wordsOf(id), name: wordsOf(name), input: wordsOf(input) }
}

/** Of what was found, or named in the answer. */
function sourcesIn(pages: Fields[]): Source[] {
  return pages.flatMap(({ url, title }) =>
    typeof url === 'string' && url !== '' ? [{ url, title: wordsOf(title) }] : [],
  )
}

/** A whole response of a server that does not stream, or an error without a type. */
function notAnEvent(event: Fields): Piece | undefined {
  if (event['object'] === 'response') return { ...endOf(event), ...contentOf(event['output']), isWhole: true }
  const { error } = event
  return error === undefined || error === null ? undefined : pieceOf({ error: errorIn(error) })
}

type Content = Pick<Piece, 'text' | 'refusal' | 'other' | 'searches' | 'calls' | 'kept' | 'sources'>

function contentOf(output: unknown): Content {
  const items = listOf(output)
  const done = items.map((item, index) => itemDone(item, index)).filter((piece) => piece !== undefined)
  const parts = items.flatMap((item) => listOf(item['content']))
  return {
    text: parts.map(({ type, text }) => (type === 'output_text' ? wordsOf(text) : '')).join(''),
    refusal: parts.map(({ refusal }) => wordsOf(refusal)).join(''),
    other: items.some(({ type }) => type !== 'message' && type !== 'reasoning'),
    searches: items.filter(isSearch).length,
    calls: done.flatMap(({ calls }) => calls),
    kept: done.flatMap(({ kept }) => kept),
    sources: [
      ...done.flatMap(({ sources }) => sources),
      ...sourcesIn(parts.flatMap((part) => listOf(part['annotations']))),
    ],
  }
}

function listOf(value: unknown): Fields[] {
  const list: unknown[] = Array.isArray(value) ? value : []
  return list.map(fieldsOf).filter((one) => one !== undefined)
}

function wordsOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}
