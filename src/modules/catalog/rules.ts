/** What an entry of the catalogue must keep to beyond its types, in the words of an error; `{name}` is a fact of it. */
export const rules = {
  no_words: 'name it in at least one language',
  no_language: 'there is no such language',
  id: 'use at most 24 small letters, digits and hyphens',
  minute_price: 'say what a minute costs',
  voice_price: 'say what it costs',
  variable: 'name an environment variable',
  address: 'say either its url or its urlVariable',
  header: 'name a header of HTTP',
  tool: 'use at most 64 letters, digits, _ and -',
  currency: 'use three capital letters',
  stars: 'Stars have a price of their own',
  allowance: 'say how many credits a day the plan gives',
  first_offered: 'the first model answers people who have chosen none, so it is offered',
  twice: '"{id}" stands there twice',
  room: 'must exceed maxOutputTokens by at least {tokens}, for the question',
  spoken: 'must not exceed maxOutputTokens',
  another_model: '"{id}" is not another model of this catalogue',
  offered_model: '"{id}" is no model of this catalogue that is offered',
  later_day: 'must be a later day than the price before it',
  renews_days: 'Telegram renews a subscription every 30 days only',
  renews_price: 'a subscription that renews may cost at most 10000 Stars',
} as const

export type Rule = keyof typeof rules

export type Facts = Record<string, string | number>

/** An issue of the schema that says which rule is broken. */
export function brokenRule(rule: Rule, facts: Facts = {}) {
  const message = rules[rule].replaceAll(/\{(\w+)\}/g, (_, name: string) => String(facts[name]))
  return { code: 'custom' as const, message, params: { rule, facts } }
}
