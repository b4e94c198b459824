import { randomUUID } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { everydayTools } from './everyday.ts'

const message = z.looseObject({
  jsonrpc: z.literal('2.0'),
  id: z.union([z.string(), z.number()]).optional(),
  method: z.string(),
  params: z.looseObject({}).optional(),
})
type Message = z.infer<typeof message>

const call = z.object({ name: z.string(), arguments: z.record(z.string(), z.unknown()).default({}) })
const versions = ['2025-11-25', '2025-06-18', '2025-03-26']
const invalidParams = -32_602
const noMethod = -32_601

/** A server of three tools that only read, by MCP over Streamable HTTP. */
export async function toolRoutes(app: FastifyInstance): Promise<void> {
  app.post('/tools/mcp', ({ body }, reply) => {
    const { data: asked } = message.safeParse(body)
    if (!asked) return reply.code(400).send(failure(undefined, -32_600, 'This is no message of MCP'))
    if (asked.id === undefined) return reply.code(202).send()
    if (asked.method === 'initialize') void reply.header('mcp-session-id', randomUUID())
    return answerTo(asked)
  })
  app.get('/tools/mcp', (_request, reply) => reply.code(405).send())
}

function answerTo({ id, method, params }: Message) {
  if (method === 'initialize') return success(id, introduction(params?.['protocolVersion']))
  if (method === 'ping') return success(id, {})
  if (method === 'tools/list') return success(id, { tools: listed })
  if (method !== 'tools/call') return failure(id, noMethod, `There is no method ${method}`)
  const called = call.safeParse(params)
  const tool = called.data && everydayTools[called.data.name]
  if (!called.data || !tool) return failure(id, invalidParams, 'There is no such tool')
  const input = tool.input.safeParse(called.data.arguments)
  if (!input.success) return success(id, said({ text: `Wrong input: ${z.prettifyError(input.error)}`, isError: true }))
  return success(id, said(tool.answer(called.data.arguments)))
}

function introduction(wanted: unknown) {
  return {
    protocolVersion: versions.find((version) => version === wanted) ?? versions[0],
    capabilities: { tools: {} },
    serverInfo: { name: 'everyday', version: '1' },
  }
}

const listed = Object.entries(everydayTools).map(([name, { description, input }]) => ({
  name,
  description,
  inputSchema: z.toJSONSchema(input, { io: 'input' }),
  annotations: { readOnlyHint: true },
}))

function said({ text, isError = false }: { text: string; isError?: boolean }) {
  return { content: [{ type: 'text', text }], isError }
}

function success(id: Message['id'], result: unknown) {
  return { jsonrpc: '2.0', id, result }
}

function failure(id: Message['id'], code: number, sentence: string) {
  return { jsonrpc: '2.0', id: id ?? null, error: { code, message: sentence } }
}
