import { Button, Text } from '@mantine/core'
import { useState } from 'react'
import type { BrowserReply } from '#modules/cabinet/browser.ts'
import { ChangeWindow } from '#web/kit/change-window.tsx'
import { useFormat } from '#web/kit/format.ts'
import { Rows } from '#web/kit/rows.tsx'
import { Empty, Section } from '#web/kit/states.tsx'
import { useChange } from '#web/kit/use-change.ts'
import { useTexts } from '#web/language.ts'
import { useMay } from '#web/session.ts'
import { Concerned } from './concerned.tsx'

type Notice = BrowserReply<'health'>['unsent'][number]

/** What the bot could not say, and why. */
export function Unsent({ unsent }: { unsent: Notice[] }) {
  const { health: t, people, person, noticeKinds } = useTexts()
  const { moment } = useFormat()
  const may = useMay()
  const [chosen, choose] = useState<Notice>()
  if (unsent.length === 0)
    return (
      <Section title={t.unsent}>
        <Empty>{t.noUnsent}</Empty>
      </Section>
    )
  const again = (notice: Notice) =>
    notice.mayRetry ? (
      <Button size="compact-xs" variant="default" onClick={() => choose(notice)}>
        {t.tryAgain}
      </Button>
    ) : (
      '—'
    )
  return (
    <Section title={t.unsent} hint={t.unsentHint}>
      <Rows
        label={t.unsent}
        csv="unsent"
        folds
        rows={unsent}
        keyOf={({ id }) => id}
        columns={[
          { name: person.time, cell: ({ at }) => moment(at) },
          { name: person.what, cell: ({ kind }) => noticeKinds[kind] ?? kind },
          { name: people.person, cell: Concerned },
          { name: person.state, cell: ({ state }) => t.unsentStates[state] ?? state },
          { name: t.tries, cell: ({ attempts }) => attempts },
          { name: t.error, cell: ({ error }) => error ?? '—' },
          ...(may('retry_updates') ? [{ name: t.tryAgain, cell: again }] : []),
        ]}
      />
      {chosen && <RetryWindow notice={chosen} close={() => choose(undefined)} />}
    </Section>
  )
}

function RetryWindow({ notice: { id, kind, error }, close }: { notice: Notice; close: () => void }) {
  const { health: t, noticeKinds } = useTexts()
  const change = useChange('retryNotice', close)
  return (
    <ChangeWindow
      {...{ close, change }}
      isOpen
      title={t.tryAgain}
      describe={() => []}
      submit={(reason) => void change.send({ id, reason })}
    >
      <Text size="sm">{t.unsentText(noticeKinds[kind] ?? kind, error ?? '—')}</Text>
    </ChangeWindow>
  )
}
