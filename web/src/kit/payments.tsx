import { Badge, Button, Checkbox, Text } from '@mantine/core'
import { useState } from 'react'
import type { BrowserReply } from '#modules/cabinet/browser.ts'
import { useLanguage, useTexts } from '#web/language.ts'
import { useMay } from '#web/session.ts'
import { ChangeWindow } from './change-window.tsx'
import { useFormat } from './format.ts'
import { PersonLink } from './person-link.tsx'
import { Rows } from './rows.tsx'
import { useChange } from './use-change.ts'

type Payment = BrowserReply<'payments'>['payments'][number]

interface PaymentsProps {
  payments: Payment[]
  withPerson?: boolean
  folds?: boolean
}

/** Payments, each with its refund where the role may give it. */
export function Payments({ payments, withPerson = false, folds = false }: PaymentsProps) {
  const { t, language } = useLanguage()
  const { moment, money } = useFormat()
  const may = useMay()
  const [chosen, choose] = useState<Payment>()
  return (
    <>
      <Rows
        label={t.payments.title}
        folds={folds}
        // The list of everybody comes a page at a time and is saved as a whole.
        {...(withPerson ? {} : { csv: 'payments' })}
        rows={payments}
        keyOf={({ number, telegramId }) => `${telegramId}:${number}`}
        columns={[
          { name: t.payments.number, cell: ({ number }) => number },
          { name: t.person.time, cell: ({ at }) => moment(at) },
          ...(withPerson ? [{ name: t.people.person, cell: (payment: Payment) => <PersonLink who={payment} /> }] : []),
          {
            name: t.payments.what,
            cell: ({ title, product, kind, credits, days }) =>
              kind === 'unmatched'
                ? t.payments.noOrder
                : `${title?.[language] ?? product ?? '?'} · ${t.payments.gave(credits, days)}`,
          },
          { name: t.payments.amount, cell: money },
          { name: t.payments.state, cell: (payment) => <State payment={payment} /> },
          ...(may('refund')
            ? [
                {
                  name: t.payments.refund,
                  cell: (payment: Payment) =>
                    payment.status === 'refunded' ? (
                      '—'
                    ) : (
                      <Button size="compact-xs" variant="default" onClick={() => choose(payment)}>
                        {t.payments.refund}
                      </Button>
                    ),
                },
              ]
            : []),
        ]}
      />
      {chosen && <RefundWindow payment={chosen} close={() => choose(undefined)} />}
    </>
  )
}

function State({ payment }: { payment: Payment }) {
  const { payments: t } = useTexts()
  const color = { paid: 'teal.9', refunding: 'orange.9', refunded: 'gray.7' }[payment.status]
  return (
    <>
      <Badge color={color} variant="filled" size="sm">
        {t.states[payment.status]}
      </Badge>{' '}
      {payment.lossCredits > 0 && t.lost(payment.lossCredits)}
      {payment.refundError && (
        <Text size="xs" c="dimmed">
          {payment.refundError}
        </Text>
      )}
    </>
  )
}

function RefundWindow({ payment, close }: { payment: Payment; close: () => void }) {
  const { payments: t } = useTexts()
  const { money } = useFormat()
  const [done, setDone] = useState(false)
  const change = useChange('refund', close)
  const what = t.refundText(payment.number, money(payment))
  return (
    <ChangeWindow
      {...{ close, change }}
      isOpen
      title={t.refund}
      describe={({ lossCredits }) => [
        what,
        `${payment.firstName} (${payment.telegramId})`,
        ...(Number(lossCredits) > 0 ? [t.refundLoss(Number(lossCredits))] : []),
      ]}
      submit={(reason) => void change.send({ chargeId: payment.chargeId, done, reason })}
    >
      <Text size="sm">{what}</Text>
      {payment.currency !== 'XTR' && (
        <Checkbox label={t.cardDone} checked={done} onChange={(event) => setDone(event.currentTarget.checked)} />
      )}
    </ChangeWindow>
  )
}
