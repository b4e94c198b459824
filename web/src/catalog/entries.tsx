import { Badge, Button, Group, Stack } from '@mantine/core'
import { useState } from 'react'
import { useFormat } from '#web/kit/format.ts'
import { Rows } from '#web/kit/rows.tsx'
import { Empty } from '#web/kit/states.tsx'
import { useLanguage, useTexts } from '#web/language.ts'
import { type Content, type Entry, type ListName, textOf, valueAt, withEntry } from './content.ts'
import { EntryWindow } from './entry-window.tsx'
import type { Writing } from './use-draft.ts'

/** The figures of a table, beside name and state. */
const figures: Record<ListName, string[]> = {
  models: ['model', 'priceCredits'],
  packs: ['credits', 'priceStars'],
  plans: ['days', 'creditsPerDay', 'priceStars'],
}

interface EntriesProps {
  list: ListName
  content: Content
  writing: Writing
}

/** The models, packs or plans of the draft, each with a form. */
export function Entries({ list, content, writing }: EntriesProps) {
  const { catalog: t } = useTexts()
  const [open, setOpen] = useState<{ entry: Entry | undefined }>()
  const columns = useColumns(list, (entry) => setOpen({ entry }))
  return (
    <Stack align="stretch">
      {content[list].length === 0 ? (
        <Empty>{t.emptyLists[list]}</Empty>
      ) : (
        <Rows label={t.lists[list]} csv={list} rows={content[list]} keyOf={({ id }) => id} columns={columns} />
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
  const titleOf = (entry: Entry) => {
    const titles = [`title.${language}`, 'title.en', 'title.ru'].map((path) => valueAt(entry, path))
    return titles.find((title) => typeof title === 'string') ?? entry.id
  }
  const figure = (value: unknown) =>
    typeof value === 'number' ? number(value) : typeof value === 'string' ? value : '—'
  return [
    { name: t.entry, cell: titleOf },
    { name: t.fields['id']!, cell: ({ id }: Entry) => id },
    ...figures[list].map((path) => ({ name: t.fields[path]!, cell: (entry: Entry) => figure(valueAt(entry, path)) })),
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
