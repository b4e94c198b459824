import { Button, FileButton, Grid, Group, Image, Select, Stack, Text, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useRef, useState } from 'react'
import type { BrowserReply } from '#modules/cabinet/browser.ts'
import { type ApiError, read } from '#web/api.ts'
import { AskedButton } from '#web/kit/asked-button.tsx'
import { CountInput } from '#web/kit/count-input.tsx'
import { Overtaken } from '#web/kit/overtaken.tsx'
import { Section, Shown } from '#web/kit/states.tsx'
import { useChange } from '#web/kit/use-change.ts'
import { useTexts } from '#web/language.ts'
import { useMay } from '#web/session.ts'
import { Gone } from './gone.tsx'
import { pictureIn } from './picture.ts'
import { Progress } from './progress.tsx'
import { Segment } from './segment.tsx'
import { SendWindow } from './send-window.tsx'
import { TextFields } from './text-fields.tsx'
import { type TypedQuiet, useDraft } from './use-draft.ts'

type Known = BrowserReply<'broadcast'>

/** What is said, to whom and when not; kept before it is tried or sent. */
export function Composer(props: ComposerProps) {
  const asked = useQuery({ queryKey: ['segments'], queryFn: () => read('segments', {}) })
  return <Shown asked={asked}>{({ languages }) => <Writing {...props} languages={languages} />}</Shown>
}

interface ComposerProps {
  broadcast?: Known
  /** How the backend says that the draft was deleted. */
  deletion?: ApiError | undefined
}

type WritingProps = ComposerProps & { languages: string[] }

function Writing({ broadcast, deletion, languages }: WritingProps) {
  const isSent = broadcast !== undefined && broadcast.state !== 'draft'
  const isGone = isSent || deletion !== undefined
  const writing = useDraft(broadcast, isGone)
  if (isSent && !writing.isUnsaved) return <Progress broadcast={broadcast} />
  return <Fields {...{ broadcast, deletion, languages, isGone, writing }} />
}

interface FieldsProps extends Omit<WritingProps, 'broadcast'> {
  broadcast: Known | undefined
  isGone: boolean
  writing: ReturnType<typeof useDraft>
}

function Fields({ broadcast, deletion, languages, isGone, writing }: FieldsProps) {
  const t = useTexts()
  const navigate = useNavigate()
  const { draft, put } = writing
  const [isSending, setSending] = useState(false)
  const trying = useChange('tryBroadcast', () => undefined)
  const fields = useRef<HTMLDivElement>(null)
  const save = async (then: Afterwards) => {
    if (!areRight(fields.current!)) return
    const saved = await writing.save()
    if (!saved) return
    if (then === 'try') {
      // Another text is another trial, also after a lost reply.
      trying.reset()
      void trying.send({ id: saved.id, reason: t.broadcasts.tried })
    }
    if (then === 'send') setSending(true)
    if (!broadcast || isGone) void navigate({ to: '/broadcasts/$id', params: { id: String(saved.id) } })
  }
  const isReady = draft.title.trim() !== '' && !writing.isOvertaken
  return (
    <Stack gap="lg" ref={fields}>
      {isGone && (
        <Gone
          {...{ broadcast, deletion, isReady }}
          save={() => void save('stay')}
          showTheirs={() => writing.takeTheirs()}
        />
      )}
      {writing.isOvertaken && <Overtaken title={t.broadcasts.overtaken} {...writing} />}
      <TextInput
        label={t.broadcasts.name}
        description={t.broadcasts.nameHint}
        required
        maxLength={120}
        value={draft.title}
        onChange={(event) => put({ title: event.currentTarget.value })}
      />
      <TextFields texts={draft.texts} change={(texts) => put({ texts })} />
      <Picture broadcast={broadcast} picture={draft.picture} change={(picture) => put({ picture })} />
      <Segment languages={languages} conditions={draft.conditions} change={(conditions) => put({ conditions })} />
      <Quiet quiet={draft.quiet} change={(quiet) => put({ quiet })} />
      <Fault>{writing.fault ?? trying.fault}</Fault>
      <Orders
        id={broadcast?.id}
        isBusy={writing.isSaving || trying.isBusy}
        {...{ isReady, isGone }}
        save={(then) => void save(then)}
      />
      {broadcast && !isGone && (
        <SendWindow
          id={broadcast.id}
          revision={writing.revision}
          conditions={draft.conditions}
          isOpen={isSending}
          close={() => setSending(false)}
        />
      )}
    </Stack>
  )
}

/** What is wrong stands under its field; the first such field gets the focus, and nothing is sent. */
function areRight(fields: HTMLElement): boolean {
  const wrong = [...fields.querySelectorAll('input')].find((field) => !field.checkValidity())
  wrong?.focus()
  return wrong === undefined
}

type Afterwards = 'stay' | 'try' | 'send'

interface OrdersProps {
  /** Undefined: it was not saved yet. */
  id: number | undefined
  isBusy: boolean
  isReady: boolean
  isGone: boolean
  save: (then: Afterwards) => void
}

function Orders({ id, isBusy, isReady, isGone, save }: OrdersProps) {
  const { broadcasts: t } = useTexts()
  const may = useMay()
  return (
    <Group>
      <Button variant="default" loading={isBusy} disabled={!isReady} onClick={() => save('stay')}>
        {isGone ? t.saveAnew : t.save}
      </Button>
      {id !== undefined && !isGone && (
        <>
          <Button variant="default" disabled={!isReady || isBusy} onClick={() => save('try')}>
            {t.tryIt}
          </Button>
          {may('send_broadcasts') && (
            <Button disabled={!isReady || isBusy} onClick={() => save('send')}>
              {t.send}
            </Button>
          )}
          <DropButton id={id} isDisabled={isBusy} />
        </>
      )}
    </Group>
  )
}

function DropButton({ id, isDisabled }: { id: number; isDisabled: boolean }) {
  const { broadcasts: t } = useTexts()
  const navigate = useNavigate()
  const change = useChange('dropBroadcast', () => void navigate({ to: '/broadcasts' }))
  return (
    <AskedButton
      {...{ change, isDisabled }}
      title={t.drop}
      describe={({ title }) => [String(title), t.dropText]}
      submit={() => void change.send({ id, reason: t.dropped })}
    />
  )
}

interface PictureProps {
  broadcast: Known | undefined
  picture: string | null | undefined
  change: (picture: string | null) => void
}

function Picture({ broadcast, picture, change }: PictureProps) {
  const { broadcasts: t } = useTexts()
  const [isBad, setBad] = useState(false)
  const shown = picture === undefined ? (broadcast?.picture ?? null) : picture && `data:image/jpeg;base64,${picture}`
  const take = (file: File | null) => {
    if (!file) return
    setBad(false)
    pictureIn(file).then(change, () => setBad(true))
  }
  return (
    <Section title={t.picture} hint={t.pictureHint}>
      {shown && <Image src={shown} alt={t.picture} maw={320} radius="md" />}
      <Group>
        <FileButton
          onChange={take}
          accept="image/jpeg,image/png,image/webp"
          inputProps={{ 'aria-label': t.choosePicture }}
        >
          {(props) => (
            <Button variant="default" size="xs" {...props}>
              {t.choosePicture}
            </Button>
          )}
        </FileButton>
        {shown && (
          <Button variant="default" size="xs" onClick={() => change(null)}>
            {t.noPicture}
          </Button>
        )}
      </Group>
      <Fault>{isBad ? t.badPicture : undefined}</Fault>
    </Section>
  )
}

function Fault({ children }: { children: string | undefined }) {
  return (
    children !== undefined && (
      <Text role="alert" c="var(--mantine-color-error)">
        {children}
      </Text>
    )
  )
}

const whole = 'person'

function Quiet({ quiet, change }: { quiet: TypedQuiet | null; change: (quiet: TypedQuiet | null) => void }) {
  const { broadcasts: t } = useTexts()
  const own = Intl.DateTimeFormat().resolvedOptions().timeZone
  const hours = { required: true, min: 0, max: 23 }
  const put = (more: Partial<TypedQuiet>) => quiet && change({ ...quiet, ...more })
  return (
    <Section title={t.quiet} hint={t.quietHint}>
      <Grid>
        <Grid.Col span={{ base: 12, sm: 4 }}>
          <Select
            label={t.quietZone}
            allowDeselect={false}
            value={quiet?.zone ?? 'none'}
            data={[
              { value: whole, label: t.zoneOfPerson },
              { value: own, label: t.zoneOfOwner(own) },
              { value: 'none', label: t.noQuiet },
            ]}
            onChange={(zone) => change(zone === 'none' || !zone ? null : { from: 22, to: 9, ...quiet, zone })}
          />
        </Grid.Col>
        {quiet && (
          <>
            <Grid.Col span={{ base: 6, sm: 2 }}>
              <CountInput label={t.quietFrom} {...hours} value={quiet.from} onChange={(from) => put({ from })} />
            </Grid.Col>
            <Grid.Col span={{ base: 6, sm: 2 }}>
              <CountInput label={t.quietTo} {...hours} value={quiet.to} onChange={(to) => put({ to })} />
            </Grid.Col>
          </>
        )}
      </Grid>
    </Section>
  )
}
