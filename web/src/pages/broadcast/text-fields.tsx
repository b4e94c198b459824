import { Button, Card, Grid, Group, Select, Stack, Text, Textarea, TextInput } from '@mantine/core'
import type { Opening, Said } from '#modules/broadcasts/contract.ts'
import { Section } from '#web/kit/states.tsx'
import { LanguagePicker, useTextLanguage } from '#web/kit/text-languages.tsx'
import { useTexts } from '#web/language.ts'
import { Preview } from './preview.tsx'

interface TextFieldsProps {
  texts: Said[]
  change: (texts: Said[]) => void
}

/** A text for each language; the first one is for whoever has none of their own. */
export function TextFields({ texts, change }: TextFieldsProps) {
  const { broadcasts: t } = useTexts()
  const [shownLanguage, show] = useTextLanguage(texts[0]!.language)
  const shown = texts.find(({ language }) => language === shownLanguage) ?? empty(shownLanguage)
  // What is emptied keeps its place until something is written in another language.
  const put = (said: Said) => {
    const next = texts.includes(shown) ? texts.map((each) => (each === shown ? said : each)) : [...texts, said]
    change(next.filter((each) => each === said || !isBlank(each)))
  }
  return (
    <Section title={t.text} hint={t.textHint}>
      <Languages {...{ texts, change, show }} shown={shownLanguage} />
      <Grid>
        <Grid.Col span={{ base: 12, md: 7 }}>
          <Stack>
            <Textarea
              label={t.text}
              description={t.markdownHint}
              required
              autosize
              minRows={6}
              maxRows={20}
              value={shown.text}
              onChange={(event) => put({ ...shown, text: event.currentTarget.value })}
            />
            <Buttons said={shown} change={put} />
          </Stack>
        </Grid.Col>
        <Grid.Col span={{ base: 12, md: 5 }}>
          <Text size="sm" fw={500}>
            {t.preview}
          </Text>
          <Preview said={shown} />
        </Grid.Col>
      </Grid>
    </Section>
  )
}

interface LanguagesProps extends TextFieldsProps {
  shown: string
  show: (language: string) => void
}

function Languages({ texts, change, shown, show }: LanguagesProps) {
  const { broadcasts: t } = useTexts()
  const written = texts.filter((said) => !isBlank(said)).map(({ language }) => language)
  const drop = () => {
    const left = texts.filter(({ language }) => language !== shown)
    change(left)
    show(left[0]!.language)
  }
  return (
    <Group align="end">
      <LanguagePicker
        {...{ shown, show, written }}
        mark={(language) => (texts.length > 1 && language === texts[0]!.language ? t.forOthers : undefined)}
      />
      {texts.length > 1 && texts.some(({ language }) => language === shown) && (
        <Button size="xs" variant="subtle" c="var(--mantine-color-error)" onClick={drop}>
          {t.dropLanguage}
        </Button>
      )}
    </Group>
  )
}

export function empty(language: string): Said {
  return { language, text: '', buttons: [] }
}

function isBlank({ text, buttons }: Said): boolean {
  return text.trim() === '' && buttons.length === 0
}

const most = 8
const openings: Opening[] = ['buy', 'models', 'balance', 'settings', 'menu']
const toAddress = 'url'

function Buttons({ said, change }: { said: Said; change: (said: Said) => void }) {
  const { broadcasts: t } = useTexts()
  const { buttons } = said
  const put = (index: number, button: Said['buttons'][number]) =>
    change({ ...said, buttons: buttons.map((each, at) => (at === index ? button : each)) })
  return (
    <Stack gap="xs">
      {buttons.map((button, index) => (
        <ButtonFields
          key={index}
          button={button}
          change={(changed) => put(index, changed)}
          drop={() => change({ ...said, buttons: buttons.filter((_, at) => at !== index) })}
        />
      ))}
      {buttons.length < most && (
        <Group>
          <Button
            size="xs"
            variant="default"
            onClick={() => change({ ...said, buttons: [...buttons, { label: '', opens: 'buy' }] })}
          >
            {t.addButton}
          </Button>
        </Group>
      )}
    </Stack>
  )
}

interface ButtonFieldsProps {
  button: Said['buttons'][number]
  change: (button: Said['buttons'][number]) => void
  drop: () => void
}

function ButtonFields({ button, change, drop }: ButtonFieldsProps) {
  const { broadcasts: t } = useTexts()
  return (
    <Card withBorder padding="xs">
      <Grid align="end">
        <Grid.Col span={{ base: 12, sm: 4 }}>
          <TextInput
            size="xs"
            label={t.buttonLabel}
            maxLength={64}
            value={button.label}
            onChange={(event) => change({ ...button, label: event.currentTarget.value })}
          />
        </Grid.Col>
        <Grid.Col span={{ base: 12, sm: 3 }}>
          <Select
            size="xs"
            label={t.buttonLeads}
            allowDeselect={false}
            value={button.opens ?? toAddress}
            data={[
              { value: toAddress, label: t.toAddress },
              ...openings.map((value) => ({ value, label: t.openings[value] })),
            ]}
            onChange={(value) =>
              change(
                value === toAddress || !value
                  ? { label: button.label, url: '' }
                  : { label: button.label, opens: value },
              )
            }
          />
        </Grid.Col>
        <Grid.Col span={{ base: 9, sm: 4 }}>
          {button.opens === undefined && (
            <TextInput
              size="xs"
              label={t.address}
              placeholder="https://"
              value={button.url ?? ''}
              onChange={(event) => change({ label: button.label, url: event.currentTarget.value })}
            />
          )}
        </Grid.Col>
        <Grid.Col span={{ base: 3, sm: 1 }}>
          <Button
            size="xs"
            variant="subtle"
            c="var(--mantine-color-error)"
            px={4}
            aria-label={t.dropButton}
            onClick={drop}
          >
            ✕
          </Button>
        </Grid.Col>
      </Grid>
    </Card>
  )
}
