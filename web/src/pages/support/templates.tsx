import { Button, Card, Group, Stack, Text, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { BrowserReply } from '#modules/cabinet/browser.ts'
import { read } from '#web/api.ts'
import { ChangeWindow } from '#web/kit/change-window.tsx'
import { Empty, Section, Shown } from '#web/kit/states.tsx'
import { TextsByLanguage } from '#web/kit/text-languages.tsx'
import { useChange } from '#web/kit/use-change.ts'
import { useTexts } from '#web/language.ts'

export type Template = BrowserReply<'replyTemplates'>['templates'][number]

export function useTemplates() {
  return useQuery({ queryKey: ['replyTemplates'], queryFn: () => read('replyTemplates', {}) })
}

/** What the team answers often: made, changed and deleted here. */
export function Templates() {
  const { support: t } = useTexts()
  const asked = useTemplates()
  const [edited, edit] = useState<Template | 'new'>()
  const [deleted, remove] = useState<Template>()
  return (
    <Section title={t.templates} hint={t.templatesHint}>
      <Shown asked={asked}>
        {({ templates }) =>
          templates.length === 0 ? (
            <Empty>{t.noTemplates}</Empty>
          ) : (
            <Stack gap="xs">
              {templates.map((template) => (
                <Line key={template.id} template={template} edit={edit} remove={remove} />
              ))}
            </Stack>
          )
        }
      </Shown>
      <div>
        <Button variant="default" onClick={() => edit('new')}>
          {t.addTemplate}
        </Button>
      </div>
      {edited && <EditWindow template={edited === 'new' ? undefined : edited} close={() => edit(undefined)} />}
      {deleted && <DeleteWindow template={deleted} close={() => remove(undefined)} />}
    </Section>
  )
}

interface LineProps {
  template: Template
  edit: (template: Template) => void
  remove: (template: Template) => void
}

function Line({ template, edit, remove }: LineProps) {
  const { support: t } = useTexts()
  const { title, texts } = template
  return (
    <Card withBorder padding="sm">
      <Group justify="space-between" gap="xs">
        <Text fw={600} size="sm" className="said">
          {title}
        </Text>
        <Group gap="xs">
          <Button size="compact-sm" variant="default" aria-label={`${t.edit}: ${title}`} onClick={() => edit(template)}>
            {t.edit}
          </Button>
          <Button
            size="compact-sm"
            variant="default"
            aria-label={`${t.delete}: ${title}`}
            onClick={() => remove(template)}
          >
            {t.delete}
          </Button>
        </Group>
      </Group>
      {texts.map(({ language, text }) => (
        <Text key={language} size="sm" lineClamp={2} className="said">
          {language}: {text}
        </Text>
      ))}
    </Card>
  )
}

function EditWindow({ template, close }: { template: Template | undefined; close: () => void }) {
  const { support: t } = useTexts()
  const [title, setTitle] = useState(template?.title ?? '')
  const [texts, setTexts] = useState<Record<string, string>>(
    Object.fromEntries(template?.texts.map(({ language, text }) => [language, text]) ?? []),
  )
  const change = useChange('saveReplyTemplate', close)
  const written = Object.entries(texts)
    .map(([language, text]) => ({ language, text: text.trim() }))
    .filter(({ text }) => text !== '')
  return (
    <ChangeWindow
      {...{ close, change }}
      isOpen
      title={template ? t.editTemplate : t.addTemplate}
      describe={({ title, texts }) => [
        t.templateChanged,
        `${t.templateTitle}: ${String(title)}`,
        ...Object.entries(texts as Record<string, string>).map(([language, text]) => `${language}: ${text}`),
      ]}
      submit={(reason) =>
        void change.send({ id: template?.id, changedAt: template?.changedAt, title, texts: written, reason })
      }
    >
      <TextInput
        label={t.templateTitle}
        description={t.templateTitleHint}
        required
        maxLength={80}
        value={title}
        onChange={(event) => setTitle(event.currentTarget.value)}
      />
      <TextsByLanguage
        texts={texts}
        change={setTexts}
        field={({ name }) => ({ label: t.templateText(name), minRows: 3, maxRows: 10, maxLength: 4096 })}
      />
    </ChangeWindow>
  )
}

function DeleteWindow({ template, close }: { template: Template; close: () => void }) {
  const { support: t } = useTexts()
  const change = useChange('deleteReplyTemplate', close)
  return (
    <ChangeWindow
      {...{ close, change }}
      isOpen
      title={t.deleteTemplate}
      describe={() => []}
      submit={(reason) => void change.send({ id: template.id, reason })}
    >
      <Text size="sm">{t.deleteTemplateText(template.title)}</Text>
    </ChangeWindow>
  )
}
