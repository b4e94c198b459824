import { expect } from 'vitest'
import { saveCampaign } from '#modules/campaigns/save-campaign.ts'
import { takeBonus } from '#modules/campaigns/take-bonus.ts'
import { claimGift } from '#modules/gifts/claim-gift.ts'
import { returnUnopened } from '#modules/gifts/return-gifts.ts'
import { codesOf, makePromo } from '#modules/promo-codes/promos.ts'
import { redeemPromoCode } from '#modules/promo-codes/redeem.ts'
import { acceptReferral } from '#modules/referrals/accept-referral.ts'
import { ownCode } from '#modules/referrals/referral-of.ts'
import { rewardInviters } from '#modules/referrals/reward.ts'
import type { StartKind } from '#modules/starts/contract.ts'
import { recordStart } from '#modules/starts/record-start.ts'
import { register } from '#modules/users/users.ts'
import type { Sql } from '#platform/database/sql.ts'
import { History, type MoneyWorld, pick } from './history.ts'
import { Died, mortal, type MortalSql } from './mortal-sql.ts'
import type { Act, Moment } from './steps.ts'

const size = 5
let circles = 0
let lastUpdate = 0

/** People who come by links of others, give and get, played like one person's history. */
export class Circle {
  readonly people: number[]
  /** Of the promo codes and campaigns that are for them. */
  readonly names: string[]
  private readonly world: MoneyWorld
  private readonly sql: MortalSql
  private readonly histories: History[]
  private readonly number = ++circles
  private codes: string[] = []

  constructor(world: MoneyWorld) {
    this.sql = mortal(world.sql)
    this.world = { ...world, sql: this.sql }
    this.histories = []
    while (this.histories.length < size) this.histories.push(new History(this.world, this.histories.at(-1)?.person))
    this.people = this.histories.map(({ person }) => person)
    this.names = [...promos.map(({ name }) => name), ...Object.keys(campaigns)].map((name) => this.named(name))
  }

  /** Looks at every fifth moment and at the last: that takes as long as the moments themselves. */
  async play(moments: Moment[], look: (moment: Moment, index: number) => Promise<void>): Promise<void> {
    await this.prepare()
    for (const [index, moment] of moments.entries()) {
      const isLooked = index % 5 === 4 || index === moments.length - 1
      if (moment.diesAfter !== null) {
        this.sql.dieAfter(moment.diesAfter)
        await this.happen(moment.acts, index)
        this.sql.dieAfter(null)
        if (isLooked) await look(moment, index)
      }
      await this.happen(moment.acts, index)
      if (isLooked) await look(moment, index)
    }
    for (const history of this.histories) await history.expectKeptPromises()
    await this.expectNothingStuck()
  }

  private async prepare(): Promise<void> {
    const { sql, catalog } = this.world
    for (const [name, more] of Object.entries(campaigns)) await saveCampaign(sql, { name: this.named(name), ...more })
    for (const promo of promos) {
      const name = this.named(promo.name)
      const made = await makePromo(sql, catalog, { ...promo, name, idempotencyKey: name, by: null })
      expect(made).toHaveProperty('name')
      this.codes.push(...(await codesOf(sql, name))!.map(({ code }) => code))
    }
  }

  /** All at once; one of them may die. */
  private async happen(acts: Act[], index: number): Promise<void> {
    const ended = await Promise.allSettled(acts.map((act) => this.act(act, index)))
    for (const each of ended) if (each.status === 'rejected' && !(each.reason instanceof Died)) throw each.reason
  }

  private async act(now: Act, index: number): Promise<void> {
    const { sql } = this.world
    if (now.do === 'one') return this.histories[now.who]!.step(now.step, index)
    if (now.do === 'pass') return this.pass(now.hours)
    if (now.do === 'do tasks')
      return twice(async () => {
        await rewardInviters(sql, 100)
        await returnUnopened(sql, 100)
      })
    const telegramId = this.people[now.who]!
    if (now.do === 'come') return this.come(now, telegramId)
    if (now.do === 'redeem') return this.redeem(telegramId, now.which)
    return this.claim(telegramId, now.which, now.do === 'keep')
  }

  private async come({ by, which }: Act & { do: 'come' }, telegramId: number): Promise<void> {
    const { sql, catalog } = this.world
    await register(sql, { telegramId, firstName: 'x' })
    const name = by === 'referral' ? await this.linkOf(which) : this.named(pick(Object.keys(campaigns), which)!)
    await recordStart(sql, { telegramId, link: by === 'nothing' ? null : { kind: by satisfies StartKind, name } })
    if (by === 'referral') await twice(() => acceptReferral(sql, catalog, { telegramId, code: name }))
    else if (by === 'campaign') await twice(() => takeBonus(sql, { telegramId, name }))
    else if (by === 'promo') await this.redeem(telegramId, which)
    else if (by === 'gift') await this.claim(telegramId, which, false)
  }

  private async linkOf(which: number): Promise<string> {
    const { sql } = this.world
    const of = pick(this.people, which)!
    const known = await sql`select from users where telegram_id = ${of}`
    return known.length > 0 ? ownCode(sql, of) : 'of-nobody'
  }

  private redeem(telegramId: number, which: number): Promise<void> {
    const use = { telegramId, code: pick(this.codes, which)!, updateId: ++lastUpdate }
    return twice(() => redeemPromoCode(this.world.sql, use))
  }

  private async claim(telegramId: number, which: number, keep: boolean): Promise<void> {
    const { sql } = this.world
    const gifts = await sql<{ token: string }>`
      select token from gifts where user_id = any (${this.people}::bigint[]) order by user_id, id`
    const token = pick(gifts, which)?.token ?? 'no-such-gift'
    await twice(() => claimGift(sql, { telegramId, token, keep }))
  }

  /** The database's clock cannot be moved, so what is written moves into the past. */
  private async pass(hours: number): Promise<void> {
    const { sql } = this.world
    const people = this.people
    await sql`update users set created_at = created_at - make_interval(hours => ${hours}) where telegram_id = any (${people}::bigint[])`
    await sql`update starts set first_at = first_at - make_interval(hours => ${hours}) where user_id = any (${people}::bigint[])`
    await sql`update gifts set expires_at = expires_at - make_interval(hours => ${hours}) where user_id = any (${people}::bigint[])`
    await sql`
      update referrals set paid_at = paid_at - make_interval(hours => ${hours}), rewarded_at = rewarded_at - make_interval(hours => ${hours})
      where user_id = any (${people}::bigint[])`
  }

  /** What is due comes in the end, unless a limit is reached. */
  private async expectNothingStuck(): Promise<void> {
    const { sql } = this.world
    await this.pass(768)
    await rewardInviters(sql, 100)
    await returnUnopened(sql, 100)
    expect(await this.left(sql), 'what was due is given').toEqual([])
  }

  private left(sql: Sql): Promise<object[]> {
    return sql`
      select 'gift' as left, id from gifts where user_id = any (${this.people}::bigint[]) and state = 'open'
      union all select 'reward', id from referrals r where user_id = any (${this.people}::bigint[]) and state = 'paid'
        and (select count(*) from referrals o where o.inviter_id = r.inviter_id
          and o.rewarded_at >= date_trunc('month', now(), 'UTC')) < most_per_month`
  }

  private named(name: string): string {
    return `${name}-${this.number}`
  }
}

const campaigns = {
  credits: { bonus: { of: 'credits', amount: 7 }, mostBonuses: 2 },
  messages: { bonus: { of: 'trial_messages', amount: 2 }, mostBonuses: 1 },
} as const

const usual = { batch: false, firstPurchase: false }
const promos = [
  { ...usual, name: 'CREDITS', gives: { of: 'credits', amount: 5 }, mostUses: 2 },
  { ...usual, name: 'DAYS', gives: { of: 'plan_days', plan: 'month', days: 3 }, mostUses: 2 },
  { ...usual, name: 'MESSAGES', gives: { of: 'trial_messages', amount: 1 }, mostUses: 3 },
  { ...usual, name: 'PERCENT', gives: { of: 'percent_off', percent: 30 }, mostUses: 3, firstPurchase: true },
  { ...usual, name: 'BATCH', gives: { of: 'credits', amount: 4 }, mostUses: 2, batch: true },
] as const

/** As it comes from Telegram and from workers that run side by side. */
async function twice(act: () => Promise<unknown>): Promise<void> {
  const both = await Promise.allSettled([act(), act()])
  for (const each of both) if (each.status === 'rejected') throw each.reason
}
