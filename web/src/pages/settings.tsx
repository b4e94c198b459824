import { Anchor, Button, Group, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { read } from '#web/api.ts'
import { useFormat } from '#web/kit/format.ts'
import { PersonLink } from '#web/kit/person-link.tsx'
import { Rows } from '#web/kit/rows.tsx'
import { Empty, FoldedSection, PageTitle, Shown } from '#web/kit/states.tsx'
import { LanguagePicker, useTextLanguage } from '#web/kit/text-languages.tsx'
import { useTexts } from '#web/language.ts'
import { BackWindow, SetWindow } from '#web/settings/windows.tsx'
import { VersionsWindow } from '#web/settings/versions.tsx'
import { isDocument, languageOf, type Setting, type SettingsData, useSettingWords } from '#web/settings/words.ts'

const groups = [
  { name: 'trial', has: (setting: string) => /^(trial|free)_/.test(setting) },
  { name: 'reminders', has: (setting: string) => setting.startsWith('reminder') },
  { name: 'contact', has: (setting: string) => ['support_contact', 'time_zone'].includes(setting) },
  { name: 'documents', has: isDocument },
  { name: 'offers', has: (setting: string) => setting.startsWith('offer_') },
] as const

const textGroups = new Set<string>(['documents', 'offers'])

export function SettingsPage() {
  const { settings: t } = useTexts()
  const asked = useQuery({ queryKey: ['settings'], queryFn: () => read('settings', {}) })
  return (
    <Stack>
      <PageTitle>{t.title}</PageTitle>
      <Text size="sm" c="dimmed">
        {t.hint}
      </Text>
      <Shown asked={asked}>
        {({ settings, changes }) => (
          <>
            {groups.map(({ name, has }) => {
              const GroupSection = textGroups.has(name) ? TextSection : SettingSection
              return (
                <GroupSection
                  key={name}
                  title={t.groups[name]}
                  settings={settings.filter(({ setting }) => has(setting))}
                />
              )
            })}
            <div>
              <Text size="sm">{t.budgets}</Text>
              <Anchor component={Link} to="/catalog" size="sm">
                {t.toCatalog}
              </Anchor>
            </div>
            <History changes={changes} />
          </>
        )}
      </Shown>
    </Stack>
  )
}

interface SettingsProps {
  title: string
  settings: Setting[]
}

function SettingSection(props: SettingsProps) {
  return (
    <FoldedSection title={props.title}>
      <SettingRows {...props} />
    </FoldedSection>
  )
}

/** What there is in each language, such as `terms.en`, is shown in one of them. */
function TextSection({ title, settings }: SettingsProps) {
  const [shown, show] = useTextLanguage()
  const own = settings.filter(({ value }) => value !== null).map(({ setting }) => languageOf(setting))
  return (
    <FoldedSection title={title}>
      <LanguagePicker {...{ shown, show }} written={[...new Set(own)]} />
      <SettingRows title={title} settings={settings.filter(({ setting }) => languageOf(setting) === shown)} />
    </FoldedSection>
  )
}

function SettingRows({ title, settings }: SettingsProps) {
  const { settings: t, person } = useTexts()
  const words = useSettingWords()
  const [open, setOpen] = useState<{ setting: Setting; what: 'change' | 'back' | 'versions' }>()
  const close = () => setOpen(undefined)
  return (
    <>
      <Rows
        label={title}
        folds
        rows={settings}
        keyOf={({ setting }) => setting}
        columns={[
          { name: person.what, cell: ({ setting }) => words.name(setting) },
          { name: t.counts, cell: (setting) => words.shown(setting.value ?? setting.default) },
          { name: t.from, cell: ({ value }) => (value === null ? t.fromDefault : t.fromCabinet) },
          {
            name: t.change,
            cell: (setting) => (
              <Group gap="xs">
                <Button
                  size="compact-xs"
                  variant="default"
                  aria-label={t.changeOf(words.name(setting.setting))}
                  onClick={() => setOpen({ setting, what: 'change' })}
                >
                  {t.change}
                </Button>
                {setting.value !== null && (
                  <Button
                    size="compact-xs"
                    variant="default"
                    aria-label={t.backOf(words.name(setting.setting))}
                    onClick={() => setOpen({ setting, what: 'back' })}
                  >
                    {t.back}
                  </Button>
                )}
                {setting.version > 0 && (
                  <Button
                    size="compact-xs"
                    variant="default"
                    aria-label={t.versionsOf(words.name(setting.setting))}
                    onClick={() => setOpen({ setting, what: 'versions' })}
                  >
                    {t.versions}
                  </Button>
                )}
              </Group>
            ),
          },
        ]}
      />
      {open?.what === 'change' && <SetWindow setting={open.setting} close={close} />}
      {open?.what === 'versions' && <VersionsWindow setting={open.setting} close={close} />}
      {open?.what === 'back' && <BackWindow setting={open.setting} close={close} />}
    </>
  )
}

/** Who changed what and why. */
function History({ changes }: { changes: SettingsData['changes'] }) {
  const { settings: t, person, audit, reason } = useTexts()
  const { moment } = useFormat()
  const words = useSettingWords()
  return (
    <FoldedSection title={t.history}>
      {changes.length === 0 ? (
        <Empty>{t.noHistory}</Empty>
      ) : (
        <Rows
          label={t.history}
          csv="settings"
          folds
          rows={changes}
          keyOf={({ version }) => version}
          columns={[
            { name: person.time, cell: ({ at }) => moment(at) },
            { name: person.what, cell: ({ setting }) => words.name(setting) },
            { name: t.value, cell: ({ value }) => (value === null ? t.fromDefault : words.shown(value)) },
            { name: t.agreement, cell: ({ asksAnew }) => (asksAnew ? t.anew : '—') },
            {
              name: audit.who,
              cell: ({ by, byName }) => <PersonLink who={{ telegramId: by, firstName: byName || String(by) }} />,
            },
            { name: reason, cell: (change) => change.reason },
          ]}
        />
      )}
    </FoldedSection>
  )
}
