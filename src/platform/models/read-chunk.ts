import { type Fields, fieldsOf, isEmpty } from './fields.ts'
import { readUsage } from './read-usage.ts'
import { errorIn } from './server-error.ts'
import type { CallPiece, Source } from './tool.ts'
import { type Piece, pieceOf } from './wire.ts'

/** Reasoning as its server has named it. */
export interface ReasoningField {
  field: string
  text: string
}

/** What one chunk of Chat Completions says, whatever the server's dialect. */
export function readChunk(value: unknown): Piece {
  const chunk = fieldsOf(value) ?? {}
  const choice = fieldsOf(Array.isArray(chunk['choices']) ? chunk['choices'][0] : undefined)
  const delta = fieldsOf(choice?.['delta'])
  if (delta && saysOnlyContent(chunk, choice!, delta)) return pieceOf({ text: delta['content'] as string })
  const message = fieldsOf(choice?.['message']) ?? fieldsOf(chunk['message'])
  const said = delta && !isEmpty(delta) ? delta : (message ?? delta ?? {})
  const content = contentOf(said['content'] ?? choice?.['text'])
  const thinking = said['reasoning_content'] ?? said['reasoning'] ?? said['thinking']
  const finish = choice?.['finish_reason']
  const error = chunk['error'] ?? choice?.['error'] ?? (chunk['object'] === 'error' ? chunk : undefined)
  return pieceOf({
    text: content.text,
    isWhole: said === message,
    refusal: content.refusal + (typeof said['refusal'] === 'string' ? said['refusal'] : ''),
    thought: content.thought + (typeof thinking === 'string' ? thinking.length : 0),
    ...(isEmpty(said['tool_calls']) ? {} : { calls: callsOf(said['tool_calls']) }),
    ...(typeof thinking === 'string' && thinking !== '' ? { kept: keptOf(said, thinking) } : {}),
    ...(isEmpty(said['annotations']) ? {} : { sources: citedIn(said['annotations']) }),
    other: content.other || ['tool_calls', 'function_call', 'images', 'audio'].some((name) => !isEmpty(said[name])),
    finish: typeof finish === 'string' && finish !== '' ? finish : undefined,
    usage: readUsage(fieldsOf(chunk['usage'])),
    error: error === undefined || error === null ? undefined : errorIn(error),
  })
}

/** Most chunks, of which an answer has hundreds. */
function saysOnlyContent(chunk: Fields, choice: Fields, delta: Fields): boolean {
  for (const name in delta) if (name !== 'content' && name !== 'role' && !isEmpty(delta[name])) return false
  return (
    typeof delta['content'] === 'string' &&
    delta['content'] !== '' &&
    isEmpty(choice['finish_reason']) &&
    isEmpty(choice['message'] ?? chunk['message']) &&
    isEmpty(choice['error'] ?? chunk['error']) &&
    isEmpty(chunk['usage']) &&
    chunk['object'] !== 'error'
  )
}

/** Content is a text or a list of parts. */
function contentOf(content: unknown) {
  const found = { text: '', refusal: '', thought: 0, other: false }
  for (const part of Array.isArray(content) ? (content as unknown[]) : [content]) {
    const fields = fieldsOf(part)
    if (typeof part === 'string') found.text += part
    else if (typeof fields?.['refusal'] === 'string') found.refusal += fields['refusal']
    else if (/think|reason/.test(String(fields?.['type']))) found.thought += JSON.stringify(fields).length
    else if (typeof fields?.['text'] === 'string') found.text += fields['text']
    else if (fields) found.other = true
  }
  return found
}

function callsOf(calls: unknown): CallPiece[] {
  const list: unknown[] = Array.isArray(calls) ? calls : []
  return list.flatMap((call, place) => {
    const { index, id, function: made, extra_content: extra } = fieldsOf(call) ?? {}
    const { name, arguments: input } = fieldsOf(made) ?? {}
    return {
      index: typeof index === 'number' ? index : place,
      id: typeof id === 'string' ? id : '',
      name: typeof name === 'string' ? name : '',
      input: typeof input === 'string' ? input : isEmpty(input) ? '' : JSON.stringify(input),
      ...(extra === undefined ? {} : { extra }),
    }
  })
}

/** Pages that a model names which searches by itself. */
function citedIn(annotations: unknown): Source[] {
  const list: unknown[] = Array.isArray(annotations) ? annotations : []
  return list.flatMap((one) => {
    const { url, title } = fieldsOf(fieldsOf(one)?.['url_citation']) ?? {}
    return typeof url === 'string' ? [{ url, title: typeof title === 'string' ? title : '' }] : []
  })
}

function keptOf(said: Fields, text: string): ReasoningField[] {
  const field = ['reasoning_content', 'reasoning', 'thinking'].find((name) => said[name] === text)!
  return [{ field, text }]
}
