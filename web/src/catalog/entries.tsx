import { Badge, Button, Group, Stack } from '@mantine/core'
import { useState } from 'react'
import { useFormat } from '#web/kit/format.ts'
import { Rows } from '#web/kit/rows.tsx'
import { Empty } from '#web/kit/states.tsx'
import { useLanguage, useTexts } from '#web/language.ts'
import { type Content, entriesOf, type Entry, type ListName, textOf, withEntry, wordsIn } from './content.ts'
import { EntryWindow } from './entry-window.tsx'
import { fieldsOf } from './fields.ts'
import type { Writing } from './use-draft.ts'
import { useWords } from './words.ts'

/** The figures of a table, beside name and state. */
const figures: Record<ListName, string[]> = {
  models: ['model', 'priceCredits'],
  packs: ['credits', 'priceStars'],
  plans: ['days', 'creditsPerDay', 'priceStars'],
  images: ['width', 'height', 'priceCredits'],
  assistants: ['model', 'priceCredits'],
  toolServers: ['allowedTools', 'priceCredits'],
}

interface EntriesProps {
  list: ListName
  content: Content
  writing: Writing
}

/** One list of the draft, each entry with a form. */
export function Entries({ list, content, writing }: EntriesProps) {
  const { catalog: t } = useTexts()
  const entries = entriesOf(content, list)
  const [open, setOpen] = useState<{ entry: Entry | undefined }>()
  const columns = useColumns(list, (entry) => setOpen({ entry }))
  return (
    <Stack align="stretch">
      {entries.length === 0 ? (
        <Empty>{t.emptyLists[list]}</Empty>
      ) : (
        <Rows label={t.lists[list]} csv={list} rows={entries} keyOf={({ id }) => id} columns={columns} />
      )}
      <Group>
        <Button variant="default" size="xs" onClick={() => setOpen({ entry: undefined })}>
          {t.add[list]}
        </Button>
      </Group>
      {open && (
        <EntryWindow
          {...{ list, content }}
          entry={open.entry}
          close={() => setOpen(undefined)}
          keep={(entry) => {
            writing.write(textOf(withEntry(content, list, open.entry?.id, entry)))
            setOpen(undefined)
          }}
        />
      )}
    </Stack>
  )
}

function useColumns(list: ListName, edit: (entry: Entry) => void) {
  const { t: texts, language } = useLanguage()
  const { number } = useFormat()
  const { catalog: t } = texts
  const words = useWords()
  const titleOf = ({ id, title }: Entry) => {
    const titles = wordsIn(title)
    return titles[language] ?? titles['en'] ?? titles['ru'] ?? id
  }
  const figure = (name: string) => (entry: Entry) => {
    const value = entry[name] ?? fieldsOf[list].find((field) => field.name === name)?.usual
    if (Array.isArray(value)) return value.join(', ')
    return typeof value === 'number' ? number(value) : typeof value === 'string' ? value : '—'
  }
  return [
    { name: t.entry, cell: titleOf },
    { name: t.fields['id']!, cell: ({ id }: Entry) => id },
    ...figures[list].map((name) => ({ name: words.fieldAt(list, name), cell: figure(name) })),
    {
      name: t.fields['offered']!,
      cell: ({ offered = true }: Entry) => (
        <Badge color={offered ? 'teal.9' : 'gray.7'} variant="filled" size="sm">
          {offered ? t.onSale : t.offSale}
        </Badge>
      ),
    },
    {
      name: t.edit,
      cell: (entry: Entry) => (
        <Button
          size="compact-xs"
          variant="default"
          aria-label={`${t.edit}: ${titleOf(entry)}`}
          onClick={() => edit(entry)}
        >
          {t.edit}
        </Button>
      ),
    },
  ]
}
