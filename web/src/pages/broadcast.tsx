import { Anchor, Group, Stack } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import type { BrowserReply } from '#modules/cabinet/browser.ts'
import { ApiError, read } from '#web/api.ts'
import { PageTitle, Shown } from '#web/kit/states.tsx'
import { useTexts } from '#web/language.ts'
import { useMay } from '#web/session.ts'
import { Composer } from './broadcast/composer.tsx'
import { Progress } from './broadcast/progress.tsx'
import { StateBadge } from './broadcasts.tsx'

const lookEveryMs = 2_000
const atWork = ['scheduled', 'filling', 'sending', 'deleting']

/** A draft is written here, and what was sent is watched and steered. */
export function BroadcastPage() {
  const { broadcasts: t } = useTexts()
  const { id } = useParams({ from: '/broadcasts/$id' })
  return (
    <Stack>
      <Anchor component={Link} to="/broadcasts" size="sm">
        ← {t.title}
      </Anchor>
      {id === 'new' ? <New /> : <Known key={id} id={Number(id)} />}
    </Stack>
  )
}

function New() {
  const { broadcasts: t, noAccess } = useTexts()
  const may = useMay()
  if (!may('compose_broadcasts')) return <PageTitle>{noAccess}</PageTitle>
  return (
    <>
      <PageTitle>{t.compose}</PageTitle>
      <Composer />
    </>
  )
}

function Known({ id }: { id: number }) {
  const asked = useQuery({
    queryKey: ['broadcast', id],
    queryFn: () => read('broadcast', { id }),
    refetchInterval: ({ state }) => (atWork.includes(state.data?.state ?? '') ? lookEveryMs : false),
  })
  const isDeleted = asked.data !== undefined && isNotFound(asked.error)
  return (
    // The page itself says that the draft was deleted: what was written in it is still there.
    <Shown asked={isDeleted ? { ...asked, error: null, failureReason: null } : asked}>
      {(broadcast) => (
        <>
          <Group>
            <PageTitle>{broadcast.title}</PageTitle>
            <StateBadge state={broadcast.state} />
          </Group>
          <WrittenOrWatched {...{ broadcast }} deletion={isDeleted ? (asked.error as ApiError) : undefined} />
        </>
      )}
    </Shown>
  )
}

const isNotFound = (error: Error | null) => error instanceof ApiError && error.code === 'broadcast_not_found'

function WrittenOrWatched(props: { broadcast: BrowserReply<'broadcast'>; deletion: ApiError | undefined }) {
  const { state } = props.broadcast
  const may = useMay()
  // What is being written stays on the page when another sends the draft.
  const [isWritten] = useState(state === 'draft' && may('compose_broadcasts'))
  return isWritten ? <Composer {...props} /> : <Progress broadcast={props.broadcast} />
}
