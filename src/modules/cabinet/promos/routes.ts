import type { FastifyInstance } from 'fastify'
import type { Sql } from '#platform/database/sql.ts'
import { Refusal } from '#platform/http/refusal.ts'
import { serve, serveRequest } from '#platform/http/serve.ts'
import { change } from '#modules/cabinet/audit/change.ts'
import { codesAtOnce, promosEndpoints, usualGift } from '#modules/cabinet/browser/promos.ts'
import type { SessionKeeper } from '#modules/cabinet/session/session-keeper.ts'
import type { Reward } from '#modules/entitlements/contract.ts'
import type { LiveCatalog } from '#modules/catalog/versions/live-catalog.ts'
import { promoFigures } from '#modules/promo-codes/figures.ts'
import { codesOf, endPromo, makePromo, promoReply } from '#modules/promo-codes/promos.ts'
import { botName } from '#modules/starts/bot-name.ts'

/** Promo codes: what the page shows and what it changes. */
export async function promoPageRoutes(
  app: FastifyInstance,
  { sql, catalogs, keeper }: { sql: Sql; catalogs: Pick<LiveCatalog, 'present'>; keeper: SessionKeeper },
): Promise<void> {
  serve(app, promosEndpoints.promos, async () => {
    const [bot, promos] = await Promise.all([botName(sql), promoFigures(sql)])
    return {
      bot,
      plans: catalogs.present().plans.map(({ id, title }) => ({ id, title })),
      promos: promos.map((promo) => {
        const { state, creditsGiven, buyers } = promo
        return { ...promoReply(promo), state, creditsGiven, buyers }
      }),
    }
  })

  serve(app, promosEndpoints.promoCodes, async ({ name }) => {
    const codes = await codesOf(sql, name)
    if (!codes) throw new Refusal('promo_not_found')
    return { codes }
  })

  serveRequest(app, promosEndpoints.makePromo, (input, request) => {
    const session = keeper.sessionOf(request)
    const { name, gives, mostUses, batch, firstPurchase, startsAt, endsAt } = input
    return change(sql, session, 'promo_made', input, {
      question: async () =>
        (batch && mostUses > codesAtOnce) || isGreat(gives) ? { name, gives, mostUses, batch } : undefined,
      async act(sql) {
        const idempotencyKey = `cabinet:${session.telegramId}:${input.idempotencyKey}`
        const made = await makePromo(sql, catalogs.present(), { ...input, idempotencyKey, by: session.telegramId })
        if ('refused' in made) throw new Refusal(made.refused)
        const after = { gives, mostUses, batch, firstPurchase, startsAt: startsAt ?? null, endsAt: endsAt ?? null }
        return { subject: name, before: {}, after, reply: { name } }
      },
    })
  })

  serveRequest(app, promosEndpoints.endPromo, (input, request) => {
    const session = keeper.sessionOf(request)
    return change(sql, session, 'promo_ended', input, {
      async act(sql) {
        const ended = await endPromo(sql, { name: input.name, by: session.telegramId })
        if (!ended) throw new Refusal('promo_not_found')
        const { uses, endedAt, wasEndedAt } = ended
        return { subject: input.name, before: { endedAt: wasEndedAt, uses }, after: { endedAt, uses }, reply: {} }
      },
    })
  })
}

/** A figure with some digits too many gives away more than anybody buys. */
function isGreat(gives: Reward): boolean {
  if (gives.of === 'percent_off') return false
  return (gives.of === 'plan_days' ? gives.days : gives.amount) > usualGift[gives.of]
}
