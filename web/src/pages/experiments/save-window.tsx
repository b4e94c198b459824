import { Select, TextInput } from '@mantine/core'
import { useState } from 'react'
import { ChangeWindow } from '#web/kit/change-window.tsx'
import { CountInput } from '#web/kit/count-input.tsx'
import { useChange } from '#web/kit/use-change.ts'
import { useTexts } from '#web/language.ts'
import { emptyValue, type TypedValue, typedValue, valueOf } from './typed-value.ts'
import { ValueInput } from './value-input.tsx'
import type { Experiment, Subject, Usual } from './value-words.ts'

const subjects: Subject[] = ['trial_size', 'pack_prices', 'offer_text']

interface Props {
  usual: Usual
  close: () => void
  /** Absent: a new one. */
  experiment?: Experiment
}

/** A form for a draft: what arm B has, and when the experiment is over. */
export function SaveWindow({ usual, close, experiment }: Props) {
  const { experiments: t } = useTexts()
  const [title, setTitle] = useState(experiment?.title ?? '')
  const [typed, setTyped] = useState<TypedValue>(() =>
    experiment ? typedValue(experiment.value, usual) : emptyValue('trial_size', usual),
  )
  const [limits, setLimits] = useState<Limits>(experiment ?? { percentB: 50, peoplePerArm: 500, mostDays: 30 })
  const change = useChange('saveExperiment', close)
  const edit = (act: () => void) => {
    change.reset()
    act()
  }
  return (
    <ChangeWindow
      {...{ close, change }}
      isOpen
      title={experiment ? t.doings.edit : t.make}
      describe={() => []}
      submit={(reason) =>
        void change.send({
          ...(experiment ? { id: experiment.id } : {}),
          title,
          value: valueOf(typed, usual),
          percentB: Number(limits.percentB),
          peoplePerArm: Number(limits.peoplePerArm),
          mostDays: Number(limits.mostDays),
          reason,
        })
      }
    >
      <TextInput
        label={t.name}
        required
        maxLength={80}
        value={title}
        onChange={({ currentTarget: { value } }) => edit(() => setTitle(value))}
      />
      <Select
        label={t.subject}
        allowDeselect={false}
        value={typed.subject}
        onChange={(subject) => edit(() => setTyped(emptyValue(subject as Subject, usual)))}
        data={subjects
          .filter((subject) => subject !== 'pack_prices' || usual.packs.length > 0)
          .map((value) => ({ value, label: t.subjects[value] }))}
      />
      <ValueInput {...{ typed, usual }} set={(next) => edit(() => setTyped(next))} />
      <LimitInputs limits={limits} set={(next) => edit(() => setLimits(next))} />
    </ChangeWindow>
  )
}

type Limits = Record<'percentB' | 'peoplePerArm' | 'mostDays', number | string>

function LimitInputs({ limits, set }: { limits: Limits; set: (limits: Limits) => void }) {
  const { experiments: t } = useTexts()
  const inputs = [
    { name: 'percentB', min: 1, max: 99, hint: t.percentBHint },
    { name: 'peoplePerArm', min: 30, max: 1_000_000, hint: t.peoplePerArmHint },
    { name: 'mostDays', min: 1, max: 365, hint: t.mostDaysHint },
  ] as const
  return inputs.map(({ name, min, max, hint }) => (
    <CountInput
      key={name}
      label={t[name]}
      description={hint}
      required
      {...{ min, max }}
      value={limits[name]}
      onChange={(value) => set({ ...limits, [name]: value })}
    />
  ))
}
