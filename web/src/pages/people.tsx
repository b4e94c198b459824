import { Anchor, Badge, Button, Group, Stack, TextInput } from '@mantine/core'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { CsvButton } from '#web/kit/csv-button.tsx'
import { useFormat } from '#web/kit/format.ts'
import { usePages } from '#web/kit/pages.ts'
import { PersonLink } from '#web/kit/person-link.tsx'
import { More, Rows } from '#web/kit/rows.tsx'
import { Empty, PageTitle, Shown } from '#web/kit/states.tsx'
import { useTexts } from '#web/language.ts'

export function PeoplePage() {
  const { people: t } = useTexts()
  const { search } = useSearch({ from: '/people' })
  const pages = usePages('people', search ? { search } : {})
  return (
    <Stack>
      <PageTitle>{t.title}</PageTitle>
      <Search key={search} search={search ?? ''} />
      {search && (
        <Anchor component={Link} to="/people" size="sm" underline="always">
          {t.clear}
        </Anchor>
      )}
      <Shown asked={pages}>
        {({ pages: loaded }) => {
          const people = loaded.flatMap((page) => page.people)
          if (people.length === 0) return <Empty>{search ? t.nobody : t.empty}</Empty>
          return (
            <>
              <div>
                <CsvButton name="people" input={search ? { search } : {}} rowsOf={(page) => page.people} />
              </div>
              <People people={people} />
            </>
          )
        }}
      </Shown>
      <More pages={pages} />
    </Stack>
  )
}

function Search({ search }: { search: string }) {
  const { people: t } = useTexts()
  const [text, setText] = useState(search)
  const navigate = useNavigate()
  const find = (event: FormEvent) => {
    event.preventDefault()
    void navigate({ to: '/people', search: text.trim() ? { search: text.trim() } : {} })
  }
  return (
    <form onSubmit={find} role="search">
      <Group align="end" gap="xs">
        <TextInput
          label={t.search}
          flex={1}
          maw={480}
          maxLength={255}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <Button type="submit">{t.find}</Button>
      </Group>
    </form>
  )
}

type Listed = NonNullable<ReturnType<typeof usePages<'people'>>['data']>['pages'][number]['people'][number]

function People({ people }: { people: Listed[] }) {
  const { people: t } = useTexts()
  const { number, date } = useFormat()
  return (
    <Rows
      label={t.title}
      rows={people}
      keyOf={({ telegramId }) => telegramId}
      columns={[
        {
          name: t.person,
          cell: (who) => (
            <>
              <PersonLink who={who} />{' '}
              {who.blocked && (
                <Badge color="red.9" variant="filled" size="sm">
                  {t.blocked}
                </Badge>
              )}
            </>
          ),
        },
        { name: 'Id', cell: ({ telegramId }) => telegramId },
        { name: t.credits, cell: ({ credits }) => number(credits) },
        { name: t.paidUntil, cell: ({ paidUntil }) => (paidUntil ? date(paidUntil) : '—') },
        { name: t.language, cell: ({ language }) => language },
        { name: t.since, cell: ({ createdAt }) => date(createdAt) },
      ]}
    />
  )
}
