import { listAtWork } from '#platform/database/at-work.ts'
import { lastMigration } from '#platform/database/schema.ts'
import type { Sql } from '#platform/database/sql.ts'
import { listGivenUp } from '#platform/inbox/given-up.ts'
import { stats } from '#platform/inbox/stats.ts'
import { version } from '#platform/runtime/version.ts'
import { countUnreadable, latestErrors } from '#modules/events/events-of.ts'
import { listVersions } from '#modules/catalog/versions/versions.ts'
import { listJobs } from '#modules/maintenance/jobs.ts'
import { countNotices } from '#modules/notifications/count-notices.ts'
import { listUnsent } from '#modules/notifications/unsent.ts'
import { watch, type Watched } from '#modules/owner/watch.ts'

const mostShown = 50

/** What is wrong now, and what was. */
export async function healthOf(sql: Sql) {
  const [present] = await listVersions(sql, 1)
  const catalog = present?.version ?? 0
  const [migration, inbox, watched, givenUp, errors, jobs, outbox, unreadable, unsent, programs] = await Promise.all([
    lastMigration(sql),
    stats(sql),
    watch(sql),
    listGivenUp(sql, mostShown),
    latestErrors(sql, mostShown),
    listJobs(sql),
    countNotices(sql),
    countUnreadable(sql, catalog),
    listUnsent(sql, mostShown),
    listAtWork(sql),
  ])
  const values = { ...watched, ...inbox }
  const named = await withNames(sql, [...givenUp, ...errors, ...unsent])
  return {
    at: new Date().toISOString(),
    version,
    migration,
    catalog,
    alerts: alertsOf(values, { unreadable, failedJobs: jobs.filter(({ state }) => state === 'failed').length }),
    givenUp: givenUp.map(named),
    errors: errors.map(named),
    jobs: jobs.map(({ lastAt, ...rest }) => ({ lastAt: lastAt?.toISOString() ?? null, ...rest })),
    unsent: unsent.map(named),
    programs: programs.map(({ startedAt, ...rest }) => ({ startedAt: startedAt.toISOString(), ...rest })),
    outbox,
    figures: (
      [
        'waiting',
        'lanes',
        'databaseBytes',
        'connections',
        'connectionsMost',
        'reconciledSecondsAgo',
        'backedUpSecondsAgo',
        'backupCopiedSecondsAgo',
      ] as const
    ).map((name) => ({ name, value: values[name] })),
  }
}

interface Concerning {
  at: Date
  telegramId: number | null
}

/** How a line is shown, with the name of the person whom it concerns; null: the bot does not know them. */
async function withNames(sql: Sql, lines: Concerning[]) {
  const ids = [...new Set(lines.flatMap(({ telegramId }) => telegramId ?? []))]
  const rows = await sql<{ telegramId: number; firstName: string }>`
    select telegram_id, first_name from users where telegram_id = any(${ids}::bigint[])`
  const names = new Map(rows.map(({ telegramId, firstName }) => [telegramId, firstName]))
  return <Line extends Concerning>({ at, ...rest }: Line) => ({
    ...rest,
    at: at.toISOString(),
    firstName: rest.telegramId === null ? null : (names.get(rest.telegramId) ?? null),
  })
}

type Values = Watched & Awaited<ReturnType<typeof stats>>

/** The same limits as those of deploy/monitoring/alerts.yaml, as far as the database knows. */
function alertsOf(
  values: Values,
  { unreadable, failedJobs }: { unreadable: number; failedJobs: number },
): { kind: string; value: number }[] {
  const limits: [kind: string, value: number, limit: number][] = [
    ['nobody_answers', values.oldestWaitingSeconds, 120],
    ['update_stuck', values.oldestSeconds, 900],
    ['many_updates', values.waiting, 2_000],
    ['updates_given_up', values.givenUp, 0],
    ['payment_waits', values.paymentWaitSeconds, 30],
    ['money_unmatched', values.unmatched, 0],
    ['payments_differ', values.differencesToday, 0],
    ['question_silent', values.silentHoldSeconds, 900],
    ['not_reconciled', values.reconciledSecondsAgo ?? 0, 3 * 3_600],
    ['backup_old', values.backedUpSecondsAgo ?? 0, 36 * 3_600],
    ['copy_old', values.backupCopiedSecondsAgo ?? 0, 36 * 3_600],
    ['connections_few', values.connections / values.connectionsMost, 0.85],
    ['jobs_failed', failedJobs, 0],
    ['catalog_unreadable', unreadable, 0],
  ]
  return limits.filter(([, value, limit]) => value > limit).map(([kind, value]) => ({ kind, value }))
}
