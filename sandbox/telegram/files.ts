import { BotApiError } from './error.ts'
import type { KeptFile } from './state.ts'
import type { Telegram } from './telegram.ts'

/** A bot may download so much, and a link to a file lives so long. */
const mostDownloaded = 20_000_000
const linkLifeMs = 3_600_000

/** Keeps a file and describes it as messages do. */
export function storeFile({ files, ids }: Telegram, about: Pick<KeptFile, 'name' | 'type'>, bytes: Buffer) {
  const id = ids.next()
  files.put(id, about, bytes)
  return { file_id: id, file_unique_id: `u${id}`, file_size: bytes.length }
}

/** Where a file can be downloaded, for an hour. @throws BotApiError as Telegram would */
export function linkTo({ files, clock }: Telegram, fileId: string) {
  const file = files.about(fileId)
  if (!file) throw new BotApiError(400, 'Bad Request: wrong file_id or the file is temporarily unavailable')
  if (file.size > mostDownloaded) throw new BotApiError(400, 'Bad Request: file is too big')
  const path = `files/${fileId}_${clock.now()}`
  return { file_id: fileId, file_unique_id: `u${fileId}`, file_size: file.size, file_path: path }
}

/** The bytes behind a link; undefined when there are none, or no longer. */
export function fileBehind({ files, clock }: Telegram, path: string): Buffer | undefined {
  const [, id, since] = /^files\/([^_]+)_(\d+)$/.exec(path) ?? []
  if (id === undefined || clock.now() - Number(since) > linkLifeMs) return undefined
  return files.read(id)
}
