import type { AnswerStyle, FollowUp, Language } from '#contract/shapes.ts'

/** What our buttons carry, at most 64 bytes; nothing here is believed without asking the backend. */
export const data = {
  menu: 'menu',
  ask: 'ask',
  balance: 'balance',
  history: 'history',
  buy: 'buy',
  product: (id: string) => `product:${id}`,
  card: (id: string) => `card:${id}`,
  /** Knowing that another one renews. */
  productAnyway: (id: string) => `product:${id}:anyway`,
  cardAnyway: (id: string) => `card:${id}:anyway`,
  subscription: 'subscription',
  cancelRenewal: 'renewal:cancel',
  cancelRenewalYes: 'renewal:cancel:yes',
  resumeRenewal: 'renewal:resume',
  models: 'models',
  model: (id: string) => `model:${id}`,
  settings: 'settings',
  language: (language: Language) => `language:${language}`,
  style: (style: AnswerStyle) => `style:${style}`,
  remember: (on: boolean) => `remember:${on ? 'on' : 'off'}`,
  files: (questionId: number) => `files:${questionId}`,
  instructions: 'instructions',
  writeInstructions: 'instructions:write',
  dropInstructions: 'instructions:drop',
  rich: (on: boolean) => `rich:${on ? 'on' : 'off'}`,
  newConversation: 'new',
  conversations: 'conversations',
  conversation: (id: number) => `conversation:${id}`,
  exportData: 'export',
  forget: 'forget',
  forgetYes: 'forget:yes',
  help: 'help',
  trial: 'ask:trial',
  notNow: 'not-now',
  followUp: (kind: FollowUp, questionId: number) => `ask:${kind}:${questionId}`,
  stop: (updateId: number) => `stop:${updateId}`,
} as const

/** Ids begin at one, and no id of ours has more than fifteen digits: a number beyond 2^53 would be another one. */
export const patterns = {
  product: /^(product|card):([a-z0-9-]{1,24})(:anyway)?$/,
  model: /^model:([a-z0-9-]{1,24})$/,
  language: /^language:(ru|en)$/,
  style: /^style:(normal|brief|detailed|teacher|code)$/,
  remember: /^remember:(on|off)$/,
  rich: /^rich:(on|off)$/,
  files: /^files:([1-9]\d{0,14})$/,
  conversation: /^conversation:([1-9]\d{0,14})$/,
  followUp: /^ask:(again|edited|continue|shorter):([1-9]\d{0,14})$/,
  /** Whatever begins an answer. */
  ask: /^ask:/,
  stop: /^stop:(0|[1-9]\d{0,14})$/,
}
