import { NativeSelect, Textarea, type TextareaProps } from '@mantine/core'
import { useState } from 'react'
import { useLanguage, useTexts } from '#web/language.ts'
import { useMe } from '#web/session.ts'

/** The language whose texts are shown now: the reader's own at first. */
export function useTextLanguage(preferred?: string) {
  const { language } = useLanguage()
  return useState<string>(preferred ?? language)
}

interface PickerProps {
  shown: string
  show: (language: string) => void
  /** The languages that have a text of the owner's own. */
  written: string[]
  /** Of a language, when there is more to say than that it has a text. */
  mark?: (language: string) => string | undefined
}

/** Which language is shown of texts that there are in each: one at a time. */
export function LanguagePicker({ shown, show, written, mark }: PickerProps) {
  const { textLanguage: t } = useTexts()
  const languages = useLanguagesInOrder()
  return (
    <NativeSelect
      label={t.label}
      description={t.written(written.length, languages.length)}
      maw={320}
      value={shown}
      data={languages.map(({ code, name }) => {
        const more = mark?.(code) ?? (written.includes(code) ? t.own : undefined)
        return { value: code, label: more ? `${name} · ${more}` : name }
      })}
      onChange={(event) => show(event.currentTarget.value)}
    />
  )
}

/** The reader's own is the first, then they stand as in the bot, where Russian is. */
function useLanguagesInOrder() {
  const { languages } = useMe()
  const { language: own } = useLanguage()
  return languages.toSorted((one, other) => Number(other.code === own) - Number(one.code === own))
}

type Texts = Record<string, string>

interface TextsProps {
  texts: Texts
  change: (texts: Texts) => void
  /** The field of a language. */
  field: (language: { code: string; name: string }) => TextareaProps
}

/** A text in each language, written in one field. */
export function TextsByLanguage({ texts, change, field }: TextsProps) {
  const { languages } = useMe()
  const [shown, show] = useTextLanguage()
  const written = languages.map(({ code }) => code).filter((code) => texts[code]?.trim())
  return (
    <>
      <LanguagePicker {...{ shown, show, written }} />
      <Textarea
        key={shown}
        autosize
        required={written.length === 0}
        {...field(languages.find(({ code }) => code === shown)!)}
        value={texts[shown] ?? ''}
        onChange={({ currentTarget: { value } }) => change({ ...texts, [shown]: value })}
      />
    </>
  )
}
