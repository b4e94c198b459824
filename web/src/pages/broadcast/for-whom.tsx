import { List, Text } from '@mantine/core'
import type { BrowserReply } from '#modules/cabinet/browser.ts'
import { useFormat } from '#web/kit/format.ts'
import { Section } from '#web/kit/states.tsx'
import { useLanguage, useTexts } from '#web/language.ts'

type Known = BrowserReply<'broadcast'>

/** To whom a broadcast goes and when not, in the words by which that was chosen. */
export function ForWhom({ broadcast: { conditions, quiet } }: { broadcast: Known }) {
  const { broadcasts: t } = useTexts()
  return (
    <Section title={t.segment} hint={t.segmentHint}>
      <List size="sm">
        {useConditionWords(conditions).map((line) => (
          <List.Item key={line}>{line}</List.Item>
        ))}
      </List>
      <Text size="sm">
        {t.quiet}: {quiet ? t.quietAre(quiet.from, quiet.to, quiet.zone) : t.noQuiet}
      </Text>
    </Section>
  )
}

function useConditionWords(conditions: Known['conditions']): string[] {
  const { t: all, language } = useLanguage()
  const { number } = useFormat()
  const t = all.broadcasts
  const names = new Intl.DisplayNames([language], { type: 'language' })
  const list = (words: string[] | undefined) => words?.join(', ')
  const count = (value: number | undefined) => value !== undefined && number(value)
  const { news, languages, plan, trial, plans, campaigns, neverAsked } = conditions
  const facts = [
    [t.news, t.newsChoices[news]],
    [t.languages, list(languages?.map((code) => names.of(code) ?? code))],
    [t.plan, plan && t.planChoices[plan]],
    [t.trial, trial && t.trialChoices[trial]],
    [t.plans, list(plans)],
    [t.campaigns, list(campaigns)],
    [t.askedWithin, count(conditions.askedWithinDays)],
    [t.notAskedFor, count(conditions.notAskedForDays)],
    [t.creditsFrom, count(conditions.creditsFrom)],
    [t.creditsTo, count(conditions.creditsTo)],
    [t.starsFrom, count(conditions.starsFrom)],
    [t.starsTo, count(conditions.starsTo)],
  ] as const
  const lines = facts.flatMap(([name, value]) => (value ? [`${name}: ${value}`] : []))
  return neverAsked ? [...lines, t.neverAsked] : lines
}
