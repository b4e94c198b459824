import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { behaviour } from './behaviour.ts'

/** A model with one short answer that counts as many tokens as answers usually have, so that costs are those of real ones. */
export async function startModel(): Promise<{ baseUrl: string; stop(): Promise<void> }> {
  const server = createServer((request, response) => {
    request.resume()
    const { input: prompt_tokens, output: completion_tokens } = behaviour.tokens
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    for (const event of [
      { choices: [{ index: 0, delta: { role: 'assistant', content: 'Ответ.' }, finish_reason: null }] },
      { choices: [{ index: 0, delta: {}, finish_reason: 'stop' }] },
      { choices: [], usage: { prompt_tokens, completion_tokens } },
    ])
      response.write(`data: ${JSON.stringify({ id: 'rehearsal', object: 'chat.completion.chunk', ...event })}\n\n`)
    response.end('data: [DONE]\n\n')
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    async stop() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
