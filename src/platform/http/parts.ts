import { z } from 'zod'
import { text } from './values.ts'

const mediaType = z
  .string()
  .max(127)
  .regex(/^[\w.+-]+\/[\w.+-]+$/)

/** A file that Telegram keeps. What is said of it beside its id is the sender's word and decides nothing. */
const file = {
  file_id: text().min(1).max(256),
  file_unique_id: text().min(1).max(64).describe('The same for one file, whoever sends it'),
  size: z.int().min(0).optional(),
  name: text().max(255).optional(),
  media_type: mediaType.optional(),
  forwarded: z.boolean().optional().describe("Whether it was passed on: then what is said in it are another's words"),
}

/** What a question is made of: words, or something to look at, to listen to or to read. */
export const part = z.discriminatedUnion('type', [
  z.object({ type: z.literal('text'), text: text().trim().min(1) }),
  z.object({ type: z.literal('image'), ...file }),
  z.object({ type: z.literal('audio'), ...file }),
  z.object({ type: z.literal('file').describe('Of whatever kind its content is'), ...file }),
])
