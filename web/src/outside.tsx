import { Center, Paper, Stack, Text } from '@mantine/core'
import { PageTitle } from './kit/states.tsx'
import { useTexts } from './language.ts'

/** Says how a session begins. */
export function Outside() {
  const { outside } = useTexts()
  return (
    <Center component="main" mih="100vh" p="md">
      <Paper withBorder p="xl" maw={460}>
        <Stack>
          <PageTitle>{outside.title}</PageTitle>
          <Text>{outside.text}</Text>
          <Text c="dimmed">{outside.why}</Text>
        </Stack>
      </Paper>
    </Center>
  )
}
