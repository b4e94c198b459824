import type { BrowserReply } from '#modules/cabinet/browser.ts'
import { useFormat } from '#web/kit/format.ts'
import { Rows } from '#web/kit/rows.tsx'
import { Section } from '#web/kit/states.tsx'
import { useTexts } from '#web/language.ts'

type Person = BrowserReply<'person'>
type Schedule = Person['schedules'][number]

interface SchedulesProps {
  person: Person
  /** Once they may be read; else the questions are not shown. */
  words: BrowserReply<'personTexts'>['scheduled'] | undefined
}

/** What is asked for them by the clock. */
export function PersonSchedules({ person: { schedules, profile }, words }: SchedulesProps) {
  const { personSchedules: t, person } = useTexts()
  const { moment } = useFormat()
  const when = useWhen()
  const question = ({ id }: Schedule) => words?.find((each) => each.id === id)?.question ?? '—'
  return (
    <Section title={t.title} hint={t.zone(profile.settings.timeZone ?? '—')}>
      <Rows
        label={t.title}
        rows={schedules}
        keyOf={({ id }) => id}
        columns={[
          { name: person.time, cell: when },
          ...(words ? [{ name: person.question, cell: question }] : []),
          { name: t.state, cell: ({ pausedBecause }) => (pausedBecause === null ? t.active : t.paused[pausedBecause]) },
          { name: t.next, cell: ({ dueAt }) => (dueAt === null ? '—' : moment(dueAt)) },
        ]}
      />
    </Section>
  )
}

/** Such as “on Mondays at 09:05”, by the clocks of the person. */
function useWhen() {
  const { personSchedules: t } = useTexts()
  return ({ every, onDay, atMinute }: Schedule) => {
    const time = [Math.floor(atMinute / 60), atMinute % 60].map((part) => String(part).padStart(2, '0')).join(':')
    if (every === 'day') return t.daily(time)
    if (every === 'weekdays') return t.onWeekdays(time)
    return every === 'week' ? t.weekly(t.weekdays[onDay! - 1]!, time) : t.monthly(onDay!, time)
  }
}
