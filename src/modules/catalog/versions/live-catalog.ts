import { LRUCache } from 'lru-cache'
import { catalogIn } from '#modules/catalog/catalog.ts'
import type { CompleteCatalog, CompleteEntry } from '#modules/catalog/complete.ts'
import type { CatalogSource } from '#modules/catalog/environment.ts'
import { seenOf, watchedModels, type WatchedModel } from '#modules/catalog/watch/watched-models.ts'
import { record } from '#modules/events/events.ts'
import { Follower } from '#platform/database/follower.ts'
import type { Database, Sql } from '#platform/database/sql.ts'
import { type Log, messageOf, reasonOf } from '#platform/runtime/log.ts'
import { contentOf, newestVersions, publishedChannel, type StoredVersion } from './versions.ts'

/** Of so many versions one that can be read is looked for; then the file counts. */
const mostTried = 10
/** Questions that are open by earlier versions. */
const mostEarlier = 16

/**
 * The catalogue that counts now: the newest version that was published and that this program can read, else the file; with
 * the shutdowns that providers have announced meanwhile. A piece of work takes it once and keeps what it has taken.
 */
export class LiveCatalog {
  private readonly sql: Sql
  private readonly source: CatalogSource
  private readonly program: string
  private readonly log: Log
  private readonly file: CompleteCatalog
  private readonly earlier = new LRUCache<number, CompleteCatalog>({ max: mostEarlier })
  private newest = 0
  private published: CompleteCatalog
  private watched: WatchedModel[] = []
  private completed: CompleteCatalog
  private readonly follower = new Follower(publishedChannel, () => this.lookNow())

  constructor(tools: { sql: Sql; catalog: CompleteCatalog; source: CatalogSource; program: string; log: Log }) {
    this.sql = tools.sql
    this.source = tools.source
    this.program = tools.program
    this.log = tools.log
    this.file = tools.catalog
    this.published = tools.catalog
    this.completed = tools.catalog
  }

  /** From now on it follows what is published, until `stop`. */
  async follow(database: Database): Promise<void> {
    await this.follower.follow(database)
  }

  async stop(): Promise<void> {
    await this.follower.stop()
  }

  /** What counts now. */
  present(): CompleteCatalog {
    return this.completed
  }

  /** As it was published: without the shutdowns that providers have announced. */
  written(): CompleteCatalog {
    return this.published
  }

  /** The version by which a piece of work was begun; one that cannot be read any more is answered by what counts now. */
  async at(version: number | null): Promise<CompleteCatalog> {
    if (version === null || version === this.completed.version) return this.completed
    const known = version === 0 ? this.file : (this.earlier.get(version) ?? (await this.fetch(version)))
    return known ? withEnds(known, this.watched) : this.completed
  }

  /** Looks what was published, and which shutdowns were announced. Without the database everything stays as it was. */
  async look(): Promise<void> {
    await this.follower.look()
  }

  private async lookNow(): Promise<void> {
    try {
      this.watched = await watchedModels(this.sql)
      const newer = await newestVersions(this.sql, { after: this.newest, limit: mostTried })
      if (newer.length > 0) await this.take(newer)
      this.completed = withEnds(this.published, this.watched)
    } catch (error) {
      this.log.warn(`What was published of the catalogue could not be read. ${reasonOf(error)}`)
    }
  }

  private async take(newer: StoredVersion[]): Promise<void> {
    const faults: { version: number; fault: string }[] = []
    for (const stored of newer) {
      const read = this.read(stored)
      if ('catalog' in read) {
        this.earlier.set(this.published.version, this.published)
        this.published = read.catalog
        this.log.info({ version: stored.version }, 'The catalogue has a new version')
        break
      }
      faults.push({ version: stored.version, fault: read.fault })
    }
    this.newest = newer[0]!.version
    for (const { version, fault } of faults) await this.tellUnreadable(version, fault)
  }

  private read({ version, content }: StoredVersion): { catalog: CompleteCatalog } | { fault: string } {
    try {
      return { catalog: this.source.complete(catalogIn(content, `Version ${version} of the catalogue`), version) }
    } catch (error) {
      return { fault: messageOf(error) }
    }
  }

  /** A program of an earlier release, or one without a key: it goes on with what it could read, and the owner reads why. */
  private async tellUnreadable(version: number, fault: string): Promise<void> {
    const { version: kept } = this.published
    const message = `The ${this.program} keeps ${kept === 0 ? 'the file' : `version ${kept}`} of the catalogue, because it cannot use version ${version}. ${fault}`
    this.log.error({ version }, message)
    await record(this.sql, { level: 'error', kind: 'catalog_unreadable', data: { message, version } })
  }

  private async fetch(version: number): Promise<CompleteCatalog | undefined> {
    const content = await contentOf(this.sql, version)
    const read = content === undefined ? { fault: 'It is not there' } : this.read({ version, content })
    if ('fault' in read) {
      this.log.warn({ version }, `An earlier version of the catalogue cannot be used. ${read.fault}`)
      return undefined
    }
    this.earlier.set(version, read.catalog)
    return read.catalog
  }
}

/** An entry ends on the earlier of the days that the catalogue and the provider name. */
export function withEnds(catalog: CompleteCatalog, watched: WatchedModel[]): CompleteCatalog {
  const withEnd = <Entry extends CompleteEntry>(entry: Entry): Entry => {
    const seen = seenOf(entry, watched)
    const days = [entry.shutsDownOn, seen?.shutsDownOn ?? undefined].filter((day) => day !== undefined)
    return { ...entry, shutsDownOn: days.toSorted()[0] }
  }
  const { models, transcription, voices, painters } = catalog
  return {
    ...catalog,
    models: models.map(withEnd),
    transcription: transcription.map(withEnd),
    voices: voices.map(withEnd),
    painters: painters.map(withEnd),
  }
}
