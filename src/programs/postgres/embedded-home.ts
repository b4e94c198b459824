import { createHash } from 'node:crypto'
import { chownSync, existsSync, mkdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { StartError } from '#platform/runtime/start-error.ts'

export interface Home {
  /** Holds the cluster, the log and, where needed, the programs. */
  directory: string
  /** Whether it had to be somewhere else than asked for. */
  moved: boolean
  /** Whom PostgreSQL runs as when we are root, which it refuses to be. */
  owner: { uid: number; gid: number } | undefined
}

/** A folder for the cluster that PostgreSQL's user can reach, made and given to them. */
export function chooseHome(dataDir: string): Home {
  const owner = ownerOfHome()
  mkdirSync(resolve(dataDir), { recursive: true })
  const directory = placeOfHome(dataDir)
  mkdirSync(directory, { recursive: true, mode: 0o755 })
  const home = { directory, moved: directory !== wishedPlace(dataDir), owner }
  giveTo(home, directory)
  return home
}

/** Where that folder is, or would be. */
export function placeOfHome(dataDir: string): string {
  const wished = wishedPlace(dataDir)
  const owner = ownerOfHome()
  if (!owner || !existsSync(dirname(wished)) || reachable(dirname(wished), owner.uid)) return wished
  return join('/var/lib/pomogator', createHash('sha256').update(wished).digest('hex').slice(0, 12))
}

function wishedPlace(dataDir: string): string {
  return join(resolve(dataDir), 'postgres-18')
}

function ownerOfHome() {
  return process.getuid?.() === 0 ? unprivileged() : undefined
}

export function giveTo({ owner }: Pick<Home, 'owner'>, ...paths: string[]): void {
  if (owner) for (const path of paths) chownSync(path, owner.uid, owner.gid)
}

/** Whether a user who owns nothing here may walk down to a folder. */
export function reachable(path: string, uid: number): boolean {
  const { mode, uid: owner } = statSync(path)
  const open = owner === uid ? (mode & 0o100) !== 0 : (mode & 0o001) !== 0
  const above = dirname(path)
  return open && (above === path || reachable(above, uid))
}

/** An account that every system has; initdb wants one with a name. */
function unprivileged(): { uid: number; gid: number } {
  const accounts = new Map(
    readFileSync('/etc/passwd', 'utf8')
      .split('\n')
      .map((line) => line.split(':'))
      .map(([name, , uid, gid]) => [name, { uid: Number(uid), gid: Number(gid) }]),
  )
  const account = accounts.get('postgres') ?? accounts.get('nobody')
  if (!account)
    throw new StartError(
      'PostgreSQL does not run as root, and there is no user "nobody" to run it as: start as an ordinary user, or set DATABASE_URL.',
    )
  return account
}
