import { Alert, Button, Group, Stack, Tabs, Text, Textarea } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { read } from '#web/api.ts'
import { Check } from '#web/catalog/check.tsx'
import { contentIn, listNames } from '#web/catalog/content.ts'
import { Entries } from '#web/catalog/entries.tsx'
import { type CatalogPageData, useDraft, type Writing } from '#web/catalog/use-draft.ts'
import { Versions } from '#web/catalog/versions.tsx'
import { useQuestionWords } from '#web/catalog/words.ts'
import { ChangeWindow } from '#web/kit/change-window.tsx'
import { useFormat } from '#web/kit/format.ts'
import { Overtaken } from '#web/kit/overtaken.tsx'
import { Empty, PageTitle, Shown } from '#web/kit/states.tsx'
import { useChange } from '#web/kit/use-change.ts'
import { useTexts } from '#web/language.ts'
import { useMay } from '#web/session.ts'

const refreshMs = 15_000

export function CatalogPage() {
  const { catalog: t } = useTexts()
  const asked = useQuery({ queryKey: ['catalog'], queryFn: () => read('catalog', {}), refetchInterval: refreshMs })
  return (
    <Stack>
      <PageTitle>{t.title}</PageTitle>
      <Shown asked={asked}>{(page) => <Catalogue page={page} />}</Shown>
    </Stack>
  )
}

function Catalogue({ page }: { page: CatalogPageData }) {
  const { catalog: t } = useTexts()
  const writing = useDraft(page)
  const content = contentIn(writing.text)
  return (
    <>
      <Standing page={page} />
      <Notes {...{ page, writing }} />
      <Actions {...{ page, writing }} />
      <Tabs defaultValue="models" keepMounted={false}>
        <Tabs.List mb="md" aria-label={t.title}>
          {listNames.map((list) => (
            <Tabs.Tab key={list} value={list}>
              {t.lists[list]}
            </Tabs.Tab>
          ))}
          <Tabs.Tab value="json">JSON</Tabs.Tab>
          <Tabs.Tab value="versions">{t.versions}</Tabs.Tab>
        </Tabs.List>
        {listNames.map((list) => (
          <Tabs.Panel key={list} value={list}>
            {content ? <Entries {...{ list, content, writing }} /> : <Empty>{t.onlyJson}</Empty>}
          </Tabs.Panel>
        ))}
        <Tabs.Panel value="json">
          <Textarea
            label={t.json}
            description={t.jsonHint}
            autosize
            minRows={12}
            maxRows={30}
            spellCheck={false}
            classNames={{ input: 'code' }}
            value={writing.text}
            onChange={(event) => writing.write(event.currentTarget.value)}
          />
        </Tabs.Panel>
        <Tabs.Panel value="versions">
          <Versions page={page} />
        </Tabs.Panel>
      </Tabs>
      <Check text={writing.text} isChanged={writing.text !== page.content} />
    </>
  )
}

/** What counts now. */
function Standing({ page: { version, versions } }: { page: CatalogPageData }) {
  const { catalog: t } = useTexts()
  const { moment } = useFormat()
  const [present] = versions
  return (
    <Text size="sm" c="dimmed">
      {present ? t.standing(version, moment(present.at), present.byName ?? String(present.by)) : t.standingFile}
    </Text>
  )
}

/** The draft, and what has happened beside it. */
function Notes({ page, writing }: { page: CatalogPageData; writing: Writing }) {
  const { catalog: t } = useTexts()
  const { moment } = useFormat()
  const { draft, version } = page
  return (
    <>
      {draft && (
        <Alert color={draft.base === version ? 'blue' : 'orange'} variant="outline">
          {t.draftBy(draft.byName || String(draft.by), moment(draft.at))}{' '}
          {draft.base !== version && t.draftOld(version)}
        </Alert>
      )}
      {writing.isOvertaken && (
        <Overtaken title={t.overtaken} takeTheirs={() => writing.undo()} keepMine={() => writing.keepMine()} />
      )}
      {writing.fault && (
        <Text role="alert" c="var(--mantine-color-error)">
          {writing.fault}
        </Text>
      )}
    </>
  )
}

function Actions({ page, writing }: { page: CatalogPageData; writing: Writing }) {
  const { catalog: t } = useTexts()
  const may = useMay()
  const [open, setOpen] = useState<'publish' | 'drop'>()
  const { draft } = page
  const close = () => setOpen(undefined)
  if (!writing.isDirty && !draft)
    return (
      <Text size="sm" c="dimmed">
        {t.hint}
      </Text>
    )
  return (
    <Group gap="xs">
      {writing.isDirty && (
        <>
          <Button loading={writing.isSaving} disabled={writing.isOvertaken} onClick={() => void writing.save()}>
            {t.save}
          </Button>
          <Button variant="default" onClick={() => writing.undo()}>
            {t.undo}
          </Button>
        </>
      )}
      {draft && !writing.isDirty && (
        <>
          {may('publish_catalog') ? (
            <Button onClick={() => setOpen('publish')}>{t.publish}</Button>
          ) : (
            <Text size="sm">{t.ownersPublish}</Text>
          )}
          <Button variant="default" onClick={() => setOpen('drop')}>
            {t.drop}
          </Button>
          {open === 'publish' && <PublishWindow {...{ page, close }} revision={draft.revision} />}
          {open === 'drop' && <DropWindow {...{ close }} revision={draft.revision} />}
        </>
      )}
    </Group>
  )
}

interface WindowProps {
  revision: number
  close: () => void
}

function PublishWindow({ page: { version }, revision, close }: WindowProps & { page: CatalogPageData }) {
  const { catalog: t } = useTexts()
  const describe = useQuestionWords()
  const change = useChange('publishCatalog', close)
  return (
    <ChangeWindow
      {...{ close, change, describe }}
      isOpen
      title={t.publish}
      submit={(reason) => void change.send({ revision, base: version, reason })}
    >
      <Text size="sm">{t.publishText}</Text>
    </ChangeWindow>
  )
}

function DropWindow({ revision, close }: WindowProps) {
  const { catalog: t } = useTexts()
  const change = useChange('dropCatalogDraft', close)
  return (
    <ChangeWindow
      {...{ close, change }}
      isOpen
      title={t.drop}
      describe={() => [t.dropText]}
      submit={(reason) => void change.send({ revision, reason })}
    >
      <Text size="sm">{t.dropText}</Text>
    </ChangeWindow>
  )
}
