import { z } from 'zod'
import type { FileReader } from '#platform/files/file-reader.ts'
import { UnreadableFile } from '#platform/files/unreadable-file.ts'
import { seenLine, seenText } from '#platform/models/seen-text.ts'
import type { Tool, ToolResult } from '#platform/models/tool.ts'
import { limited } from '#platform/runtime/pass.ts'
import { type FetchedPage, fetchPage, type Reach } from './fetch-page.ts'
import { type PageRefusal, UnreadablePage } from './page-address.ts'
import { inUtf8 } from './in-utf8.ts'

const limits = { ms: 10_000, characters: 40_000, title: 200 }

/** A model may write an address down wrongly. */
const fewMistakes = 2

/** How pages are reached and read. */
export interface PageTools {
  files: FileReader
  reach: Reach
}

/**
 * Reads pages whose addresses a person has written themselves, and no others: what a model names may have come from a page.
 * @param addresses as `addressesIn` finds them
 */
export function readPageTool(addresses: string[], tools: PageTools): Tool {
  return {
    name: 'read_page',
    description: 'Reads a page whose address stands in the question. It cannot open any other address.',
    parameters: {
      type: 'object',
      properties: { address: { type: 'string', enum: addresses } },
      required: ['address'],
      additionalProperties: false,
    },
    mostCalls: addresses.length + fewMistakes,
    isNamed: true,
    step: (asked) => ({ kind: 'page', what: URL.parse(addressOf(asked, addresses) ?? '')?.host ?? '' }),
    async run(asked, signal) {
      const address = addressOf(asked, addresses)
      if (address === undefined) return refused('Only addresses that stand in the question can be read.')
      try {
        return said(address, await limited(limits.ms, (limit) => read(address, tools, limit), signal))
      } catch (error) {
        signal.throwIfAborted()
        return refused(error instanceof UnreadablePage ? sentences[error.reason] : sentences.unreadable)
      }
    },
  }
}

const input = z.object({ address: z.string() })

/** The one of these addresses that is asked for, in whichever way it is written. */
function addressOf(asked: unknown, addresses: string[]): string | undefined {
  const wanted = URL.parse(input.safeParse(asked).data?.address ?? '')?.href
  return addresses.find((address) => address === wanted)
}

interface Words {
  title: string
  text: string
}

async function read(address: string, { files, reach }: PageTools, signal: AbortSignal): Promise<Words> {
  const page = await fetchPage(address, reach, signal)
  const { title, text } = await wordsOf(page, files, signal)
  const seen = seenText(text).trim()
  if (seen === '') throw new UnreadablePage('empty')
  return { title: seenLine(title, limits.title), text: seen }
}

async function wordsOf(page: FetchedPage, files: FileReader, signal: AbortSignal): Promise<Words> {
  const bytes = page.mediaType === 'application/pdf' ? page.bytes : inUtf8(page)
  try {
    if (/html/.test(page.mediaType)) return await files.read('page', bytes, signal)
    const read = await files.read('any', bytes, signal)
    if (read.is !== 'document') throw new UnreadablePage('kind')
    return { title: '', text: read.texts.join('\n\n') }
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error
    throw new UnreadablePage(error.reason === 'empty' ? 'empty' : 'unreadable', { cause: error })
  }
}

/** The source is what the person has written: where a page leads to is its own word. */
function said(address: string, { title, text }: Words): ToolResult {
  const cut = text.length > limits.characters ? `${text.slice(0, limits.characters).toWellFormed()}…` : text
  const source = { title: title || new URL(address).host, url: address }
  return { text: `[1] ${source.title}\n\n${cut}`, sources: [source], ...free }
}

function refused(text: string): ToolResult {
  return { text, sources: [], ...free, isError: true }
}

const free = { isError: false, costMicros: 0, service: 'reader' }

const sentences: Record<PageRefusal, string> = {
  not_public: 'This address is not on the public web, so it is not opened.',
  not_web: 'Only http and https addresses are opened.',
  port: 'Only the usual ports of the web are opened.',
  credentials: 'An address with a name or password in it is not opened.',
  not_found: 'There is no site under this name.',
  redirects: 'The page leads from one address to the next without end.',
  answer: 'The site does not give this page out. It may want a sign-in, or be gone.',
  kind: 'The page is no text, PDF or JSON, so it cannot be read.',
  too_large: 'The page is too large to be read.',
  unreadable: 'The page could not be read now.',
  empty: 'The page holds no text that could be read without a browser.',
}
