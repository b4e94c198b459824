import { Alert, Button, Paper, Skeleton, Stack, Text, Title, UnstyledButton } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import type { ReactNode } from 'react'
import { ApiError } from '#web/api.ts'
import { useTexts } from '#web/language.ts'
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
        <Text size="sm">{error instanceof ApiError ? (t.errors[error.code] ?? t.failedText) : t.failedText}</Text>
        <Button variant="default" onClick={retry}>
          {t.again}
        </Button>
      </Stack>
    </Alert>
  )
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
  error: Error | null
  refetch: () => unknown
}

/** What was asked of the backend, or that it is on its way, or that it failed. */
export function Shown<Data>({ asked, children }: { asked: Asked<Data>; children: (data: Data) => ReactNode }) {
  if (asked.data !== undefined) return <>{children(asked.data)}</>
  if (asked.error) return <Failed error={asked.error} retry={() => void asked.refetch()} />
  return <Loading />
}

export function PageTitle({ children }: { children: ReactNode }) {
  return (
    <Title order={1} size="h2">
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

/** On a phone only its title, which opens it: for what is looked at now and then. */
export function FoldedSection({ title, hint, children }: SectionProps) {
  const isNarrow = useIsNarrow()
  const [isOpen, { toggle }] = useDisclosure()
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
