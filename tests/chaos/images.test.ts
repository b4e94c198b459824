import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { releaseForgotten } from '#modules/images/outcome.ts'
import { stats } from '#platform/inbox/stats.ts'
import { booksOf } from '#tests/world/books.ts'
import { type Crew, startCrew } from '#tests/world/crew.ts'
import { eventually } from '#tests/world/eventually.ts'
import type { Person } from '#tests/world/person.ts'
import { pick, randomFrom } from './random.ts'

/** `npm run test:chaos` makes fifty. */
const kills = Number(process.env['IMAGE_KILLS'] ?? 3)
const seed = Number(process.env['CHAOS_SEED'] ?? Math.floor(Math.random() * 1_000_000))
const startingCredits = 1_000
/** The cheapest of the usual catalogue. */
const price = 2
/** In half a second many kills find a picture in the middle. */
const drawingMs = 500

const folder = mkdtempSync(join(tmpdir(), 'chaos-images-'))
let crew: Crew
beforeAll(async () => {
  const catalog = JSON.parse(readFileSync('catalog.json', 'utf8')) as object
  const CATALOG_FILE = join(folder, 'catalog.json')
  writeFileSync(CATALOG_FILE, JSON.stringify({ ...catalog, drawing: { mostPerHour: 1_000 } }))
  crew = await startCrew({ modelTokenDelayMs: 0, isSmall: true, more: () => ({ CATALOG_FILE }) })
  await crew.complete()
  await crew.call('POST', '/control/trouble/model', { kind: 'slow', ms: drawingMs })
})
afterAll(async () => {
  await crew?.end()
  rmSync(folder, { recursive: true })
})

test(
  `${kills} kills while pictures are drawn (CHAOS_SEED=${seed}): no provider is asked twice for one, and only what has arrived is charged`,
  { timeout: 180_000 + kills * 15_000 },
  async () => {
    const { sql } = crew.database
    const random = randomFrom(seed)
    const over = new AbortController()
    const people = await Promise.all(Array.from({ length: 6 }, (_, index) => newPerson(`Person ${index}`)))
    const asked = watchProvider(over.signal)
    const lives = people.map((person, index) => drawUntil(over.signal, person, (index + 1) * 1_000))
    for (let count = 0; count < kills;) {
      // Else everything is down most of the time, and nothing is drawn.
      await crew.complete()
      await sleep(300 + random() * 3_000)
      const victims = pick(random, [['backend 1'], ['backend 1'], ['bot 1'], ['backend 1', 'bot 1']])
      for (const member of crew.members) if (victims.includes(member.name)) member.kill()
      count += victims.length
    }
    over.abort()
    await Promise.all(lives)
    await crew.complete()
    await eventually(async () => {
      expect(await crew.waitingAtTelegram()).toBe(0)
      expect(await stats(sql)).toMatchObject({ waiting: 0 })
    })
    // An update whose process is killed five times in a row is given up; what it has left the worker ends.
    await sql`update images set asked_at = now() - interval '2 hours', working_until = working_until - interval '2 hours' where status in ('pending', 'made')`
    await releaseForgotten(sql, { silentForMs: 3_600_000, limit: 100 })

    const rows = await sql<{ userId: number; prompt: string; status: string }>`
      select i.user_id, w.prompt, i.status from images i join image_wishes w on w.user_id = i.user_id and w.id = i.wish_id`
    const repeated = Object.entries(await asked).filter(([, count]) => count > 1)
    expect(repeated, 'wishes for which a provider was asked again').toEqual([])
    expect(new Set(rows.map(({ prompt }) => prompt)).size, 'a wish is ordered once').toBe(rows.length)
    const sent = rows.filter(({ status }) => status === 'sent')
    expect(sent.length, 'some have arrived').toBeGreaterThan(0)
    process.stdout.write(`${kills} kills, ${rows.length} pictures ordered, ${sent.length} arrived\n`)
    for (const person of people) {
      const own = sent.filter(({ userId }) => userId === person.id)
      const photos = (await person.messages()).filter(({ photo }) => photo).map(({ caption }) => caption)
      expect(own.filter(({ prompt }) => !photos.includes(prompt))).toEqual([])
      const [row] = await sql<{ credits: number }>`select credits from users where telegram_id = ${person.id}`
      expect(row!.credits).toBe(startingCredits - own.length * price)
    }
    expect(await sql`select work_id from budget_holds`).toEqual([])
    expect(await booksOf(sql)).toEqual([])
    expect(crew.members.flatMap(({ unwished }) => unwished)).toEqual([])
  },
)

async function newPerson(first_name: string): Promise<Person> {
  const person = await crew.person({ first_name, language_code: 'en' })
  await person.say('/start')
  await person.hears('Hello')
  await crew.database.sql.transaction(async (sql) => {
    await sql`
      select enter_credits(${person.id}, ${startingCredits}, 'adjustment', 'test', 'test', null, null)`
  })
  return person
}

/** Orders one picture after the other, each in words of its own, until told to stop or given up. */
async function drawUntil(over: AbortSignal, person: Person, first: number): Promise<void> {
  const { sql } = crew.database
  for (let number = first; !over.aborted; number += 1) {
    const prompt = `cat ${number}`
    await person.say(`/image ${prompt}`)
    if (!(await comesTo(person, async () => (await person.heard()).some((said) => said.includes(`“${prompt}”`)))))
      return
    await person.press('Sketch')
    const hasEnded = async () => {
      const ended = await sql`
        select 1 from images i join image_wishes w on w.user_id = i.user_id and w.id = i.wish_id
        where w.prompt = ${prompt} and i.status in ('sent', 'released')`
      return ended.length > 0
    }
    if (!(await comesTo(person, hasEnded))) return
    // Slowly enough that nobody meets the limit of thirty a minute.
    await sleep(1_500)
  }
}

/** Waits for it; false when an update of this person was given up. */
function comesTo(person: Person, condition: () => Promise<boolean>): Promise<boolean> {
  return eventually(async () => {
    if (await condition()) return true
    const givenUp = await crew.database.sql`
      select 1 from dead_updates where ${String(person.id)} in (payload #>> '{message,from,id}', payload #>> '{callback_query,from,id}')`
    expect(givenUp).toHaveLength(1)
    return false
  })
}

/** How often a provider was asked for each wish; the sandbox keeps the last fifty requests only. */
async function watchProvider(over: AbortSignal): Promise<Record<string, number>> {
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
