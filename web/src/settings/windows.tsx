import { Checkbox, NumberInput, Text, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import { ChangeWindow } from '#web/kit/change-window.tsx'
import { useChange } from '#web/kit/use-change.ts'
import { useTexts } from '#web/language.ts'
import { isDocument, type Setting, useSettingWords } from './words.ts'

type Given = string | number

interface WindowProps {
  setting: Setting
  close: () => void
}

export function SetWindow({ setting, close }: WindowProps) {
  const { settings: t } = useTexts()
  const words = useSettingWords()
  const [value, setValue] = useState<Given>((setting.value ?? setting.default ?? '') as Given)
  const anew = useAnew()
  const change = useChange('changeSetting', close)
  return (
    <ChangeWindow
      {...{ close, change }}
      isOpen
      title={t.change}
      describe={words.describe(setting)}
      submit={(reason) =>
        void change.send({ setting: setting.setting, version: setting.version, value, reason, ...anew.given })
      }
    >
      <Text size="sm">{words.name(setting.setting)}</Text>
      <Field {...{ setting, value, setValue }} />
      <AgreeAnew {...{ setting, anew }} />
    </ChangeWindow>
  )
}

export function BackWindow({ setting, close }: WindowProps) {
  const { settings: t } = useTexts()
  const words = useSettingWords()
  const change = useChange('changeSetting', close)
  const { value, default: usual } = setting
  const anew = useAnew()
  return (
    <ChangeWindow
      {...{ close, change }}
      isOpen
      title={t.back}
      describe={words.describe(setting)}
      submit={(reason) =>
        void change.send({ setting: setting.setting, version: setting.version, value: null, reason, ...anew.given })
      }
    >
      <Text size="sm">{t.becomes(words.name(setting.setting), words.shown(value), words.shown(usual))}</Text>
      <AgreeAnew {...{ setting, anew }} />
    </ChangeWindow>
  )
}

/** Whether people have to agree to a document anew: they do, unless it is only corrected. */
function useAnew() {
  const [asksAnew, setAsksAnew] = useState(true)
  const [news, setNews] = useState('')
  const whatIsNew = asksAnew && news.trim() !== '' ? { whatIsNew: news.trim() } : {}
  return { asksAnew, setAsksAnew, news, setNews, given: { asksAnew, ...whatIsNew } }
}

function AgreeAnew({ setting, anew }: { setting: Setting; anew: ReturnType<typeof useAnew> }) {
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

interface FieldProps {
  setting: Setting
  value: Given
  setValue: (value: Given) => void
}

function Field({ setting: { setting, default: usual }, value, setValue }: FieldProps) {
  const { settings: t } = useTexts()
  const { rule } = useSettingWords()
  const labels = { label: t.value, description: rule(setting), required: true }
  if (typeof usual === 'number')
    return <NumberInput {...labels} allowDecimal={false} min={0} value={value} onChange={setValue} />
  const typed = {
    value: String(value),
    onChange: (event: { currentTarget: { value: string } }) => setValue(event.currentTarget.value),
  }
  if (isDocument(setting)) return <Textarea {...labels} {...typed} autosize minRows={8} maxRows={20} />
  return <TextInput {...labels} {...typed} />
}
