import { Group, Progress, Stack, Text } from '@mantine/core'
import type { BrowserReply } from '#modules/cabinet/browser.ts'
import { useFormat } from '#web/kit/format.ts'
import { Rows } from '#web/kit/rows.tsx'
import { useTexts } from '#web/language.ts'

export type Cohort = BrowserReply<'growth'>['cohorts'][number]

const steps = ['came', 'trial', 'answered', 'paid', 'paidAgain'] as const

/** How many of those who came took each step. */
export function Funnel({ cohorts }: { cohorts: Cohort[] }) {
  const { growth: t } = useTexts()
  const { number, percent } = useFormat()
  const all = steps.map((step) => ({ step, people: cohorts.reduce((sum, cohort) => sum + cohort[step], 0) }))
  const came = all[0]!.people
  return (
    <Stack gap="sm" maw={640}>
      {all.map(({ step, people }, index) => {
        const share = came === 0 ? 0 : people / came
        const before = index === 0 ? 0 : all[index - 1]!.people
        return (
          <div key={step}>
            <Group justify="space-between" gap="xs">
              <Text size="sm" fw={600}>
                {t.steps[step]}
              </Text>
              <Text size="sm" className="figure">
                {number(people)} · {percent(share)}
                {index > 1 && before > 0 && ` · ${t.ofBefore(percent(people / before))}`}
              </Text>
            </Group>
            <Progress size="lg" value={share * 100} aria-label={`${t.steps[step]}: ${number(people)}`} />
          </div>
        )
      })}
    </Stack>
  )
}

/** The same, week by week of coming. */
export function FunnelByWeek({ cohorts }: { cohorts: Cohort[] }) {
  const { growth: t } = useTexts()
  const { day, number, percent } = useFormat()
  const cell = (step: (typeof steps)[number]) => (cohort: Cohort) =>
    step === 'came' || cohort.came === 0
      ? number(cohort[step])
      : `${number(cohort[step])} · ${percent(cohort[step] / cohort.came)}`
  return (
    <Rows
      label={t.byWeek}
      csv={{ name: 'growth', of: flat }}
      folds
      rows={cohorts}
      keyOf={({ week }) => week}
      columns={[
        { name: t.week, cell: ({ week }) => day(week) },
        ...steps.map((step) => ({ name: t.steps[step], cell: cell(step) })),
      ]}
    />
  )
}

/** A column for each week in which they may have asked. */
function flat({ asked, ...rest }: Cohort): object {
  return { ...rest, ...Object.fromEntries(asked.map((people, week) => [`asked${week}`, people])) }
}
