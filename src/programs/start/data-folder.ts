import { existsSync, lstatSync, mkdirSync, mkdtempSync, rmdirSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { getSystemErrorMessage } from 'node:util'
import { messageOf } from '#platform/runtime/log.ts'
import { SettingsError } from '#platform/runtime/start-error.ts'

/** Why a data folder cannot be made or written to, in one sentence; undefined when it can. Leaves nothing behind. */
export function faultOfFolder(dataDir: string): string | undefined {
  try {
    tryOut(nearestTo(dataDir))
    return undefined
  } catch (error) {
    return sentence(dataDir, error)
  }
}

/** @throws SettingsError when it cannot be made, or nothing can be written to it */
export function makeDataFolder(dataDir: string): void {
  try {
    makeFolder(dataDir)
    tryOut(dataDir)
  } catch (error) {
    throw new SettingsError(sentence(dataDir, error), { cause: error })
  }
}

/** Permissions do not tell: a disk may be mounted for reading only, or be full. */
function tryOut(folder: string): void {
  rmdirSync(mkdtempSync(join(folder, '.pomogator-')))
}

/** What exists of a path. */
function nearestTo(path: string): string {
  const above = dirname(path)
  return above === path || lstatSync(path, { throwIfNoEntry: false }) ? path : nearestTo(above)
}

/** Not by `recursive`: Node tries for ever where a folder takes no others, such as /proc. */
function makeFolder(folder: string): void {
  if (isFolder(folder)) return
  const above = dirname(folder)
  if (above !== folder) makeFolder(above)
  try {
    mkdirSync(folder)
  } catch (error) {
    // Another process may have made it in this moment.
    if (!isFolder(folder)) throw error
  }
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false
}

function sentence(dataDir: string, error: unknown): string {
  const number = error instanceof Error && 'errno' in error ? error.errno : undefined
  const reason = typeof number === 'number' ? getSystemErrorMessage(number) : messageOf(error)
  // Of a path that is too long, for example, nothing can be asked.
  return existsSync(`${dataDir}/.`)
    ? `DATA_DIR: nothing can be written to the folder ${dataDir} (${reason}). Make room or choose another one.`
    : `DATA_DIR: the folder ${dataDir} cannot be made (${reason}). Choose another one.`
}
