import { Button, Card, Grid, Group, Select, Stack, Tabs, Text, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { Opening, Said } from '#modules/broadcasts/contract.ts'
import { Section } from '#web/kit/states.tsx'
import { useLanguage, useTexts } from '#web/language.ts'
import { Preview } from './preview.tsx'

interface TextFieldsProps {
  texts: Said[]
  languages: string[]
  change: (texts: Said[]) => void
}

/** A text for each language; the first one is for whoever has none of their own. */
export function TextFields({ texts, languages, change }: TextFieldsProps) {
  const { broadcasts: t } = useTexts()
  const [chosen, choose] = useState(texts[0]!.language)
  const shown = texts.find(({ language }) => language === chosen) ?? texts[0]!
  const put = (said: Said) => change(texts.map((each) => (each.language === said.language ? said : each)))
  return (
    <Section title={t.text} hint={t.textHint}>
      <Languages texts={texts} languages={languages} chosen={shown.language} choose={choose} change={change} />
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
  chosen: string
  choose: (language: string) => void
}

function Languages({ texts, languages, chosen, choose, change }: LanguagesProps) {
  const { t: all, language: own } = useLanguage()
  const t = all.broadcasts
  const nameOf = (code: string) => new Intl.DisplayNames([own], { type: 'language' }).of(code) ?? code
  const missing = languages.filter((code) => !texts.some(({ language }) => language === code))
  const add = (language: string) => {
    change([...texts, { language, text: '', buttons: [] }])
    choose(language)
  }
  const drop = () => {
    const left = texts.filter(({ language }) => language !== chosen)
    change(left)
    choose(left[0]!.language)
  }
  return (
    <Group align="end">
      <Tabs value={chosen} onChange={(language) => language && choose(language)}>
        <Tabs.List>
          {texts.map(({ language }, index) => (
            <Tabs.Tab key={language} value={language}>
              {nameOf(language)}
              {index === 0 && texts.length > 1 && ` · ${t.forOthers}`}
            </Tabs.Tab>
          ))}
        </Tabs.List>
      </Tabs>
      {missing.length > 0 && (
        <Select
          size="xs"
          label={t.addLanguage}
          value={null}
          data={missing.map((value) => ({ value, label: nameOf(value) }))}
          onChange={(language) => language && add(language)}
        />
      )}
      {texts.length > 1 && (
        <Button size="xs" variant="subtle" c="var(--mantine-color-error)" onClick={drop}>
          {t.dropLanguage}
        </Button>
      )}
    </Group>
  )
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
