import type { Update } from '#platform/inbox/lane.ts'

export interface Sender {
  id: number
  languageCode: string | undefined
}

/** Who an update comes from, read without a context, because whatever makes the context may be what failed. */
export function personIn(update: Update): Sender | undefined {
  for (const content of Object.values(update)) {
    const from = (content as { from?: { id?: unknown; language_code?: unknown } } | null)?.from
    if (Number.isSafeInteger(from?.id))
      return {
        id: from!.id as number,
        languageCode: typeof from!.language_code === 'string' ? from!.language_code : undefined,
      }
  }
  return undefined
}
