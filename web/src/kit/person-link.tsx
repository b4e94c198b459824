import { Anchor, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTexts } from '#web/language.ts'
import { useMay } from '#web/session.ts'

interface Who {
  telegramId: number
  firstName: string | null
  username?: string | null
}

/** A name that leads to the person's page, for a role that may see it. */
export function PersonLink({ who: { telegramId, firstName, username } }: { who: Who }) {
  const t = useTexts()
  const may = useMay()
  const name = `${firstName || t.person.noName}${username ? ` @${username}` : ''}`
  if (!may('see_people')) return <Text span>{name}</Text>
  return (
    <Anchor component={Link} to={`/people/${telegramId}`} underline="always" size="sm">
      {name}
    </Anchor>
  )
}
