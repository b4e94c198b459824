import { Button, Modal, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { BrowserReply } from '#modules/cabinet/browser.ts'
import { read } from '#web/api.ts'
import { ChangeWindow } from '#web/kit/change-window.tsx'
import { FocusBack } from '#web/kit/focus-back.tsx'
import { useFormat } from '#web/kit/format.ts'
import { PersonLink } from '#web/kit/person-link.tsx'
import { Rows } from '#web/kit/rows.tsx'
import { Shown } from '#web/kit/states.tsx'
import { useChange } from '#web/kit/use-change.ts'
import { useTexts } from '#web/language.ts'
import { AgreeAnew, useAnew } from './agree-anew.tsx'
import { lineDifference } from './line-difference.ts'
import { type Setting, useSettingWords } from './words.ts'

type Version = BrowserReply<'settingVersions'>['versions'][number]

interface WindowProps {
  setting: Setting
  close: () => void
}

/** The earlier values of a setting; one of them is looked at and brought back. */
export function VersionsWindow({ setting, close }: WindowProps) {
  const { settings: t } = useTexts()
  const words = useSettingWords()
  const [chosen, choose] = useState<Version>()
  const { setting: name } = setting
  const asked = useQuery({
    queryKey: ['settingVersions', name],
    queryFn: () => read('settingVersions', { setting: name }),
  })
  if (chosen) return <RestoreWindow {...{ setting, close }} chosen={chosen} />
  return (
    <Modal.Root opened onClose={close} lockScroll={false} centered size="xl">
      <Modal.Overlay />
      <Modal.Content>
        <Modal.Body>
          <FocusBack />
          <Stack pt="md">
            <Modal.Title fw={700}>{t.versionsOf(words.name(name))}</Modal.Title>
            <Shown asked={asked}>{({ versions }) => <List {...{ setting, versions, choose }} />}</Shown>
          </Stack>
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  )
}

interface ListProps {
  setting: Setting
  versions: Version[]
  choose: (version: Version) => void
}

function List({ setting, versions, choose }: ListProps) {
  const { settings: t, person, audit, reason } = useTexts()
  const { moment } = useFormat()
  const words = useSettingWords()
  return (
    <Rows
      label={t.versions}
      rows={versions}
      keyOf={({ version }) => version}
      columns={[
        { name: person.time, cell: ({ at }) => moment(at) },
        {
          name: audit.who,
          cell: ({ by, byName }) => <PersonLink who={{ telegramId: by, firstName: byName || String(by) }} />,
        },
        { name: reason, cell: (version) => version.reason },
        { name: t.value, cell: ({ value }) => (value === null ? t.fromDefault : words.shown(value)) },
        {
          name: t.show,
          cell: (version) =>
            version.version === setting.version ? (
              t.present
            ) : (
              <Button
                size="compact-xs"
                variant="default"
                aria-label={t.showOf(moment(version.at))}
                onClick={() => choose(version)}
              >
                {t.show}
              </Button>
            ),
        },
      ]}
    />
  )
}

function RestoreWindow({ setting, close, chosen }: WindowProps & { chosen: Version }) {
  const { settings: t } = useTexts()
  const { moment } = useFormat()
  const words = useSettingWords()
  const change = useChange('restoreSetting', close)
  const anew = useAnew()
  const { setting: name, version } = setting
  return (
    <ChangeWindow
      {...{ close, change }}
      isOpen
      title={t.restore}
      describe={words.describe(setting)}
      submit={(reason) => void change.send({ setting: name, restored: chosen.version, version, reason, ...anew.given })}
    >
      <Text size="sm">{t.restoreText(words.name(name), moment(chosen.at))}</Text>
      <Difference before={setting.value ?? setting.default} after={chosen.value ?? setting.default} />
      <AgreeAnew {...{ setting, anew }} />
    </ChangeWindow>
  )
}

/** What stays is dimmed; what goes and what comes has a word of its own beside its colour. */
function Difference({ before, after }: { before: Setting['value']; after: Setting['value'] }) {
  const { settings: t } = useTexts()
  const words = useSettingWords()
  const text = (value: Setting['value']) => (typeof value === 'string' ? value : words.shown(value))
  const marks = { same: undefined, gone: { sign: '−', name: t.gone }, new: { sign: '+', name: t.added } }
  return (
    <div className="said" role="region" tabIndex={0} aria-label={t.restore}>
      {lineDifference(text(before), text(after)).map(({ kind, text: line }, index) => {
        const mark = marks[kind]
        // The lines stand in one order for as long as the window is open.
        return (
          <Text key={`${index} ${line}`} size="sm" {...(mark ? {} : { c: 'dimmed' })} className={`line-${kind}`}>
            {mark && <span aria-label={mark.name}>{mark.sign} </span>}
            {line || ' '}
          </Text>
        )
      })}
    </div>
  )
}
