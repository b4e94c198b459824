import type { FetchedPage } from './fetch-page.ts'

/** How far a page says in its own words how it is written. */
const head = 1_024
const isUtf8 = /^(?:utf-?8|us-ascii)$/

/** The bytes of a page in UTF-8, where its server or its head names another encoding; else as they are. */
export function inUtf8({ bytes, charset = charsetIn(bytes) }: Pick<FetchedPage, 'bytes' | 'charset'>): Uint8Array {
  if (charset === undefined || isUtf8.test(charset)) return bytes
  try {
    return new TextEncoder().encode(new TextDecoder(charset).decode(bytes))
  } catch {
    // There is no such encoding.
    return bytes
  }
}

function charsetIn(bytes: Uint8Array): string | undefined {
  const begin = Buffer.from(bytes.subarray(0, head)).toString('latin1')
  return /<meta[^>]{1,200}charset\s*=\s*["']?([\w.:-]+)/i.exec(begin)?.[1]?.toLowerCase()
}
