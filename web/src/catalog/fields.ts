import type { Entry, ListName } from './content.ts'

export interface Field {
  /** Its words are in the texts. */
  name: string
  /**
   * `words` are said in each language, `long` ones in several lines, and `questions` are several of them; `names` are several
   * texts, `pairs` texts by names. `dollars` are written in millionths, a `card` takes a currency and an amount.
   */
  kind:
    | 'text'
    | 'number'
    | 'dollars'
    | 'flag'
    | 'model'
    | 'choice'
    | 'words'
    | 'long'
    | 'questions'
    | 'names'
    | 'pairs'
    | 'card'
  /** Where the entry does not say it. */
  usual?: boolean | number
  required?: boolean
  choices?: string[]
}

const title: Field = { name: 'title', kind: 'words' }
const description: Field = { name: 'description', kind: 'words' }
const number = (name: string): Field => ({ name, kind: 'number', required: true })
const usually = (name: string, usual: number): Field => ({ name, kind: 'number', usual })
const card: Field = { name: 'priceCard', kind: 'card' }
const flag = (name: string, usual: boolean): Field => ({ name, kind: 'flag', usual })

/** What the forms have; what they lack is written as JSON. */
export const fieldsOf: Record<ListName, Field[]> = {
  models: [
    title,
    description,
    { name: 'provider', kind: 'text' },
    { name: 'model', kind: 'text' },
    number('priceCredits'),
    { name: 'contextTokens', kind: 'number', usual: 16_000 },
    { name: 'maxOutputTokens', kind: 'number', usual: 4_000 },
    { name: 'fallback', kind: 'model' },
    flag('offered', true),
    flag('trial', true),
    flag('subscription', true),
  ],
  packs: [title, number('credits'), number('priceStars'), card, flag('offered', true)],
  plans: [
    title,
    number('days'),
    number('creditsPerDay'),
    { name: 'questionsPerDay', kind: 'number' },
    number('priceStars'),
    card,
    { name: 'renews', kind: 'flag' },
    flag('offered', true),
  ],
  images: [
    title,
    number('width'),
    number('height'),
    { name: 'quality', kind: 'choice', choices: ['low', 'medium', 'high'], required: true },
    number('priceCredits'),
    usually('inputTokens', 3_000),
    number('outputTokens'),
    { name: 'trialMessages', kind: 'number' },
    flag('subscription', true),
    flag('offered', true),
  ],
  assistants: [
    title,
    description,
    { name: 'prompt', kind: 'long' },
    { name: 'firstQuestions', kind: 'questions' },
    { name: 'model', kind: 'model' },
    usually('priceCredits', 0),
    flag('offered', true),
  ],
  toolServers: [
    title,
    { name: 'url', kind: 'text' },
    { name: 'urlVariable', kind: 'text' },
    { name: 'headers', kind: 'pairs' },
    { name: 'allowedTools', kind: 'names' },
    usually('priceCredits', 0),
    { name: 'costMicros', kind: 'dollars', usual: 0 },
    usually('timeoutMs', 8_000),
    usually('maxBytes', 100_000),
    flag('offered', true),
  ],
}

/** Whose forms have every field. */
export const wholeForms: readonly ListName[] = ['packs', 'plans', 'images', 'assistants', 'toolServers']

/** With what a form begins. */
export const newEntry: Record<ListName, Entry> = {
  models: { id: '' },
  packs: { id: '' },
  plans: { id: '', renews: false },
  images: { id: '', quality: 'medium' },
  assistants: { id: '', firstQuestions: [{}, {}] },
  toolServers: { id: '' },
}

export const mostQuestions = 4
