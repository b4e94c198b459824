import { Badge, Button, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { BrowserReply } from '#modules/cabinet/browser.ts'
import { read } from '#web/api.ts'
import { ChangeWindow } from '#web/kit/change-window.tsx'
import { useFormat } from '#web/kit/format.ts'
import { Rows } from '#web/kit/rows.tsx'
import { Empty, FoldedSection, Shown } from '#web/kit/states.tsx'
import { useChange } from '#web/kit/use-change.ts'
import { useTexts } from '#web/language.ts'
import { useMay } from '#web/session.ts'

type Data = BrowserReply<'bursts'>
type Link = Data['paused'][number]['link']
/** Opens the question whether free messages are paused or allowed again. */
type Ask = (change: { link: Link; paused: boolean }) => void

const keyOf = ({ kind, name }: Link) => `${kind}:${name}`

/** Accounts that came as those of a farm do, and what was done about it. */
export function Bursts() {
  const { bursts: t } = useTexts()
  const asked = useQuery({ queryKey: ['bursts'], queryFn: () => read('bursts', {}) })
  const [change, ask] = useState<Parameters<Ask>[0]>()
  return (
    <FoldedSection title={t.title} hint={t.hint}>
      <Shown asked={asked}>
        {({ bursts, paused }) => (
          <Stack>
            {bursts.length === 0 ? <Empty>{t.empty}</Empty> : <List {...{ bursts, paused, ask }} />}
            {paused.length > 0 && <Paused {...{ paused, ask }} />}
          </Stack>
        )}
      </Shown>
      {change && <PauseWindow {...change} close={() => ask(undefined)} />}
    </FoldedSection>
  )
}

function List({ bursts, paused, ask }: Data & { ask: Ask }) {
  const { bursts: t } = useTexts()
  const { moment, number } = useFormat()
  const may = useMay()
  const isPaused = new Set(paused.map(({ link }) => keyOf(link)))
  return (
    <Rows
      label={t.title}
      csv="bursts"
      rows={bursts}
      keyOf={({ id }) => id}
      columns={[
        { name: t.link, cell: ({ link }) => t.links[link.kind](link.name) },
        { name: t.when, cell: ({ beganAt, lastAt }) => t.fromTo(moment(beganAt), moment(lastAt)) },
        { name: t.starts, cell: ({ starts }) => number(starts) },
        { name: t.alike, cell: ({ alike, asked }) => t.of(number(alike), number(asked)) },
        { name: t.inSteps, cell: ({ inSteps, trials }) => t.of(number(inSteps), number(trials)) },
        {
          name: t.free,
          cell: ({ link }) => {
            if (isPaused.has(keyOf(link))) return <Badge color="gray.7">{t.isPaused}</Badge>
            if (!may('run_campaigns')) return '—'
            return (
              <Button
                size="compact-xs"
                variant="default"
                aria-label={t.pauseOf(link.name)}
                onClick={() => ask({ link, paused: true })}
              >
                {t.pause}
              </Button>
            )
          },
        },
      ]}
    />
  )
}

function Paused({ paused, ask }: Pick<Data, 'paused'> & { ask: Ask }) {
  const { bursts: t } = useTexts()
  const { moment } = useFormat()
  const may = useMay()
  return (
    <Rows
      label={t.pausedLinks}
      csv="paused-links"
      rows={paused}
      keyOf={({ link }) => keyOf(link)}
      columns={[
        { name: t.pausedLinks, cell: ({ link }) => t.links[link.kind](link.name) },
        { name: t.since, cell: ({ pausedAt }) => moment(pausedAt) },
        {
          name: t.free,
          cell: ({ link }) =>
            may('run_campaigns') ? (
              <Button
                size="compact-xs"
                variant="default"
                aria-label={t.resumeOf(link.name)}
                onClick={() => ask({ link, paused: false })}
              >
                {t.resume}
              </Button>
            ) : (
              '—'
            ),
        },
      ]}
    />
  )
}

function PauseWindow({ link, paused, close }: Parameters<Ask>[0] & { close: () => void }) {
  const { bursts: t } = useTexts()
  const change = useChange('pauseFreeMessages', close)
  return (
    <ChangeWindow
      {...{ close, change }}
      isOpen
      title={paused ? t.pause : t.resume}
      describe={() => []}
      submit={(reason) => void change.send({ link, paused, reason })}
    >
      <Text size="sm">
        {t.links[link.kind](link.name)}. {paused ? t.pauseText : t.resumeText}
      </Text>
    </ChangeWindow>
  )
}
