import { Stack, Text } from '@mantine/core'
import { useState } from 'react'
import type { BrowserReply } from '#modules/cabinet/browser.ts'
import { useFormat } from '#web/kit/format.ts'
import { Rows } from '#web/kit/rows.tsx'
import { Empty, Section } from '#web/kit/states.tsx'
import { useTexts } from '#web/language.ts'
import { useMay } from '#web/session.ts'
import { PersonSchedules } from './person-schedules.tsx'
import { PersonTexts, type Texts } from './person-texts.tsx'

type Person = BrowserReply<'person'>

/** What was asked, and what is asked by the clock; the words of both only for those who may read them, with a reason. */
export function PersonQuestions({ person }: { person: Person }) {
  const { person: t } = useTexts()
  const may = useMay()
  const [texts, setTexts] = useState<Texts>()
  const { questions, schedules, profile } = person
  return (
    <Stack>
      {questions.length + schedules.length > 0 && (
        <Stack gap="xs">
          {!texts && (
            <Text size="sm" c="dimmed">
              {t.noTexts}
            </Text>
          )}
          {may('see_texts') && <PersonTexts telegramId={profile.telegramId} {...{ texts, setTexts }} />}
        </Stack>
      )}
      {schedules.length > 0 && <PersonSchedules person={person} words={texts?.scheduled} />}
      <Section title={t.questions}>
        {questions.length > 0 ? <Asked questions={questions} /> : <Empty>{t.emptyQuestions}</Empty>}
      </Section>
    </Stack>
  )
}

function Asked({ questions }: Pick<Person, 'questions'>) {
  const { person: t, purses, questionStates } = useTexts()
  const { moment, seconds } = useFormat()
  return (
    <Rows
      label={t.questions}
      csv="questions"
      folds
      rows={questions}
      keyOf={({ id }) => id}
      columns={[
        { name: t.time, cell: ({ at }) => moment(at) },
        { name: t.model, cell: ({ model }) => model },
        { name: t.price, cell: ({ purse, price }) => `${purses[purse] ?? purse}, ${price}` },
        {
          name: t.state,
          cell: ({ status, failure }) => `${questionStates[status] ?? status}${failure ? ` (${failure})` : ''}`,
        },
        { name: t.seconds, cell: ({ latencyMs }) => (latencyMs === null ? '—' : seconds(latencyMs)) },
      ]}
    />
  )
}
