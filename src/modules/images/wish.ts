import type { Sql } from '#platform/database/sql.ts'
import type { Catalog, ImageEntry } from '#modules/catalog/catalog.ts'
import { pictureOf } from '#modules/catalog/price-of.ts'
import { findMeans, type Means, offeredPrice, type Price } from '#modules/charging/access.ts'
import { agreementStateOf } from '#modules/users/agreement.ts'
import type { Documents } from '#modules/users/contract.ts'
import { findUser } from '#modules/users/users.ts'

export interface Wished {
  telegramId: number
  updateId: number
  prompt: string
  source: { fileId?: string | undefined; imageId?: number | undefined } | null
}

/** Keeps a wish; the same update brings the same one. */
export async function keepWish(
  sql: Sql,
  documents: Documents,
  wished: Wished,
): Promise<
  { wishId: number } | { refused: 'user_not_found' | 'user_blocked' | 'agreement_needed' | 'image_not_found' }
> {
  const { telegramId, updateId, prompt } = wished
  const user = await findUser(sql, telegramId)
  if (!user) return { refused: 'user_not_found' }
  if (user.blocked) return { refused: 'user_blocked' }
  if (agreementStateOf(user.agreement, documents) !== 'given') return { refused: 'agreement_needed' }
  const source = await sourceOf(sql, wished)
  if (source === undefined) return { refused: 'image_not_found' }
  // An update that changes nothing brings the row also where the same update writes it in this moment.
  const [row] = await sql<{ id: number }>`
    insert into image_wishes (user_id, update_id, prompt, source_file_id) values (${telegramId}, ${updateId}, ${prompt}, ${source})
    on conflict (user_id, update_id) do update set prompt = image_wishes.prompt returning id`
  return { wishId: row!.id }
}

/** Null: a new picture; undefined: the one that is to be changed is there no longer. */
async function sourceOf(sql: Sql, { telegramId, source }: Wished): Promise<string | null | undefined> {
  if (source === null) return null
  if (source.fileId !== undefined) return source.fileId
  const [row] = await sql<{ fileId: string }>`
    select file_id from images where user_id = ${telegramId} and id = ${source.imageId} and file_id is not null`
  return row?.fileId
}

/** The pictures that are on sale with what each costs this person now. */
export async function productsFor(
  sql: Sql,
  catalog: Catalog,
  telegramId: number,
): Promise<{ id: string; title: ImageEntry['title']; price: Price }[]> {
  const means = (await findMeans(sql, telegramId, catalog))!
  return catalog.images.filter(({ offered }) => offered).map((image) => productFor(image, means))
}

export function productFor(image: ImageEntry, means: Means) {
  return { id: image.id, title: image.title, price: offeredPrice(means, pictureOf(image)) }
}
