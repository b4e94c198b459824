import type { Conditions } from '#modules/broadcasts/contract.ts'
import type { BrowserReply } from '#modules/cabinet/browser.ts'
import { useWords } from '#web/catalog/words.ts'
import { useFormat } from '#web/kit/format.ts'
import { type Reward, useRewardWords } from '#web/kit/reward-words.ts'
import { useTexts } from '#web/language.ts'
import { type ArmValue, useValueWords } from '#web/pages/experiments/value-words.ts'
import { useMe } from '#web/session.ts'
import { useSettingWords } from '#web/settings/words.ts'

type Entry = BrowserReply<'audit'>['entries'][number]
type Facts = Record<string, unknown>
type Texts = ReturnType<typeof useTexts>

/** What was changed, and from what to what, in words. */
export function useAuditWords() {
  const tools = useTools()
  return {
    facts: (values: Facts, { action }: Entry) => factsIn({ ...tools, choices: choicesOf(tools.t, action) }, values),
    subject: (entry: Entry) => subjectIn(tools, entry),
  }
}

function useTools() {
  const t = useTexts()
  const { languages } = useMe()
  const languageNames = Object.fromEntries(languages.map(({ code, name }) => [code, name]))
  return {
    t,
    languageNames,
    names: { ...languageNames, ...t.audit.fields, ...conditionNames(t.broadcasts) } as Record<string, string>,
    format: useFormat(),
    settings: useSettingWords(),
    rewards: useRewardWords(),
    arms: useValueWords(),
    catalog: useWords(),
  }
}

type Tools = ReturnType<typeof useTools>
type FactTools = Tools & { choices: ReturnType<typeof choicesOf> }

function factsIn(tools: FactTools, values: Facts): string {
  const { amount, currency, ...rest } = values
  const price =
    typeof amount === 'number' && typeof currency === 'string' ? tools.format.money({ amount, currency }) : undefined
  const facts = Object.entries(price === undefined ? values : { ...rest, amount: price })
  return facts.map(([field, value]) => `${tools.names[field] ?? field}${factIn(tools, field, value)}`).join('; ') || '—'
}

function factIn(tools: FactTools, field: string, value: unknown): string {
  if (!isObject(value)) return `: ${shown(tools, field, value)}`
  if (field === 'gives' || field === 'bonus') return `: ${tools.rewards(value as Reward)}`
  if (compared.has(String(value['subject']))) return `: ${cut(tools.arms(value as ArmValue).join('; '))}`
  return ` (${factsIn(tools, value)})`
}

/** What of an experiment is on record as a whole: of words only their lengths are. */
const compared = new Set(['trial_size', 'pack_prices'])

function shown(tools: FactTools, field: string, value: unknown): string {
  const { t, format } = tools
  if (value === null || value === undefined) return '—'
  if (typeof value === 'boolean') return value ? t.audit.yes : t.audit.no
  if (Array.isArray(value)) return cut(value.map((each) => shown(tools, field, each)).join('; '), longestList)
  if (typeof value === 'string') return cut(textIn(tools, field, value))
  const number = Number(value)
  if (field === 'costMicroDollars') return format.exactDollars(number)
  return ids.has(field) ? String(number) : format.number(number)
}

/** Numbers that are names. */
const ids = new Set(['to', 'upTo', 'revision'])
const moments = new Set(['beginsAt', 'endedAt', 'endsAt', 'startsAt'])

function textIn({ catalog, choices, format, languageNames }: FactTools, field: string, value: string): string {
  if (moments.has(field)) return format.moment(value)
  if (field === 'changed') return catalog.recorded(value)
  if (field === 'languages') return languageNames[value] ?? value
  return choices[field]?.[value] ?? value
}

/** The words of what a field may be, by the field. */
function choicesOf({ broadcasts, experiments, payments, roles }: Texts, action: string) {
  return {
    role: roles,
    state: action.startsWith('experiment') ? experiments.states : broadcasts.states,
    status: payments.states,
    subject: experiments.subjects,
    place: experiments.places,
    news: broadcasts.newsChoices,
    plan: broadcasts.planChoices,
    trial: broadcasts.trialChoices,
  } as Record<string, Record<string, string>>
}

function conditionNames(t: Texts['broadcasts']): Record<keyof Conditions, string> {
  return {
    news: t.news,
    languages: t.languages,
    plan: t.plan,
    plans: t.plans,
    trial: t.trial,
    campaigns: t.campaigns,
    askedWithinDays: t.askedWithin,
    notAskedForDays: t.notAskedFor,
    neverAsked: t.neverAsked,
    creditsFrom: t.creditsFrom,
    creditsTo: t.creditsTo,
    starsFrom: t.starsFrom,
    starsTo: t.starsTo,
  }
}

function subjectIn({ t, settings }: Tools, { action, subject }: Entry): string {
  if (subject === null) return ''
  if (action.startsWith('setting')) return settings.name(subject)
  if (action.startsWith('catalog')) return t.audit.versionOf(subject)
  if (action === 'job_run') return t.health.jobNames[subject] ?? subject
  if (action === 'notice_retry') return subject.replace(/^\w+/, (kind) => t.noticeKinds[kind] ?? kind)
  const [kind, name = ''] = action === 'free_messages_paused' ? subject.split(':') : []
  return kind === 'campaign' || kind === 'referral' ? t.bursts.links[kind](name) : subject
}

function isObject(value: unknown): value is Facts {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The CSV has what is longer. */
const longestText = 120
const longestList = 400

function cut(words: string, longest = longestText): string {
  return words.length > longest ? `${words.slice(0, longest)}…` : words
}
