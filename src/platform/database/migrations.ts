import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { StartError } from '#platform/runtime/start-error.ts'

export interface Migration {
  number: number
  name: string
  up: string
  down: string | undefined
  checksum: string
}

/** The files of a folder, in the order of their numbers. */
export function readMigrations(directory: string): Migration[] {
  const files = readdirSync(directory)
  const ups = files.filter((file) => file.endsWith('.up.sql')).toSorted()
  const migrations = ups.map((file) => {
    const name = file.slice(0, -'.up.sql'.length)
    const number = Number(/^(\d{4})_[a-z0-9_]+$/.exec(name)?.[1])
    if (Number.isNaN(number)) throw new StartError(`${file} is not named like 0001_what_it_does.up.sql`)
    const up = readFileSync(join(directory, file), 'utf8')
    const down = files.includes(`${name}.down.sql`)
      ? readFileSync(join(directory, `${name}.down.sql`), 'utf8')
      : undefined
    return { number, name, up, down, checksum: createHash('sha256').update(up.replaceAll('\r\n', '\n')).digest('hex') }
  })
  const twice = migrations.find((migration, index) => migrations[index + 1]?.number === migration.number)
  if (twice) throw new StartError(`Two migrations have the number ${twice.number}`)
  return migrations
}
