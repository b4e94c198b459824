import type { CallToolResult, ListToolsResult, MCPClient } from '@ai-sdk/mcp'
import { fieldsOf } from '#platform/models/fields.ts'
import { seenLine } from '#platform/models/seen-text.ts'
import type { Tool, ToolResult } from '#platform/models/tool.ts'
import { type Log, messageOf, reasonOf } from '#platform/runtime/log.ts'
import { limited, orAbort, within } from '#platform/runtime/pass.ts'
import { Pauses, policies } from '#platform/runtime/retry.ts'
import { type Bounds, BoundedTransport } from './bounded-transport.ts'
import { type OfferedTool, offeredTools } from './offered-tools.ts'
import { resultText } from './result-text.ts'

export interface ToolServerEntry extends Bounds {
  id: string
  allowedTools: readonly string[]
  /** What one call costs the owner. */
  costMicros: number
}

/** How often one tool may be asked for one question. */
export const mostToolCalls = 3

/** For how long a question waits for a server that is not connected yet, and how old a list of tools may be. */
const patienceMs = 1_500
const listedForMs = 10 * 60_000
const mostPages = 5

interface Connected {
  client: MCPClient
  tools: OfferedTool[]
  sinceMs: number
}

/**
 * A server of tools (MCP), connected to when its tools are wanted first and again after a failure. While it is away there are none
 * of its tools, and no question waits for it.
 */
export class ToolServer {
  private readonly entry: ToolServerEntry
  private readonly log: Log
  private readonly pauses = new Pauses(policies.toolServer)
  private connected: Connected | undefined
  private connecting: Promise<void> | undefined
  private restsUntilMs = 0
  private isClosed = false

  constructor(entry: ToolServerEntry, log: Log) {
    this.entry = entry
    this.log = log
  }

  /** Its tools as they are known now. @param title what the growing answer calls it while it is asked */
  async tools(title: string): Promise<Tool[]> {
    const known = this.connected
    if (!known) await within(patienceMs, this.connect())
    else if (performance.now() - known.sinceMs > listedForMs) void this.connect()
    return (this.connected?.tools ?? []).map((tool) => this.asTool(tool, title))
  }

  async close(): Promise<void> {
    this.isClosed = true
    await this.connecting
    await this.leave()
  }

  private asTool({ called, name, description, parameters }: OfferedTool, title: string): Tool {
    return {
      name,
      description,
      parameters,
      mostCalls: mostToolCalls,
      step: () => ({ kind: 'server', what: title }),
      run: (input, signal) => this.call(called, input, signal),
    }
  }

  private async call(tool: string, input: unknown, signal: AbortSignal): Promise<ToolResult> {
    signal.throwIfAborted()
    const { id, costMicros, timeoutMs } = this.entry
    try {
      // The call goes on, within its own limits, without being waited for.
      const ask = (limit: AbortSignal) => orAbort(this.callOrReconnect(tool, input, limit), limit)
      const result = await limited(timeoutMs, ask, signal)
      return { text: resultText(result), sources: [], isError: result.isError === true, costMicros, service: id }
    } catch (error) {
      signal.throwIfAborted()
      this.log.warn({ tool }, `The tool server "${id}" gives no answer. ${reasonOf(error)}`)
      const text = isRefusal(error)
        ? `The tool refuses: ${seenLine(messageOf(error), 300)}`
        : 'The tool does not answer now.'
      return { text, sources: [], isError: true, costMicros: 0, service: id }
    }
  }

  /** What only reads may be asked for twice: a session may have ended with the last restart of the server. */
  private async callOrReconnect(tool: string, input: unknown, signal: AbortSignal): Promise<CallToolResult> {
    const first = this.connected
    try {
      return await callOnce(first, tool, input, signal)
    } catch (error) {
      if (signal.aborted || isRefusal(error)) throw error
      if (this.connected === first) {
        await this.leave()
        await this.connect()
      }
      if (!this.connected) throw error
      return callOnce(this.connected, tool, input, signal)
    }
  }

  /** Never throws: without a connection there are no tools. */
  private connect(): Promise<void> {
    if (this.isClosed || performance.now() < this.restsUntilMs) return Promise.resolve()
    this.connecting ??= this.connectOnce().finally(() => (this.connecting = undefined))
    return this.connecting
  }

  private async connectOnce(): Promise<void> {
    const { id, allowedTools } = this.entry
    let client: MCPClient | undefined
    try {
      const { createMCPClient } = await import('@ai-sdk/mcp')
      client = await createMCPClient({ transport: new BoundedTransport(this.entry), clientName: 'pomogator' })
      const { tools, leftOut } = offeredTools(id, allowedTools, await listAll(client))
      if (leftOut.length > 0) this.log.warn({ leftOut }, `Some tools of "${id}" are left out`)
      await this.leave()
      this.connected = { client, tools, sinceMs: performance.now() }
      this.pauses.succeeded()
    } catch (error) {
      await client?.close()
      const pauseMs = this.pauses.nextMs()
      this.restsUntilMs = performance.now() + pauseMs
      this.log.warn({ againInMs: Math.round(pauseMs) }, `The tool server "${id}" is away. ${reasonOf(error)}`)
    }
  }

  private async leave(): Promise<void> {
    const { client } = this.connected ?? {}
    this.connected = undefined
    await client?.close()
  }
}

async function listAll(client: MCPClient): Promise<ListToolsResult['tools']> {
  const all: ListToolsResult['tools'] = []
  let cursor: string | undefined
  for (let page = 0; page < mostPages; page += 1) {
    const { tools, nextCursor } = await client.listTools(cursor === undefined ? {} : { params: { cursor } })
    all.push(...tools)
    if (nextCursor === undefined) return all
    cursor = nextCursor
  }
  return all
}

async function callOnce(
  connected: Connected | undefined,
  name: string,
  input: unknown,
  signal: AbortSignal,
): Promise<CallToolResult> {
  if (!connected) throw new Error('There is no connection')
  return connected.client.callTool({ name, arguments: fieldsOf(input) ?? {}, options: { signal } })
}

/** The server has understood, and says no: asking again changes nothing. */
function isRefusal(error: unknown): boolean {
  return error instanceof Error && 'code' in error && typeof error.code === 'number'
}
