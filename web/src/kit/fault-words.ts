import type { BrowserReply } from '#modules/cabinet/browser.ts'
import type { ErrorCode } from '#platform/http/error-codes.ts'
import { ApiError } from '#web/api.ts'
import { type Fault, useWords } from '#web/catalog/words.ts'
import { useTexts } from '#web/language.ts'
import { isPageOld } from '#web/page-version.ts'
import { useMe } from '#web/session.ts'
import { useSettingWords } from '#web/settings/words.ts'
import type { CabinetTexts } from '#web/texts/ru.ts'
import { useFormat } from './format.ts'

type Finding = BrowserReply<'checkCatalog'>['findings'][number]

/** More of them would fill a window; the page of the catalogue has them all. */
const mostNamed = 3

/** Why the backend has said no, with what it says of the case. */
export function useFaultWords(): (error: unknown) => string {
  const t = useTexts()
  const { languages } = useMe()
  const { number } = useFormat()
  const catalog = useWords()
  const settings = useSettingWords()

  const ofText = ({ language, length, most }: Record<string, unknown>) => {
    const name = languages.find(({ code }) => code === language)?.name ?? String(language)
    if (length === 0) return t.faults.emptyText(name)
    // A text of fewer letters may not fit for its formatting: then the figures would say nothing.
    return Number(length) > Number(most)
      ? t.faults.longText(name, number(Number(length)), number(Number(most)))
      : undefined
  }
  const ofFields = ({ fields }: Record<string, unknown>) => {
    const known: Record<string, string> = { ...t.audit.fields, reason: t.reason.toLowerCase() }
    // `gives.percent` is a part of `gives`.
    const nameOf = (path: string) => known[path.split('.').findLast((key) => key in known) ?? '']
    const names = [...new Set(Object.keys(fields ?? {}).map(nameOf))].filter((name) => name !== undefined)
    return names.length > 0 ? t.faults.fields(names.join(', ')) : undefined
  }
  const several = (lead: string, lines: string[]) =>
    lines.length === 0
      ? undefined
      : [lead, ...lines.slice(0, mostNamed), ...(lines.length > mostNamed ? ['…'] : [])].join(' ')
  const ofCatalog = ({ problems = [] }: { problems?: Fault[] }) =>
    several(t.faults.catalog, problems.map(catalog.fault))
  const ofLosses = ({ findings = [] }: { findings?: Finding[] }) => {
    const lines = findings.map(({ model, parts }) => {
      const wrong = parts.filter((part) => part.wrong).map(catalog.part)
      return `${catalog.entry(model)}: ${wrong.join(' ')}`
    })
    return several(t.errors['experiment_loses']!, lines)
  }
  const ofSetting = ({ setting }: Record<string, unknown>) =>
    typeof setting === 'string' ? t.faults.setting(settings.name(setting), settings.rule(setting)) : undefined
  const special: Record<string, (details: Record<string, unknown>) => string | undefined> = {
    text_not_sendable: ofText,
    bad_request: ofFields,
    catalog_not_valid: ofCatalog,
    experiment_loses: ofLosses,
    setting_not_valid: ofSetting,
    insufficient_credits: ({ credits }) =>
      typeof credits === 'number' ? t.faults.balance(number(credits)) : undefined,
  }

  return (error) => {
    if (!(error instanceof ApiError)) return t.errors['other']!
    if (isPageOld() && ofOldPage(error.code, t)) return t.updatedFault
    return special[error.code]?.(error.details) ?? t.errors[error.code] ?? t.errors['other']!
  }
}

/** How a server refuses a page that asks for what is not there any more, or in another way. */
function ofOldPage(code: ErrorCode, { errors }: CabinetTexts): boolean {
  return code === 'bad_request' || code === 'csrf' || errors[code] === undefined
}
