import { setTimeout as sleep } from 'node:timers/promises'
import { expect } from 'vitest'
import type { Crew } from '#tests/world/crew.ts'
import { eventually } from '#tests/world/eventually.ts'
import type { Person } from '#tests/world/person.ts'

/** A person who orders pictures. */
interface Painted {
  crew: Crew
  person: Person
}

/** Orders one picture after the other, each in words of its own, until told to stop or given up. */
export async function drawUntil(over: AbortSignal, { crew, person }: Painted, first: number): Promise<void> {
  const { sql } = crew.database
  const comesTo = (condition: () => Promise<boolean>) => comesToOrGivesUp({ crew, person }, condition)
  for (let number = first; !over.aborted; number += 1) {
    const prompt = `cat ${number}`
    await person.say(`/image ${prompt}`)
    if (!(await comesTo(async () => (await person.heard()).some((said) => said.includes(`“${prompt}”`))))) return
    await person.press('Sketch')
    const hasEnded = async () => {
      const ended = await sql`
        select 1 from images i join image_wishes w on w.user_id = i.user_id and w.id = i.wish_id
        where w.prompt = ${prompt} and i.status in ('sent', 'released')`
      return ended.length > 0
    }
    if (!(await comesTo(hasEnded))) return
    // Slowly enough for the limit of thirty a minute.
    await sleep(1_500)
  }
}

/** Waits for it; false when an update of this person was given up. */
function comesToOrGivesUp({ crew, person }: Painted, condition: () => Promise<boolean>): Promise<boolean> {
  return eventually(async () => {
    if (await condition()) return true
    const givenUp = await crew.database.sql`
      select 1 from dead_updates where ${String(person.id)} in (payload #>> '{message,from,id}', payload #>> '{callback_query,from,id}')`
    expect(givenUp).toHaveLength(1)
    return false
  })
}

/** How often a provider was asked for each wish; the sandbox keeps the last fifty requests only. */
export async function watchProvider(over: AbortSignal, crew: Crew): Promise<Record<string, number>> {
  const seen = new Map<string, string>()
  const look = async () => {
    const requests = (await crew.call('GET', '/control/model/requests')) as { at: string; body: { prompt?: string } }[]
    for (const { at, body } of requests) if (body.prompt) seen.set(`${at} ${body.prompt}`, body.prompt)
  }
  while (!over.aborted) {
    await look()
    await sleep(200)
  }
  await look()
  return Object.fromEntries(
    [...Map.groupBy(seen.values(), (prompt) => prompt)].map(([prompt, all]) => [prompt, all.length]),
  )
}
