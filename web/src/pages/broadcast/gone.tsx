import { Alert, Button, Group, Stack, Text } from '@mantine/core'
import type { BrowserReply } from '#modules/cabinet/browser.ts'
import type { ApiError } from '#web/api.ts'
import { useTexts } from '#web/language.ts'

type SentBy = BrowserReply<'broadcast'>['sentBy']

interface GoneProps {
  broadcast: BrowserReply<'broadcast'> | undefined
  deletion: ApiError | undefined
  isReady: boolean
  save: () => void
  showTheirs: () => void
}

/** The draft was sent or deleted while it was being written here: by whom, and what can be done with the words. */
export function Gone({ broadcast, deletion, isReady, save, showTheirs }: GoneProps) {
  const { broadcasts: t, overtakenText, person } = useTexts()
  const by = deletion ? (deletion.details['deletedBy'] as SentBy) : broadcast?.sentBy
  const name = by && (by.firstName ?? person.noName)
  return (
    <Alert color="orange" variant="outline" title={deletion ? t.wasDeleted(name) : t.wasSent(name)} role="alert">
      <Stack align="start" gap="xs">
        <Text size="sm">{overtakenText}</Text>
        <Group gap="xs">
          <Button size="xs" variant="default" disabled={!isReady} onClick={save}>
            {t.saveAnew}
          </Button>
          {!deletion && (
            <Button size="xs" variant="default" onClick={showTheirs}>
              {t.showSent}
            </Button>
          )}
        </Group>
      </Stack>
    </Alert>
  )
}
