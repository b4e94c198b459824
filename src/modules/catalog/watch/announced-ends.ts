import type { CompleteCatalog, CompleteEntry } from '#modules/catalog/complete.ts'
import type { Sql } from '#platform/database/sql.ts'
import { type Log, reasonOf } from '#platform/runtime/log.ts'
import { seenOf, watchedModels, type WatchedModel } from './watched-models.ts'

const refreshEveryMs = 60_000

/** The catalogue with the shutdowns that providers have announced meanwhile, as the worker has read them. */
export class AnnouncedEnds {
  private readonly sql: Sql
  private readonly written: CompleteCatalog
  private readonly log: Log
  private present: CompleteCatalog
  private clock: NodeJS.Timeout | undefined

  constructor({ sql, catalog, log }: { sql: Sql; catalog: CompleteCatalog; log: Log }) {
    this.sql = sql
    this.written = catalog
    this.present = catalog
    this.log = log
  }

  async start(): Promise<void> {
    await this.refresh()
    this.clock = setInterval(() => void this.refresh(), refreshEveryMs)
  }

  stop(): void {
    clearInterval(this.clock)
  }

  catalog(): CompleteCatalog {
    return this.present
  }

  /** Without the database it stays as it was: a shutdown is announced weeks before. */
  private async refresh(): Promise<void> {
    try {
      this.present = withEnds(this.written, await watchedModels(this.sql))
    } catch (error) {
      this.log.warn(`The announced ends of models could not be read. ${reasonOf(error)}`)
    }
  }
}

/** An entry ends on the earlier of the days that the catalogue and the provider name. */
export function withEnds(catalog: CompleteCatalog, watched: WatchedModel[]): CompleteCatalog {
  const withEnd = <Entry extends CompleteEntry>(entry: Entry): Entry => {
    const seen = seenOf(entry, watched)
    const days = [entry.shutsDownOn, seen?.shutsDownOn ?? undefined].filter((day) => day !== undefined)
    return { ...entry, shutsDownOn: days.toSorted()[0] }
  }
  const { models, transcription, voices } = catalog
  return {
    ...catalog,
    models: models.map(withEnd),
    transcription: transcription.map(withEnd),
    voices: voices.map(withEnd),
  }
}
