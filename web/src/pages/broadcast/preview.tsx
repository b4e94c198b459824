import { Anchor, Box, Card, Code, Stack, Text } from '@mantine/core'
import type { MessageEntity } from 'grammy/types'
import { Fragment, type ReactNode } from 'react'
import type { Said } from '#modules/broadcasts/contract.ts'
import { formatMarkdown } from '#platform/telegram/markdown/format.ts'
import { type Language, languages } from '#web/language.ts'

/** A text as Telegram will show it, formatted by the very code that sends it, with its buttons. */
export function Preview({ said }: { said: Said }) {
  const { text, entities } = formatMarkdown(said.text)
  // The bot says it in the language of the text; so does the page, where it has it.
  const own = said.language in languages ? (said.language as Language) : 'en'
  const { noNews } = languages[own].texts.broadcasts
  return (
    <Stack gap={4} className="preview">
      <Card withBorder padding="sm" mih={80}>
        <Text size="sm" component="div" style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
          {pieces(text, entities).map(({ from, to, inside }) => (
            <Fragment key={from}>{inside.reduceRight<ReactNode>(dress, text.slice(from, to))}</Fragment>
          ))}
        </Text>
      </Card>
      {[...said.buttons.map(({ label }) => label), noNews].map((label, index) => (
        <Box key={index} bd="1px solid var(--mantine-color-default-border)" p={6} ta="center" fz="sm" bdrs="md">
          {label || '…'}
        </Box>
      ))}
    </Stack>
  )
}

/** The text cut wherever an entity begins or ends, each piece with the entities that it is in, outer ones first. */
function pieces(text: string, entities: MessageEntity[]) {
  const cuts = new Set([0, text.length, ...entities.flatMap(({ offset, length }) => [offset, offset + length])])
  const places = [...cuts].toSorted((a, b) => a - b)
  return places.slice(0, -1).map((from, index) => ({
    from,
    to: places[index + 1]!,
    inside: entities.filter(({ offset, length }) => offset <= from && from < offset + length),
  }))
}

function dress(content: ReactNode, entity: MessageEntity): ReactNode {
  switch (entity.type) {
    case 'bold':
      return <b>{content}</b>
    case 'italic':
      return <i>{content}</i>
    case 'underline':
      return <u>{content}</u>
    case 'strikethrough':
      return <s>{content}</s>
    case 'code':
    case 'pre':
      return <Code>{content}</Code>
    case 'blockquote':
    case 'expandable_blockquote':
      return <span className="quote">{content}</span>
    case 'text_link':
      return (
        <Anchor href={entity.url} target="_blank" rel="noreferrer" underline="always" size="sm">
          {content}
        </Anchor>
      )
    default:
      return content
  }
}
