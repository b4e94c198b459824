import type { Sql } from '#platform/database/sql.ts'

/** What the owner is woken for. A time is in seconds; absent where it has not begun, so that nothing false is shown. */
export interface Watched {
  /** How long the question that was silent longest has been without a process that answers it. */
  silentHoldSeconds: number
  /** How long the oldest checkout or payment has waited in the inbox. */
  paymentWaitSeconds: number
  refunding: number
  unmatched: number
  openRequests: number
  differencesToday: number
  databaseBytes: number
  reconciledSecondsAgo: number | null
  backedUpSecondsAgo: number | null
  backupCopiedSecondsAgo: number | null
  /** Of the last day, in whole Stars. */
  starsPaid: number
  starsRefunded: number
  connections: number
  connectionsMost: number
}

/** The inbox is read through for payments no further than this: beyond it the age of the whole inbox is the alarm. */
const inboxDepth = 10_000

export async function watch(sql: Sql): Promise<Watched> {
  const [row] = await sql<Watched>`
    select
      coalesce((select greatest(extract(epoch from now() - min(working_until)), 0)
        from messages_log where status = 'pending'), 0)::float8 as "silentHoldSeconds",
      coalesce((select greatest(extract(epoch from now() - min(accepted_at)), 0)
        from (select accepted_at, payload from inbox order by seq limit ${inboxDepth}) as waiting
        where payload ? 'pre_checkout_query' or payload -> 'message' ? 'successful_payment'), 0)::float8 as "paymentWaitSeconds",
      money.*,
      (select count(*) from support_requests where answered_at is null) as "openRequests",
      (select count(*) from events where kind = 'payment_difference' and at > now() - interval '1 day') as "differencesToday",
      pg_database_size(current_database()) as "databaseBytes",
      (select extract(epoch from now() - at)::float8 from reconciliation) as "reconciledSecondsAgo",
      (select extract(epoch from now() - max(at))::float8 from events where kind = 'backup_made') as "backedUpSecondsAgo",
      (select extract(epoch from now() - max((data ->> 'at')::timestamptz))::float8
        from events where kind = 'backup_copied') as "backupCopiedSecondsAgo",
      (select count(*) from pg_stat_activity where backend_type = 'client backend') as connections,
      current_setting('max_connections')::integer as "connectionsMost"
    from (select count(*) filter (where status = 'refunding') as refunding,
        count(*) filter (where kind = 'unmatched' and status = 'paid') as unmatched,
        coalesce(sum(amount) filter (where currency = 'XTR' and paid_at > now() - interval '1 day'), 0)::bigint as "starsPaid",
        coalesce(sum(amount) filter (where currency = 'XTR' and refunded_at > now() - interval '1 day'), 0)::bigint
          as "starsRefunded"
      from transactions) as money`
  return row!
}
