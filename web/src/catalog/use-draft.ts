import { useSessionStorage } from '@mantine/hooks'
import { useQueryClient } from '@tanstack/react-query'
import type { BrowserReply } from '#modules/cabinet/browser.ts'
import { useChange } from '#web/kit/use-change.ts'
import { useTexts } from '#web/language.ts'
import { useMe } from '#web/session.ts'

export type CatalogPageData = BrowserReply<'catalog'>

interface Written {
  text: string
  /** What it was begun on. */
  revision: number
  version: number
}

/**
 * What is written here, over the draft that the backend has. It stays in this tab until it is saved, also when the page is left:
 * another's draft is never written over without a word, and what is written here is never lost by theirs.
 */
export function useDraft(page: CatalogPageData) {
  const { catalog: t } = useTexts()
  const me = useMe()
  const queries = useQueryClient()
  const [written, setWritten] = useSessionStorage<Written | null>({
    key: `catalog:${me.telegramId}`,
    defaultValue: null,
    getInitialValueInEffect: false,
  })
  const seen = page.draft?.revision ?? 0
  const kept = page.draft?.content ?? page.content
  const isDirty = written !== null && written.text !== kept
  const text = isDirty ? written.text : kept
  const begun = isDirty ? written : { revision: seen, version: page.version }
  const { revision } = begun
  const change = useChange('saveCatalogDraft', (saved) => {
    const draft = { base: page.version, content: text, by: me.telegramId, byName: me.firstName, ...saved }
    queries.setQueryData<CatalogPageData>(
      ['catalog'],
      (before) => before && { ...before, draft: { ...draft, at: new Date().toISOString() } },
    )
    // What was written while it was being saved stays.
    setWritten((now) => (now && now.text !== text ? { ...now, revision: saved.revision } : null))
  })
  return {
    text,
    isDirty,
    /** Another has saved or published since this was begun. */
    isOvertaken: revision !== seen || begun.version !== page.version,
    isSaving: change.isBusy,
    fault: change.fault,
    write: (changed: string) => setWritten({ text: changed, revision, version: begun.version }),
    undo() {
      change.reset()
      setWritten(null)
    },
    /** Over what another has saved, now that it was seen. */
    keepMine() {
      change.reset()
      setWritten({ text, revision: seen, version: page.version })
    },
    async save() {
      await change.send({ content: text, base: page.version, revision, reason: t.draftReason })
      // What was refused, was refused because of what the backend has now.
      await queries.invalidateQueries({ queryKey: ['catalog'] })
    },
  }
}

export type Writing = ReturnType<typeof useDraft>
