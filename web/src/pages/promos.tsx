import { Badge, Button, Group, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { read } from '#web/api.ts'
import { useFormat } from '#web/kit/format.ts'
import { useRewardWords } from '#web/kit/reward-words.ts'
import { Rows } from '#web/kit/rows.tsx'
import { Empty, PageTitle, Shown } from '#web/kit/states.tsx'
import { useTexts } from '#web/language.ts'
import { MakePromo, unlimited } from './promos/make-promo.tsx'
import { PromoWindow } from './promos/promo-window.tsx'
import type { Promo } from './promos/promo.ts'

/** Promo codes: what each gives, has given and has brought. */
export function PromosPage() {
  const { promos: t } = useTexts()
  const asked = useQuery({ queryKey: ['promos'], queryFn: () => read('promos', {}) })
  const [isMaking, setMaking] = useState(false)
  const [opened, open] = useState<string>()
  return (
    <Stack>
      <PageTitle>{t.title}</PageTitle>
      <Text size="sm" c="dimmed">
        {t.hint}
      </Text>
      <Shown asked={asked}>
        {({ bot, plans, promos }) => {
          const chosen = promos.find(({ name }) => name === opened)
          return (
            <>
              <Group gap="xs">
                <Button size="xs" onClick={() => setMaking(true)}>
                  {t.make}
                </Button>
              </Group>
              {promos.length === 0 ? <Empty>{t.empty}</Empty> : <List {...{ promos, open }} />}
              {isMaking && <MakePromo plans={plans} made={open} close={() => setMaking(false)} />}
              {chosen && <PromoWindow promo={chosen} bot={bot} close={() => open(undefined)} />}
            </>
          )
        }}
      </Shown>
    </Stack>
  )
}

function List({ promos, open }: { promos: Promo[]; open: (name: string) => void }) {
  const { promos: t } = useTexts()
  const { number, date } = useFormat()
  const words = useRewardWords()
  return (
    <Rows
      label={t.title}
      csv="promos"
      folds
      rows={promos}
      keyOf={({ name }) => name}
      columns={[
        {
          name: t.code,
          cell: ({ name, batch }) => (
            <>
              {name}{' '}
              {batch && (
                <Badge size="xs" color="gray.7">
                  {t.batch}
                </Badge>
              )}
            </>
          ),
        },
        { name: t.gives, cell: ({ gives }) => words(gives) },
        { name: t.state, cell: ({ state }) => t.states[state] },
        {
          name: t.uses,
          cell: ({ uses, mostUses }) => t.usesOf(number(uses), mostUses === unlimited ? null : number(mostUses)),
        },
        { name: t.creditsGiven, cell: ({ creditsGiven }) => number(creditsGiven) },
        { name: t.buyers, cell: ({ buyers }) => number(buyers) },
        { name: t.endsAt, cell: ({ endsAt }) => (endsAt ? date(endsAt) : '—') },
        {
          name: t.more,
          cell: ({ name }) => (
            <Button size="compact-xs" variant="default" onClick={() => open(name)} aria-label={t.openOf(name)}>
              {t.open}
            </Button>
          ),
        },
      ]}
    />
  )
}
