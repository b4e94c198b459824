import { Alert, Stack, Text } from '@mantine/core'
import { useFormat } from '#web/kit/format.ts'
import { Rows } from '#web/kit/rows.tsx'
import { useTexts } from '#web/language.ts'
import type { Experiment } from './value-words.ts'

/** The two arms beside each other; money and the verdict come when the stop rule is met. */
export function Arms({ experiment }: { experiment: Experiment }) {
  const { experiments: t } = useTexts()
  const { number, dollars, exactDollars, moment } = useFormat()
  const { arms, countedAt, readOut, title } = experiment
  const hasMoney = arms.some(({ money }) => money)
  return (
    <Stack gap="xs">
      <Rows
        label={t.armsOf(title)}
        rows={arms}
        keyOf={({ arm }) => arm}
        columns={[
          { name: t.arm, cell: ({ arm }) => (arm === 'A' ? t.armA : t.armB) },
          { name: t.people, cell: ({ people }) => number(people) },
          { name: t.trials, cell: ({ trials }) => number(trials) },
          { name: t.payers, cell: ({ payers }) => number(payers) },
          ...(hasMoney
            ? [
                {
                  name: t.revenue,
                  cell: ({ money }: Experiment['arms'][number]) => (money ? dollars(money.revenueMicroDollars) : '—'),
                },
                {
                  name: t.provider,
                  cell: ({ money }: Experiment['arms'][number]) => (money ? dollars(money.providerMicroDollars) : '—'),
                },
                {
                  name: t.margin,
                  cell: ({ money }: Experiment['arms'][number]) =>
                    money?.margin
                      ? t.interval(
                          exactDollars(money.margin.mean),
                          exactDollars(money.margin.low),
                          exactDollars(money.margin.high),
                        )
                      : '—',
                },
              ]
            : []),
        ]}
      />
      {readOut && <Verdict readOut={readOut} />}
      {countedAt && (
        <Text size="xs" c="dimmed">
          {t.countedAt(moment(countedAt))}
        </Text>
      )}
    </Stack>
  )
}

function Verdict({ readOut: { difference, verdict } }: { readOut: NonNullable<Experiment['readOut']> }) {
  const { experiments: t } = useTexts()
  const { exactDollars } = useFormat()
  return (
    <Alert color={verdict === 'b_better' ? 'teal' : 'gray'} variant="outline" title={t.verdicts[verdict]}>
      <Text size="sm">
        {difference
          ? t.difference(exactDollars(difference.mean), exactDollars(difference.low), exactDollars(difference.high))
          : t.noInterval}
      </Text>
    </Alert>
  )
}
