import { z } from 'zod'
import type { Camel } from '#platform/http/camel-case.ts'

/** Why a file cannot be read. */
const fileProblem = z.enum(['encrypted', 'empty', 'damaged', 'unsupported', 'too_many_pages', 'too_large', 'gone'])

/** A file of a question that cannot be read. */
export const unreadableFile = z.object({ problem: fileProblem, name: z.string().nullable() })

/** What a file was found to be. */
export const attachmentFacts = z.object({
  kind: z.enum(['picture', 'speech', 'document']),
  name: z.string().nullable(),
  pages: z.int().nullable().describe('Null where a document has none'),
  first_pages: z.int().nullable().describe('Of a scan: only so many of its first pages are looked at; null: all'),
  words: z.int().nullable(),
  seconds: z.int().nullable(),
  from_page: z.int().nullable().describe('The pages that were chosen; null: all'),
  to_page: z.int().nullable(),
})

export type FileProblem = z.infer<typeof fileProblem>

export type UnreadableFile = Camel<z.infer<typeof unreadableFile>>

export type AttachmentFacts = Camel<z.infer<typeof attachmentFacts>>
