import { Alert, Button, Group, Stack, Text } from '@mantine/core'
import { useTexts } from '#web/language.ts'

interface OvertakenProps {
  title: string
  takeTheirs: () => void
  keepMine: () => void
}

/** Another has saved what is written here: which of both is wanted, the person says. */
export function Overtaken({ title, takeTheirs, keepMine }: OvertakenProps) {
  const t = useTexts()
  return (
    <Alert color="orange" variant="outline" title={title} role="alert">
      <Stack align="start" gap="xs">
        <Text size="sm">{t.overtakenText}</Text>
        <Group gap="xs">
          <Button size="xs" variant="default" onClick={takeTheirs}>
            {t.takeTheirs}
          </Button>
          <Button size="xs" variant="default" onClick={keepMine}>
            {t.keepMine}
          </Button>
        </Group>
      </Stack>
    </Alert>
  )
}
