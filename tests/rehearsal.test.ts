import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { rehearse } from '../scripts/rehearse.ts'

const folder = mkdtempSync(join(tmpdir(), 'pomogator-rehearsal-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** The catalogue as shipped, with everything at half the price. */
function halved(): string {
  const catalog = JSON.parse(readFileSync('catalog.json', 'utf8')) as {
    packs: { priceStars: number }[]
    plans: { priceStars: number }[]
  }
  for (const each of [...catalog.packs, ...catalog.plans]) each.priceStars = Math.ceil(each.priceStars / 2)
  const file = join(folder, 'half.json')
  writeFileSync(file, JSON.stringify(catalog))
  return file
}

const rehearsal = { people: 12, days: 3, seed: 3, trial: 2 }

test(
  'a rehearsal is the same for the same seed, and the same people meet another catalogue',
  { timeout: 600_000 },
  async () => {
    const first = await rehearse('catalog.json', rehearsal)
    expect(first).toMatchObject({ people: 12 })
    for (const each of ['trials', 'answered', 'answers', 'payers', 'stars', 'cost', 'revenue'] as const)
      expect(first[each], each).toBeGreaterThan(0)
    expect(await rehearse('catalog.json', rehearsal)).toEqual(first)
    const cheap = await rehearse(halved(), rehearsal)
    expect(cheap).toMatchObject({ people: first.people, trials: first.trials, answered: first.answered })
    expect(cheap.stars).not.toBe(first.stars)
  },
)
