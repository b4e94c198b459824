import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { BrowserReply } from '#modules/cabinet/browser.ts'
import type { Conditions, QuietHours, Said } from '#modules/broadcasts/contract.ts'
import { useChange } from '#web/kit/use-change.ts'
import { useLanguage } from '#web/language.ts'
import { empty } from './text-fields.tsx'

type Known = BrowserReply<'broadcast'>

interface Draft {
  title: string
  texts: Said[]
  /** Base64; undefined: as it is, null: none. */
  picture: string | null | undefined
  conditions: Conditions
  quiet: QuietHours | null
}

/** A draft as it is written here, over the one that the backend has: another's is never written over without a word. */
export function useDraft(broadcast: Known | undefined) {
  const {
    language,
    t: { broadcasts: t },
  } = useLanguage()
  const queries = useQueryClient()
  const [draft, setDraft] = useState<Draft>(() => draftOf(broadcast, language))
  const [revision, setRevision] = useState(broadcast?.revision ?? 0)
  const change = useChange('saveBroadcast', () => undefined)
  const seen = broadcast?.revision ?? 0
  const put = (more: Partial<Draft>) => setDraft((before) => ({ ...before, ...more }))
  return {
    draft,
    put,
    /** What this was begun on, or last saved as. */
    revision,
    /** Another has saved since then. */
    isOvertaken: revision < seen,
    isSaving: change.isBusy,
    fault: change.fault,
    takeTheirs() {
      change.reset()
      setDraft(draftOf(broadcast, language))
      setRevision(seen)
    },
    /** Over what another has saved, now that it was seen. */
    keepMine() {
      change.reset()
      setRevision(seen)
    },
    /** Undefined: it was refused. */
    async save() {
      const of = broadcast ? { id: broadcast.id } : {}
      const saved = await change.send({ ...of, revision, ...draft, reason: t.saved })
      if (saved) {
        put({ picture: undefined })
        setRevision(saved.revision)
      }
      // What was refused, was refused because of what the backend has now.
      else await queries.invalidateQueries({ queryKey: ['broadcast'] })
      return saved
    },
  }
}

function draftOf(broadcast: Known | undefined, language: string): Draft {
  if (!broadcast)
    return {
      title: '',
      texts: [empty(language)],
      picture: undefined,
      conditions: { news: 'agreed' },
      quiet: { from: 22, to: 9, zone: 'person' },
    }
  const { title, texts, conditions, quiet } = broadcast
  return { title, texts, conditions, quiet, picture: undefined }
}
