import { chat } from './chat.ts'
import { libraryProviders } from './library-providers.ts'
import { libraryWire } from './library.ts'
import { responses } from './responses.ts'
import type { LibraryWireName, WireName } from './provider.ts'
import type { Wire } from './wire.ts'

/** Every way in which a server may be spoken to. */
export const wires: Record<WireName, Wire> = {
  chat,
  responses,
  ...(Object.fromEntries(
    Object.entries(libraryProviders).map(([name, provider]) => [name, libraryWire(provider)]),
  ) as Record<LibraryWireName, Wire>),
}

/** OpenAI itself speaks Responses; what has taken its place speaks Chat Completions. */
export function usualWire(baseUrl: string): WireName {
  return new URL(baseUrl).hostname === 'api.openai.com' ? 'responses' : 'chat'
}

/** Where the provider of a wire listens; undefined for the wires that many servers speak. */
export function addressOf(wire: WireName): string | undefined {
  return wire in libraryProviders ? libraryProviders[wire as LibraryWireName].address : undefined
}
