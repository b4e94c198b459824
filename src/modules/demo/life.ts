import { type Model, offeredModels } from '#modules/catalog/catalog.ts'
import { findProduct } from '#modules/payments/product.ts'
import type { Chance } from './chance.ts'
import type { DemoEntry, DemoPayment, DemoPerson, DemoQuestion, OwnDemoAssistant, Surroundings } from './person.ts'
import { promoAt } from './promos.ts'
import { names, ownAssistants, supportTalks } from './words.ts'

const dayMs = 86_400_000
const hourMs = 3_600_000

interface Way {
  campaign: string | null
  accepts: number
  stays: number
}

/** How people come, and how good each way is: how many accept the trial, and how many of those stay. */
const ways: (readonly [Way, weight: number])[] = [
  [{ campaign: null, accepts: 0.62, stays: 0.24 }, 50],
  [{ campaign: 'demo_channel', accepts: 0.72, stays: 0.2 }, 30],
  [{ campaign: 'demo_blog', accepts: 0.8, stays: 0.34 }, 12],
  [{ campaign: 'demo_ads', accepts: 0.45, stays: 0.1 }, 18],
]

/** Plays the life of one person from the day they came until now. */
export class DemoLife {
  private readonly chance: Chance
  private readonly around: Surroundings
  private readonly person: DemoPerson
  private readonly models: Model[]
  private readonly stays: boolean
  private balance = 0
  private paidUntil = 0

  constructor(
    chance: Chance,
    around: Surroundings,
    { telegramId, createdAt }: { telegramId: number; createdAt: Date },
  ) {
    this.chance = chance
    this.around = around
    this.models = offeredModels(around.catalog)
    const way = chance.oneOf(ways)
    const language = chance.happens(0.8) ? 'ru' : 'en'
    const accepts = chance.happens(way.accepts)
    this.stays = accepts && chance.happens(way.stays)
    const trialAt = new Date(createdAt.getTime() + chance.between(20, 900) * 1_000)
    this.person = {
      telegramId,
      firstName: names[language][chance.between(0, names[language].length - 1)]!,
      language,
      createdAt,
      campaign: way.campaign,
      trialAt: accepts && trialAt < around.now ? trialAt : null,
      trialGranted: around.trialMessages,
      trialUsed: 0,
      assistant: accepts ? this.chooseAssistant(language) : null,
      questions: [],
      pictures: [],
      payments: [],
      entries: [],
      request: null,
    }
  }

  play(): DemoPerson {
    const { person, chance, around } = this
    if (!person.trialAt) return person
    this.usePromo(person.trialAt)
    for (let day = 0; ; day += 1) {
      const morning = person.trialAt.getTime() + day * dayMs
      if (morning > around.now.getTime()) break
      if (!chance.happens(this.returnsOn(day))) continue
      // The first questions come at once, those of later days by day.
      const from = morning + (day === 0 ? 60_000 : chance.between(-4, 6) * hourMs)
      if (!this.ask(from, chance.between(1, this.stays ? 7 : 5))) break
    }
    this.writeToSupport()
    return person
  }

  /** Some come with a promo code. */
  private usePromo(at: Date): void {
    const promo = promoAt(at, this.around.now)
    if (promo && this.chance.happens(0.14))
      this.enter({ delta: promo.credits, kind: 'promo', promo: promo.name, at: new Date(at.getTime() + 15_000) })
  }

  /** How likely a person is here again so many days after they came. */
  private returnsOn(day: number): number {
    if (day === 0) return 0.93
    const fading = Math.exp(-day / (this.stays ? 60 : 4))
    return (this.stays ? 0.62 : 0.3) * fading + (this.stays ? 0.04 : 0.003)
  }

  /** Some questions in a row; false when the person has nothing left and does not want to pay. */
  private ask(from: number, questions: number): boolean {
    let at = from
    for (let left = questions; left > 0; left -= 1) {
      at += this.chance.between(40, 1_500) * 1_000
      if (at > this.around.now.getTime() - 60_000) return true
      if (!this.canPay(at) && !this.buy(at)) return false
      // What was bought may have been returned at once.
      if (!this.canPay(at)) return true
      const moment = new Date(at + 30_000)
      if (!(this.chance.happens(0.04) && this.draw(moment))) this.answer(moment)
    }
    return true
  }

  private canPay(at: number): boolean {
    const { trialUsed, trialGranted } = this.person
    return trialUsed < trialGranted || this.paidUntil > at + hourMs || this.balance >= this.models[0]!.priceCredits
  }

  private buy(at: number): boolean {
    const { chance, person, around } = this
    if (!chance.happens(this.stays ? 0.86 : 0.16)) return false
    const { packs, plans } = around.catalog
    const [id] = chance.oneOf([
      ...packs.map((pack, index) => [[pack.id], [6, 3, 0.6][index] ?? 0.3] as const),
      ...plans.map((plan, index) => [[plan.id], [4, 0.8][index] ?? 0.2] as const),
    ])
    const product = findProduct(around.catalog, id)!
    const payment = { number: person.payments.length + 1, at: new Date(at), product, refundedAt: null, lossCredits: 0 }
    person.payments.push(payment)
    if (product.kind === 'plan') this.paidUntil = Math.max(this.paidUntil, at) + product.days * dayMs
    else this.enter({ delta: product.credits, kind: 'purchase', payment: payment.number, at: payment.at })
    if (product.kind === 'pack' && chance.happens(0.04)) this.refund(payment, product.credits)
    return true
  }

  /** Before anything is asked with it, or after it is spent: what was spent is lost. */
  private refund(payment: DemoPayment, credits: number): void {
    const spent = Math.min(this.chance.between(0, 1) * this.chance.between(1, 20), credits)
    for (let left = spent; left > 0 && this.balance >= this.models[0]!.priceCredits; left -= 1)
      this.answer(new Date(payment.at.getTime() + (spent - left + 1) * 100))
    const at = new Date(Math.min(payment.at.getTime() + 25_000, this.around.now.getTime()))
    const taken = Math.min(this.balance, credits)
    Object.assign(payment, { refundedAt: at, lossCredits: credits - taken })
    if (taken > 0) this.enter({ delta: -taken, kind: 'refund', payment: payment.number, at })
  }

  private answer(at: Date): void {
    const { chance, person, around } = this
    const [source, model] = this.chooseModel(at)
    const status = chance.oneOf([
      ['answered', 960],
      ['failed', 22],
      ['stopped', 12],
      ['undelivered', 6],
    ] as const)
    const number = person.questions.length + 1
    const searchPrice = this.searchPriceOf(source, model)
    const price = source === 'trial' ? 1 : model.priceCredits + (searchPrice ?? 0)
    const hasAnswer = status === 'answered' || status === 'undelivered'
    const isStrong = model.priceCredits > 1
    person.questions.push({
      number,
      at,
      model: model.id,
      purse: source,
      price,
      searchPrice,
      searches: searchPrice !== null && hasAnswer ? chance.between(1, around.catalog.search.mostSearches) : 0,
      status,
      inputTokens: chance.between(300, isStrong ? 9_000 : 4_000),
      outputTokens: chance.between(120, isStrong ? 3_500 : 1_100),
      latencyMs: chance.between(700, isStrong ? 14_000 : 5_000),
    })
    const isPaid = status === 'answered'
    if (source === 'trial' && isPaid) person.trialUsed += 1
    if (source !== 'credits') return
    this.enter({ delta: -price, kind: 'hold', question: number, at })
    if (!isPaid) this.enter({ delta: price, kind: 'release', question: number, at: new Date(at.getTime() + 2_000) })
  }

  private chooseModel(at: Date): [source: DemoQuestion['purse'], model: Model] {
    const { chance, person, models } = this
    const usual = models[0]!
    if (person.trialUsed < person.trialGranted) return ['trial', usual]
    const wanted = chance.happens(0.22) ? models[chance.between(0, models.length - 1)]! : usual
    if (this.paidUntil > at.getTime() + hourMs / 2) return ['subscription', wanted]
    return ['credits', this.balance >= wanted.priceCredits ? wanted : usual]
  }

  /** Something is looked up for some of the questions that credits pay for; null: nothing. */
  private searchPriceOf(source: DemoQuestion['purse'], model: Model): number | null {
    const { priceCredits } = this.around.catalog.search
    if (source !== 'credits' || this.balance < model.priceCredits + priceCredits) return null
    return this.chance.happens(0.12) ? priceCredits : null
  }

  /** A picture in place of an answer. False: their credits pay for none. */
  private draw(at: Date): boolean {
    const { chance, person, around } = this
    const ways = around.catalog.images.filter(({ offered }) => offered)
    if (ways.length === 0 || around.catalog.painters.length === 0 || person.trialUsed < person.trialGranted)
      return false
    const { id: product, priceCredits: price } = chance.oneOf(ways.map((way, index) => [way, 1 / (index + 1)] as const))
    if (this.balance < price) return false
    const number = person.pictures.length + 1
    const status = chance.happens(0.96) ? 'sent' : 'released'
    person.pictures.push({ number, at, product, price, status })
    this.enter({ delta: -price, kind: 'hold', picture: number, at })
    if (status === 'released')
      this.enter({ delta: price, kind: 'release', picture: number, at: new Date(at.getTime() + 2_000) })
    return true
  }

  private chooseAssistant(language: DemoPerson['language']): DemoPerson['assistant'] {
    const { chance, around } = this
    if (!chance.happens(0.18)) return null
    const offered = around.catalog.assistants.filter((each) => each.offered && !each.model && each.priceCredits === 0)
    const own = ownAssistants[language][chance.between(0, 1)]!
    return chance.oneOf<string | OwnDemoAssistant>([[own, 1], ...offered.map(({ id }) => [id, 1] as const)])
  }

  private enter(
    entry: Pick<DemoEntry, 'delta' | 'kind' | 'at'> &
      Partial<Pick<DemoEntry, 'question' | 'picture' | 'payment' | 'promo'>>,
  ): void {
    this.balance += entry.delta
    this.person.entries.push({ ...nothingBehind, ...entry, balance: this.balance })
  }

  private writeToSupport(): void {
    const { chance, person, around } = this
    if (person.questions.length === 0 || !chance.happens(0.05)) return
    const { at: after } = person.questions.at(-1)!
    const at = new Date(Math.min(after.getTime() + chance.between(1, 20) * 60_000, around.now.getTime()))
    const isOpen = around.now.getTime() - at.getTime() < 2 * dayMs || chance.happens(0.02)
    const [text, answer] = supportTalks[person.language][chance.between(0, 2)]!
    person.request = { text, answer: isOpen ? null : answer, at }
  }
}

const nothingBehind = { question: null, picture: null, payment: null, promo: null }
