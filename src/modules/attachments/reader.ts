import type { Sql } from '#platform/database/sql.ts'
import type { FileReader } from '#platform/files/file-reader.ts'
import { preparePicture } from '#platform/files/picture.ts'
import { UnreadableFile } from '#platform/files/unreadable-file.ts'
import type { Part } from '#platform/models/provider.ts'
import { countInSlices } from '#platform/models/tokens.ts'
import { Turns } from '#platform/runtime/turns.ts'
import { TelegramAway, type TelegramFiles } from '#platform/telegram/telegram-files.ts'
import { type Attachment, filesByIds, filesOfUpdate, type UpdateKey } from './attachment.ts'
import { copyKnown, type Found, keepFound, keepPictures, keepUnreadable } from './keep-found.ts'
import { attachmentOfPicture, pictureKey } from './shown.ts'

/** A document that is longer takes no model of the catalogue in. */
const mostTokens = 120_000
/** For all files of a question together. */
const limitMs = 300_000
/** So many files are in memory at once, of 20 MB each and what is made of it: those that are read, and those that are listened to. */
const atOnce = { read: 4, heard: 8 }

const nothingFound = {
  pages: null,
  words: null,
  seconds: null,
  mediaType: null,
  texts: null,
  tokens: null,
  pictures: [],
}

/** Fetches files from Telegram and finds out what is in them, each once for a question. */
export class AttachmentReader {
  readonly #sql: Sql
  readonly #files: Pick<TelegramFiles, 'fetch'> | undefined
  readonly #reader: Pick<FileReader, 'read'>
  /** Those being read: the same update may come again meanwhile. */
  readonly #running = new Map<string, Promise<void>>()
  readonly #reading = new Turns(atOnce.read)
  readonly #hearing = new Turns(atOnce.heard)

  /** @param files absent where no bot is known: then no file can be read */
  constructor({
    sql,
    files,
    reader,
  }: {
    sql: Sql
    files: Pick<TelegramFiles, 'fetch'> | undefined
    reader: Pick<FileReader, 'read'>
  }) {
    this.#sql = sql
    this.#files = files
    this.#reader = reader
  }

  /**
   * Reads what has not been read of an update's files and keeps what was found, also that one cannot be read.
   * @throws TelegramAway when a file cannot be fetched now
   */
  async readAll(key: UpdateKey): Promise<void> {
    const name = `${key.telegramId}:${key.updateId}`
    const running = this.#running.get(name) ?? this.#readNew(key).finally(() => this.#running.delete(name))
    this.#running.set(name, running)
    await running
  }

  /**
   * The pictures of a question and earlier ones, as parts by their keys. An earlier one that cannot be fetched now is left out
   * of this answer; the next question tries it again.
   * @throws UnreadableFile when one of the question's own is gone; TelegramAway when that cannot be known now
   */
  async pictures(
    userId: number,
    { own, earlier }: { own: string[]; earlier: string[] },
    signal: AbortSignal,
  ): Promise<Map<string, Part>> {
    const parts = await this.#prepared(userId, [...own, ...earlier])
    const missing = (keys: string[]) => new Set(keys.filter((key) => !parts.has(key)).map(attachmentOfPicture))
    const [ofIts, ofEarlier] = [missing(own), missing(earlier)]
    const prepare = async (attachment: Attachment) => {
      const found = await this.#find(attachment, signal)
      await keepPictures(this.#sql, attachment, found)
      for (const [position, { data }] of found.pictures.entries())
        parts.set(pictureKey(attachment.id, position), partOf(data))
    }
    const attachments = await filesByIds(this.#sql, userId, [...ofIts, ...ofEarlier])
    await Promise.all(
      attachments.map((attachment) =>
        prepare(attachment).catch((error: unknown) => {
          signal.throwIfAborted()
          const isAbsent = error instanceof UnreadableFile || error instanceof TelegramAway
          if (!isAbsent || ofIts.has(attachment.id)) throw error
        }),
      ),
    )
    return parts
  }

  /** Does something with the bytes of a file that is listened to. @throws UnreadableFile; TelegramAway */
  withBytes<Result>(
    file: Attachment,
    signal: AbortSignal,
    use: (bytes: Uint8Array) => Promise<Result>,
  ): Promise<Result> {
    return this.#hearing.take(async () => use(await this.#fetch(file, signal)))
  }

  async #fetch({ fileId }: Attachment, signal: AbortSignal): Promise<Uint8Array> {
    if (!this.#files) throw new UnreadableFile('gone')
    signal.throwIfAborted()
    return this.#files.fetch(fileId, signal)
  }

  async #prepared(userId: number, keys: string[]): Promise<Map<string, Part>> {
    const rows = await this.#sql<{ attachmentId: number; position: number; data: Uint8Array }>`
      select attachment_id, position, data from prepared_pictures
      where user_id = ${userId} and attachment_id = any (${keys.map(attachmentOfPicture)}::bigint[])`
    return new Map(rows.map(({ attachmentId, position, data }) => [pictureKey(attachmentId, position), partOf(data)]))
  }

  async #readNew(key: UpdateKey): Promise<void> {
    const signal = AbortSignal.timeout(limitMs)
    const unread = (await filesOfUpdate(this.#sql, key)).filter(({ state }) => state === 'new')
    const byFile = Map.groupBy(unread, ({ sentAs, fileUniqueId }) => `${sentAs} ${fileUniqueId}`)
    const read = await Promise.allSettled([...byFile.values()].map((same) => this.#readInTurn(same, signal)))
    for (const one of read) if (one.status === 'rejected') throw one.reason
  }

  /** Of a file that came several times the first is fetched, and the others are like it. */
  async #readInTurn(same: Attachment[], signal: AbortSignal): Promise<void> {
    for (const one of same) await this.#readOne(one, signal)
  }

  async #readOne(attachment: Attachment, signal: AbortSignal): Promise<void> {
    if (await copyKnown(this.#sql, attachment)) return
    try {
      await keepFound(this.#sql, attachment, await this.#find(attachment, signal))
    } catch (error) {
      if (!(error instanceof UnreadableFile)) throw error
      await keepUnreadable(this.#sql, attachment, error)
    }
  }

  #find(attachment: Attachment, signal: AbortSignal): Promise<Found> {
    return this.#reading.take(async () => {
      const bytes = await this.#fetch(attachment, signal)
      if (attachment.sentAs === 'image') return pictureFound(bytes)
      if (attachment.sentAs === 'audio') return speechFound(bytes, await this.#reader.read('audio', bytes, signal))
      const found = await this.#reader.read('any', bytes, signal)
      if (found.is === 'picture') return pictureFound(bytes)
      if (found.is === 'speech') return speechFound(bytes, found)
      const { pages, words, texts, pictures } = found
      const tokens: number[] = []
      for (const text of texts) tokens.push(await countInSlices([text]))
      if (tokens.reduce((sum, count) => sum + count, 0) > mostTokens) throw new UnreadableFile('too_large')
      return { ...nothingFound, bytes: bytes.length, kind: 'document', pages, words, texts, tokens, pictures }
    })
  }
}

async function pictureFound(bytes: Uint8Array): Promise<Found> {
  const picture = await preparePicture(bytes)
  return { ...nothingFound, bytes: bytes.length, kind: 'picture', pictures: [{ ...picture, page: null }] }
}

function speechFound(bytes: Uint8Array, { seconds, mediaType }: { seconds: number; mediaType: string }): Found {
  return { ...nothingFound, bytes: bytes.length, kind: 'speech', seconds: Math.ceil(seconds), mediaType }
}

function partOf(data: Uint8Array): Part {
  return { type: 'image', mediaType: 'image/jpeg', data }
}
