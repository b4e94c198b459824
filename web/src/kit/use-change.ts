import { notifications } from '@mantine/notifications'
import { useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import type { BrowserInput, BrowserReply } from '#modules/cabinet/browser.ts'
import type { ErrorCode } from '#platform/http/error-codes.ts'
import { ApiError, write, type Writes } from '#web/api.ts'
import { useTexts } from '#web/language.ts'
import { useFaultWords } from './fault-words.ts'

type Change = { [Each in Writes]: BrowserInput<Each> extends { idempotencyKey: string } ? Each : never }[Writes]
type Given<Each extends Change> = Omit<BrowserInput<Each>, 'idempotencyKey' | 'confirmation'>

interface Asking {
  question: Record<string, unknown>
  confirmation: string
}

/** One change: its key stays the same however often it is sent, and what is asked twice is shown before the second time. */
export function useChange<Each extends Change>(name: Each, done: (reply: BrowserReply<Each>) => void) {
  const t = useTexts()
  const faultWords = useFaultWords()
  const queries = useQueryClient()
  const key = useRef(newKey())
  /** What was sent and never answered: it may be done already. */
  const unanswered = useRef<Given<Each>>(undefined)
  const [asking, setAsking] = useState<Asking>()
  const [fault, setFault] = useState<string>()
  const [isBusy, setBusy] = useState(false)

  /** Undefined: it was refused or is asked once more, or its answer is lost. */
  async function send(given: Given<Each>): Promise<BrowserReply<Each> | undefined> {
    setBusy(true)
    setFault(undefined)
    unanswered.current = given
    const more = { idempotencyKey: key.current, ...(asking ? { confirmation: asking.confirmation } : {}) }
    try {
      const reply = await write(name, { ...given, ...more } as unknown as BrowserInput<Each>)
      reset()
      notifications.show({ message: t.done, color: 'teal', autoClose: 4_000, withCloseButton: false })
      void queries.invalidateQueries()
      done(reply)
      return reply
    } catch (error) {
      const { code, details } = error instanceof ApiError ? error : new ApiError('internal', String(error))
      if (!lost.has(code)) unanswered.current = undefined
      if (code === 'confirmation_needed') setAsking(details as unknown as Asking)
      else setFault(faultWords(error))
      return undefined
    } finally {
      setBusy(false)
    }
  }

  function reset() {
    key.current = newKey()
    unanswered.current = undefined
    setAsking(undefined)
    setFault(undefined)
  }

  /** `reset`: something else is wanted, which is another change. */
  return { send, reset, asking: asking?.question, fault, isBusy, unanswered: () => unanswered.current }
}

/** After these nobody knows what has become of a change. */
const lost = new Set<ErrorCode>(['unavailable', 'internal'])

function newKey(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}
