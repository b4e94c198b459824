import { z } from 'zod'
import type { Camel } from '#platform/http/camel-case.ts'
import { defineEndpoints } from '#platform/http/endpoint.ts'
import { winBackRules } from '#modules/notifications/contract.ts'

const group = z.object({
  people: z.int(),
  payers: z.int().describe('Of them who have paid within 14 days'),
  stars: z.int().describe('What they have paid within these days, not refunded'),
})

const figures = z.object({
  rule: z.enum(winBackRules),
  reminded: group,
  held_out: group.describe(
    'A share of the people, chosen by their id, who hear nothing: what people do without a reminder',
  ),
})

export type WinBackFigures = Camel<z.infer<typeof figures>>

export const winBackEndpoints = defineEndpoints({
  winBackFigures: {
    method: 'GET',
    path: '/win_back_figures',
    allow: ['program', 'owner'],
    summary: 'What reminders have brought in the last 90 days, beside those who were not reminded',
    query: z.object({}),
    reply: z.object({ rules: z.array(figures) }),
    errors: [],
  },
})
