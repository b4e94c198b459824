import type { Language } from '#modules/users/contract.ts'
import { textsIn } from '#texts/languages.ts'
import type { Attachment } from './attachment.ts'

/** What a conversation is called that begins with files and no words; empty for speech, whose words come later. */
export function titleOfFiles(files: Attachment[], language: Language): string {
  const seen = files.filter(({ kind }) => kind === 'picture' || kind === 'document')
  const named = seen.find(({ name }) => name !== null)
  const [first] = seen
  if (!first) return ''
  return named?.name ?? textsIn(language).files.titles[first.kind === 'picture' ? 'picture' : 'document']
}
