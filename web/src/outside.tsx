import { Center, Paper, Stack, Text, Title } from '@mantine/core'
import { useTexts } from './language.ts'

/** Says how a session begins. */
export function Outside() {
  const { outside } = useTexts()
  return (
    <Center component="main" mih="100vh" p="md">
      <Paper withBorder p="xl" maw={460}>
        <Stack>
          <Title order={1} size="h2">
            {outside.title}
          </Title>
          <Text>{outside.text}</Text>
          <Text c="dimmed">{outside.why}</Text>
        </Stack>
      </Paper>
    </Center>
  )
}
