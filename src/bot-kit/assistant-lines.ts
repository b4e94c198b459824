import type { AssistantOffer } from '#modules/assistants/contract.ts'
import type { Title } from '#modules/catalog/contract.ts'
import { plain } from '#texts/plain.ts'
import { titleIn } from '#texts/titles.ts'
import type { BotContext } from './context.ts'
import { searchLine } from './search-line.ts'

/** What an assistant is called, above what it says and what is said of it. */
export function assistantHeading({ person }: BotContext, title: Title): string {
  return `🎭 **${plain(titleIn(title, person.language))}**`
}

/** Who answers as an assistant, and what a question costs. */
export function assistantLines({ t, person }: BotContext, offer: AssistantOffer): string[] {
  const { language } = person
  const { purse, price } = offer.price
  const model = titleIn(offer.modelTitle, language)
  return [
    offer.insteadOf ? t.assistants.instead(titleIn(offer.insteadOf, language), model) : t.receipt.model(model),
    // Where a subscription counts questions, none has a price.
    ...(price === 0 ? [] : [t.assistants.price(t.receipt.price(purse, price))]),
    ...(offer.search ? [searchLine(t, person.settings, offer.search)] : []),
  ]
}
