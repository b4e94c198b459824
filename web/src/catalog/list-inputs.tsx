import { Button, Group, Input, Stack, TagsInput, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTexts } from '#web/language.ts'
import { mostQuestions } from './fields.ts'
import { objectsIn, textsIn, wordsIn } from './content.ts'
import { type InputProps, WordsInput } from './words-input.tsx'

/** Questions in each language, one below the other. */
export function QuestionsInput({ hint, value, messageAt, onChange }: InputProps) {
  const { catalog: t } = useTexts()
  const questions = objectsIn(value)
  return (
    <Stack gap="xs">
      {questions.map((words, index) => {
        const name = t.questionNumber(index + 1)
        const remove = () => onChange(questions.filter((_, place) => place !== index))
        return (
          <WordsInput
            key={index}
            label={name}
            hint={index === 0 ? hint : undefined}
            value={words}
            messageAt={(language) => messageAt(language ? `${index}.${language}` : String(index))}
            onChange={(given) => onChange(questions.with(index, (given ?? {}) as Record<string, unknown>))}
            end={<RemoveButton name={name} size="compact-xs" onClick={remove} />}
          />
        )
      })}
      {messageAt() && <Input.Error>{messageAt()}</Input.Error>}
      {questions.length < mostQuestions && (
        <AddButton onClick={() => onChange([...questions, {}])}>{t.addQuestion}</AddButton>
      )}
    </Stack>
  )
}

/** Texts of one word each, such as names of tools. */
export function NamesInput({ label, hint, value, messageAt, onChange }: InputProps) {
  const names = textsIn(value)
  const wrong = names.map((_, index) => messageAt(String(index))).find((message) => message !== undefined)
  return (
    <TagsInput
      label={label}
      description={hint}
      splitChars={[',', ' ']}
      error={messageAt() ?? wrong}
      value={names}
      onChange={(given) => onChange(given.length > 0 ? given : undefined)}
    />
  )
}

/** Texts by their names, such as headers. What has no name yet is not written. */
export function PairsInput({ label, hint, value, messageAt, onChange }: InputProps) {
  const { catalog: t } = useTexts()
  const [pairs, setPairs] = useState(() => Object.entries(wordsIn(value)))
  const change = (changed: [name: string, text: string][]) => {
    setPairs(changed)
    const named = changed.filter(([name]) => name !== '')
    onChange(named.length > 0 ? Object.fromEntries(named) : undefined)
  }
  return (
    <Input.Wrapper role="group" aria-label={label} label={label} description={hint} labelElement="div">
      <Stack gap="xs" pt={4}>
        {pairs.map(([name, text], index) => (
          <div key={index}>
            <Group gap="xs" align="end">
              <TextInput
                flex="1 1 160px"
                label={t.header}
                value={name}
                onChange={(event) => change(pairs.with(index, [event.currentTarget.value, text]))}
              />
              <TextInput
                flex="1 1 160px"
                label={t.variable}
                value={text}
                onChange={(event) => change(pairs.with(index, [name, event.currentTarget.value]))}
              />
              <RemoveButton
                name={name || label}
                size="sm"
                onClick={() => change(pairs.filter((_, place) => place !== index))}
              />
            </Group>
            {name && messageAt(name) && <Input.Error pt={4}>{messageAt(name)}</Input.Error>}
          </div>
        ))}
        <AddButton onClick={() => change([...pairs, ['', '']])}>{t.addHeader}</AddButton>
      </Stack>
    </Input.Wrapper>
  )
}

function AddButton({ children, onClick }: { children: string; onClick: () => void }) {
  return (
    <div>
      <Button variant="default" size="xs" onClick={onClick}>
        {children}
      </Button>
    </div>
  )
}

interface RemoveButtonProps {
  name: string
  size: 'sm' | 'compact-xs'
  onClick: () => void
}

function RemoveButton({ name, size, onClick }: RemoveButtonProps) {
  const { catalog: t } = useTexts()
  return (
    <Button variant="default" size={size} aria-label={`${t.remove}: ${name}`} onClick={onClick}>
      {t.remove}
    </Button>
  )
}
