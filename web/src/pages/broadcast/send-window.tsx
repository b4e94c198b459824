import { Text, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Conditions } from '#modules/broadcasts/contract.ts'
import { ChangeWindow } from '#web/kit/change-window.tsx'
import { useFormat } from '#web/kit/format.ts'
import { useChange } from '#web/kit/use-change.ts'
import { useTexts } from '#web/language.ts'
import { useCount } from './segment.tsx'

interface SendWindowProps {
  id: number
  /** As it was read here. */
  revision: number
  conditions: Conditions
  isOpen: boolean
  close: () => void
}

/** To how many, and when; asked twice. */
export function SendWindow({ id, revision, conditions, isOpen, close }: SendWindowProps) {
  const { broadcasts: t } = useTexts()
  const { number, moment } = useFormat()
  const queries = useQueryClient()
  const [begins, setBegins] = useState('')
  const { data } = useCount(conditions)
  const change = useChange('sendBroadcast', close)
  const people = data ? t.people(number(data.people), data.isExact) : t.counting
  const beginsAt = begins === '' ? null : new Date(begins).toISOString()
  const send = async (reason: string) => {
    await change.send({ id, revision, beginsAt, reason })
    // When another has saved meanwhile, the page below the window says so.
    await queries.invalidateQueries({ queryKey: ['broadcast'] })
  }
  return (
    <ChangeWindow
      {...{ isOpen, close, change }}
      title={t.send}
      describe={({ title }) => [String(title), people, `${t.begins}: ${beginsAt ? moment(beginsAt) : t.now}`]}
      submit={(reason) => void send(reason)}
    >
      <Text size="sm">{people}</Text>
      <TextInput
        type="datetime-local"
        label={t.begins}
        description={t.beginsHint}
        value={begins}
        onChange={(event) => setBegins(event.currentTarget.value)}
      />
    </ChangeWindow>
  )
}
