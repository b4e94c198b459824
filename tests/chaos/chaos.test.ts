import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Catalog } from '#modules/catalog/catalog.ts'
import { stats } from '#platform/inbox/stats.ts'
import { type Crew, startCrew } from '#tests/world/crew.ts'
import { eventually } from '#tests/world/eventually.ts'
import { gatherCrowd } from './crowd.ts'
import { faultsOf } from './invariants.ts'
import { watchLanes } from './lanes.ts'
import { type Blow, planOf } from './plan.ts'
import { randomFrom } from './random.ts'

/** `npm run test:chaos` makes two hundred; CHAOS_SEED replays the plan of a run. */
const kills = Number(process.env['KILLS'] ?? 10)
const seed = Number(process.env['CHAOS_SEED'] ?? Math.floor(Math.random() * 1_000_000))
const drainLimitMs = 90_000

const folder = mkdtempSync(join(tmpdir(), 'chaos-'))
let crew: Crew
beforeAll(async () => {
  const CATALOG_FILE = catalogWithBudgets()
  crew = await startCrew({ modelTokenDelayMs: 15, more: () => ({ CATALOG_FILE }) })
  await crew.complete()
})
afterAll(async () => {
  await crew?.end()
  rmSync(folder, { recursive: true })
})

/** Nothing uses them up; what they count must agree in the end. */
function catalogWithBudgets(): string {
  const { money, ...rest } = JSON.parse(readFileSync('catalog.json', 'utf8')) as Catalog
  const budget = { microDollars: 1_000_000_000_000, whenUsedUp: 'stop' }
  const file = join(folder, 'catalog.json')
  const budgets = { day: budget, month: budget, trialDay: budget, personDay: budget }
  writeFileSync(file, JSON.stringify({ ...rest, money: { ...money, budgets } }))
  return file
}

test(
  `${kills} kills under load (CHAOS_SEED=${seed}): every question answered once, every payment credited once, in order, and the money agrees`,
  { timeout: 180_000 + kills * 5_000 },
  async () => {
    const random = randomFrom(seed)
    const plan = planOf(random, kills)
    const botKills: number[] = []
    const workerKills: number[] = []
    const crowd = await gatherCrowd(crew, random, 16)
    const lanes = watchLanes(crew.database.sql)
    // Now and then a request arrives and its reply is lost, and webhook calls overtake each other.
    crew.front.faults = ({ path }) => ({
      ...(path === '/telegram/webhook' ? { holdMs: random() * 80 } : {}),
      loseReply: path !== '/process_message' && random() < 0.03,
    })

    for (const [index, blow] of plan.entries()) {
      await sleep(blow.afterMs)
      // A short plan would be over before anybody has asked.
      await eventually(() => expect(crowd.deeds.questions.length).toBeGreaterThan(index), drainLimitMs)
      await strike(blow, random, { botKills, workerKills })
    }
    await crowd.goHome()
    crew.front.faults = () => ({})
    await crew.complete()
    const begun = performance.now()
    await eventually(async () => {
      expect(await crew.waitingAtTelegram()).toBe(0)
      expect(await stats(crew.database.sql)).toMatchObject({ waiting: 0 })
      expect(await crew.database.sql`select key, error from outbox where state = 'waiting'`).toEqual([])
    }, drainLimitMs)
    const drainedMs = performance.now() - begun
    const seen = await lanes.stop()

    process.stdout.write(
      `${plan.flatMap(({ victims }) => victims).length} kills, ${crowd.deeds.questions.length} questions, ${crowd.deeds.payments.length} payments, ${crowd.deeds.requests.length} requests; ` +
        `quiet after ${Math.round(drainedMs / 1000)} s; longest lease ${seen.longestLeaseSeconds} s, longest unclaimed ${seen.longestUnclaimedSeconds} s\n`,
    )
    expect(await faultsOf(crew.database.sql, { deeds: crowd.deeds, botKills, workerKills })).toEqual([])
    expect(seen.longestLeaseSeconds).toBeLessThanOrEqual(15)
    expect(crew.members.flatMap(({ unwished }) => unwished)).toEqual([])
    expect(crew.members.flatMap((member) => member.said().split('\n').filter(isAlarming))).toEqual([])
  },
)

/** What no outage explains. One that cannot begin because the database is away says so and is started again. */
function isAlarming(line: string): boolean {
  if (line.includes('"level":"fatal"')) return !line.includes('could not start')
  return line.includes('A promise failed and no code was waiting for it') || line.includes('Unexpected error')
}

async function strike(
  { victims }: Blow,
  random: () => number,
  { botKills, workerKills }: { botKills: number[]; workerKills: number[] },
) {
  for (const victim of victims) {
    if (victim.startsWith('bot')) botKills.push(Date.now())
    if (/worker|postgres|serving/.test(victim)) workerKills.push(Date.now())
    if (victim === 'postgres') crew.postgres.kill()
    else if (victim === 'serving') crew.postgres.killOneServing(random)
    else crew.members.find(({ name }) => name === victim)!.kill()
  }
  if (victims.includes('postgres')) await crew.postgres.restart()
}
