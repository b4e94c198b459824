import { Badge, Button, Group, Stack } from '@mantine/core'
import { useState } from 'react'
import { useFormat } from '#web/kit/format.ts'
import { Rows } from '#web/kit/rows.tsx'
import { Empty } from '#web/kit/states.tsx'
import { useLanguage } from '#web/language.ts'
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
  const { t: texts, language } = useLanguage()
  const { number } = useFormat()
  const { catalog: t } = texts
  const [open, setOpen] = useState<{ entry: Entry | undefined }>()
  const titleOf = (entry: Entry) =>
    String(valueAt(entry, `title.${language}`) ?? valueAt(entry, 'title.en') ?? valueAt(entry, 'title.ru') ?? entry.id)
  const figure = (value: unknown) => (typeof value === 'number' ? number(value) : String(value ?? '—'))
  return (
    <Stack align="stretch">
      {content[list].length === 0 ? (
        <Empty>{t.emptyLists[list]}</Empty>
      ) : (
        <Rows
          label={t.lists[list]}
          rows={content[list]}
          keyOf={({ id }) => id}
          columns={[
            { name: t.entry, cell: titleOf },
            { name: t.fields['id']!, cell: ({ id }) => id },
            ...figures[list].map((path) => ({
              name: t.fields[path]!,
              cell: (entry: Entry) => figure(valueAt(entry, path)),
            })),
            {
              name: t.fields['offered']!,
              cell: ({ offered = true }) => (
                <Badge color={offered ? 'teal.9' : 'gray.7'} variant="filled" size="sm">
                  {offered ? t.onSale : t.offSale}
                </Badge>
              ),
            },
            {
              name: t.edit,
              cell: (entry) => (
                <Button
                  size="compact-xs"
                  variant="default"
                  aria-label={`${t.edit}: ${titleOf(entry)}`}
                  onClick={() => setOpen({ entry })}
                >
                  {t.edit}
                </Button>
              ),
            },
          ]}
        />
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
