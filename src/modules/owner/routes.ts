import type { FastifyInstance } from 'fastify'
import type { Sql } from '#platform/database/sql.ts'
import type { LiveCatalog } from '#modules/catalog/versions/live-catalog.ts'
import type { LiveSettings } from '#modules/settings/live-settings.ts'
import { type Margin, marginOf } from '#modules/costs/margin.ts'
import { ownerEndpoints } from '#modules/owner/contract.ts'
import { paymentsEndpoints } from '#modules/payments/contract.ts'
import { Refusal } from '#platform/http/refusal.ts'
import { profileReply } from '#modules/users/profile-reply.ts'
import { serve } from '#platform/http/serve.ts'
import { chooseReport, reportHourOf } from './daily-report.ts'
import { userDetailsOf, figuresOf, findPayment } from './owner.ts'
import { findUserByName } from '#modules/users/users.ts'
import { utcDay } from '#platform/runtime/utc-day.ts'

interface OwnerContext {
  sql: Sql
  catalogs: Pick<LiveCatalog, 'present'>
  settings: Pick<LiveSettings, 'present' | 'documents'>
}

/** What the owner wants to know and do. */
export async function ownerRoutes(app: FastifyInstance, { sql, catalogs, settings }: OwnerContext): Promise<void> {
  serve(app, ownerEndpoints.stats, async () => {
    const [margin, ...figures] = await Promise.all([
      marginOf(sql, catalogs.present(), 30),
      ...[1, 7, 30].map((days) => figuresOf(sql, days)),
    ] as const)
    const [today, week, month] = [1, 7, 30].map((days, index) => ({
      ...figures[index]!,
      ...earnedIn(margin.days, days, new Date()),
    }))
    return { today: today!, week: week!, month: month! }
  })

  serve(app, ownerEndpoints.userHistory, async ({ telegramId }) => {
    const details = await userDetailsOf(sql, telegramId)
    if (!details) throw new Refusal('user_not_found')
    return {
      ...profileReply(details.user, settings.documents()),
      entries: details.entries.map((entry) => ({ ...entry, at: entry.at.toISOString() })),
      payments: details.payments.map(({ chargeId, at, ...rest }) => ({
        chargeId,
        at: at.toISOString(),
        ...rest,
      })),
    }
  })

  serve(app, ownerEndpoints.findUser, async ({ username }) => {
    const user = await findUserByName(sql, username)
    if (!user) throw new Refusal('user_not_found')
    return profileReply(user, settings.documents())
  })

  serve(app, paymentsEndpoints.payment, async ({ number, chargeId }) => {
    const found = await findPayment(sql, { number, chargeId })
    if (!found) throw new Refusal('payment_not_found')
    const { telegramId, firstName, chargeId: known, ...rest } = found
    return { telegramId, firstName, chargeId: known, ...rest }
  })

  serve(app, ownerEndpoints.dailyReport, async ({ telegramId }) => ({
    hour: await reportHourOf(sql, telegramId),
    timeZone: settings.present().timeZone ?? null,
  }))
  serve(app, ownerEndpoints.chooseDailyReport, async (chosen) => {
    await chooseReport(sql, chosen, { timeZone: settings.present().timeZone, now: new Date() })
    return {}
  })
}

/** Of the last days, by what each of them has earned and cost. */
function earnedIn(lines: Margin['days'], days: number, now: Date) {
  const first = utcDay(new Date(now.getTime() - (days - 1) * dayMs))
  const within = lines.filter(({ day }) => day >= first)
  return {
    revenueMicroDollars: within.reduce((sum, { revenue }) => sum + revenue, 0),
    costMicroDollars: within.reduce((sum, { cost }) => sum + cost, 0),
  }
}

const dayMs = 86_400_000
