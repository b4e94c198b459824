import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { rehearse } from '../scripts/rehearse.ts'

const folder = mkdtempSync(join(tmpdir(), 'pomogator-rehearsal-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** The catalogue as shipped, with rewards for invitations, and with prices divided by so much. */
function catalogWith(divisor: number): string {
  const catalog = JSON.parse(readFileSync('catalog.json', 'utf8')) as {
    packs: { priceStars: number }[]
    plans: { priceStars: number }[]
    referral?: object
  }
  for (const each of [...catalog.packs, ...catalog.plans]) each.priceStars = Math.ceil(each.priceStars / divisor)
  catalog.referral = { trialMessages: 1, inviterCredits: 5 }
  const file = join(folder, `by-${divisor}.json`)
  writeFileSync(file, JSON.stringify(catalog))
  return file
}

const rehearsal = { people: 12, days: 3, seed: 3, trial: 2 }

test(
  'a rehearsal is the same for the same seed, and the same people meet another catalogue',
  { timeout: 600_000 },
  async () => {
    const usual = catalogWith(1)
    const first = await rehearse(usual, rehearsal)
    expect(first.byFriends).toBeGreaterThan(0)
    expect(first.people).toBe(12 + first.byFriends)
    for (const each of ['trials', 'answered', 'answers', 'payers', 'stars', 'cost', 'revenue'] as const)
      expect(first[each], each).toBeGreaterThan(0)
    expect(await rehearse(usual, rehearsal)).toEqual(first)
    const cheap = await rehearse(catalogWith(2), rehearsal)
    expect(cheap).toMatchObject({ people: first.people, trials: first.trials, answered: first.answered })
    expect(cheap.stars).not.toBe(first.stars)
  },
)
