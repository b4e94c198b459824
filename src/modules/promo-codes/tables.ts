import type { Tables } from '#platform/database/table.ts'

export const promoCodesTables = {
  promos: { rights: ['insert', 'update'], of: 'nobody' },
  promo_codes: {
    rights: ['insert', 'update'],
    of: 'used_by = $person',
    export: { hides: 'a code that was used is among the promo codes of the person' },
    deletion: { keeps: 'a code for one person is used once' },
  },
  promo_uses: {
    rights: ['insert'],
    of: 'user_id = $person',
    export: { as: 'promo_codes', rows: 'many' },
    deletion: { keeps: 'a code gives once per person' },
  },
  promo_guesses: {
    rights: ['insert', 'update'],
    of: 'user_id = $person',
    export: { as: 'promo_guesses', rows: 'one' },
    deletion: { keeps: 'guessing of codes stays limited; the codes themselves are not kept' },
  },
} satisfies Tables
