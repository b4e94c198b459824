import { Group, Text } from '@mantine/core'
import { useTexts } from '#web/language.ts'
import { useFormat } from './format.ts'

interface Day {
  day: string
  revenue: number
  cost: number
}

const height = 100
const slot = 20
/** A few bars are no wider than these would be. */
const fewestSlots = 12

interface BarsProps {
  /** Or the first days of weeks or months. */
  days: Day[]
  dayText?: (day: string) => string
  names?: { revenue: string; cost: string }
}

/** Revenue beside cost for each day; the same as words stands in the title of each pair. */
export function Bars({ days, ...said }: BarsProps) {
  const { today } = useTexts()
  const { day, dollars } = useFormat()
  const { dayText = day, names: t = today } = said
  const most = Math.max(...days.flatMap(({ revenue, cost }) => [revenue, cost]), 1)
  const tall = (value: number) => (Math.max(value, 0) / most) * height
  const [first, last] = [days[0]!, days.at(-1)!].map((each) => dayText(each.day)) as [string, string]
  // The place of the last day is at the right only when the bars reach so far.
  const [left, right] = days.length >= fewestSlots ? [first, last] : [first === last ? first : `${first} – ${last}`, '']
  return (
    <figure style={{ margin: 0 }}>
      <svg
        className="bars"
        viewBox={`0 0 ${Math.max(days.length, fewestSlots) * slot} ${height}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={days
          .map(({ day, revenue, cost }) => `${dayText(day)}: ${dollars(revenue)}, ${dollars(cost)}`)
          .join('; ')}
      >
        {days.map(({ day, revenue, cost }, index) => (
          <g key={day}>
            <title>{`${dayText(day)}: ${t.revenue} ${dollars(revenue)}, ${t.cost} ${dollars(cost)}`}</title>
            <rect
              className="revenue"
              x={index * slot + 2}
              width={7}
              y={height - tall(revenue)}
              height={tall(revenue)}
            />
            <rect className="cost" x={index * slot + 10} width={7} y={height - tall(cost)} height={tall(cost)} />
          </g>
        ))}
      </svg>
      <Group justify="space-between">
        <Text size="xs">{left}</Text>
        <Text size="xs">{right}</Text>
      </Group>
      <Group justify="center" gap="md">
        <Sign color="teal">{t.revenue}</Sign>
        <Sign color="orange">{t.cost}</Sign>
      </Group>
    </figure>
  )
}

function Sign({ color, children }: { color: 'teal' | 'orange'; children: string }) {
  return (
    <Text size="xs">
      <Text span c={`var(--mantine-color-${color}-filled)`} aria-hidden>
        ■{' '}
      </Text>
      {children}
    </Text>
  )
}
