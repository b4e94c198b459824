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

/**
 * A draft as it is written here, over the one that the backend has: another's is never written over without a word.
 * @param isGone another has sent or deleted it: what is written here is saved as a new one
 */
export function useDraft(broadcast: Known | undefined, isGone: boolean) {
  const {
    language,
    t: { broadcasts: t },
  } = useLanguage()
  const queries = useQueryClient()
  const [draft, setDraft] = useState<Draft>(() => draftOf(broadcast, language))
  const [kept, setKept] = useState(draft)
  const [base, setBase] = useState(baseOf(broadcast))
  const [isFaultOfGone, setFaultOfGone] = useState(false)
  const change = useChange('saveBroadcast', () => undefined)
  const seen = broadcast?.revision ?? 0
  const put = (more: Partial<Draft>) => setDraft((before) => ({ ...before, ...more }))

  /** A save whose reply was lost is sent first as it was, under its own key: else what it made would be made twice. */
  async function send() {
    const target = isGone
      ? { revision: 0, picture: draft.picture === undefined ? pictureIn(broadcast) : draft.picture }
      : base
    // The hours are numbers: the composer sends nothing while a field of it is wrong.
    const wanted = { ...draft, ...target, quiet: draft.quiet as QuietHours | null, reason: t.saved }
    const before = change.unanswered()
    if (!before || isSame(before, wanted)) return change.send(wanted)
    const found = await change.send(before)
    if (found) setBase(found)
    const isOfGone = isGone && before.id !== undefined
    return change.unanswered() ? undefined : change.send({ ...wanted, ...(isOfGone ? {} : found) })
  }

  return {
    draft,
    put,
    /** What this was begun on, or last saved as. */
    revision: base.revision,
    /** Another has saved since then; one's own save whose reply was lost looks the same. */
    isOvertaken: base.revision < seen && !change.unanswered() && !isGone,
    /** Something stands here that the backend does not have. */
    isUnsaved: !isSame(draft, kept),
    isSaving: change.isBusy,
    // Of a refusal because it is gone the page says more.
    fault: isGone && !isFaultOfGone ? undefined : change.fault,
    takeTheirs() {
      const theirs = draftOf(broadcast, language)
      change.reset()
      setDraft(theirs)
      setKept(theirs)
      setBase(baseOf(broadcast))
    },
    /** Over what another has saved, now that it was seen. */
    keepMine() {
      change.reset()
      setBase(baseOf(broadcast))
    },
    /** Undefined: it was refused. */
    async save() {
      setFaultOfGone(isGone)
      const saved = await send()
      if (saved) {
        put({ picture: undefined })
        setKept({ ...draft, picture: undefined })
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

/** In base64, as it is sent. */
function pictureIn(broadcast: Known | undefined): string | undefined {
  return broadcast?.picture?.replace(/^data:[^,]*,/, '')
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
