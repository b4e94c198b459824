import { Text } from '@mantine/core'
import { ChangeWindow } from '#web/kit/change-window.tsx'
import { useFormat } from '#web/kit/format.ts'
import { useChange } from '#web/kit/use-change.ts'
import { useTexts } from '#web/language.ts'
import { type ArmValue, type Experiment, useValueWords } from './value-words.ts'

interface Props {
  experiment: Experiment
  close: () => void
}

export function DropWindow({ experiment: { id, title }, close }: Props) {
  const { experiments: t } = useTexts()
  const change = useChange('dropExperiment', close)
  return (
    <ChangeWindow
      {...{ close, change }}
      isOpen
      title={t.doings.drop}
      describe={() => []}
      submit={(reason) => void change.send({ id, reason })}
    >
      <Text size="sm">{t.dropText(title)}</Text>
    </ChangeWindow>
  )
}

export function StartWindow({ experiment: { id }, close }: Props) {
  const { experiments: t } = useTexts()
  const words = useArmWords()
  const { number } = useFormat()
  const change = useChange('startExperiment', close)
  const describe = (question: Record<string, unknown>) => {
    const { percentB, peoplePerArm, mostDays } = question as unknown as Experiment
    return [...words(question), t.rule(percentB, number(peoplePerArm), mostDays), t.fixed]
  }
  return (
    <ChangeWindow
      {...{ close, change, describe }}
      isOpen
      title={t.doings.start}
      submit={(reason) => void change.send({ id, reason })}
    >
      <Text size="sm">{t.startText}</Text>
    </ChangeWindow>
  )
}

export function StopWindow({ experiment: { id }, close }: Props) {
  const { experiments: t } = useTexts()
  const change = useChange('stopExperiment', close)
  return (
    <ChangeWindow
      {...{ close, change }}
      isOpen
      title={t.doings.stop}
      describe={(question) => [t.stopSure(String(question['title']))]}
      submit={(reason) => void change.send({ id, reason })}
    >
      <Text size="sm">{t.stopText}</Text>
    </ChangeWindow>
  )
}

export function EndWindow({ experiment: { id }, close, publish }: Props & { publish: 'A' | 'B' }) {
  const { experiments: t } = useTexts()
  const words = useArmWords()
  const change = useChange('endExperiment', close)
  const describe = (question: Record<string, unknown>) => {
    const warnings = (question['warnings'] ?? []) as { sentence: string }[]
    return [
      ...words(question),
      publish === 'B' ? t.everybodyB : t.everybodyA,
      t.openInvoices,
      ...warnings.map(({ sentence }) => sentence),
    ]
  }
  return (
    <ChangeWindow
      {...{ close, change, describe }}
      isOpen
      title={publish === 'B' ? t.doings.publishB : t.doings.keepA}
      submit={(reason) => void change.send({ id, publish, reason })}
    >
      <Text size="sm">{publish === 'B' ? t.publishText : t.keepText}</Text>
    </ChangeWindow>
  )
}

/** Both arms, as the second question names them. */
function useArmWords() {
  const { experiments: t } = useTexts()
  const words = useValueWords()
  return (question: Record<string, unknown>) => [
    `${t.armA}: ${words(question['usual'] as ArmValue).join('; ')}`,
    `${t.armB}: ${words(question['value'] as ArmValue).join('; ')}`,
  ]
}
