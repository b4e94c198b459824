import { Checkbox, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTexts } from '#web/language.ts'
import { isDocument, type Setting } from './words.ts'

/** Whether people have to agree to a document anew: they do, unless it is only corrected. */
export function useAnew() {
  const [asksAnew, setAsksAnew] = useState(true)
  const [news, setNews] = useState('')
  const whatIsNew = asksAnew && news.trim() !== '' ? { whatIsNew: news.trim() } : {}
  return { asksAnew, setAsksAnew, news, setNews, given: { asksAnew, ...whatIsNew } }
}

export function AgreeAnew({ setting, anew }: { setting: Setting; anew: ReturnType<typeof useAnew> }) {
  const { settings: t } = useTexts()
  if (!isDocument(setting.setting)) return null
  return (
    <>
      <Checkbox
        label={t.asksAnew}
        description={t.asksAnewHint}
        checked={anew.asksAnew}
        onChange={(event) => anew.setAsksAnew(event.currentTarget.checked)}
      />
      {anew.asksAnew && (
        <TextInput
          label={t.whatIsNew}
          description={t.whatIsNewHint}
          maxLength={300}
          value={anew.news}
          onChange={(event) => anew.setNews(event.currentTarget.value)}
        />
      )}
    </>
  )
}
