import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { BrowserReply } from '#modules/cabinet/browser.ts'
import { useChange } from '#web/kit/use-change.ts'
import { useTexts } from '#web/language.ts'
import { useMe } from '#web/session.ts'

export type CatalogPageData = BrowserReply<'catalog'>

/**
 * What is written here, over the draft that the backend has. It stays here until it is saved: another's draft is never
 * written over without a word, and what is written here is never lost by theirs.
 */
export function useDraft(page: CatalogPageData) {
  const { catalog: t } = useTexts()
  const me = useMe()
  const queries = useQueryClient()
  const [written, setWritten] = useState<{ text: string; revision: number }>()
  const seen = page.draft?.revision ?? 0
  const kept = page.draft?.content ?? page.content
  const isDirty = written !== undefined && written.text !== kept
  const text = isDirty ? written.text : kept
  const revision = isDirty ? written.revision : seen
  const change = useChange('saveCatalogDraft', (saved) => {
    const draft = { base: page.version, content: text, by: me.telegramId, byName: me.firstName, ...saved }
    queries.setQueryData<CatalogPageData>(
      ['catalog'],
      (before) => before && { ...before, draft: { ...draft, at: new Date().toISOString() } },
    )
    // What was written while it was being saved stays.
    setWritten((now) => (now && now.text !== text ? { ...now, revision: saved.revision } : undefined))
  })
  return {
    text,
    isDirty,
    /** Another has saved since this was begun. */
    isOvertaken: isDirty && revision !== seen,
    isSaving: change.isBusy,
    fault: change.fault,
    write: (changed: string) => setWritten({ text: changed, revision }),
    undo() {
      change.reset()
      setWritten(undefined)
    },
    /** Over what another has saved, now that it was seen. */
    keepMine() {
      change.reset()
      setWritten({ text, revision: seen })
    },
    async save() {
      await change.send({ content: text, base: page.version, revision, reason: t.draftReason })
      // What was refused, was refused because of what the backend has now.
      await queries.invalidateQueries({ queryKey: ['catalog'] })
    },
  }
}

export type Writing = ReturnType<typeof useDraft>
