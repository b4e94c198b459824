import { Button, Group, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { read } from '#web/api.ts'
import { Empty, PageTitle, Shown } from '#web/kit/states.tsx'
import { useTexts } from '#web/language.ts'
import { useMay } from '#web/session.ts'
import { ExperimentCard } from './experiments/experiment-card.tsx'
import { SaveWindow } from './experiments/save-window.tsx'

/** What is tried with new people, and what it has shown. */
export function ExperimentsPage() {
  const { experiments: t } = useTexts()
  const may = useMay()
  const asked = useQuery({ queryKey: ['experiments'], queryFn: () => read('experiments', {}) })
  const [isMaking, setMaking] = useState(false)
  return (
    <Stack>
      <PageTitle>{t.title}</PageTitle>
      <Text size="sm" c="dimmed">
        {t.hint}
      </Text>
      <Shown asked={asked}>
        {({ usual, experiments }) => (
          <>
            {may('run_experiments') && (
              <Group>
                <Button size="xs" onClick={() => setMaking(true)}>
                  {t.make}
                </Button>
              </Group>
            )}
            {experiments.length === 0 && <Empty>{t.empty}</Empty>}
            {experiments.map((experiment) => (
              <ExperimentCard key={experiment.id} {...{ experiment, usual }} />
            ))}
            {isMaking && <SaveWindow usual={usual} close={() => setMaking(false)} />}
          </>
        )}
      </Shown>
    </Stack>
  )
}
