import type { Catalog } from '#modules/catalog/catalog.ts'
import { completeCatalog } from '#modules/catalog/complete.ts'
import { AttachmentReader } from '#modules/attachments/reader.ts'
import { createAgreedDatabase } from '#tests/world/agreed.ts'
import type { MoneyWorld } from './history.ts'
import { ScriptedFiles } from './telegram.ts'

/** A database, and doubles of Telegram's files and of who writes down speech. */
export async function createMoneyWorld(catalog: Catalog): Promise<MoneyWorld & { end(): Promise<void> }> {
  const database = await createAgreedDatabase()
  const telegram = await ScriptedFiles.make()
  const transcription = await telegram.startTranscription()
  const openai = { baseUrl: transcription.baseUrl, apiKey: 'k', model: undefined }
  const { sql } = database.database
  return {
    sql,
    telegram,
    catalog: completeCatalog({ ...catalog, version: 0 }, { openai, keyOf: () => '' }),
    reader: new AttachmentReader({ sql, files: telegram.files, reader: telegram.reader }),
    async end() {
      await transcription.stop()
      await database.drop()
    },
  }
}
