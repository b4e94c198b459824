import { Button, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { read } from '#web/api.ts'
import { ChangeWindow } from '#web/kit/change-window.tsx'
import { useFormat } from '#web/kit/format.ts'
import { PersonLink } from '#web/kit/person-link.tsx'
import { Rows } from '#web/kit/rows.tsx'
import { Empty, Shown } from '#web/kit/states.tsx'
import { useChange } from '#web/kit/use-change.ts'
import { useTexts } from '#web/language.ts'
import { useMay } from '#web/session.ts'
import type { CatalogPageData } from './use-draft.ts'
import { useQuestionWords, useWords } from './words.ts'

type Version = CatalogPageData['versions'][number]

/** Who published what and why, and the way back. */
export function Versions({ page }: { page: CatalogPageData }) {
  const { catalog: t, person, audit, reason } = useTexts()
  const { moment } = useFormat()
  const may = useMay()
  const [chosen, choose] = useState<Version>()
  if (page.versions.length === 0) return <Empty>{t.noVersions}</Empty>
  return (
    <>
      <Rows
        label={t.versions}
        csv="catalog-versions"
        folds
        rows={page.versions}
        keyOf={({ version }) => version}
        columns={[
          { name: t.version, cell: ({ version }) => version },
          { name: person.time, cell: ({ at }) => moment(at) },
          {
            name: audit.who,
            cell: ({ by, byName }) =>
              by === null ? t.fromFile : <PersonLink who={{ telegramId: by, firstName: byName || String(by) }} />,
          },
          {
            name: reason,
            cell: ({ reason: why, restored }) => (restored === null ? why : `${t.backTo(restored)}: ${why}`),
          },
          {
            name: t.back,
            cell: (version) =>
              version.version === page.version ? (
                t.counts
              ) : may('publish_catalog') ? (
                <Button
                  size="compact-xs"
                  variant="default"
                  aria-label={`${t.back}: ${version.version}`}
                  onClick={() => choose(version)}
                >
                  {t.back}
                </Button>
              ) : (
                '—'
              ),
          },
        ]}
      />
      {chosen && <BackWindow version={chosen} base={page.version} close={() => choose(undefined)} />}
    </>
  )
}

function BackWindow({ version: { version }, base, close }: { version: Version; base: number; close: () => void }) {
  const { catalog: t } = useTexts()
  const words = useWords()
  const describe = useQuestionWords()
  const change = useChange('restoreCatalog', close)
  const asked = useQuery({
    queryKey: ['catalogVersion', version, base],
    queryFn: () => read('catalogVersion', { version }),
  })
  return (
    <ChangeWindow
      {...{ close, change, describe }}
      isOpen
      title={t.backTo(version)}
      submit={(reason) => void change.send({ version, base, reason })}
    >
      <Text size="sm">{t.backText}</Text>
      <Shown asked={asked}>
        {({ differences }) => (
          <Stack gap={4}>
            {differences.map((difference) => (
              <Text key={words.line(difference)} size="sm">
                {words.line(difference)}
              </Text>
            ))}
          </Stack>
        )}
      </Shown>
    </ChangeWindow>
  )
}
