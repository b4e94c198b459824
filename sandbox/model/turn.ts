import { z } from 'zod'

/** One message of a conversation, as a model is shown it. */
export interface Turn {
  role: 'system' | 'developer' | 'user' | 'assistant'
  content: string
}

/** Words, or parts of which only the words are read. */
export const content = z
  .union([z.string(), z.array(z.looseObject({ text: z.string().optional() }))])
  .transform((said) => (typeof said === 'string' ? said : said.map(({ text = '' }) => text).join('\n\n')))

export const turn = z.looseObject({ role: z.enum(['system', 'developer', 'user', 'assistant']), content })
