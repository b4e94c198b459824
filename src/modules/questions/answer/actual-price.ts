import { extraOf } from '#modules/assistants/role.ts'
import type { Attachment } from '#modules/attachments/attachment.ts'
import { type Catalog, modelOf } from '#modules/catalog/catalog.ts'
import { questionWith, transcriptOf } from '#modules/catalog/price-of.ts'
import { loadOf } from '#modules/questions/ask/files.ts'
import type { Question } from '#modules/questions/question.ts'
import type { Try } from '#platform/models/answer.ts'
import type { Done } from './done.ts'

/** What the tools of the owner's cost that have answered. */
export function toolCredits({ toolServers }: Catalog, tries: Try[]): number {
  const answered = toolServers.filter(({ id }) =>
    tries.some((one) => one.provider === id && one.outcome === 'answered'),
  )
  return answered.reduce((sum, { priceCredits }) => sum + priceCredits, 0)
}

/** What it has come to: of a question with files by what was used of them. */
export function priceOf(catalog: Catalog, question: Question, done: Done, files: Attachment[]): number {
  const { provider, usage, foundTokens, isTranscript = false } = done
  const model = modelOf(catalog, provider)
  const extra = extraOf(catalog, question.assistant)
  if (files.length === 0 && question.extraTokens === 0) return model.priceCredits + extra
  const tokens = Math.max(0, usage.inputTokens - foundTokens)
  const load = loadOf(files, tokens)
  if (isTranscript) return transcriptOf(catalog, load).priceCredits
  const used = questionWith(catalog, model, { ...load, tokens })
  return used ? used.priceCredits + extra : question.price
}
