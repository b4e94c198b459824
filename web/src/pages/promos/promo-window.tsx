import { Button, CopyButton, Group, List, Modal, Stack, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useState } from 'react'
import { read } from '#web/api.ts'
import { ChangeWindow } from '#web/kit/change-window.tsx'
import { saveCsv } from '#web/kit/csv-button.tsx'
import { FocusBack } from '#web/kit/focus-back.tsx'
import { useFormat } from '#web/kit/format.ts'
import { useRewardWords } from '#web/kit/reward-words.ts'
import { useChange } from '#web/kit/use-change.ts'
import { useTexts } from '#web/language.ts'
import type { Promo } from './promo.ts'

interface Props {
  promo: Promo
  bot: string | null
  close: () => void
}

/** A code with its link or the file of its batch, its limits, and the end of it. */
export function PromoWindow({ promo, bot, close }: Props) {
  const { promos: t, close: closeText } = useTexts()
  const [isEnding, setEnding] = useState(false)
  const limits = useLimits(promo)
  if (isEnding) return <EndWindow promo={promo} close={() => setEnding(false)} />
  return (
    <Modal.Root opened onClose={close} lockScroll={false} centered>
      <Modal.Overlay />
      <Modal.Content>
        <Modal.Body>
          <FocusBack />
          <Stack pt="md">
            <Modal.Title fw={700}>{promo.name}</Modal.Title>
            <List size="sm">
              {limits.map((line) => (
                <List.Item key={line}>{line}</List.Item>
              ))}
            </List>
            {promo.batch ? <Codes {...{ promo, bot }} /> : <Link {...{ promo, bot }} />}
            <Group gap="xs" justify="end">
              {promo.state !== 'ended' && (
                <Button size="xs" variant="default" onClick={() => setEnding(true)}>
                  {t.end}
                </Button>
              )}
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

function useLimits({ gives, state, startsAt, endsAt, endedAt, firstPurchase }: Promo): string[] {
  const { promos: t } = useTexts()
  const { moment } = useFormat()
  const words = useRewardWords()
  return [
    `${t.gives}: ${words(gives)}`,
    `${t.state}: ${t.states[state]}`,
    `${t.startsAt}: ${moment(startsAt)}`,
    ...(endsAt ? [`${t.endsAt}: ${moment(endsAt)}`] : []),
    ...(endedAt ? [`${t.endedAt}: ${moment(endedAt)}`] : []),
    ...(firstPurchase ? [t.firstPurchase] : []),
  ]
}

function Link({ promo: { name }, bot }: Omit<Props, 'close'>) {
  const { promos: t, growth } = useTexts()
  if (bot === null) return <Text size="sm">{growth.noBot}</Text>
  const link = linkOf(bot, name)
  return (
    <Stack gap="xs" align="start">
      <Text size="sm">{t.linkHint}</Text>
      <Text size="sm">{link}</Text>
      <CopyButton value={link}>
        {({ copied, copy }) => (
          <Button size="xs" variant="default" onClick={copy}>
            {copied ? growth.copied : growth.copy}
          </Button>
        )}
      </CopyButton>
    </Stack>
  )
}

/** The codes of a batch, each with its link, as a file for a spreadsheet. */
function Codes({ promo: { name }, bot }: Omit<Props, 'close'>) {
  const t = useTexts()
  const [isBusy, setBusy] = useState(false)
  const save = () => {
    setBusy(true)
    read('promoCodes', { name })
      .then(({ codes }) =>
        saveCsv(
          `promo-${name}`,
          codes.map(({ code, used }) => ({ code, link: bot === null ? null : linkOf(bot, code), used })),
        ),
      )
      .catch(() => notifications.show({ message: t.failed, color: 'red', withCloseButton: false }))
      .finally(() => setBusy(false))
  }
  return (
    <Stack gap="xs" align="start">
      <Text size="sm">{t.promos.codesHint}</Text>
      <Button size="xs" variant="default" loading={isBusy} onClick={save}>
        {t.promos.saveCodes}
      </Button>
    </Stack>
  )
}

const linkOf = (bot: string, code: string) => `https://t.me/${bot}?start=p_${code}`

function EndWindow({ promo: { name }, close }: Pick<Props, 'promo' | 'close'>) {
  const { promos: t } = useTexts()
  const change = useChange('endPromo', close)
  return (
    <ChangeWindow
      {...{ close, change }}
      isOpen
      title={t.end}
      describe={() => []}
      submit={(reason) => void change.send({ name, reason })}
    >
      <Text size="sm">{t.endText(name)}</Text>
    </ChangeWindow>
  )
}
