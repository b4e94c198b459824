import type { ListToolsResult } from '@ai-sdk/mcp'
import { seenText } from '#platform/models/seen-text.ts'
import type { ToolDefinition } from '#platform/models/tool.ts'

type Listed = ListToolsResult['tools'][number]

const limits = { description: 1_000, schemaBytes: 8_000, schemaDepth: 10 }

/** A tool that a model may be told of: its own name, and under which its server knows it. */
export type OfferedTool = ToolDefinition & { called: string }

export type LeftOut = 'missing' | 'changes_things' | 'wrong_name' | 'too_large'

/**
 * The tools of a server that the owner has named. One that says of itself that it changes something is left out all the same, and
 * one whose description or schema no model should be shown.
 */
export function offeredTools(serverId: string, allowed: readonly string[], listed: readonly Listed[]) {
  const tools: OfferedTool[] = []
  const leftOut: { name: string; why: LeftOut }[] = []
  for (const name of allowed) {
    const found = listed.find((tool) => tool.name === name)
    const made = found ? offered(serverId, found) : 'missing'
    if (typeof made === 'string') leftOut.push({ name, why: made })
    else tools.push(made)
  }
  return { tools, leftOut }
}

function offered(
  serverId: string,
  { name, description = '', inputSchema, annotations }: Listed,
): OfferedTool | LeftOut {
  // What is read only cannot destroy, whatever the second hint says by default.
  const { readOnlyHint, destructiveHint } = annotations ?? {}
  if (readOnlyHint === false || (destructiveHint === true && readOnlyHint !== true)) return 'changes_things'
  const ownName = `${serverId}_${name}`
  if (!/^[\w-]{1,64}$/.test(ownName)) return 'wrong_name'
  const parameters = { ...inputSchema, properties: inputSchema.properties ?? {} }
  if (depthOf(parameters) > limits.schemaDepth || JSON.stringify(parameters).length > limits.schemaBytes)
    return 'too_large'
  return {
    name: ownName,
    called: name,
    description: seenText(description).slice(0, limits.description).toWellFormed(),
    parameters,
  }
}

function depthOf(value: unknown, depth = 1): number {
  if (typeof value !== 'object' || value === null || depth > limits.schemaDepth) return depth
  return Object.values(value).reduce<number>((most, inner) => Math.max(most, depthOf(inner, depth + 1)), depth)
}
