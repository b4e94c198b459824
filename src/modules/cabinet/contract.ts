import { z } from 'zod'
import { defineEndpoints } from '#platform/http/endpoint.ts'
import { person, telegramId } from '#platform/http/values.ts'
import { role } from '#modules/users/contract.ts'

/** What the bot asks of the cabinet; what the browser asks stands in `browser.ts`. */
export const cabinetEndpoints = defineEndpoints({
  openCabinet: {
    method: 'POST',
    path: '/open_cabinet',
    allow: ['program', 'self'],
    summary: 'A link that opens the cabinet once, for a minute, for whoever has a role',
    body: person,
    reply: z.object({
      link: z.string().nullable().describe('Null: no address of the cabinet is set'),
      address: z.string().nullable().describe('Without the secret, for the Mini App'),
      role,
    }),
    errors: ['no_role'],
  },
  firstOwnerLink: {
    method: 'POST',
    path: '/first_owner_link',
    allow: ['program'],
    summary: 'While there is no owner, what makes one of whoever brings it first',
    body: z.object({}),
    reply: z.object({ token: z.string().nullable() }),
    errors: [],
  },
  becomeFirstOwner: {
    method: 'POST',
    path: '/become_first_owner',
    allow: ['program', 'self'],
    summary: 'Makes an owner of whoever brings that token first',
    body: z.object({ telegram_id: telegramId, token: z.string().min(1).max(64) }),
    reply: z.object({ role }),
    errors: ['link_not_valid'],
  },
})
