import { Select, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { CsvButton } from '#web/kit/csv-button.tsx'
import { useFormat } from '#web/kit/format.ts'
import { usePages } from '#web/kit/pages.ts'
import { Payments } from '#web/kit/payments.tsx'
import { PersonLink } from '#web/kit/person-link.tsx'
import { More, Rows } from '#web/kit/rows.tsx'
import { Empty, PageTitle, Shown } from '#web/kit/states.tsx'
import { useTexts } from '#web/language.ts'

const kinds = ['all', 'refunding', 'refunded', 'unmatched'] as const
type Kind = (typeof kinds)[number]

export function PaymentsPage() {
  const { payments: t } = useTexts()
  const [show, setShow] = useState<string>('all')
  return (
    <Stack>
      <PageTitle>{t.title}</PageTitle>
      <Select
        label={t.show}
        maw={280}
        allowDeselect={false}
        value={show}
        onChange={(value) => setShow(value ?? 'all')}
        data={[...kinds, 'differences' as const].map((value) => ({ value, label: t[value] }))}
      />
      {show === 'differences' ? <Differences /> : <PaymentList show={show as Kind} />}
    </Stack>
  )
}

function PaymentList({ show }: { show: Kind }) {
  const { payments: t } = useTexts()
  const pages = usePages('payments', { show })
  return (
    <>
      <Shown asked={pages}>
        {({ pages: loaded }) => {
          const payments = loaded.flatMap((page) => page.payments)
          if (payments.length === 0) return <Empty>{show === 'all' ? t.empty : t.emptyFilter}</Empty>
          return (
            <>
              <div>
                <CsvButton name="payments" input={{ show }} rowsOf={(page) => page.payments} />
              </div>
              <Payments payments={payments} withPerson />
            </>
          )
        }}
      </Shown>
      <More pages={pages} />
    </>
  )
}

function Differences() {
  const { payments: t, people } = useTexts()
  const { moment, stars } = useFormat()
  const pages = usePages('differences', {})
  return (
    <>
      <Shown asked={pages}>
        {({ pages: loaded }) => {
          const found = loaded.flatMap((page) => page.differences)
          const { comparedAt } = loaded[0]!
          return (
            <Stack gap="xs">
              <Text size="sm" c="dimmed">
                {comparedAt ? t.compared(moment(comparedAt)) : t.neverCompared}
              </Text>
              {found.length === 0 ? (
                <Empty>{t.emptyDifferences}</Empty>
              ) : (
                <>
                  <div>
                    <CsvButton name="differences" input={{}} rowsOf={(page) => page.differences} />
                  </div>
                  <Rows
                    label={t.differences}
                    rows={found}
                    keyOf={({ chargeId, what }) => `${chargeId}:${what}`}
                    columns={[
                      { name: t.noted, cell: ({ notedAt }) => moment(notedAt) },
                      {
                        name: people.person,
                        cell: ({ telegramId }) => <PersonLink who={{ telegramId, firstName: String(telegramId) }} />,
                      },
                      { name: t.what, cell: ({ what }) => t.kinds[what] ?? what },
                      { name: t.amount, cell: ({ amount }) => stars(amount) },
                      { name: 'Id', cell: ({ chargeId }) => chargeId },
                    ]}
                  />
                </>
              )}
            </Stack>
          )
        }}
      </Shown>
      <More pages={pages} />
    </>
  )
}
