import { Button, Checkbox, Grid, Group, MultiSelect, Select, Stack, TagsInput, Text, TextInput } from '@mantine/core'
import { useDebouncedValue, useDisclosure } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Conditions } from '#modules/broadcasts/contract.ts'
import { read, write } from '#web/api.ts'
import { AskedButton } from '#web/kit/asked-button.tsx'
import { ChangeWindow } from '#web/kit/change-window.tsx'
import { CountInput } from '#web/kit/count-input.tsx'
import { useFormat } from '#web/kit/format.ts'
import { Section } from '#web/kit/states.tsx'
import { useChange } from '#web/kit/use-change.ts'
import { useLanguage, useTexts } from '#web/language.ts'
import { useMay } from '#web/session.ts'

const settledMs = 400

/** How many people are in a segment now. */
export function useCount(conditions: Conditions) {
  const [settled] = useDebouncedValue(conditions, settledMs)
  return useQuery({
    queryKey: ['countSegment', settled],
    queryFn: () => write('countSegment', { conditions: settled }),
    placeholderData: keepPreviousData,
  })
}

interface SegmentProps {
  languages: string[]
  conditions: Conditions
  change: (conditions: Conditions) => void
}

export function Segment(props: SegmentProps) {
  const { broadcasts: t } = useTexts()
  const { number } = useFormat()
  const count = useCount(props.conditions)
  return (
    <Section title={t.segment} hint={t.segmentHint}>
      <Saved {...props} />
      <Facts {...props} />
      <Text fw={600} aria-live="polite">
        {count.data ? t.people(number(count.data.people), count.data.isExact) : count.error ? t.notCounted : t.counting}
      </Text>
    </Section>
  )
}

function Saved({ conditions, change }: SegmentProps) {
  const { broadcasts: t } = useTexts()
  const [isOpen, { open, close }] = useDisclosure()
  const [name, setName] = useState('')
  const [chosen, choose] = useState<number>()
  const { data } = useQuery({ queryKey: ['segments'], queryFn: () => read('segments', {}) })
  const segments = data?.segments ?? []
  const saving = useChange('saveSegment', close)
  const dropping = useChange('deleteSegment', () => choose(undefined))
  const take = (id: number) => {
    choose(id)
    dropping.reset()
    change(segments.find((segment) => segment.id === id)!.conditions)
  }
  return (
    <Group align="end">
      <Select
        label={t.savedSegment}
        placeholder={segments.length === 0 ? t.noSegments : t.chooseSegment}
        value={chosen === undefined ? null : String(chosen)}
        data={segments.map((segment) => ({ value: String(segment.id), label: segment.name }))}
        onChange={(id) => id && take(Number(id))}
      />
      <Button variant="default" onClick={open}>
        {t.saveSegment}
      </Button>
      {chosen !== undefined && (
        <AskedButton
          change={dropping}
          title={t.dropSegment}
          describe={({ name }) => [String(name), t.dropSegmentText]}
          submit={() => void dropping.send({ id: chosen, reason: t.segmentDropped })}
        />
      )}
      <ChangeWindow
        {...{ isOpen, close, change: saving }}
        title={t.saveSegment}
        describe={({ name }) => [t.segmentReplaces(String(name))]}
        reason={t.segmentSaved}
        submit={(reason) => void saving.send({ name: name.trim(), conditions, reason })}
      >
        <TextInput
          label={t.segmentName}
          required
          maxLength={80}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
      </ChangeWindow>
    </Group>
  )
}

function Facts({ languages, conditions, change }: SegmentProps) {
  const { t: all, language: own } = useLanguage()
  const t = all.broadcasts
  const put: Put = (name, value) => {
    const { [name]: _before, ...rest } = conditions
    change((value === undefined ? rest : { ...rest, [name]: value }) as Conditions)
  }
  const { plans, campaigns } = useKnownNames()
  const nameOf = (code: string) => new Intl.DisplayNames([own], { type: 'language' }).of(code) ?? code
  return (
    <Stack gap="xs">
      <Grid>
        <Grid.Col span={{ base: 12, sm: 6, md: 3 }}>
          <Select
            label={t.news}
            allowDeselect={false}
            value={conditions.news}
            data={choicesOf(t.newsChoices)}
            onChange={(value) => value && put('news', value)}
          />
        </Grid.Col>
        <Grid.Col span={{ base: 12, sm: 6, md: 3 }}>
          <MultiSelect
            label={t.languages}
            placeholder={conditions.languages ? '' : t.any}
            value={conditions.languages ?? []}
            data={languages.map((value) => ({ value, label: nameOf(value) }))}
            onChange={(values) => put('languages', listOf(values))}
          />
        </Grid.Col>
        <Choice name="plan" label={t.plan} choices={t.planChoices} {...{ conditions, put }} />
        <Choice name="trial" label={t.trial} choices={t.trialChoices} {...{ conditions, put }} />
        <Words name="plans" label={t.plans} known={plans} {...{ conditions, put }} />
        <Words name="campaigns" label={t.campaigns} known={campaigns} {...{ conditions, put }} />
        <Count name="askedWithinDays" label={t.askedWithin} {...{ conditions, put }} />
        <Count name="notAskedForDays" label={t.notAskedFor} {...{ conditions, put }} />
        <Count name="creditsFrom" label={t.creditsFrom} {...{ conditions, put }} />
        <Count name="creditsTo" label={t.creditsTo} {...{ conditions, put }} />
        <Count name="starsFrom" label={t.starsFrom} {...{ conditions, put }} />
        <Count name="starsTo" label={t.starsTo} {...{ conditions, put }} />
      </Grid>
      <Checkbox
        label={t.neverAsked}
        checked={conditions.neverAsked === true}
        onChange={(event) => put('neverAsked', event.currentTarget.checked || undefined)}
      />
    </Stack>
  )
}

/** Plans and campaigns that may be chosen; others can be typed. */
function useKnownNames() {
  const may = useMay()
  const promos = useQuery({ queryKey: ['promos'], queryFn: () => read('promos', {}), enabled: may('run_campaigns') })
  const links = useQuery({ queryKey: ['campaigns'], queryFn: () => read('campaigns', {}), enabled: may('see_figures') })
  return {
    plans: promos.data?.plans.map(({ id }) => id) ?? [],
    campaigns: links.data?.campaigns.map(({ name }) => name) ?? [],
  }
}

type Put = (name: keyof Conditions, value: unknown) => void

interface FactProps<Name extends keyof Conditions> {
  name: Name
  label: string
  conditions: Conditions
  put: Put
}

function Choice({ name, label, choices, conditions, put }: FactProps<'plan' | 'trial'> & { choices: Choices }) {
  const { broadcasts: t } = useTexts()
  return (
    <Grid.Col span={{ base: 12, sm: 6, md: 3 }}>
      <Select
        label={label}
        placeholder={t.any}
        clearable
        value={conditions[name] ?? null}
        data={choicesOf(choices)}
        onChange={(value) => put(name, value ?? undefined)}
      />
    </Grid.Col>
  )
}

function Words({ name, label, known, conditions, put }: FactProps<'plans' | 'campaigns'> & { known: string[] }) {
  const { broadcasts: t } = useTexts()
  return (
    <Grid.Col span={{ base: 12, sm: 6 }}>
      <TagsInput
        label={label}
        placeholder={conditions[name] ? '' : t.any}
        data={known}
        value={conditions[name] ?? []}
        onChange={(values) => put(name, listOf(values))}
      />
    </Grid.Col>
  )
}

type CountName = 'askedWithinDays' | 'notAskedForDays' | 'creditsFrom' | 'creditsTo' | 'starsFrom' | 'starsTo'

function Count({ name, label, conditions, put }: FactProps<CountName>) {
  return (
    <Grid.Col span={{ base: 6, sm: 4, md: 2 }}>
      <CountInput
        label={label}
        min={name.endsWith('Days') ? 1 : 0}
        value={conditions[name] ?? ''}
        // What is no number is refused by the server: people must not be counted without the condition.
        onChange={(value) => put(name, value === '' ? undefined : Number(value))}
      />
    </Grid.Col>
  )
}

type Choices = Record<string, string>

const choicesOf = (choices: Choices) => Object.entries(choices).map(([value, label]) => ({ value, label }))
const listOf = (values: string[]) => (values.length === 0 ? undefined : values)
