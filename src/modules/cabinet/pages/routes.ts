import type { FastifyInstance } from 'fastify'
import { readPosition } from '#platform/database/page.ts'
import type { Sql } from '#platform/database/sql.ts'
import { Refusal } from '#platform/http/refusal.ts'
import { serve } from '#platform/http/serve.ts'
import type { LiveCatalog } from '#modules/catalog/versions/live-catalog.ts'
import { browserEndpoints } from '#modules/cabinet/browser.ts'
import { listAudit } from '#modules/cabinet/audit/audit.ts'
import { listDifferences, listPayments } from '#modules/payments/list-payments.ts'
import type { LiveSettings } from '#modules/settings/live-settings.ts'
import { listTickets, talkWith } from '#modules/support/tickets.ts'
import { listTeam } from '#modules/users/roles.ts'
import { findUser } from '#modules/users/users.ts'
import { healthOf } from './health.ts'
import { moneyPage, personValue } from './money.ts'
import { paymentReply, peoplePage, personPage } from './person.ts'
import { Today } from './today.ts'

interface PageContext {
  sql: Sql
  catalogs: LiveCatalog
  settings: Pick<LiveSettings, 'documents' | 'present'>
}

/** What the pages of the cabinet show. */
export async function pageRoutes(app: FastifyInstance, context: PageContext): Promise<void> {
  const { sql, catalogs, settings } = context
  const today = new Today(sql)
  serve(app, browserEndpoints.today, () => today.figures())
  serve(app, browserEndpoints.money, ({ days }) => moneyPage(sql, days))
  serve(app, browserEndpoints.personValue, () => personValue(sql))
  serve(app, browserEndpoints.people, (asked) => peoplePage(sql, asked))
  serve(app, browserEndpoints.person, ({ telegramId }) => {
    const { freeLimits } = settings.present()
    return personPage({ sql, catalog: catalogs.present(), documents: settings.documents(), freeLimits }, telegramId)
  })
  serve(app, browserEndpoints.health, () => healthOf(sql))
  serve(app, browserEndpoints.payments, async ({ show, before, limit }) => {
    const { shown, next } = await listPayments(sql, { show, before: readPosition(before), limit })
    return { payments: shown.map(paymentReply), next }
  })
  serve(app, browserEndpoints.differences, async ({ before, limit }) => {
    const { shown, next, comparedAt } = await listDifferences(sql, { before: readPosition(before), limit })
    const differences = shown.map(({ chargeId, what, telegramId, amount, happenedAt, notedAt }) => ({
      chargeId,
      what,
      telegramId,
      amount,
      happenedAt: happenedAt.toISOString(),
      notedAt: notedAt.toISOString(),
    }))
    return { comparedAt: comparedAt?.toISOString() ?? null, differences, next }
  })
  ticketRoutes(app, context)
  serve(app, browserEndpoints.team, async () => ({
    team: (await listTeam(sql)).map(({ at, ...rest }) => ({ at: at.toISOString(), ...rest })),
  }))
  serve(app, browserEndpoints.audit, async (asked) => {
    const { entries, next } = await listAudit(sql, asked)
    return { entries: entries.map(({ at, ...rest }) => ({ at: at.toISOString(), ...rest })), next }
  })
}

function ticketRoutes(app: FastifyInstance, { sql }: PageContext): void {
  serve(app, browserEndpoints.tickets, async (asked) => {
    const { tickets, next } = await listTickets(sql, asked)
    return {
      tickets: tickets.map(({ at, answeredAt, ...rest }) => ({
        ...rest,
        at: at.toISOString(),
        answeredAt: answeredAt?.toISOString() ?? null,
      })),
      next,
    }
  })
  serve(app, browserEndpoints.talk, async ({ telegramId }) => {
    const user = await findUser(sql, telegramId)
    if (!user) throw new Refusal('user_not_found')
    const requests = await talkWith(sql, telegramId)
    return {
      telegramId,
      firstName: user.firstName,
      username: user.username,
      language: user.language,
      requests: requests.map(({ at, answeredAt, ...rest }) => ({
        ...rest,
        at: at.toISOString(),
        answeredAt: answeredAt?.toISOString() ?? null,
      })),
    }
  })
}
