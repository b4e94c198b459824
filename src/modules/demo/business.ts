import { Chance } from './chance.ts'
import { DemoLife } from './life.ts'
import type { DemoPerson, Surroundings } from './person.ts'

/** Far above every id that Telegram has given: a person with such an id is not real. */
export const firstDemoId = 4_000_000_000_000_000
const days = 90
const dayMs = 86_400_000

/** The people of ninety days, by the day on which they came; the same for the same seed and moment. */
export function* demoPeople(seed: number, around: Surroundings): Generator<DemoPerson[]> {
  const chance = new Chance(seed)
  const today = Math.floor(around.now.getTime() / dayMs)
  let telegramId = firstDemoId
  for (let day = today - days + 1; day <= today; day += 1) {
    const people: DemoPerson[] = []
    for (let left = newcomers(chance, day - today + days, day); left > 0; left -= 1) {
      const createdAt = new Date(day * dayMs + chance.between(5 * 3_600, 22 * 3_600) * 1_000)
      if (createdAt >= around.now) continue
      people.push(new DemoLife(chance, around, { telegramId, createdAt }).play())
      telegramId += 1
    }
    yield people
  }
}

/** A business that grows, with fewer people at weekends and a good week after each ad. */
function newcomers(chance: Chance, nth: number, day: number): number {
  // 1 January 1970 was a Thursday.
  const isWeekend = [2, 3].includes(day % 7)
  const isAfterAd = nth % 30 > 2 && nth % 30 < 8
  return Math.round((9 + nth / 7) * (isWeekend ? 0.75 : 1) * (isAfterAd ? 1.6 : 1) * (0.8 + chance.next() * 0.4))
}
