import { createHash } from 'node:crypto'
import {
  type DocumentName,
  documentName,
  type Documents,
  type Language,
  type PresentDocuments,
} from '#modules/users/contract.ts'
import { languageCodes } from '#texts/codes.ts'
import { document, documentsEdition } from '#texts/languages.ts'
import { documentSetting } from './contract.ts'
import type { SettingValue } from './contract.ts'
import { type AskingChange, type StoredSetting, usableIn } from './versions.ts'

/** The terms and the privacy notice in every language: as they were set in the cabinet, else the files. */
export function documentsOf(stored: StoredSetting[], changes: AskingChange[]): Documents {
  const known = { values: usableIn(stored), versions: new Map(stored.map((each) => [each.setting, each.version])) }
  return new Map(languageCodes.map((language) => [language, documentsIn(language, known, changes)]))
}

interface Known {
  values: Map<string, SettingValue>
  versions: Map<string, number>
}

function documentsIn(language: Language, known: Known, allChanges: AskingChange[]): PresentDocuments {
  const settingOf = (name: DocumentName) => documentSetting(name, language)
  const names = documentName.options
  const terms = versionOf('terms', language, known)
  const privacy = versionOf('privacy', language, known)
  const changes = allChanges.flatMap(({ setting, version, whatIsNew }) => {
    const name = names.find((each) => settingOf(each) === setting)
    return name ? [{ document: name, published: version, whatIsNew }] : []
  })
  const areFiles = names.some((name) => !known.values.has(settingOf(name)))
  const published = Math.max(0, ...names.map((name) => known.versions.get(settingOf(name)) ?? 0))
  return {
    version: digestOf(`${terms} ${privacy}`, 12),
    versions: { terms, privacy },
    agreement: { language, published, edition: documentsEdition },
    needed: { published: changes.at(-1)?.published ?? 0, edition: areFiles ? documentsEdition : 0 },
    changes,
  }
}

/** Such as `en:17:9f86d081884c7d65`: the language, the version in the cabinet, and the beginning of the SHA-256 of the text. */
function versionOf(name: DocumentName, language: Language, { values, versions }: Known): string {
  const setting = documentSetting(name, language)
  const text = String(values.get(setting) ?? document(name, language))
  return `${language}:${versions.get(setting) ?? 0}:${digestOf(text, 16)}`
}

function digestOf(text: string, length: number): string {
  return createHash('sha256').update(text).digest('hex').slice(0, length)
}
