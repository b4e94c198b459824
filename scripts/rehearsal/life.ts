import type { Catalog } from '#modules/catalog/catalog.ts'
import { chosenModel } from '#modules/catalog/catalog.ts'
import { Chance } from '#modules/demo/chance.ts'
import { behaviour } from './behaviour.ts'

const topics = [
  'Как варить борщ?',
  'Объясни закон Ома простыми словами',
  'Напиши поздравление маме',
  'Что посмотреть в Казани за два дня?',
  'Исправь ошибки: «превет, как дила»',
  'Придумай название для кофейни',
  'Переведи на английский: доброе утро',
  'Составь план тренировок на неделю',
]

export interface Offer {
  id: string
  stars: number
  /** Answers of the usual model within 30 days for a person who asks so many. */
  answers: number
  isPlan: boolean
}

/** One person of the rehearsal: what they want follows from the seed and their number, never from what others do. */
export class Life {
  readonly way: string
  readonly link: string
  readonly accepts: boolean
  readonly refers: boolean
  private readonly chance: Chance
  private readonly perDay: number
  private readonly starsAtMost: number
  private comesBack: number
  private spent: { day: number; stars: number }[] = []

  constructor(seed: number, number: number) {
    this.chance = new Chance(seed * 1_000_003 + number)
    const { way, link, accepts } = this.chance.oneOf(behaviour.ways)
    this.way = way
    this.link = link
    this.accepts = this.chance.happens(accepts)
    this.perDay = this.chance.oneOf(behaviour.questionsADay)
    this.starsAtMost = this.chance.oneOf(behaviour.starsAtMost)
    const { from, to } = behaviour.comesBack
    this.comesBack = from + (to - from) * this.chance.next()
    this.refers = this.chance.happens(behaviour.refers)
  }

  /** The questions of a day; none on a day on which they do not come. */
  questions(isFirstDay: boolean): string[] {
    const comes = isFirstDay || this.chance.happens(this.comesBack)
    this.comesBack *= behaviour.comesBack.lastsADay
    const topic = () => topics[this.chance.between(0, topics.length - 1)]!
    return comes ? Array.from({ length: this.perDay }, topic) : []
  }

  /** What they buy when nothing pays for their question: what gives most answers of those they can use. */
  choose(catalog: Catalog, day: number): Offer | undefined {
    const left = this.starsAtMost - this.spentSince(day - 30)
    const affordable = offersFor(catalog, this.perDay).filter(({ stars }) => stars <= left)
    const best = affordable.toSorted((a, b) => a.stars / a.answers - b.stars / b.answers || a.stars - b.stars)[0]
    // The throw is taken in any case, so that another catalogue meets the same chance.
    const buys = this.chance.happens(behaviour.buys)
    return buys ? best : undefined
  }

  pays(day: number, stars: number): void {
    this.spent.push({ day, stars })
  }

  cancels(): boolean {
    return this.chance.happens(behaviour.cancels)
  }

  refunds(): boolean {
    return this.chance.happens(behaviour.refunds)
  }

  private spentSince(day: number): number {
    return this.spent.filter((each) => each.day > day).reduce((sum, { stars }) => sum + stars, 0)
  }
}

/** More than a person asks within 30 days is worth nothing to them. */
function offersFor(catalog: Catalog, perDay: number): Offer[] {
  const price = chosenModel(catalog, null).priceCredits
  const wanted = perDay * 30
  const packs = catalog.packs
    .filter(({ offered }) => offered)
    .map((pack): Offer => ({
      id: pack.id,
      stars: pack.priceStars,
      answers: Math.min(Math.floor(pack.credits / price), wanted),
      isPlan: false,
    }))
  const plans = catalog.plans
    .filter(({ offered }) => offered)
    .map((plan): Offer => ({
      id: plan.id,
      stars: plan.priceStars,
      answers: Math.min(perDay, Math.floor((plan.creditsPerDay ?? 0) / price)) * Math.min(plan.days, 30) || 1,
      isPlan: true,
    }))
  return [...packs, ...plans]
}
