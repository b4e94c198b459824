import { z } from 'zod'
import { text } from './values.ts'

const mediaType = z
  .string()
  .max(127)
  .regex(/^[\w.+-]+\/[\w.+-]+$/)

const data = z.base64().min(1).describe('The bytes as Base64')

/** What a question is made of: words, or something to look at, to listen to or to read. */
export const part = z.discriminatedUnion('type', [
  z.object({ type: z.literal('text'), text: text().trim().min(1) }),
  z.object({ type: z.literal('image'), media_type: mediaType, data }),
  z.object({ type: z.literal('audio'), media_type: mediaType, data }),
  z.object({ type: z.literal('file'), media_type: mediaType, name: text().trim().min(1).max(255), data }),
])
