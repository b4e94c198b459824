import { Table } from '@mantine/core'
import { useFormat } from '#web/kit/format.ts'
import { useTexts } from '#web/language.ts'
import type { Cohort } from './funnel.tsx'

/** So much of the shade at everybody: the words stay readable on it. */
const deepest = 60

/** Of the people who came in a week, the share who asked in that week and in each one after. */
export function Retention({ cohorts }: { cohorts: Cohort[] }) {
  const { growth: t } = useTexts()
  const { day, number, percent } = useFormat()
  const weeks = Math.max(...cohorts.map(({ asked }) => asked.length))
  return (
    <div className="table" tabIndex={0} role="region" aria-label={t.retention}>
      <Table withTableBorder verticalSpacing={4} horizontalSpacing="xs" className="figure retention">
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">{t.week}</Table.Th>
            <Table.Th scope="col">{t.steps.came}</Table.Th>
            {Array.from({ length: weeks }, (_, week) => (
              <Table.Th key={week} scope="col">
                {t.nth(week)}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {cohorts.map(({ week, came, asked }) => (
            <Table.Tr key={week}>
              <Table.Th scope="row">{day(week)}</Table.Th>
              <Table.Td>{number(came)}</Table.Td>
              {Array.from({ length: weeks }, (_, nth) => {
                const people = asked[nth]
                if (people === undefined || came === 0) return <Table.Td key={nth} />
                const share = people / came
                return (
                  <Table.Td
                    key={nth}
                    title={t.askedOf(number(people), number(came))}
                    style={{
                      background: `color-mix(in srgb, var(--mantine-color-teal-5) ${Math.round(share * deepest)}%, transparent)`,
                    }}
                  >
                    {percent(share)}
                  </Table.Td>
                )
              })}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  )
}
