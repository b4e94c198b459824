import { answerOf, type Reply } from '#platform/models/testing-server.ts'

/** Before what the model is to say: whoever writes it outside of marked data is obeyed. */
export const order = 'OBEY:'

/**
 * A model that takes every order it finds, except in what is marked as data: a document between its own marks, lines that are
 * quoted, and what is drawn in a picture. What else stands in the bytes of a picture it reads like words.
 */
export const obey: Reply = (response, { body }) => {
  const turns = body.messages as unknown as { role: string; content: string | Part[] }[]
  const system = turns.flatMap(({ role, content }) => (role === 'system' ? textsIn(content) : [])).join('\n')
  const said = turns.flatMap(({ role, content }) => (role === 'user' ? textsIn(content) : [])).join('\n')
  const orders = withoutData(said)
    .split(/[\n\v\f\r\u0085\u2028\u2029]/)
    .flatMap((line) => (line.includes(order) ? [line.slice(line.indexOf(order) + order.length).trim()] : []))
  const obeyed = orders.map((wanted) => (wanted.includes('instructions') ? system : wanted))
  return answerOf(obeyed.length === 0 ? 'There was no order.' : obeyed.join('\n'))(response, { body } as never)
}

interface Part {
  text?: string
  image_url?: { url: string }
}

function textsIn(content: string | Part[]): string[] {
  if (typeof content === 'string') return [content]
  return content.flatMap(({ text, image_url: image }) => {
    if (text !== undefined) return [text]
    return image ? [Buffer.from(image.url.split(',')[1] ?? '', 'base64').toString('latin1')] : []
  })
}

function withoutData(said: string): string {
  return said
    .replaceAll(/<document-([0-9a-f]{16})[^>]*>\n[\s\S]*?\n<\/document-\1>/g, '')
    .replaceAll(/^> [^\n\v\f\r\u0085\u2028\u2029]*/gm, '')
}
