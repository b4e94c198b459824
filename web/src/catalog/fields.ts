import type { ListName } from './content.ts'

export interface Field {
  /** Such as `title.ru`; its name is in the texts. */
  path: string
  kind: 'text' | 'number' | 'flag' | 'model'
  /** Where the entry does not say it. */
  usual?: boolean
  required?: boolean
}

const titles: Field[] = [
  { path: 'title.ru', kind: 'text' },
  { path: 'title.en', kind: 'text' },
]
const number = (path: string): Field => ({ path, kind: 'number', required: true })
const flag = (path: string, usual: boolean): Field => ({ path, kind: 'flag', usual })

/** What the forms have; everything else is written as JSON. */
export const fieldsOf: Record<ListName, Field[]> = {
  models: [
    ...titles,
    { path: 'description.ru', kind: 'text' },
    { path: 'description.en', kind: 'text' },
    { path: 'provider', kind: 'text' },
    { path: 'model', kind: 'text' },
    number('priceCredits'),
    { path: 'contextTokens', kind: 'number' },
    { path: 'maxOutputTokens', kind: 'number' },
    { path: 'fallback', kind: 'model' },
    flag('offered', true),
    flag('trial', true),
    flag('subscription', true),
  ],
  packs: [...titles, number('credits'), number('priceStars'), flag('offered', true)],
  plans: [
    ...titles,
    number('days'),
    number('creditsPerDay'),
    number('priceStars'),
    flag('renews', false),
    flag('offered', true),
  ],
}
