import { Text, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import { ChangeWindow } from '#web/kit/change-window.tsx'
import { CountInput } from '#web/kit/count-input.tsx'
import { useChange } from '#web/kit/use-change.ts'
import { useTexts } from '#web/language.ts'
import { AgreeAnew, useAnew } from './agree-anew.tsx'
import { type Setting, useSettingWords } from './words.ts'

type Given = string | number | boolean

interface WindowProps {
  setting: Setting
  close: () => void
}

export function SetWindow({ setting, close }: WindowProps) {
  const { settings: t } = useTexts()
  const words = useSettingWords()
  const present = setting.value ?? setting.default ?? ''
  // A switch is turned by opening its window and saying why.
  const [value, setValue] = useState<Given>(typeof present === 'boolean' ? !present : present)
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
      {typeof value === 'boolean' ? (
        <Text size="sm">{t.becomes(words.name(setting.setting), words.shown(present), words.shown(value))}</Text>
      ) : (
        <>
          <Text size="sm">{words.name(setting.setting)}</Text>
          <Field {...{ setting, value, setValue }} />
        </>
      )}
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

interface FieldProps {
  setting: Setting
  value: string | number
  setValue: (value: string | number) => void
}

function Field({ setting: { setting, default: usual }, value, setValue }: FieldProps) {
  const { settings: t } = useTexts()
  const { rule } = useSettingWords()
  const labels = { label: t.value, description: rule(setting), required: true }
  if (typeof usual === 'number') return <CountInput {...labels} value={value} onChange={setValue} />
  const typed = {
    value: String(value),
    onChange: (event: { currentTarget: { value: string } }) => setValue(event.currentTarget.value),
  }
  if (setting.includes('.')) return <Textarea {...labels} {...typed} autosize minRows={8} maxRows={20} />
  return <TextInput {...labels} {...typed} />
}
