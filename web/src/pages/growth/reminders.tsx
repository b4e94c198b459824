import { useQuery } from '@tanstack/react-query'
import type { BrowserReply } from '#modules/cabinet/browser.ts'
import { read } from '#web/api.ts'
import { useFormat } from '#web/kit/format.ts'
import { Rows } from '#web/kit/rows.tsx'
import { Empty, FoldedSection, Shown } from '#web/kit/states.tsx'
import { useTexts } from '#web/language.ts'
import { verdictOf } from './verdict.ts'

type Rule = BrowserReply<'reminders'>['rules'][number]

/** What reminders bring: those who were reminded beside those who were not. */
export function Reminders() {
  const { reminders: t } = useTexts()
  const asked = useQuery({ queryKey: ['reminders'], queryFn: () => read('reminders', {}) })
  return (
    <FoldedSection title={t.title} hint={t.hint}>
      <Shown asked={asked}>
        {({ rules }) =>
          rules.some(({ reminded, heldOut }) => reminded.people + heldOut.people > 0) ? (
            <Compared rules={rules} />
          ) : (
            <Empty>{t.empty}</Empty>
          )
        }
      </Shown>
    </FoldedSection>
  )
}

function Compared({ rules }: { rules: Rule[] }) {
  const { reminders: t } = useTexts()
  const { number, stars, percent } = useFormat()
  const paid = ({ people, payers }: Rule['reminded']) =>
    people === 0 ? '—' : `${t.payersOf(number(payers), number(people))} · ${percent(payers / people)}`
  return (
    <Rows
      label={t.title}
      csv={{ name: 'reminders', of: flat }}
      rows={rules}
      keyOf={({ rule }) => rule}
      columns={[
        { name: t.rule, cell: ({ rule }) => t.rules[rule] },
        { name: t.reminded, cell: ({ reminded }) => paid(reminded) },
        { name: t.heldOut, cell: ({ heldOut }) => paid(heldOut) },
        {
          name: t.stars,
          cell: ({ reminded, heldOut }) => `${stars(reminded.stars)} / ${stars(heldOut.stars)}`,
        },
        { name: t.verdict, cell: ({ reminded, heldOut }) => t.verdicts[verdictOf(reminded, heldOut)] },
      ]}
    />
  )
}

function flat({ rule, reminded, heldOut }: Rule): object {
  const named = (name: string, { people, payers, stars }: Rule['reminded']) => ({
    [`${name}People`]: people,
    [`${name}Payers`]: payers,
    [`${name}Stars`]: stars,
  })
  return { rule, ...named('reminded', reminded), ...named('heldOut', heldOut) }
}
