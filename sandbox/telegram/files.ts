import { BotApiError } from './error.ts'
import type { Telegram } from './telegram.ts'

/** A bot may download so much, and a link to a file lives so long. */
const mostDownloaded = 20_000_000
const linkLifeMs = 3_600_000

/** Keeps a file and describes it as messages do. */
export function storeFile({ state, ids }: Telegram, name: string, bytes: Buffer) {
  const id = ids.next()
  state.files[id] = { name, base64: bytes.toString('base64') }
  return { file_id: id, file_unique_id: `u${id}`, file_size: bytes.length }
}

/** Where a file can be downloaded, for an hour. @throws BotApiError as Telegram would */
export function linkTo(telegram: Telegram, fileId: string) {
  const file = telegram.state.files[fileId]
  if (!file) throw new BotApiError(400, 'Bad Request: wrong file_id or the file is temporarily unavailable')
  const size = Buffer.byteLength(file.base64, 'base64')
  if (size > mostDownloaded) throw new BotApiError(400, 'Bad Request: file is too big')
  const path = `files/${fileId}_${telegram.clock.now()}`
  return { file_id: fileId, file_unique_id: `u${fileId}`, file_size: size, file_path: path }
}

/** The bytes behind a link; undefined when there are none, or no longer. */
export function fileBehind({ state, clock }: Telegram, path: string): Buffer | undefined {
  const [, id, since] = /^files\/([^_]+)_(\d+)$/.exec(path) ?? []
  const file = id === undefined ? undefined : state.files[id]
  if (!file || clock.now() - Number(since) > linkLifeMs) return undefined
  return Buffer.from(file.base64, 'base64')
}
