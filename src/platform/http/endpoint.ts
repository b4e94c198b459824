import type { z } from 'zod'
import type { Camel } from './camel-case.ts'
import type { ErrorCode } from './error-codes.ts'

/**
 * Who may call an endpoint: the program that carries the token, for no person; the person the call is about; an owner;
 * a person whose role has this permission; or anybody, where the call itself brings what lets them in. There is no default: each endpoint decides it.
 */
export type Caller = 'program' | 'self' | 'owner' | 'anybody' | `may:${string}`

/** One call of the HTTP API as its contract states it: names are those of the wire. */
export interface Endpoint {
  name: string
  method: 'GET' | 'POST' | 'PATCH'
  path: `/${string}`
  allow: readonly Caller[]
  summary: string
  query?: z.ZodObject
  body?: z.ZodObject
  reply: z.ZodType
  errors: readonly ErrorCode[]
}

/** Gives every endpoint of a module its name: the key under which it stands. */
export function defineEndpoints<const List extends Record<string, Omit<Endpoint, 'name'>>>(
  list: List,
): { [Name in keyof List]: List[Name] & { name: Name & string } } {
  const named = Object.entries(list).map(([name, endpoint]) => [name, { ...endpoint, name }])
  return Object.fromEntries(named) as { [Name in keyof List]: List[Name] & { name: Name & string } }
}

type InputSchema<E> = E extends { body: infer Body extends z.ZodType }
  ? Body
  : E extends { query: infer Query extends z.ZodType }
    ? Query
    : z.ZodRecord<z.ZodString, z.ZodNever>

/** What a caller gives, what a handler receives, and what comes back: camelCase on our side of the wire. */
export type CallerInput<E> = Camel<z.input<InputSchema<E>>>
export type HandlerInput<E> = Camel<z.output<InputSchema<E>>>
export type HandlerReply<E extends { reply: z.ZodType }> = Camel<z.input<E['reply']>>
export type CallerReply<E extends { reply: z.ZodType }> = Camel<z.output<E['reply']>>
