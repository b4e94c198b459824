import type { Sql } from '#platform/database/sql.ts'
import type { Catalog } from '#modules/catalog/catalog.ts'
import type { DemoPerson } from './person.ts'

/** Their credits are among the entries of the ledger. Their bytes are gone, as those of all pictures are after a day. */
export async function writePictures(
  sql: Sql,
  { painters }: Pick<Catalog, 'painters'>,
  people: DemoPerson[],
): Promise<void> {
  const pictures = people.flatMap(({ telegramId, language, pictures }) =>
    pictures.map((picture) => ({ telegramId, language, ...picture })),
  )
  if (pictures.length === 0) return
  await sql`
    with wanted as (
      select * from jsonb_to_recordset(${JSON.stringify(pictures)}::jsonb) as p ("telegramId" bigint, language text, number bigint,
        at timestamptz, product text, price integer, status text)
    ), wishes as (
      insert into image_wishes (user_id, update_id, prompt, asked_at)
      select "telegramId", number, case language when 'ru' then 'Картинка для примера' else 'A sample picture' end, at from wanted
      returning user_id, update_id, id
    ), drawn as (
      insert into images (user_id, wish_id, update_id, product, status, failure, purse, price, made_by, media_type, asked_at)
      select "telegramId", w.id, number, product, status, case status when 'released' then 'interrupted' end, 'credits', price,
        case status when 'sent' then ${painters[0]!.id} end, case status when 'sent' then 'image/png' end, at
      from wanted join wishes w on w.user_id = "telegramId" and w.update_id = number
      returning user_id, id, product, status, purse, price, asked_at
    )
    insert into events (at, level, kind, user_id, data)
    select asked_at, case status when 'sent' then 'info' else 'warn' end,
      case status when 'sent' then 'picture_made' else 'picture_not_made' end, user_id,
      jsonb_build_object('id', id, 'product', product, 'purse', purse, 'price', price)
    from drawn`
}
