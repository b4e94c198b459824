import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { FocusBack } from '#web/kit/focus-back.tsx'
import { useTexts } from '#web/language.ts'
import { type Content, entriesOf, type Entry, type ListName, takenIds, withValue } from './content.ts'
import { FieldInput } from './field-input.tsx'
import { type Field, fieldsOf, newEntry, wholeForms } from './fields.ts'
import { useMessages } from './use-checked.ts'
import { useWords } from './words.ts'

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
  const [value, setValue] = useState<Entry>(entry ?? newEntry[list])
  const isTaken = value.id !== entry?.id && takenIds(content, list).includes(value.id)
  const send = (event: FormEvent) => {
    event.preventDefault()
    if (!isTaken) keep(value)
  }
  return (
    <Modal.Root opened onClose={close} lockScroll={false} centered size="lg">
      <Modal.Overlay />
      <Modal.Content>
        <Modal.Body>
          <FocusBack />
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
              <Fields {...{ list, content, entry, value, setValue }} />
              {!wholeForms.includes(list) && (
                <Text size="sm" c="dimmed">
                  {t.restInJson}
                </Text>
              )}
              <Buttons {...(entry ? { remove: () => keep(undefined) } : {})} close={close} />
            </Stack>
          </form>
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  )
}

interface FieldsProps extends Pick<EntryWindowProps, 'list' | 'content' | 'entry'> {
  value: Entry
  setValue: (value: Entry) => void
}

function Fields({ list, content, entry, value, setValue }: FieldsProps) {
  const { catalog: t } = useTexts()
  const words = useWords()
  const messageAt = useMessages({ list, content, entry, value })
  // Of a new entry nothing is wrong before it is written.
  const [written, setWritten] = useState<readonly string[]>([])
  const change = ({ name }: Field, given: unknown) => {
    setWritten((before) => [...before, name])
    setValue(withValue(value, name, given))
  }
  return fieldsOf[list].map((field) => (
    <FieldInput
      key={field.name}
      field={field}
      label={words.fieldAt(list, field.name)}
      hint={t.fieldHints[`${list}.${field.name}`]}
      value={value[field.name]}
      models={modelsFor(list, content, value)}
      messageAt={(place) =>
        entry || written.includes(field.name) ? messageAt(place ? `${field.name}.${place}` : field.name) : undefined
      }
      onChange={(given) => change(field, given)}
    />
  ))
}

/** What stands in for a model is another one; an assistant has one that people may choose. */
function modelsFor(list: ListName, content: Content, { id }: Entry): string[] {
  const models = entriesOf(content, 'models')
  const fit = models.filter((model) => (list === 'models' ? model.id !== id : (model['offered'] ?? true)))
  return fit.map((model) => model.id)
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
