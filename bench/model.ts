import { once } from 'node:events'
import { createServer, type ServerResponse } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'

/** What one answer did, in milliseconds of `Date.now()`. */
export interface Spoken {
  requestedAt: number
  firstTokenAt: number
  lastTokenAt: number
  /** When the caller hung up; 0 while it is listening. */
  hungUpAt: number
}

/** A model behind OpenAI's API that writes tokens at an even pace and remembers when. A question `#name tokens …` names itself, and its answer ends with that name. */
export async function startModel(options: { tokenMs: number }) {
  const spoken = new Map<string, Spoken>()
  const server = createServer((request, response) => {
    let body = ''
    request.on('data', (bytes: Buffer) => (body += bytes.toString()))
    request.on('end', () => void answer(body, response).catch(() => response.destroy()))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')

  async function answer(body: string, response: ServerResponse) {
    const { messages, stream_options: wants } = JSON.parse(body) as {
      messages: { content: string }[]
      stream_options?: { include_usage?: boolean }
    }
    const [, name = '', count = '50'] = /#(\S+) (\d+)/.exec(messages.at(-1)!.content) ?? []
    const about: Spoken = { requestedAt: Date.now(), firstTokenAt: 0, lastTokenAt: 0, hungUpAt: 0 }
    spoken.set(name, about)
    response.once('close', () => (about.hungUpAt ||= Date.now()))
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    for (let token = 1; token <= Number(count) && !about.hungUpAt; token += 1) {
      await sleep(options.tokenMs)
      about.firstTokenAt ||= Date.now()
      about.lastTokenAt = Date.now()
      const content = token === Number(count) ? name : `word${token} `
      say(response, { choices: [{ index: 0, delta: { content }, finish_reason: null }] })
    }
    say(response, { choices: [{ index: 0, delta: {}, finish_reason: 'stop' }] })
    // Without figures the caller has to count for itself.
    const usage = { prompt_tokens: Math.ceil(body.length / 4), completion_tokens: Number(count) }
    if (wants?.include_usage) say(response, { choices: [], usage })
    response.end('data: [DONE]\n\n')
  }

  return {
    baseUrl: `http://127.0.0.1:${(server.address() as { port: number }).port}/v1`,
    spoken,
    async stop() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

function say(response: ServerResponse, chunk: object) {
  response.write(`data: ${JSON.stringify({ id: 'x', object: 'chat.completion.chunk', model: 'bench', ...chunk })}\n\n`)
}
