import type { Sql } from '#platform/database/sql.ts'
import { type WinBackRule, winBackRules } from '#modules/notifications/contract.ts'
import type { WinBackFigures } from './contract.ts'

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
    with reminded as (
      select rule, held_out, count(*) as people from win_backs where at > now() - make_interval(days => ${ofDays}) group by 1, 2
    ), bought as (
      select w.rule, w.held_out, count(distinct (w.user_id, w.id)) as payers, sum(amount) filter (where currency = 'XTR') as stars
      from win_backs w join transactions t on t.user_id = w.user_id
      where w.at > now() - make_interval(days => ${ofDays}) and t.status = 'paid'
        and t.paid_at > now() - make_interval(days => ${ofDays})
        and t.paid_at between w.at and w.at + make_interval(days => ${withinDays})
      group by 1, 2
    )
    select rule, held_out, people, coalesce(payers, 0)::bigint as payers, coalesce(stars, 0)::bigint as stars
    from reminded left join bought using (rule, held_out)`
  const groupOf = (rule: WinBackRule, heldOut: boolean) => {
    const { people, payers, stars } = rows.find((row) => row.rule === rule && row.heldOut === heldOut) ?? none
    return { people, payers, stars }
  }
  return winBackRules.map((rule) => ({ rule, reminded: groupOf(rule, false), heldOut: groupOf(rule, true) }))
}

const none = { people: 0, payers: 0, stars: 0 }
