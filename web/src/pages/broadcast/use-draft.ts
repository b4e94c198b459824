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
  quiet: TypedQuiet | null
}

/** As it stands in the fields. */
export type TypedQuiet = Omit<QuietHours, 'from' | 'to'> & { from: number | string; to: number | string }

/** A draft as it is written here, over the one that the backend has: another's is never written over without a word. */
export function useDraft(broadcast: Known | undefined) {
  const {
    language,
    t: { broadcasts: t },
  } = useLanguage()
  const queries = useQueryClient()
  const [draft, setDraft] = useState<Draft>(() => draftOf(broadcast, language))
  const [base, setBase] = useState(baseOf(broadcast))
  const change = useChange('saveBroadcast', () => undefined)
  const seen = broadcast?.revision ?? 0
  const put = (more: Partial<Draft>) => setDraft((before) => ({ ...before, ...more }))

  /** A save whose reply was lost is sent first as it was, under its own key: else what it made would be made twice. */
  async function send() {
    // The hours are numbers: the composer sends nothing while a field of it is wrong.
    const wanted = { ...base, ...draft, quiet: draft.quiet as QuietHours | null, reason: t.saved }
    const before = change.unanswered()
    if (!before || isSame(before, wanted)) return change.send(wanted)
    const kept = await change.send(before)
    if (kept) setBase(kept)
    return change.unanswered() ? undefined : change.send({ ...wanted, ...kept })
  }

  return {
    draft,
    put,
    /** What this was begun on, or last saved as. */
    revision: base.revision,
    /** Another has saved since then; one's own save whose reply was lost looks the same. */
    isOvertaken: base.revision < seen && !change.unanswered(),
    isSaving: change.isBusy,
    fault: change.fault,
    takeTheirs() {
      change.reset()
      setDraft(draftOf(broadcast, language))
      setBase(baseOf(broadcast))
    },
    /** Over what another has saved, now that it was seen. */
    keepMine() {
      change.reset()
      setBase(baseOf(broadcast))
    },
    /** Undefined: it was refused. */
    async save() {
      const saved = await send()
      if (saved) {
        put({ picture: undefined })
        setBase(saved)
      }
      // What was refused, was refused because of what the backend has now.
      else await queries.invalidateQueries({ queryKey: ['broadcast'] })
      return saved
    },
  }
}

function baseOf(broadcast: Known | undefined): { id?: number; revision: number } {
  return broadcast ? { id: broadcast.id, revision: broadcast.revision } : { revision: 0 }
}

const isSame = (one: object, other: object) => JSON.stringify(one) === JSON.stringify(other)

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
