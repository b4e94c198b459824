import { Button, CopyButton, Group, Image, Modal, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { toDataURL } from 'qrcode'
import { useState } from 'react'
import type { BrowserReply } from '#modules/cabinet/browser.ts'
import { ChangeWindow } from '#web/kit/change-window.tsx'
import { FocusBack } from '#web/kit/focus-back.tsx'
import { useChange } from '#web/kit/use-change.ts'
import { useTexts } from '#web/language.ts'
import { useMay } from '#web/session.ts'
import { BonusInput, bonusOf, typedBonus } from './bonus-input.tsx'
import { CostInput } from './cost-input.tsx'

type Changing = 'cost' | 'bonus' | 'archive' | 'delete'

interface Props {
  campaign: BrowserReply<'campaigns'>['campaigns'][number]
  close: () => void
}

/** The link of a campaign and its QR code, and what may be changed of it. */
export function CampaignWindow({ campaign, bot, close }: Props & { bot: string | null }) {
  const { growth: t, close: closeText } = useTexts()
  const may = useMay()
  const [changing, setChanging] = useState<Changing>()
  const back = () => setChanging(undefined)
  if (changing === 'cost') return <CostWindow campaign={campaign} close={back} />
  if (changing === 'bonus') return <BonusWindow campaign={campaign} close={back} />
  if (changing === 'archive') return <ArchiveWindow campaign={campaign} close={back} />
  if (changing === 'delete') return <DeleteWindow campaign={campaign} close={back} />
  return (
    <Modal.Root opened onClose={close} lockScroll={false} centered>
      <Modal.Overlay />
      <Modal.Content>
        <Modal.Body>
          <FocusBack />
          <Stack pt="md">
            <Modal.Title fw={700}>{campaign.name}</Modal.Title>
            {bot === null ? (
              <Text size="sm">{t.noBot}</Text>
            ) : (
              <Link link={`https://t.me/${bot}?start=c_${campaign.name}`} />
            )}
            <Group gap="xs" justify="end">
              {may('run_campaigns') && <Changes campaign={campaign} choose={setChanging} />}
              <Button size="xs" onClick={close}>
                {closeText}
              </Button>
            </Group>
          </Stack>
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  )
}

function Changes({ campaign, choose }: Pick<Props, 'campaign'> & { choose: (what: Changing) => void }) {
  const { growth: t } = useTexts()
  const changes: { what: Changing; label: string }[] = [
    { what: 'cost', label: t.editCost },
    { what: 'bonus', label: t.editBonus },
    { what: 'archive', label: campaign.archived ? t.bringBack : t.archive },
    ...(campaign.starts === 0 ? [{ what: 'delete' as const, label: t.delete }] : []),
  ]
  return changes.map(({ what, label }) => (
    <Button key={what} size="xs" variant="default" onClick={() => choose(what)}>
      {label}
    </Button>
  ))
}

function Link({ link }: { link: string }) {
  const { growth: t } = useTexts()
  const { data: picture } = useQuery({
    queryKey: ['qr', link],
    queryFn: () => toDataURL(link, { scale: 8, margin: 2 }),
    staleTime: Infinity,
  })
  return (
    <Stack align="center" gap="xs">
      {picture && <Image src={picture} w={220} h={220} alt={t.qr} />}
      <Text size="sm">{link}</Text>
      <Group gap="xs">
        <CopyButton value={link}>
          {({ copied, copy }) => (
            <Button size="xs" variant="default" onClick={copy}>
              {copied ? t.copied : t.copy}
            </Button>
          )}
        </CopyButton>
        {picture && (
          <Button size="xs" variant="default" component="a" href={picture} download="qr.png">
            {t.savePicture}
          </Button>
        )}
      </Group>
    </Stack>
  )
}

function CostWindow({ campaign: { name, costMicroDollars }, close }: Props) {
  const { growth: t } = useTexts()
  const [cost, setCost] = useState<number | string>(costMicroDollars)
  const change = useChange('editCampaign', close)
  return (
    <ChangeWindow
      {...{ close, change }}
      isOpen
      title={t.editCost}
      describe={() => []}
      submit={(reason) => void change.send({ name, costMicroDollars: Number(cost), reason })}
    >
      <CostInput {...{ cost, setCost }} />
    </ChangeWindow>
  )
}

function BonusWindow({ campaign, close }: Props) {
  const { growth: t } = useTexts()
  const [bonus, setBonus] = useState(() => typedBonus(campaign))
  const change = useChange('editCampaign', close)
  return (
    <ChangeWindow
      {...{ close, change }}
      isOpen
      title={t.editBonus}
      describe={() => []}
      submit={(reason) => void change.send({ name: campaign.name, ...bonusOf(bonus), reason })}
    >
      <BonusInput {...{ bonus, setBonus }} />
    </ChangeWindow>
  )
}

function ArchiveWindow({ campaign: { name, archived }, close }: Props) {
  const { growth: t } = useTexts()
  const change = useChange('editCampaign', close)
  return (
    <ChangeWindow
      {...{ close, change }}
      isOpen
      title={archived ? t.bringBack : t.archive}
      describe={() => []}
      submit={(reason) => void change.send({ name, archived: !archived, reason })}
    >
      <Text size="sm">{t.archiveText}</Text>
    </ChangeWindow>
  )
}

function DeleteWindow({ campaign: { name }, close }: Props) {
  const { growth: t } = useTexts()
  const change = useChange('deleteCampaign', close)
  return (
    <ChangeWindow
      {...{ close, change }}
      isOpen
      title={t.delete}
      describe={() => []}
      submit={(reason) => void change.send({ name, reason })}
    >
      <Text size="sm">{t.deleteText(name)}</Text>
    </ChangeWindow>
  )
}
