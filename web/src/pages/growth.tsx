import { Group, SegmentedControl, Select, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { read } from '#web/api.ts'
import { Empty, FoldedSection, PageTitle, Section, Shown } from '#web/kit/states.tsx'
import { useTexts } from '#web/language.ts'
import { Bursts } from './growth/bursts.tsx'
import { Campaigns } from './growth/campaigns.tsx'
import { Funnel, FunnelByWeek } from './growth/funnel.tsx'
import { Reminders } from './growth/reminders.tsx'
import { Retention } from './growth/retention.tsx'

const spans = [4, 12, 26]

export function GrowthPage() {
  const { growth: t } = useTexts()
  const [weeks, setWeeks] = useState(12)
  const [campaign, setCampaign] = useState<string | null>(null)
  const filter = { weeks, ...(campaign === null ? {} : { campaign }) }
  const asked = useQuery({ queryKey: ['growth', filter], queryFn: () => read('growth', filter) })
  const links = useQuery({ queryKey: ['campaigns'], queryFn: () => read('campaigns', {}) })
  return (
    <Stack>
      <PageTitle>{t.title}</PageTitle>
      <Group align="end">
        <SegmentedControl
          aria-label={t.span}
          value={String(weeks)}
          onChange={(value) => setWeeks(Number(value))}
          data={spans.map((span) => ({ value: String(span), label: t.weeks(span) }))}
        />
        <Select
          label={t.campaign}
          placeholder={t.everybody}
          w={240}
          clearable
          searchable
          nothingFoundMessage={t.noSuchCampaign}
          clearButtonProps={{ 'aria-label': t.everybody }}
          value={campaign}
          onChange={setCampaign}
          data={links.data?.campaigns.map(({ name }) => name) ?? []}
        />
      </Group>
      <Text size="sm" c="dimmed">
        {t.hint}
      </Text>
      <Shown asked={asked}>
        {({ cohorts: all }) => {
          // A young bot has no weeks before its first people.
          const cohorts = all.slice(all.findIndex(({ came }) => came > 0))
          return cohorts.some(({ came }) => came > 0) ? (
            <>
              <Section title={t.funnel}>
                <Funnel cohorts={cohorts} />
              </Section>
              <FoldedSection title={t.retention} hint={t.retentionHint}>
                <Retention cohorts={cohorts.toReversed()} />
              </FoldedSection>
              <FoldedSection title={t.byWeek}>
                <FunnelByWeek cohorts={cohorts.toReversed()} />
              </FoldedSection>
            </>
          ) : (
            <Empty>{campaign === null ? t.empty : t.emptyCampaign}</Empty>
          )
        }}
      </Shown>
      <Shown asked={links}>{(data) => <Campaigns {...data} />}</Shown>
      <Bursts />
      <Reminders />
    </Stack>
  )
}
