import { Button, Group, Select, Text, Textarea } from '@mantine/core'
import { useState } from 'react'
import type { BrowserReply } from '#modules/cabinet/browser.ts'
import type { Role } from '#modules/users/contract.ts'
import { ChangeWindow } from '#web/kit/change-window.tsx'
import { CountInput } from '#web/kit/count-input.tsx'
import { useFormat } from '#web/kit/format.ts'
import { useChange } from '#web/kit/use-change.ts'
import { useTexts } from '#web/language.ts'
import { useMay, useMe } from '#web/session.ts'

type Person = BrowserReply<'person'>
interface Open {
  person: Person
  isOpen: boolean
  close: () => void
}

/** What may be done with a person, each in a window of its own. */
export function PersonChanges({ person }: { person: Person }) {
  const { person: t } = useTexts()
  const may = useMay()
  const me = useMe()
  const [open, setOpen] = useState<'grant' | 'block' | 'message' | 'role'>()
  const window = (name: typeof open) => ({ person, isOpen: open === name, close: () => setOpen(undefined) })
  const { blocked, telegramId } = person.profile
  return (
    <Group gap="xs" role="group" aria-label={t.changes}>
      {may('grant') && <Button onClick={() => setOpen('grant')}>{t.grant}</Button>}
      {may('message') && (
        <Button variant="default" onClick={() => setOpen('message')}>
          {t.message}
        </Button>
      )}
      {may('block') && (
        <Button variant="default" onClick={() => setOpen('block')}>
          {blocked ? t.unblock : t.block}
        </Button>
      )}
      {may('give_roles') && telegramId !== me.telegramId && (
        <Button variant="default" onClick={() => setOpen('role')}>
          {t.giveRole}
        </Button>
      )}
      <Grant {...window('grant')} />
      <Block {...window('block')} />
      <Message {...window('message')} />
      <GiveRole {...window('role')} />
    </Group>
  )
}

const nameOf = ({ profile }: Person) =>
  `${profile.firstName} ${profile.username ? `@${profile.username} ` : ''}(${profile.telegramId})`

function Grant({ person, isOpen, close }: Open) {
  const { person: t } = useTexts()
  const { signed } = useFormat()
  const [amount, setAmount] = useState<number | string>('')
  const change = useChange('grant', close)
  const delta = Number(amount)
  return (
    <ChangeWindow
      {...{ isOpen, close, change }}
      title={t.grant}
      describe={() => [nameOf(person), `${t.change}: ${signed(delta)}`]}
      submit={(reason) => void change.send({ telegramId: person.profile.telegramId, delta, reason })}
    >
      <CountInput
        label={t.amount}
        description={t.grantHint}
        required
        min={-1_000_000}
        max={1_000_000}
        value={amount}
        onChange={setAmount}
      />
    </ChangeWindow>
  )
}

function Block({ person, isOpen, close }: Open) {
  const { person: t } = useTexts()
  const change = useChange('block', close)
  const { blocked, telegramId } = person.profile
  return (
    <ChangeWindow
      {...{ isOpen, close, change }}
      title={blocked ? t.unblock : t.block}
      describe={() => [nameOf(person)]}
      submit={(reason) => void change.send({ telegramId, blocked: !blocked, reason })}
    >
      <Text size="sm">{nameOf(person)}</Text>
    </ChangeWindow>
  )
}

function Message({ person, isOpen, close }: Open) {
  const { person: t } = useTexts()
  const [text, setText] = useState('')
  const change = useChange('message', () => {
    setText('')
    close()
  })
  return (
    <ChangeWindow
      {...{ isOpen, close, change }}
      title={t.message}
      describe={() => []}
      submit={(reason) => void change.send({ telegramId: person.profile.telegramId, text, reason })}
    >
      <Textarea
        label={t.messageText}
        required
        minRows={4}
        autosize
        maxLength={3000}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
    </ChangeWindow>
  )
}

const none = 'none'

function GiveRole({ person, isOpen, close }: Open) {
  const { person: t, roles } = useTexts()
  const [role, setRole] = useState<string>(person.profile.role ?? none)
  const change = useChange('giveRole', close)
  const called = (value: unknown) => (typeof value === 'string' ? (roles[value] ?? value) : t.noRole)
  return (
    <ChangeWindow
      {...{ isOpen, close, change }}
      title={t.giveRole}
      describe={({ before, role }) => [nameOf(person), `${called(before)} → ${called(role)}`]}
      submit={(reason) =>
        void change.send({
          telegramId: person.profile.telegramId,
          role: role === none ? null : (role as Role),
          reason,
        })
      }
    >
      <Select
        label={t.giveRole}
        allowDeselect={false}
        value={role}
        onChange={(value) => setRole(value ?? none)}
        data={[...Object.entries(roles).map(([value, label]) => ({ value, label })), { value: none, label: t.noRole }]}
      />
    </ChangeWindow>
  )
}
