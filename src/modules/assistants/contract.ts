import { z } from 'zod'
import type { Camel } from '#platform/http/camel-case.ts'
import { defineEndpoints } from '#platform/http/endpoint.ts'
import { personInQuery, rowId, telegramId, text, updateId } from '#platform/http/values.ts'
import { searchOffer, title } from '#modules/catalog/contract.ts'
import { price } from '#modules/entitlements/contract.ts'

/** How many a person may have of their own, and how long their texts may be. */
export const mostOwn = 5
export const longestTitle = 32
export const longestPrompt = 2_000

const ownPrefix = 'own_'

/** An id of the catalogue, which has no underscore, or the number of a person's own. */
export const assistantKey = z
  .string()
  .regex(new RegExp(`^([a-z0-9-]{1,24}|${ownPrefix}[1-9]\\d{0,14})$`))
  .describe('An id of the catalogue, or `own_` and the number of one of their own')

export function ownKey(id: number): string {
  return ownPrefix + id
}

/** Undefined: it is of the catalogue. */
export function ownIdIn(key: string): number | undefined {
  return key.startsWith(ownPrefix) ? Number(key.slice(ownPrefix.length)) : undefined
}

/** Who answers as an assistant, and what a question costs a person now. */
export const assistantOffer = z.object({
  title,
  model_title: title,
  instead_of: title.nullable().describe('The model of the assistant, when another one answers this person'),
  price: price.describe('Of a usual question, to this person now; in credits where nothing can pay for it'),
  search: searchOffer.nullable().describe('Null: nothing can be looked up'),
})

const assistant = z.object({
  key: assistantKey,
  ...assistantOffer.shape,
  description: title.nullable(),
  first_questions: z.array(title),
  own: z
    .object({ id: rowId, prompt: z.string().describe('Empty: not written yet, and no conversation begins with it') })
    .nullable()
    .describe('Null: of the catalogue'),
})

export type AssistantOffer = Camel<z.infer<typeof assistantOffer>>

export type AssistantReply = Camel<z.infer<typeof assistant>>

const ownTitle = text().trim().min(1).max(longestTitle)

export const assistantsEndpoints = defineEndpoints({
  assistants: {
    method: 'GET',
    path: '/assistants',
    allow: ['program', 'self'],
    summary: 'The assistants that a person may talk to: those of the catalogue, and their own',
    query: personInQuery,
    reply: z.object({ assistants: z.array(assistant) }),
    errors: ['user_not_found'],
  },
  createAssistant: {
    method: 'POST',
    path: '/create_assistant',
    allow: ['program', 'self'],
    summary: `Makes an assistant of the person's own, once per \`update_id\`; they may have ${mostOwn}`,
    body: z.object({ telegram_id: telegramId, update_id: updateId, title: ownTitle }),
    reply: z.object({ id: rowId }),
    errors: ['user_not_found', 'agreement_needed', 'too_many_assistants'],
  },
  changeAssistant: {
    method: 'POST',
    path: '/change_assistant',
    allow: ['program', 'self'],
    summary: 'Gives an assistant of their own another title or other instructions; what is not given stays',
    body: z
      .object({
        telegram_id: telegramId,
        id: rowId,
        title: ownTitle.optional(),
        prompt: text().trim().min(1).max(longestPrompt).optional().describe('What it is told of its role'),
      })
      .refine((given) => (given.title ?? given.prompt) !== undefined, {
        path: ['prompt'],
        message: 'give a title or a prompt',
      }),
    reply: z.object({}),
    errors: ['agreement_needed', 'assistant_not_found'],
  },
  deleteAssistant: {
    method: 'POST',
    path: '/delete_assistant',
    allow: ['program', 'self'],
    summary: 'Deletes an assistant of their own; conversations with it go on without it',
    body: z.object({ telegram_id: telegramId, id: rowId }),
    reply: z.object({}),
    errors: [],
  },
})
