import type { AnswerStyle, Language } from '#contract/shapes.ts'

/** What our buttons carry, at most 64 bytes; nothing here is believed without asking the backend. */
export const data = {
  menu: 'menu',
  ask: 'ask',
  balance: 'balance',
  history: 'history',
  buy: 'buy',
  product: (id: string) => `product:${id}`,
  card: (id: string) => `card:${id}`,
  subscription: 'subscription',
  cancelRenewal: 'renewal:cancel',
  resumeRenewal: 'renewal:resume',
  models: 'models',
  model: (id: string) => `model:${id}`,
  settings: 'settings',
  language: (language: Language) => `language:${language}`,
  style: (style: AnswerStyle) => `style:${style}`,
  remember: (on: boolean) => `remember:${on ? 'on' : 'off'}`,
  forget: 'forget',
  forgetYes: 'forget:yes',
  help: 'help',
  trial: 'ask:trial',
  notNow: 'not-now',
  retry: 'ask:retry',
  stop: (updateId: number) => `stop:${updateId}`,
} as const

export const patterns = {
  product: /^(product|card):([a-z0-9-]{1,24})$/,
  model: /^model:([a-z0-9-]{1,24})$/,
  language: /^language:(ru|en)$/,
  style: /^style:(normal|brief|detailed|teacher|code)$/,
  remember: /^remember:(on|off)$/,
  stop: /^stop:(\d{1,16})$/,
}
