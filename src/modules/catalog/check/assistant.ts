import type { AssistantEntry } from '#modules/catalog/catalog.ts'
import type { CompleteCatalog } from '#modules/catalog/complete.ts'
import { creditsOf, type Part, right, wrong } from './finding.ts'

/** What a question to an assistant costs a person. */
export function assistantPricePart(
  { model: named, priceCredits: extra }: AssistantEntry,
  catalog: CompleteCatalog,
): Part {
  const model = catalog.models.find(({ id }) => id === named)
  if (model) {
    const credits = model.priceCredits + extra
    return right(
      'assistant_price',
      { model: model.id, credits },
      `a question costs ${creditsOf(credits)} (${model.id})`,
    )
  }
  if (named !== undefined)
    return right(
      'assistant_left_out',
      { model: named },
      `"${named}" is left out, so each person is answered by the model that they have chosen`,
    )
  return right(
    'assistant_extra',
    { credits: extra },
    `a question costs what the person's model does${extra > 0 ? ` and ${creditsOf(extra)} more` : ''}`,
  )
}

/** Of what the smallest model takes in, at least half is for the question and what was said before. */
const mostPromptShare = 0.5
/** A token has some characters; of a text in Cyrillic they are few. */
const charactersPerToken = 2

/** Whether its prompt leaves a conversation enough room. */
export function promptPart({ model: named, prompt }: AssistantEntry, { models }: CompleteCatalog): Part | undefined {
  const askers = models.filter(({ id, offered }) => offered && (named === undefined || id === named))
  const rooms = askers.map(({ contextTokens, maxOutputTokens }) => contextTokens - maxOutputTokens)
  const most = Math.floor(Math.min(...rooms) * mostPromptShare * charactersPerToken)
  const characters = Math.max(...Object.values(prompt).map(({ length }) => length))
  if (characters <= most) return undefined
  return wrong(
    'prompt_long',
    { characters, most },
    `its prompt has ${characters} characters, which leaves a conversation little room: at most ${most} are well`,
  )
}
