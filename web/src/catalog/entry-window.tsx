import { Button, Checkbox, Group, Modal, NumberInput, Select, Stack, Text, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTexts } from '#web/language.ts'
import { type Content, type Entry, type ListName, valueAt, withValue } from './content.ts'
import { type Field, fieldsOf } from './fields.ts'

interface EntryWindowProps {
  list: ListName
  content: Content
  /** Absent: a new one. */
  entry: Entry | undefined
  close: () => void
  /** Into the draft; without an entry it is taken out. */
  keep: (entry: Entry | undefined) => void
}

/** The form of one entry. What it does not have stays as it is written in the JSON. */
export function EntryWindow({ list, content, entry, close, keep }: EntryWindowProps) {
  const { catalog: t } = useTexts()
  const [value, setValue] = useState<Entry>(entry ?? { id: '', ...(list === 'plans' ? { renews: false } : {}) })
  const isTaken = value.id !== entry?.id && content[list].some(({ id }) => id === value.id)
  const send = (event: FormEvent) => {
    event.preventDefault()
    if (!isTaken) keep(value)
  }
  return (
    <Modal.Root opened onClose={close} lockScroll={false} centered>
      <Modal.Overlay />
      <Modal.Content>
        <Modal.Body>
          <form onSubmit={send}>
            <Stack pt="md" gap="sm">
              <Modal.Title fw={700}>{entry ? entry.id : t.add[list]}</Modal.Title>
              {!entry && (
                <TextInput
                  label={t.fields['id']}
                  description={t.idHint}
                  required
                  pattern="[a-z0-9\-]{1,24}"
                  error={isTaken && t.idTaken}
                  value={value.id}
                  onChange={(event) => setValue({ ...value, id: event.currentTarget.value })}
                />
              )}
              {fieldsOf[list].map((field) => (
                <FieldInput
                  key={field.path}
                  field={field}
                  value={valueAt(value, field.path)}
                  models={content.models.map(({ id }) => id).filter((id) => id !== value.id)}
                  onChange={(given) => setValue(withValue(value, field.path, given))}
                />
              ))}
              <Text size="sm" c="dimmed">
                {t.restInJson}
              </Text>
              <Buttons {...(entry ? { remove: () => keep(undefined) } : {})} close={close} />
            </Stack>
          </form>
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  )
}

function Buttons({ remove, close }: { remove?: () => void; close: () => void }) {
  const { catalog: t, cancel } = useTexts()
  return (
    <Group justify="space-between">
      {remove ? (
        <Button variant="default" c="var(--mantine-color-error)" onClick={remove}>
          {t.remove}
        </Button>
      ) : (
        <span />
      )}
      <Group>
        <Button variant="default" onClick={close}>
          {cancel}
        </Button>
        <Button type="submit">{t.toDraft}</Button>
      </Group>
    </Group>
  )
}

interface FieldInputProps {
  field: Field
  value: unknown
  models: string[]
  onChange: (value: unknown) => void
}

function FieldInput({ field: { path, kind, usual, required = false }, value, models, onChange }: FieldInputProps) {
  const { catalog: t } = useTexts()
  const label = t.fields[path] ?? path
  if (kind === 'flag')
    return (
      <Checkbox
        label={label}
        checked={Boolean(value ?? usual)}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
    )
  if (kind === 'number')
    return (
      <NumberInput
        {...{ label, required }}
        allowDecimal={false}
        allowNegative={false}
        hideControls
        value={typeof value === 'number' ? value : ''}
        onChange={(given) => onChange(typeof given === 'number' ? given : undefined)}
      />
    )
  if (kind === 'model')
    return (
      <Select
        label={label}
        clearable
        data={models}
        value={typeof value === 'string' ? value : null}
        onChange={(given) => onChange(given ?? undefined)}
      />
    )
  return (
    <TextInput
      label={label}
      value={typeof value === 'string' ? value : ''}
      onChange={(event) => onChange(event.currentTarget.value || undefined)}
    />
  )
}
