import type { BrowserReply } from '#modules/cabinet/browser.ts'

export type Promo = BrowserReply<'promos'>['promos'][number]
