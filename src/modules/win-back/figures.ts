import type { Sql } from '#platform/database/sql.ts'
import { type WinBackFigures, type WinBackRule, winBackRules } from './contract.ts'

const ofDays = 90
/** What is paid later has other causes. */
const withinDays = 14

interface Row {
  rule: WinBackRule
  heldOut: boolean
  people: number
  payers: number
  stars: number
}

export async function winBackFigures(sql: Sql): Promise<WinBackFigures[]> {
  const rows = await sql<Row>`
    select rule, held_out, count(*) as people, count(*) filter (where paid.times > 0) as payers,
      coalesce(sum(paid.stars), 0)::bigint as stars
    from win_backs w left join lateral (
      select count(*) as times, sum(amount) filter (where currency = 'XTR') as stars from transactions t
      where t.user_id = w.user_id and t.status = 'paid'
        and t.paid_at between w.at and w.at + make_interval(days => ${withinDays})
    ) paid on true
    where w.at > now() - make_interval(days => ${ofDays})
    group by rule, held_out`
  const groupOf = (rule: WinBackRule, heldOut: boolean) => {
    const { people, payers, stars } = rows.find((row) => row.rule === rule && row.heldOut === heldOut) ?? none
    return { people, payers, stars }
  }
  return winBackRules.map((rule) => ({ rule, reminded: groupOf(rule, false), heldOut: groupOf(rule, true) }))
}

const none = { people: 0, payers: 0, stars: 0 }
