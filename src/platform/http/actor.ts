import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Caller } from './endpoint.ts'
import { mostTelegramId } from './values.ts'

/** On whose behalf a call is made: of the program that carries the token, of a person, or of a person not yet known. */
export type Actor = { kind: 'program' } | { kind: 'person'; telegramId: number } | { kind: 'nobody' }

export const program: Actor = { kind: 'program' }

/** Whether an actor may make a call that is about this person, or about no person. */
export type MayAct = (actor: Actor, allow: readonly Caller[], about: number | undefined) => Promise<boolean>

/** How a group of routes knows who calls. */
export interface ActorSource {
  /** The headers that say it; absent where it is no header. */
  headers: z.ZodObject | undefined
  actorOf(request: FastifyRequest): Actor
}

const actorHeaders = z.looseObject({
  'x-actor': z
    .string()
    .regex(/^(program|person:[1-9]\d{0,15})$/, 'expected program or person:<telegram_id>')
    .refine((text) => Number(text.replace(/\D/g, '')) <= mostTelegramId, 'is no Telegram id')
    .optional()
    .describe('On whose behalf the call is made, such as person:42; without it the program speaks for itself'),
})

/** Of the programs: their token is checked before, and a header names the person they speak for. */
export const actorInHeader: ActorSource = { headers: actorHeaders, actorOf: ({ headers }) => actorIn(headers) }

function actorIn(headers: Record<string, unknown>): Actor {
  const actor = headers['x-actor']
  const id = typeof actor === 'string' ? actor.split(':')[1] : undefined
  return id === undefined ? program : { kind: 'person', telegramId: Number(id) }
}

export function actorHeader(actor: Actor): Record<string, string> {
  return actor.kind === 'person' ? { 'x-actor': `person:${actor.telegramId}` } : {}
}
