import type { Catalog } from '#modules/catalog/catalog.ts'
import { patterns } from '#bot-kit/callback-data.ts'
import { Life } from './life.ts'
import type { Stage } from './stage.ts'

interface Player {
  /** Of their life. */
  number: number
  life: Life
  id: number
  cameOn: number
  left: string[]
  isSubscribed: boolean
  isAnswered: boolean
  hasReferred: boolean
}

/** A friend's number is so far from that of the person who brought them: the lives of the others stay as they are. */
const friends = 100_000

/** Plays so many days with so many people, who come at an even pace. */
export class Play {
  private readonly players: Player[] = []
  private readonly stage: Stage
  private readonly catalog: Catalog
  private readonly seed: number

  constructor(stage: Stage, catalog: Catalog, seed: number) {
    this.stage = stage
    this.catalog = catalog
    this.seed = seed
  }

  async days(people: number, days: number): Promise<void> {
    let arrived = 0
    for (let day = 0; day < days; day += 1) {
      const until = Math.round((people * (day + 1)) / days)
      await this.bringFriends(day)
      for (; arrived < until; arrived += 1) await this.arrive(day, arrived)
      await this.stage.settled()
      await this.ask(day)
      await this.stage.dayPasses()
    }
  }

  private async arrive(day: number, number: number, link?: string): Promise<void> {
    const life = new Life(this.seed, number)
    const id = await this.stage.newPerson(`P${number}`)
    await this.stage.say(id, `/start ${link ?? life.link}`.trim())
    const state = { left: [], isSubscribed: false, isAnswered: false, hasReferred: false }
    this.players.push({ number, life, id, cameOn: day, ...state })
  }

  /** Only where the catalogue rewards it do people have a link of their own. */
  private async bringFriends(day: number): Promise<void> {
    const { trialMessages, inviterCredits } = this.catalog.referral
    if (trialMessages === 0 && inviterCredits === 0) return
    for (const player of this.players.filter(
      ({ life, isAnswered, hasReferred }) => life.refers && isAnswered && !hasReferred,
    )) {
      player.hasReferred = true
      const { code } = await this.stage.api.referral({ telegramId: player.id })
      await this.arrive(day, player.number + friends, `r_${code}`)
    }
  }

  /** All ask at once, one question each, until all are asked or nothing pays any more. */
  private async ask(day: number): Promise<void> {
    for (const player of this.players) player.left = player.life.questions(player.cameOn === day)
    const beginners = this.players.filter(({ cameOn, life }) => cameOn === day && life.accepts)
    for (const { id } of beginners) await this.stage.press(id, patterns.trial)
    for (const player of this.players) if (player.cameOn === day && !player.life.accepts) player.left = []
    for (let asking = this.asking(); asking.length > 0; asking = this.asking()) {
      await this.stage.settled()
      for (const player of asking) {
        if (!(await this.canAsk(player, day))) player.left = []
        const question = player.left.shift()
        if (!question) continue
        await this.stage.say(player.id, question)
        player.isAnswered = true
      }
    }
    await this.stage.settled()
  }

  private asking(): Player[] {
    return this.players.filter(({ left }) => left.length > 0)
  }

  private async canAsk(player: Player, day: number): Promise<boolean> {
    const { next } = await this.stage.api.getCredits({ telegramId: player.id })
    if ('purse' in next) return true
    if (next.refused === 'trial_not_started') return false
    const offer = player.life.choose(this.catalog, day)
    if (!offer || (offer.isPlan && player.isSubscribed)) return false
    await this.stage.buy(player.id, offer.id, offer.stars)
    player.life.pays(day, offer.stars)
    if (offer.isPlan) {
      player.isSubscribed = true
      if (player.life.cancels()) await this.stage.cancelRenewal(player.id)
    }
    if (player.life.refunds()) {
      await this.stage.refund(player.id)
      return false
    }
    return true
  }
}
