import { Button, Card, Group, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import type { BrowserReply } from '#modules/cabinet/browser.ts'
import { ChangeWindow } from '#web/kit/change-window.tsx'
import { useFormat } from '#web/kit/format.ts'
import { Section } from '#web/kit/states.tsx'
import { useChange } from '#web/kit/use-change.ts'
import { useTexts } from '#web/language.ts'

export type Texts = BrowserReply<'personTexts'>

interface PersonTextsProps {
  telegramId: number
  texts: Texts | undefined
  setTexts: (texts: Texts | undefined) => void
}

/** The words of a person: asked for with a reason each time, and kept nowhere once they are hidden. */
export function PersonTexts({ telegramId, texts, setTexts }: PersonTextsProps) {
  const { person: t } = useTexts()
  const [isOpen, setOpen] = useState(false)
  const close = () => setOpen(false)
  const change = useChange('personTexts', (reply) => {
    setTexts(reply)
    close()
  })
  return (
    <>
      <div>
        {texts ? (
          <Button variant="default" size="xs" onClick={() => setTexts(undefined)}>
            {t.hideTexts}
          </Button>
        ) : (
          <Button variant="default" size="xs" onClick={() => setOpen(true)}>
            {t.showTexts}
          </Button>
        )}
      </div>
      <ChangeWindow
        {...{ isOpen, close, change }}
        title={t.showTexts}
        describe={() => []}
        submit={(reason) => void change.send({ telegramId, reason })}
      >
        <Text size="sm">{t.showTextsHint}</Text>
      </ChangeWindow>
      {texts && texts.texts.length > 0 && (
        <Section title={t.texts}>
          {texts.texts.map((each) => (
            <Words key={each.id} words={each} />
          ))}
        </Section>
      )}
    </>
  )
}

function Words({ words }: { words: Texts['texts'][number] }) {
  const { person: t } = useTexts()
  const { moment } = useFormat()
  return (
    <Card withBorder padding="sm">
      <Stack gap="xs">
        <Group gap="xs">
          <Text size="xs" c="dimmed">
            № {words.id} · {moment(words.at)}
          </Text>
        </Group>
        <Said label={t.question} text={words.question} />
        <Said label={t.answer} text={words.answer} />
      </Stack>
    </Card>
  )
}

function Said({ label, text }: { label: string; text: string | null }) {
  const { person: t } = useTexts()
  return (
    <div>
      <Text size="xs" c="dimmed">
        {label}
      </Text>
      <Text size="sm" className="said" {...(text ? {} : { c: 'dimmed' })}>
        {text || t.noText}
      </Text>
    </div>
  )
}
