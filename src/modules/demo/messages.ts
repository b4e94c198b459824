import type { Sql } from '#platform/database/sql.ts'
import { createDraft } from '#modules/broadcasts/broadcasts.ts'
import { countFigures } from '#modules/broadcasts/recipients.ts'
import { firstDemoId } from './business.ts'

const title = { sent: 'Demo: a new model', draft: 'Demo: a weekend offer' }
const conditions = { news: 'not_refused' as const }
const textsOf = (ru: string, en: string) => [
  { language: 'ru', text: ru, buttons: [{ label: 'Выбрать модель', opens: 'models' as const }] },
  { language: 'en', text: en, buttons: [{ label: 'Choose a model', opens: 'models' as const }] },
]

/** One that was sent twelve days ago, to the people who were there then, and a draft. */
export async function writeBroadcasts(sql: Sql): Promise<void> {
  await sql.transaction(async (sql) => {
    await sql`select pg_advisory_xact_lock(hashtext('demo'))`
    if ((await sql`select from broadcasts where title = ${title.sent}`).length > 0) return
    const texts = textsOf('**Новая модель** уже в боте. Попробуйте.', '**A new model** is in the bot now. Try it.')
    const [made] = await sql<{ id: number }>`
      insert into broadcasts (title, texts, conditions, state, begins_at, filled, created_by, created_at, ended_at)
      values (${title.sent}, ${JSON.stringify(texts)}::jsonb, ${conditions}, 'sent', now() - interval '12 days', true,
        ${firstDemoId}, now() - interval '13 days', now() - interval '12 days' + interval '2 minutes') returning id`
    await writeRecipients(sql, made!.id)
    await sql`update broadcasts set figures = ${await countFigures(sql, made!.id)} where id = ${made!.id}`
    await createDraft(sql, {
      title: title.draft,
      texts: textsOf('**Выходные**: загляните к новым моделям.', '**Weekend**: have a look at the new models.'),
      conditions: { ...conditions, trial: 'used_up' },
      quiet: { from: 22, to: 9, zone: 'person' },
      by: firstDemoId,
    })
  })
}

/** Some have left the bot by then, and to very few it cannot be sent. */
async function writeRecipients(sql: Sql, id: number): Promise<void> {
  await sql`
    insert into broadcast_recipients (broadcast_id, user_id, language, state, message_id, sent_at, refused_news)
    select ${id}, telegram_id, language, state, case state when 'sent' then 1000000 + place end,
      case state when 'sent' then begins_at + place * interval '40 milliseconds' end, state = 'sent' and place % 300 = 7 and place < 1200
    from (
      select telegram_id, language, row_number() over (order by telegram_id) as place from users
      where telegram_id >= ${firstDemoId} and created_at < now() - interval '12 days'
    ) as people
    cross join lateral (select case when place % 19 = 3 then 'blocked' when place % 211 = 5 then 'failed' else 'sent' end) as ends (state)
    cross join (select begins_at from broadcasts where id = ${id}) as sending
    on conflict do nothing`
  await sql`
    update broadcasts set refused_news = (select count(*) from broadcast_recipients where broadcast_id = ${id} and refused_news)
    where id = ${id}`
}

/** A day after the trial was used up, and three days after a plan has lapsed; one in five is held out, for comparison. */
export async function writeReminders(sql: Sql): Promise<void> {
  await sql`
    insert into win_backs (user_id, rule, occasion, held_out, at)
    select user_id, rule, occasion, abs(hashtext('win-back:' || user_id)) % 100 < 20, at
    from (
      select m.user_id, 'trial_used_up' as rule, 'trial' as occasion, max(asked_at) + interval '26 hours' as at
      from messages_log m join trials t on t.user_id = m.user_id and t.used >= t.granted
      where m.purse = 'trial' and m.status = 'answered' group by 1
      union all
      select user_id, 'plan_lapsed_3', ends_at::text, ends_at + interval '3 days' from subscriptions s
      where not exists (select from subscriptions next where next.user_id = s.user_id and next.ends_at > s.ends_at
        and next.starts_at < s.ends_at + interval '3 days')
    ) as due
    where user_id >= ${firstDemoId} and at between now() - interval '60 days' and now()
      and (rule <> 'trial_used_up' or not exists (select from transactions t where t.user_id = due.user_id and t.paid_at < due.at))
    on conflict do nothing`
}
