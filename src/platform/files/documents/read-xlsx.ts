import readSheets from 'read-excel-file/node'
import { unpack } from './unpack.ts'

/** Each sheet as lines of values with tabs between them. */
export async function readXlsx(bytes: Uint8Array): Promise<{ pages: number; texts: string[] }> {
  // The library unpacks without a limit.
  unpack(bytes)
  const sheets = await readSheets(Buffer.from(bytes))
  const texts = sheets.map(({ sheet, data }) => [`# ${sheet}`, ...data.map((row) => lineOf(row))].join('\n'))
  return { pages: texts.length, texts }
}

function lineOf(row: unknown[]): string {
  return row.map(valueOf).join('\t')
}

function valueOf(cell: unknown): string {
  if (cell instanceof Date) return cell.toISOString().slice(0, 10)
  return typeof cell === 'string' || typeof cell === 'number' || typeof cell === 'boolean' ? String(cell) : ''
}
