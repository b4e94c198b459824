import { Text } from '@mantine/core'
import { PersonLink } from '#web/kit/person-link.tsx'

/** Whom a line concerns: by name where the bot knows them, else only the number that Telegram has given them. */
export function Concerned({ telegramId, firstName }: { telegramId: number | null; firstName: string | null }) {
  if (telegramId === null) return '—'
  if (firstName === null) return <Text span>{telegramId}</Text>
  return <PersonLink who={{ telegramId, firstName }} />
}
