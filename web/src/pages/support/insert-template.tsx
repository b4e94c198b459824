import { Button, Group, Stack, Text } from '@mantine/core'
import { useTexts } from '#web/language.ts'
import { type Template, useTemplates } from './templates.tsx'

interface InsertProps {
  person: { firstName: string; language: string }
  insert: (text: string) => void
}

/** A button for each template: one click puts its text, in the language of the person, into the answer. */
export function InsertTemplate({ person, insert }: InsertProps) {
  const { support: t } = useTexts()
  const templates = useTemplates().data?.templates ?? []
  if (templates.length === 0) return null
  return (
    <Stack gap={4} role="group" aria-label={t.insert}>
      <Text size="sm" c="dimmed">
        {t.insert}
      </Text>
      <Group gap="xs">
        {templates.map((template) => (
          <Button
            key={template.id}
            size="compact-sm"
            variant="default"
            maw="100%"
            onClick={() => insert(textFor(template, person))}
          >
            {template.title}
          </Button>
        ))}
      </Group>
    </Stack>
  )
}

/** In their language, or else in English, or else in whichever there is. */
function textFor({ texts }: Template, { language, firstName }: InsertProps['person']): string {
  const inLanguage = (wanted: string) => texts.find((each) => each.language === wanted)
  const { text } = inLanguage(language) ?? inLanguage('en') ?? texts[0]!
  return text.replaceAll('{name}', () => firstName)
}
