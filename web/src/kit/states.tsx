import { Alert, Button, Paper, Skeleton, Stack, Text, Title, UnstyledButton } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { type ReactNode, useEffect } from 'react'
import { ApiError } from '#web/api.ts'
import { useTexts } from '#web/language.ts'
import type { CabinetTexts } from '#web/texts/ru.ts'
import { useFormat } from './format.ts'
import { useIsNarrow } from './narrow.ts'

export function Loading() {
  const t = useTexts()
  return (
    <Stack role="status" aria-label={t.loading} p="md">
      <Skeleton height={32} width={200} />
      <Skeleton height={90} />
      <Skeleton height={200} />
    </Stack>
  )
}

export function Failed({ error, retry }: { error: Error; retry: () => void }) {
  const t = useTexts()
  return (
    <Alert color="red" variant="outline" title={t.failed} role="alert" m="md">
      <Stack align="start">
        <Text size="sm">{sentenceOf(error, t)}</Text>
        <Button variant="default" onClick={retry}>
          {t.again}
        </Button>
      </Stack>
    </Alert>
  )
}

function sentenceOf(error: Error, t: CabinetTexts): string {
  return (error instanceof ApiError && t.errors[error.code]) || t.failedText
}

/** What is not there yet says how it comes. */
export function Empty({ children }: { children: ReactNode }) {
  return (
    <Paper withBorder p="lg">
      <Text c="dimmed">{children}</Text>
    </Paper>
  )
}

interface Asked<Data> {
  data: Data | undefined
  dataUpdatedAt: number
  error: Error | null
  /** Of an attempt that is being repeated. */
  failureReason: Error | null
  /** The device is offline: nothing is asked until it is back. */
  isPaused: boolean
  /** Of lists that come a page at a time: what is shown is fresh, the next page did not come. */
  isFetchNextPageError?: boolean
  refetch: () => unknown
}

interface ShownProps<Data> {
  asked: Asked<Data>
  /** `staleSince` says of what moment the data is when it could not be refreshed. */
  children: (data: Data, staleSince: string | undefined) => ReactNode
}

/** What was asked of the backend, or that it is on its way, or that it failed. */
export function Shown<Data>({ asked, children }: ShownProps<Data>) {
  if (asked.data === undefined)
    return asked.error ? <Failed error={asked.error} retry={() => void asked.refetch()} /> : <Loading />
  const fault = faultOfRefresh(asked)
  const staleSince = fault && new Date(asked.dataUpdatedAt).toISOString()
  return (
    <>
      {fault && <Stale since={staleSince!} fault={fault} retry={() => void asked.refetch()} />}
      {children(asked.data, staleSince)}
    </>
  )
}

function faultOfRefresh({ error, failureReason, isPaused, isFetchNextPageError }: Asked<unknown>): Error | undefined {
  if (isFetchNextPageError) return undefined
  // The last attempt of several may end a minute after the first.
  return error ?? failureReason ?? (isPaused ? new ApiError('unavailable', 'The device is offline') : undefined)
}

function Stale({ since, fault, retry }: { since: string; fault: Error; retry: () => void }) {
  const t = useTexts()
  const { moment } = useFormat()
  return (
    <Alert color="orange" variant="outline" title={t.stale(moment(since))} role="status">
      <Stack align="start" gap="xs">
        <Text size="sm">{sentenceOf(fault, t)}</Text>
        <Button variant="default" size="xs" onClick={retry}>
          {t.again}
        </Button>
      </Stack>
    </Alert>
  )
}

/** Also of the tab in the browser. The heading may be given the focus when what had it is gone. */
export function PageTitle({ children }: { children: string }) {
  const { name } = useTexts()
  useEffect(() => void (document.title = `${children} · ${name}`), [children, name])
  return (
    <Title order={1} size="h2" tabIndex={-1}>
      {children}
    </Title>
  )
}

interface SectionProps {
  title: ReactNode
  hint?: string | undefined
  children: ReactNode
}

export function Section({ title, hint, children }: SectionProps) {
  return (
    <Stack gap="xs" component="section">
      <Title order={2} size="h4">
        {title}
      </Title>
      {hint && (
        <Text size="sm" c="dimmed">
          {hint}
        </Text>
      )}
      {children}
    </Stack>
  )
}

/**
 * On a phone only its title, which opens it: for what is looked at now and then. What was seen in a wider window stays open in
 * a narrow one: a form may stand in it.
 */
export function FoldedSection({ title, hint, children }: SectionProps) {
  const isNarrow = useIsNarrow()
  const [isOpen, { toggle, open }] = useDisclosure(!isNarrow)
  if (!isNarrow && !isOpen) open()
  if (!isNarrow) return <Section {...{ title, hint, children }} />
  const opener = (
    <UnstyledButton className="fold" onClick={toggle} aria-expanded={isOpen}>
      <span>{title}</span>
      <span aria-hidden>{isOpen ? '▴' : '▾'}</span>
    </UnstyledButton>
  )
  return (
    <Section title={opener} hint={isOpen ? hint : undefined}>
      {isOpen && children}
    </Section>
  )
}
