import { fieldsOf, isEmpty } from './fields.ts'
import { readUsage } from './read-usage.ts'
import { errorIn } from './server-error.ts'
import { type Piece, pieceOf } from './wire.ts'

/** What one chunk of Chat Completions says, whatever the server's dialect. */
export function readChunk(value: unknown): Piece {
  const chunk = fieldsOf(value) ?? {}
  const choice = fieldsOf(Array.isArray(chunk['choices']) ? chunk['choices'][0] : undefined)
  const delta = fieldsOf(choice?.['delta'])
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
    other: content.other || ['tool_calls', 'function_call', 'images', 'audio'].some((name) => !isEmpty(said[name])),
    finish: typeof finish === 'string' && finish !== '' ? finish : undefined,
    usage: readUsage(fieldsOf(chunk['usage'])),
    error: error === undefined || error === null ? undefined : errorIn(error),
  })
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
