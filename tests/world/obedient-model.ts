import { answerOf, choice, finish, type Reply, stream, usage } from '#platform/models/testing-server.ts'

/** Before what the model is to say: where it stands outside of marked data it is obeyed. */
export const order = 'OBEY:'

/**
 * A model that takes every order it finds, except in what is marked as data: a document between its own marks, lines that are
 * quoted, and what is drawn in a picture. What else stands in the bytes of a picture it reads like words.
 */
export const obey: Reply = (response, { body }) => answerOf(answerTo(turnsIn(body)))(response, { body } as never)

/**
 * The same, with tools: it looks up what the person names after `LOOK:`. Then it is taken in by what it has found: it tries to open
 * every address there, and says all of it after its answer.
 */
export const obeyWithTools: Reply = (response, { body }) => {
  const turns = turnsIn(body)
  const found = turns.flatMap(({ role, content }) => (role === 'tool' ? textsIn(content) : []))
  const asked = turns.filter(({ role }) => role === 'assistant').flatMap((turn) => turn.tool_calls ?? [])
  const offered = ((body['tools'] ?? []) as { function: { name: string } }[]).map((tool) => tool.function.name)
  const wish = /LOOK: (\S+) (\S+)/.exec(turns.findLast(({ role }) => role === 'user')!.content as string)
  const looks: [string, object][] = wish
    ? [
        ['web_search', { query: wish[1] }],
        ['read_page', { address: wish[2] }],
      ]
    : []
  const tries = addressesIn(found.join('\n')).map((address): [string, object] => ['read_page', { address }])
  const calls = asked.length === 0 ? looks : asked.length === looks.length ? tries : []
  const possible = calls.filter(([name]) => offered.includes(name))
  if (possible.length === 0) {
    const repeated = asked.length === 0 ? '' : `\n\n${found.join('\n')}`
    return answerOf(answerTo(turns) + repeated)(response, { body } as never)
  }
  const pieces = possible.map(([name, input], index) => ({
    index,
    id: `call-${asked.length + index}`,
    type: 'function',
    function: { name, arguments: JSON.stringify(input) },
  }))
  return stream(choice({ delta: { tool_calls: pieces } }), finish('tool_calls'), usage, '[DONE]')(response, {} as never)
}

function answerTo(turns: Turn[]): string {
  const system = turns.flatMap(({ role, content }) => (role === 'system' ? textsIn(content) : [])).join('\n')
  const said = turns.flatMap(({ role, content }) => (/user|tool/.test(role) ? textsIn(content) : [])).join('\n')
  const orders = withoutData(said)
    .split(/[\n\v\f\r\u0085\u2028\u2029]/)
    .flatMap((line) => (line.includes(order) ? [line.slice(line.indexOf(order) + order.length).trim()] : []))
  const obeyed = orders.map((wanted) => (wanted.includes('instructions') ? system : wanted))
  return obeyed.length === 0 ? 'There was no order.' : obeyed.join('\n')
}

interface Turn {
  role: string
  content: string | Part[] | null
  tool_calls?: object[]
}

function turnsIn({ messages }: { messages: unknown }): Turn[] {
  return messages as Turn[]
}

function addressesIn(text: string): string[] {
  return [...new Set(text.match(/https?:\/\/[^\s)"'<>]+/g) ?? [])].slice(0, 8)
}

interface Part {
  text?: string
  image_url?: { url: string }
}

function textsIn(content: string | Part[] | null): string[] {
  if (content === null) return []
  if (typeof content === 'string') return [content]
  return content.flatMap(({ text, image_url: image }) => {
    if (text !== undefined) return [text]
    return image ? [Buffer.from(image.url.split(',')[1] ?? '', 'base64').toString('latin1')] : []
  })
}

function withoutData(said: string): string {
  return said
    .replaceAll(/<result-([0-9a-f]{16}) [^>\n]*>\n[\s\S]*?\n<\/result-\1>/g, '')
    .replaceAll(/<document-([0-9a-f]{16})[^>]*>\n[\s\S]*?\n<\/document-\1>/g, '')
    .replaceAll(/^> [^\n\v\f\r\u0085\u2028\u2029]*/gm, '')
}
