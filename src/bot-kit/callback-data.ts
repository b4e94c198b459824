import { type Opening, openings } from '#modules/broadcasts/contract.ts'
import { type AgreedBy, agreedBy, type AnswerStyle, type Language } from '#modules/users/contract.ts'
import type { FollowUp } from '#modules/questions/contract.ts'
import { type Days, every } from '#modules/schedules/contract.ts'
import { type Receipt, receiptOf } from '#modules/receipts/contract.ts'
import type { Price } from '#modules/entitlements/contract.ts'
import { languageCodes } from '#texts/codes.ts'
import { encodePrice } from './price.ts'

/** What our buttons carry, at most 64 bytes; nothing here is believed without asking the backend. */
export const data = {
  menu: 'menu',
  balance: 'balance',
  history: 'history',
  /** The page that begins there. */
  historyAfter: (cursor: string) => `history:${cursor}`,
  receipt: (of: Receipt['of'], id: number) => `receipt:${of}:${id}`,
  buy: 'buy',
  product: (id: string) => `product:${id}`,
  card: (id: string) => `card:${id}`,
  /** Knowing that another one renews. */
  productAnyway: (id: string) => `product:${id}:anyway`,
  cardAnyway: (id: string) => `card:${id}:anyway`,
  gifts: 'gifts',
  gift: (productId: string) => `gift:${productId}`,
  /** By whom it was bought. */
  keepGift: (token: string) => `gift-keep:${token}`,
  invite: 'invite',
  channelBonus: 'channel',
  checkChannel: 'channel:check',
  promo: 'promo',
  subscription: 'subscription',
  cancelRenewal: 'renewal:cancel',
  cancelRenewalYes: 'renewal:cancel:yes',
  resumeRenewal: 'renewal:resume',
  models: 'models',
  model: (id: string) => `model:${id}`,
  settings: 'settings',
  languages: 'languages',
  language: (language: Language) => `language:${language}`,
  style: (style: AnswerStyle) => `style:${style}`,
  remember: (on: boolean) => `remember:${on ? 'on' : 'off'}`,
  news: (on: boolean) => `news:${on ? 'on' : 'off'}`,
  search: (on: boolean) => `search:${on ? 'on' : 'off'}`,
  reminders: (on: boolean) => `reminders:${on ? 'on' : 'off'}`,
  /** Under a reminder. */
  noReminders: 'reminders:no',
  /** The same as one of these buttons, from under a broadcast. */
  open: (what: Opening) => `open:${what}`,
  noNews: (broadcastId: number) => `no-news:${broadcastId}`,
  files: (questionId: number) => `files:${questionId}`,
  instructions: 'instructions',
  writeInstructions: 'instructions:write',
  dropInstructions: 'instructions:drop',
  suggestions: (on: boolean) => `suggestions:${on ? 'on' : 'off'}`,
  memory: 'memory',
  /** The page of the facts; the first is 1. */
  memoryPage: (page: number) => `memory:page:${page}`,
  fact: (id: number) => `memory:fact:${id}`,
  changeFact: (id: number) => `memory:change:${id}`,
  deleteFact: (id: number) => `memory:delete:${id}`,
  deleteFacts: 'memory:delete',
  deleteFactsYes: 'memory:delete-yes',
  rich: (on: boolean) => `rich:${on ? 'on' : 'off'}`,
  /** Up to how many credits no price is agreed to first. */
  askAbove: (credits: number) => `price-above:${credits}`,
  newConversation: 'new',
  conversations: 'conversations',
  conversation: (id: number) => `conversation:${id}`,
  renameConversation: (id: number) => `conversation:rename:${id}`,
  deleteConversation: (id: number) => `conversation:delete:${id}`,
  deleteConversationYes: (id: number) => `conversation:delete-yes:${id}`,
  exportData: 'export',
  forget: 'forget',
  forgetYes: 'forget:yes',
  help: 'help',
  refund: (number: number) => `refund:${number}`,
  /** With the update by which the question was drawn, and how its confirmation begins. */
  refundYes: (number: number, drawn: number, mark: string) => `refund-yes:${number}:${drawn}:${mark}`,
  /** The menu of those with a role, and its screens. */
  team: 'team',
  teamFigures: 'team:figures',
  teamMargin: 'team:margin',
  teamReport: 'team:report',
  teamReportAt: (hour: number | 'off') => `team:report:${hour}`,
  teamCampaigns: 'team:campaigns',
  teamCabinet: 'team:cabinet',
  teamSearch: 'team:search',
  teamPeople: 'team:people',
  teamRequests: 'team:requests',
  teamGivenUp: 'team:given-up',
  teamPerson: (id: number) => `team:person:${id}`,
  teamOpen: (id: number) => `team:open:${id}`,
  teamGrant: (id: number) => `team:grant:${id}`,
  teamGrantWhy: (id: number, amount: number) => `team:grant:${id}:${amount}`,
  /** What changes something carries the update by which its screen was drawn: pressed twice it is done once. */
  teamGrantNow: (id: number, amount: number, why: string, drawn: number) =>
    `team:grant:${id}:${amount}:${why}:${drawn}`,
  teamBlock: (id: number) => `team:block:${id}`,
  teamBlockYes: (id: number, why: string, drawn: number) => `team:block:${id}:${why}:${drawn}`,
  teamUnblock: (id: number, drawn: number) => `team:unblock:${id}:${drawn}`,
  teamMessage: (id: number) => `team:message:${id}`,
  teamAnswer: (id: number) => `team:answer:${id}`,
  /** Though it has an answer. */
  teamAnswerMore: (id: number) => `team:answer-more:${id}`,
  teamRetry: (updateId: number, drawn: number) => `team:retry:${updateId}:${drawn}`,
  /** Under a notice with the documents to which the press agrees; else that notice is shown first. */
  trial: (documents?: string) => (documents ? `ask:trial:${documents}` : 'ask:trial'),
  /** To the terms and the privacy notice, and under which words. */
  agree: (documents: string, how: AgreedBy) => `ask:agree:${documents}:${how}`,
  /** The same, and what the person wanted to write goes on: by the button that asks for it, or the message that the notice replies to. */
  agreeAndGoOn: (documents: string, goOn: string) => `ask:go-on:${documents}:${goOn}`,
  withdraw: 'withdraw',
  withdrawYes: 'withdraw:yes',
  notNow: 'not-now',
  /** With the price that the button shows, where it shows one. */
  followUp: (kind: FollowUp, questionId: number, price?: Price) =>
    `ask:${kind}:${questionId}${price ? `:${encodePrice(price)}` : ''}`,
  /** A question that an answer suggests. */
  suggestion: (questionId: number, index: number, price: Price) =>
    `ask:suggested:${questionId}:${index}:${encodePrice(price)}`,
  waiting: (updateId: number, price: Price, model?: string) =>
    `ask:waiting:${updateId}:${encodePrice(price)}${model ? `:${model}` : ''}`,
  /** To have an answer read out, at the price that the button shows; without one that was read out before. */
  voice: (questionId: number, price?: Price) => `voice:${questionId}${price ? `:${encodePrice(price)}` : ''}`,
  assistants: 'assistants',
  assistant: (key: string) => `assistant:${key}`,
  /** What begins a conversation carries the price that was shown. */
  startAssistant: (key: string, price: Price) => `assistant-start:${key}:${encodePrice(price)}`,
  /** The first question of this number. */
  firstQuestion: (key: string, number: number, price: Price) => `ask:first:${key}:${number}:${encodePrice(price)}`,
  newAssistant: 'assistant-new',
  assistantTitle: (id: number) => `assistant-title:${id}`,
  assistantPrompt: (id: number) => `assistant-prompt:${id}`,
  deleteAssistant: (id: number) => `assistant-delete:${id}`,
  deleteAssistantYes: (id: number) => `assistant-delete-yes:${id}`,
  /** To wish for a picture. */
  image: 'image',
  /** To have a picture made of a wish, at the price that the button shows. */
  makeImage: (wishId: number, product: string, price: Price) => `image:${wishId}:${product}:${encodePrice(price)}`,
  /** One more of it. */
  imageAgain: (wishId: number, product: string, price: Price) =>
    `image-again:${wishId}:${product}:${encodePrice(price)}`,
  changeImage: (imageId: number) => `image-change:${imageId}`,
  imageFile: (imageId: number) => `image-file:${imageId}`,
  /** Questions that are asked by the clock. */
  schedules: 'schedules',
  /** The same as a new message, in buttons of older releases. */
  schedulesBelow: 'schedules:below',
  /** The same under the message that says when the next answer comes, which is brought up to date. */
  scheduleBelow: (id: number) => `schedule:${id}:below`,
  newSchedule: 'schedule:new',
  schedule: (id: number) => `schedule:${id}`,
  scheduleDays: (id: number, { every, onDay }: Days) => `schedule:${id}:${every}${onDay === null ? '' : `:${onDay}`}`,
  /** With the hour that was chosen: its minutes. */
  scheduleHours: (id: number, hour?: number) => `schedule:${id}:hours${hour === undefined ? '' : `:${hour}`}`,
  scheduleAt: (id: number, minute: number) => `schedule:${id}:at:${minute}`,
  startSchedule: (id: number, credits: number) => `schedule:${id}:start:${credits}`,
  pauseSchedule: (id: number) => `schedule:${id}:pause`,
  deleteSchedule: (id: number) => `schedule:${id}:delete`,
  deleteScheduleYes: (id: number) => `schedule:${id}:delete-yes`,
  /** To have what was written answered once, as a question of now. */
  askScheduleNow: (id: number, price: Price | null) => `ask:schedule:${id}${price ? `:${encodePrice(price)}` : ''}`,
  timeZones: 'time-zone',
  /** On the way to starting a schedule, that one. */
  timeZone: (zone: string, scheduleId?: number) =>
    `time-zone:${zone}${scheduleId === undefined ? '' : `:${scheduleId}`}`,
  /** Of a waiting question whose price is quoted: to ask about some pages only, or not at all. */
  pages: (updateId: number) => `pages:${updateId}`,
  decline: 'decline',
  stop: (updateId: number) => `stop:${updateId}`,
} as const

const receiptKinds = receiptOf.options.join('|')

/** Ids begin at one, and no id of ours has more than fifteen digits: a number beyond 2^53 would be another one. */
export const patterns = {
  /** Buttons of older releases carry only milliseconds. */
  history: new RegExp(`^history(?::(\\d{1,13}|\\d{1,16}:(?:${receiptKinds}):[1-9]\\d{0,14}))?$`),
  receipt: new RegExp(`^receipt:(${receiptKinds}):([1-9]\\d{0,14})$`),
  product: /^(product|card):([a-z0-9-]{1,24})(:anyway)?$/,
  gift: /^gift:([a-z0-9-]{1,24})$/,
  keepGift: /^gift-keep:([\w-]{22})$/,
  model: /^model:([a-z0-9-]{1,24})$/,
  language: new RegExp(`^language:(${languageCodes.join('|')})$`),
  style: /^style:(normal|brief|detailed|teacher|code)$/,
  remember: /^remember:(on|off)$/,
  news: /^news:(on|off)$/,
  search: /^search:(on|off)$/,
  reminders: /^reminders:(on|off)$/,
  open: new RegExp(`^open:(${openings.join('|')})$`),
  noNews: /^no-news:([1-9]\d{0,14})$/,
  suggestions: /^suggestions:(on|off)$/,
  memoryPage: /^memory(?::page:([1-9]\d?))?$/,
  fact: /^memory:fact:([1-9]\d{0,14})$/,
  changeFact: /^memory:change:([1-9]\d{0,14})$/,
  deleteFact: /^memory:delete:([1-9]\d{0,14})$/,
  rich: /^rich:(on|off)$/,
  askAbove: /^price-above:(0|[1-9]\d{0,2})$/,
  files: /^files:([1-9]\d{0,14})$/,
  conversation: /^conversation:([1-9]\d{0,14})$/,
  renameConversation: /^conversation:rename:([1-9]\d{0,14})$/,
  deleteConversation: /^conversation:delete:([1-9]\d{0,14})$/,
  deleteConversationYes: /^conversation:delete-yes:([1-9]\d{0,14})$/,
  refund: /^refund:([1-9]\d{0,14})$/,
  /** Buttons of older releases carry only the number. */
  refundYes: /^refund-yes:([1-9]\d{0,14})(?::(\d{1,15}):([\w-]{10}))?$/,
  teamReportAt: /^team:report:(off|\d|1\d|2[0-3])$/,
  teamPerson: /^team:person:([1-9]\d{0,14})$/,
  teamOpen: /^team:open:([1-9]\d{0,14})$/,
  teamGrant: /^team:grant:([1-9]\d{0,14})$/,
  teamGrantWhy: /^team:grant:([1-9]\d{0,14}):([1-9]\d{0,3})$/,
  teamGrantNow: /^team:grant:([1-9]\d{0,14}):([1-9]\d{0,3}):([a-z]{1,10}):(\d{1,15})$/,
  teamBlock: /^team:block:([1-9]\d{0,14})$/,
  teamBlockYes: /^team:block:([1-9]\d{0,14}):([a-z]{1,10}):(\d{1,15})$/,
  teamUnblock: /^team:unblock:([1-9]\d{0,14}):(\d{1,15})$/,
  teamMessage: /^team:message:([1-9]\d{0,14})$/,
  teamAnswer: /^team:answer(-more)?:([1-9]\d{0,14})$/,
  teamRetry: /^team:retry:([1-9]\d{0,14}):(\d{1,15})$/,
  trial: /^ask:trial(?::([0-9a-f]{12}))?$/,
  agree: new RegExp(`^ask:agree:([0-9a-f]{12}):(${agreedBy.options.join('|')})$`),
  agreeAndGoOn: /^ask:go-on:([0-9a-f]{12}):([a-z:-]{4,20}(?:[1-9]\d{0,14})?)$/,
  followUp: /^ask:(again|edited|continue|shorter):([1-9]\d{0,14})(?::([stc]\d{1,6}))?$/,
  suggestion: /^ask:suggested:([1-9]\d{0,14}):([0-2]):([stc]\d{1,6})$/,
  waiting: /^ask:waiting:(0|[1-9]\d{0,14}):([stc]\d{1,6})(?::([a-z0-9-]{1,24}))?$/,
  voice: /^voice:([1-9]\d{0,14})(?::([stc]\d{1,6}))?$/,
  assistant: /^assistant:([a-z0-9-]{1,24}|own_[1-9]\d{0,14})$/,
  startAssistant: /^assistant-start:([a-z0-9-]{1,24}|own_[1-9]\d{0,14}):([stc]\d{1,6})$/,
  firstQuestion: /^ask:first:([a-z0-9-]{1,24}):([0-3]):([stc]\d{1,6})$/,
  assistantTitle: /^assistant-title:([1-9]\d{0,14})$/,
  assistantPrompt: /^assistant-prompt:([1-9]\d{0,14})$/,
  deleteAssistant: /^assistant-delete:([1-9]\d{0,14})$/,
  deleteAssistantYes: /^assistant-delete-yes:([1-9]\d{0,14})$/,
  makeImage: /^image(-again)?:([1-9]\d{0,14}):([a-z0-9-]{1,24}):([stc]\d{1,6})$/,
  changeImage: /^image-change:([1-9]\d{0,14})$/,
  imageFile: /^image-file:([1-9]\d{0,14})$/,
  schedule: /^schedule:([1-9]\d{0,14})$/,
  scheduleDays: new RegExp(`^schedule:([1-9]\\d{0,14}):(${every.options.join('|')})(?::([1-9]|[12]\\d|3[01]))?$`),
  scheduleHours: /^schedule:([1-9]\d{0,14}):hours(?::(\d|1\d|2[0-3]))?$/,
  scheduleAt: /^schedule:([1-9]\d{0,14}):at:(\d{1,4})$/,
  startSchedule: /^schedule:([1-9]\d{0,14}):start:(\d{1,6})$/,
  scheduleBelow: /^schedule:([1-9]\d{0,14}):below$/,
  pauseSchedule: /^schedule:([1-9]\d{0,14}):pause$/,
  deleteSchedule: /^schedule:([1-9]\d{0,14}):delete$/,
  deleteScheduleYes: /^schedule:([1-9]\d{0,14}):delete-yes$/,
  askScheduleNow: /^ask:schedule:([1-9]\d{0,14})(?::([stc]\d{1,6}))?$/,
  timeZone: /^time-zone:([A-Z][A-Za-z_/]{2,38})(?::([1-9]\d{0,14}))?$/,
  pages: /^pages:(0|[1-9]\d{0,14})$/,
  /** Whatever begins an answer. */
  ask: /^ask:/,
  stop: /^stop:(0|[1-9]\d{0,14})$/,
}
