import { Badge, Button, Group, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { BrowserReply } from '#modules/cabinet/browser.ts'
import { ChangeWindow } from '#web/kit/change-window.tsx'
import { useFormat } from '#web/kit/format.ts'
import { Rows } from '#web/kit/rows.tsx'
import { Empty, FoldedSection } from '#web/kit/states.tsx'
import { useChange } from '#web/kit/use-change.ts'
import { useTexts } from '#web/language.ts'
import { useMay } from '#web/session.ts'
import { BonusInput, bonusOf, noBonus } from './bonus-input.tsx'
import { CampaignWindow } from './campaign-window.tsx'
import { CostInput } from './cost-input.tsx'

type Campaign = BrowserReply<'campaigns'>['campaigns'][number]

/** Links for advertising: what each has brought, and a new one. */
export function Campaigns({ bot, campaigns }: BrowserReply<'campaigns'>) {
  const { growth: t } = useTexts()
  const may = useMay()
  const [isMaking, setMaking] = useState(false)
  const [opened, open] = useState<string>()
  const chosen = campaigns.find(({ name }) => name === opened)
  return (
    <FoldedSection title={t.campaigns} hint={t.campaignsHint}>
      <Group gap="xs">
        {may('run_campaigns') && (
          <Button size="xs" onClick={() => setMaking(true)}>
            {t.make}
          </Button>
        )}
      </Group>
      {campaigns.length === 0 ? <Empty>{t.noCampaigns}</Empty> : <List {...{ campaigns, open }} />}
      {isMaking && <MakeWindow made={open} close={() => setMaking(false)} />}
      {chosen && <CampaignWindow campaign={chosen} bot={bot} close={() => open(undefined)} />}
    </FoldedSection>
  )
}

function List({ campaigns, open }: { campaigns: Campaign[]; open: (name: string) => void }) {
  const { growth: t, today } = useTexts()
  const { dollars, number, stars, day } = useFormat()
  return (
    <Rows
      label={t.campaigns}
      csv="campaigns"
      folds
      rows={campaigns}
      keyOf={({ name }) => name}
      columns={[
        {
          name: t.name,
          cell: ({ name, archived }) => (
            <>
              {name}{' '}
              {archived && (
                <Badge size="xs" color="gray.7">
                  {t.archived}
                </Badge>
              )}
            </>
          ),
        },
        { name: t.steps.came, cell: ({ starts }) => number(starts) },
        { name: t.steps.trial, cell: ({ trials }) => number(trials) },
        { name: t.steps.answered, cell: ({ asked }) => number(asked) },
        { name: t.payers, cell: ({ payers }) => number(payers) },
        { name: today.stars, cell: (campaign) => stars(campaign.stars) },
        {
          name: t.bonusesGiven,
          cell: ({ bonus, bonuses, mostBonuses }) => (bonus ? t.bonusesOf(number(bonuses), number(mostBonuses)) : '—'),
        },
        { name: t.cost, cell: ({ costMicroDollars }) => dollars(costMicroDollars) },
        { name: today.margin, cell: ({ marginMicroDollars }) => dollars(marginMicroDollars) },
        { name: t.paidBack, cell: ({ paidBackOn }) => (paidBackOn ? day(paidBackOn) : '—') },
        {
          name: t.link,
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

function MakeWindow({ made, close }: { made: (name: string) => void; close: () => void }) {
  const { growth: t } = useTexts()
  const [name, setName] = useState('')
  const [cost, setCost] = useState<number | string>('')
  const [bonus, setBonus] = useState(noBonus)
  const change = useChange('makeCampaign', () => {
    close()
    made(name)
  })
  return (
    <ChangeWindow
      {...{ close, change }}
      isOpen
      title={t.make}
      describe={() => []}
      submit={(reason) => void change.send({ name, costMicroDollars: Number(cost), ...bonusOf(bonus), reason })}
    >
      <Text size="sm">{t.makeHint}</Text>
      <TextInput
        label={t.name}
        description={t.nameHint}
        required
        maxLength={62}
        pattern="[A-Za-z0-9_\-]{1,62}"
        title={t.nameHint}
        value={name}
        onChange={(event) => {
          change.reset()
          setName(event.currentTarget.value)
        }}
      />
      <CostInput {...{ cost, setCost }} />
      <BonusInput {...{ bonus, setBonus }} />
    </ChangeWindow>
  )
}
