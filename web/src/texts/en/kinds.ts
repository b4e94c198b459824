import type { kinds as Ru } from '../ru/kinds.ts'

export const kinds: typeof Ru = {
  roles: { owner: 'owner', manager: 'manager', support: 'support', analyst: 'analyst' },
  purses: { subscription: 'plan', trial: 'trial', credits: 'credits' },
  entryKinds: {
    hold: 'question',
    release: 'given back for a question',
    purchase: 'purchase',
    refund: 'refund of a purchase',
    adjustment: 'by an owner',
    promo: 'promo code',
    campaign: 'welcome gift',
    gift: 'gift',
    referral: 'for an invitation',
    undone: 'taken back after a refund',
  },
  questionStates: {
    pending: 'being answered',
    answered: 'answered',
    failed: 'no answer',
    stopped: 'stopped',
    abandoned: 'abandoned',
    undelivered: 'not delivered',
  },
}
