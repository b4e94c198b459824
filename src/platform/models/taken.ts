import { NotTaken } from './failure.ts'
import type { FileKind, Provider, Turn, WireName } from './provider.ts'

/** What each wire can carry beside words. Some libraries leave the rest out without a word, others fail. */
const carried: Record<WireName, readonly FileKind[]> = {
  chat: ['image', 'file', 'audio'],
  responses: ['image', 'file', 'audio'],
  anthropic: ['image', 'file'],
  google: ['image', 'file', 'audio'],
  deepseek: ['image'],
  mistral: ['image', 'file'],
  xai: ['image'],
  perplexity: ['image', 'file'],
}

/** Whether a provider sees what a question holds of this kind. */
export function isTaken({ wire, takes = carried[wire] }: Pick<Provider, 'wire' | 'takes'>, kind: FileKind): boolean {
  return carried[wire].includes(kind) && takes.includes(kind)
}

/** @throws NotTaken when a question holds what this provider would not see */
export function checkTaken(provider: Provider, turns: Turn[]): void {
  for (const { type } of turns.flatMap(({ parts }) => parts))
    if (type !== 'text' && !isTaken(provider, type))
      throw new NotTaken(`${provider.name} takes no part of type ${type}`)
}
