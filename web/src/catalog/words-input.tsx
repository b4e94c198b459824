import { Button, Group, Input, Stack, Textarea, TextInput } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import type { ReactNode } from 'react'
import { languages as ownLanguages, useTexts } from '#web/language.ts'
import { useMe } from '#web/session.ts'
import { withValue, wordsIn } from './content.ts'

export interface InputProps {
  label: string
  hint?: string | undefined
  value: unknown
  /** What the check says of it, or of a place within it, such as a language. */
  messageAt: (place?: string) => string | undefined
  onChange: (value: unknown) => void
}

interface WordsInputProps extends InputProps {
  isLong?: boolean
  /** What stands at its end. */
  end?: ReactNode
}

/** A text in each language of the bot: those of the cabinet are at hand, the others are opened. */
export function WordsInput({ label, hint, value, isLong = false, end, messageAt, onChange }: WordsInputProps) {
  const { languages } = useMe()
  const [isOpen, { open, toggle }] = useDisclosure()
  const words = wordsIn(value)
  const near = languages.filter(({ code }) => code in ownLanguages)
  const others = languages.filter(({ code }) => !(code in ownLanguages))
  const isShown = isOpen || others.some(({ code }) => messageAt(code))
  const change = (code: string, text: string) => {
    const changed = withValue(words, code, text || undefined)
    onChange(Object.keys(changed).length > 0 ? changed : undefined)
  }
  const inputOf = ({ code, name }: (typeof languages)[number]) => ({
    isLong,
    lang: code,
    label: `${label} (${name})`,
    error: messageAt(code),
    value: words[code] ?? '',
  })
  return (
    <Stack gap="xs">
      {near.map((language, index) => (
        <TextIn
          key={language.code}
          {...inputOf(language)}
          {...(index === 0 ? { description: hint, required: Object.keys(words).length === 0 } : {})}
          onChange={(text) => change(language.code, text)}
        />
      ))}
      {messageAt() && <Input.Error>{messageAt()}</Input.Error>}
      <Group justify="space-between">
        <Opener
          {...{ label, isShown, toggle }}
          written={others.filter(({ code }) => words[code]).length}
          all={others.length}
        />
        {end}
      </Group>
      {isShown &&
        others.map((language) => (
          <TextIn
            key={language.code}
            {...inputOf(language)}
            onChange={(text) => {
              // Once its fault is gone it still stays in sight.
              open()
              change(language.code, text)
            }}
          />
        ))}
    </Stack>
  )
}

interface OpenerProps {
  label: string
  isShown: boolean
  toggle: () => void
  written: number
  all: number
}

function Opener({ label, isShown, toggle, written, all }: OpenerProps) {
  const { catalog: t } = useTexts()
  const words = t.otherLanguages(written, all)
  return (
    <Button
      variant="default"
      size="compact-xs"
      aria-expanded={isShown}
      aria-label={`${label}. ${words}`}
      rightSection={<span aria-hidden>{isShown ? '▴' : '▾'}</span>}
      onClick={toggle}
    >
      {words}
    </Button>
  )
}

interface TextInProps {
  isLong: boolean
  lang: string
  label: string
  description?: string | undefined
  required?: boolean
  error: string | undefined
  value: string
  onChange: (text: string) => void
}

function TextIn({ isLong, onChange, ...props }: TextInProps) {
  return isLong ? (
    <Textarea {...props} autosize minRows={3} maxRows={12} onChange={(event) => onChange(event.currentTarget.value)} />
  ) : (
    <TextInput {...props} onChange={(event) => onChange(event.currentTarget.value)} />
  )
}
