import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { releaseForgotten } from '#modules/images/outcome.ts'
import { stats } from '#platform/inbox/stats.ts'
import { booksOf } from '#tests/world/books.ts'
import { type Crew, startCrew } from '#tests/world/crew.ts'
import { eventually } from '#tests/world/eventually.ts'
import type { Person } from '#tests/world/person.ts'
import { drawUntil, watchProvider } from './draw.ts'
import { pick, randomFrom } from './random.ts'
import { type SearchServer, startSearchServer } from './search-server.ts'

/** `npm run test:chaos` makes fifty of the first, and two hundred of the second. */
const imageKills = Number(process.env['IMAGE_KILLS'] ?? 3)
const searchKills = Number(process.env['KILLS'] ?? 2)
const seed = Number(process.env['CHAOS_SEED'] ?? Math.floor(Math.random() * 1_000_000))
const startingCredits = 1_000
/** The cheapest of the usual catalogue. */
const picturePrice = 2
/** In half a second many kills find a picture in the middle. */
const drawingMs = 500
/** Of a question to the usual model, one credit of it for the search. */
const searchedPrice = 2
/** The answer has more than ten words: within ten of these pauses it cannot end. */
const wordMs = 100

const folder = mkdtempSync(join(tmpdir(), 'chaos-providers-'))
let search: SearchServer
let crew: Crew
beforeAll(async () => {
  const catalog = JSON.parse(readFileSync('catalog.json', 'utf8')) as object
  const CATALOG_FILE = join(folder, 'catalog.json')
  writeFileSync(CATALOG_FILE, JSON.stringify({ ...catalog, drawing: { mostPerHour: 1_000 } }))
  search = await startSearchServer()
  const more = { CATALOG_FILE, SEARCH_SERVICE: 'searxng', SEARCH_URL: search.url }
  crew = await startCrew({ modelTokenDelayMs: 0, isSmall: true, more: () => more })
  await crew.complete()
})
afterEach(() => crew.call('DELETE', '/control/trouble'))
afterAll(async () => {
  await crew?.end()
  search?.stop()
  rmSync(folder, { recursive: true })
})

test(
  `${imageKills} kills while pictures are drawn (CHAOS_SEED=${seed}): no provider is asked twice for one, and only what has arrived is charged`,
  { timeout: 180_000 + imageKills * 15_000 },
  async () => {
    const { sql } = crew.database
    const random = randomFrom(seed)
    await slowModel(drawingMs)
    const over = new AbortController()
    const people = await Promise.all(Array.from({ length: 6 }, (_, index) => newPerson(`Person ${index}`)))
    const asked = watchProvider(over.signal, crew)
    const lives = people.map((person, index) => drawUntil(over.signal, { crew, person }, (index + 1) * 1_000))
    for (let count = 0; count < imageKills;) {
      // Else everything is down most of the time, and nothing is drawn.
      await crew.complete()
      await sleep(300 + random() * 3_000)
      const victims = pick(random, [['backend 1'], ['backend 1'], ['bot 1'], ['backend 1', 'bot 1']])
      for (const member of crew.members) if (victims.includes(member.name)) member.kill()
      count += victims.length
    }
    await crew.complete()
    // A few kills may have left none.
    await eventually(async () => expect(await sql`select 1 from images where status = 'sent' limit 1`).toHaveLength(1))
    over.abort()
    await Promise.all(lives)
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
    process.stdout.write(`${imageKills} kills, ${rows.length} pictures ordered, ${sent.length} arrived\n`)
    for (const person of people) {
      const own = sent.filter(({ userId }) => userId === person.id)
      const photos = (await person.messages()).filter(({ photo }) => photo).map(({ caption }) => caption)
      expect(own.filter(({ prompt }) => !photos.includes(prompt))).toEqual([])
      const [row] = await sql<{ credits: number }>`select credits from users where telegram_id = ${person.id}`
      expect(row!.credits).toBe(startingCredits - own.length * picturePrice)
    }
    expect(await sql`select work_id from budget_holds`).toEqual([])
    expect(await booksOf(sql)).toEqual([])
    expect(crew.members.flatMap(({ unwished }) => unwished)).toEqual([])
  },
)

test(
  `${searchKills} kills between a search and its answer (CHAOS_SEED=${seed}): answered once, charged once, and searched anew only after a kill`,
  { timeout: 180_000 + searchKills * 15_000 },
  async () => {
    const { sql } = crew.database
    const random = randomFrom(seed)
    await slowModel(wordMs)
    const backend = crew.members.find(({ name }) => name === 'backend 1')!
    const person = await newPerson('Reader')
    const asked: { what: string; kills: number }[] = []
    for (let left = searchKills; left > 0; left -= asked.at(-1)!.kills) {
      const what = `boat ${asked.length + 1}`
      const kills = Math.min(left, pick(random, [1, 1, 2]))
      asked.push({ what, kills })
      search.whenAnswered = (query) => {
        if (search.searched.filter((each) => each === query).length > kills) return
        void sleep(random() * 10 * wordMs).then(() => backend.kill())
      }
      await person.say(`look up ${what}`)
      const has = startingCredits - asked.length * searchedPrice
      await person.hears(new RegExp(`Page one of ${what} [^]*Charged: ${searchedPrice} credits, ${has} left`))
    }
    await crew.complete()
    await eventually(async () => expect(await stats(sql)).toMatchObject({ waiting: 0 }))

    const rows = await sql<{ question: string }>`
      select question, status, price, searches, attempt, delivered_at is not null as delivered,
        (select -sum(delta) from credit_entries e where e.user_id = m.user_id and e.question_id = m.id) as charged,
        (select array_agg(attempt) from costs where work_kind = 'question' and work_id = m.id and searches > 0) as searched_in
      from messages_log m where user_id = ${person.id} order by id`
    expect(rows).toEqual(
      asked.map(({ what, kills }) => ({
        question: `look up ${what}`,
        status: 'answered',
        price: searchedPrice,
        searches: 1,
        attempt: kills + 1,
        delivered: true,
        charged: searchedPrice,
        // What was bought by a process that is killed is not on record.
        searchedIn: [kills + 1],
      })),
    )
    const answers = await person.heard()
    for (const { what, kills } of asked) {
      expect(
        answers.filter((text) => text.includes(`Page one of ${what} `)),
        what,
      ).toHaveLength(1)
      expect(
        search.searched.filter((query) => query === what),
        what,
      ).toHaveLength(kills + 1)
    }
    expect(await sql`select credits from users where telegram_id = ${person.id}`).toEqual([
      { credits: startingCredits - asked.length * searchedPrice },
    ])
    expect(await sql`select work_id from budget_holds`).toEqual([])
    expect(await booksOf(sql)).toEqual([])
    expect(crew.members.flatMap(({ unwished }) => unwished)).toEqual([])
  },
)

/** Between two words of an answer, and before a picture. */
const slowModel = (ms: number) => crew.call('POST', '/control/trouble/model', { kind: 'slow', ms })

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
