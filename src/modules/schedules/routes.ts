import type { FastifyInstance } from 'fastify'
import type { Sql } from '#platform/database/sql.ts'
import { Refusal } from '#platform/http/refusal.ts'
import { serve } from '#platform/http/serve.ts'
import type { LiveCatalog } from '#modules/catalog/versions/live-catalog.ts'
import { findMeans } from '#modules/charging/access.ts'
import { describeMeans } from '#modules/charging/replies.ts'
import type { LiveSettings } from '#modules/settings/live-settings.ts'
import { findUser } from '#modules/users/users.ts'
import { changeSchedule, chooseTimeZone, deleteSchedule, pauseByPerson } from './change.ts'
import { schedulesEndpoints, type ScheduleReply } from './contract.ts'
import { draft } from './draft.ts'
import { beginScheduled, pauseRefused } from './run.ts'
import { listSchedules, priceFor, replyOf, type Schedule } from './schedule.ts'
import { start, type Started } from './start.ts'

interface ScheduleContext {
  sql: Sql
  settings: Pick<LiveSettings, 'documents'>
  catalogs: Pick<LiveCatalog, 'present'>
}

/** Questions that are asked by the clock. */
export async function scheduleRoutes(app: FastifyInstance, context: ScheduleContext): Promise<void> {
  const { sql, catalogs, settings } = context

  serve(app, schedulesEndpoints.schedules, async ({ telegramId }) => {
    const prices = await pricesOf(context, telegramId)
    return { schedules: (await listSchedules(sql, telegramId)).map((schedule) => replyOf(schedule, prices)) }
  })

  serve(app, schedulesEndpoints.draftSchedule, async (input) => {
    const drafted = await draft(sql, settings.documents(), input)
    if ('refused' in drafted) throw new Refusal(drafted.refused)
    return describe(context, drafted)
  })

  serve(app, schedulesEndpoints.changeSchedule, async (input) => described(context, await changeSchedule(sql, input)))

  serve(app, schedulesEndpoints.startSchedule, async (input) =>
    describe(context, granted(await start(sql, catalogs.present(), input))),
  )

  serve(app, schedulesEndpoints.pauseSchedule, async (input) => described(context, await pauseByPerson(sql, input)))

  serve(app, schedulesEndpoints.deleteSchedule, async (input) => {
    await deleteSchedule(sql, input)
    return {}
  })

  serve(app, schedulesEndpoints.chooseTimeZone, async (input) => {
    if (!(await chooseTimeZone(sql, input))) throw new Refusal('user_not_found')
    return {}
  })

  serve(app, schedulesEndpoints.beginScheduled, async (input) => {
    const run = await beginScheduled(sql, input, new Date())
    return { due: run ? { question: run.question, agreedCredits: run.agreedCredits } : null }
  })

  serve(app, schedulesEndpoints.scheduledRefused, async (input) => {
    await pauseRefused(sql, catalogs.present(), input)
    return {}
  })
}

/** @throws Refusal */
function granted(started: Started): Schedule {
  if (!('refused' in started)) return started
  if (started.refused === 'unpaid') throw new Refusal('no_access', { reason: started.reason })
  if (started.refused !== 'price_changed') throw new Refusal(started.refused)
  throw new Refusal('no_access', { reason: started.refused, credits: started.credits })
}

async function described(context: ScheduleContext, schedule: Schedule | undefined): Promise<ScheduleReply> {
  if (!schedule) throw new Refusal('schedule_not_found')
  return describe(context, schedule)
}

async function describe(context: ScheduleContext, schedule: Schedule): Promise<ScheduleReply> {
  return replyOf(schedule, await pricesOf(context, schedule.userId))
}

async function pricesOf({ sql, catalogs }: ScheduleContext, telegramId: number) {
  const catalog = catalogs.present()
  const [user, means] = await Promise.all([findUser(sql, telegramId), findMeans(sql, telegramId, catalog)])
  if (!user || !means) throw new Refusal('user_not_found')
  const { next } = describeMeans(means, catalog)
  return { priceCredits: priceFor(catalog, user), once: 'purse' in next ? next : null }
}
