import { readFileSync } from 'node:fs'
import { parseEnv } from 'node:util'
import { SettingsError } from './start-error.ts'

/**
 * The settings in a `.env`, in whatever way editors and shells of Windows wrote it down: with or without a byte order mark, in
 * UTF-8 or UTF-16. Absent: none.
 * @throws SettingsError when it is there and cannot be read
 */
export function readEnvFile(path = '.env'): Record<string, string> {
  const bytes = read(path)
  if (!bytes) return {}
  const text = decode(bytes, path)
  refuseCutValues(text, path)
  return parseEnv(text) as Record<string, string>
}

function read(path: string): Buffer | undefined {
  try {
    return readFileSync(path)
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error)
    if (code === 'ENOENT') return undefined
    throw new SettingsError([`The file ${path} cannot be read (${code}).`])
  }
}

function decode(bytes: Buffer, path: string): string {
  const encoding =
    bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : 'utf-8'
  try {
    const text = new TextDecoder(encoding, { fatal: true }).decode(bytes) // without its byte order mark
    if (!text.includes('\0')) return text.replaceAll('\u00A0', ' ')
  } catch {
    // Not in the encoding that it seems to have.
  }
  throw new SettingsError([`The file ${path} is no text in UTF-8: save it as UTF-8.`])
}

/** Outside of quotes a `#` begins a comment, also in the middle of a password, of which only the beginning would be left. */
function refuseCutValues(text: string, path: string): void {
  const faults = text.split(/\r?\n/).flatMap((line) => {
    const name = /^\s*(?:export\s+)?([\w.-]+)\s*=\s*(?!["'`])[^#]*[^\s#=]#/.exec(line)?.[1]
    return name
      ? [
          `${name} is wrong: in ${path} a # begins a comment. Put the value in quotes, and in an address write %23 for it.`,
        ]
      : []
  })
  if (faults.length > 0) throw new SettingsError(faults)
}
