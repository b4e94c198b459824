import {
  Alert,
  Button,
  Card,
  Grid,
  Group,
  SegmentedControl,
  Stack,
  Text,
  Textarea,
  UnstyledButton,
} from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import type { BrowserReply } from '#modules/cabinet/browser.ts'
import { read } from '#web/api.ts'
import { CsvButton } from '#web/kit/csv-button.tsx'
import { useFormat } from '#web/kit/format.ts'
import { useIsNarrow } from '#web/kit/narrow.ts'
import { usePages } from '#web/kit/pages.ts'
import { PersonLink } from '#web/kit/person-link.tsx'
import { More } from '#web/kit/rows.tsx'
import { Empty, PageTitle, Shown } from '#web/kit/states.tsx'
import { useChange } from '#web/kit/use-change.ts'
import { useTexts } from '#web/language.ts'
import { useMay } from '#web/session.ts'
import { InsertTemplate } from './support/insert-template.tsx'
import { Templates } from './support/templates.tsx'

type Ticket = BrowserReply<'tickets'>['tickets'][number]
type Show = 'open' | 'answered'

const beginning = 160
const refreshMs = 15_000

export function SupportPage() {
  const { support: t } = useTexts()
  const [show, setShow] = useState<Show>('open')
  const [chosen, choose] = useState<Ticket>()
  const may = useMay()
  const pages = usePages('tickets', { show }, { refetchInterval: refreshMs })
  // On a phone there is place for one of both.
  const isNarrow = useIsNarrow()
  return (
    <Stack>
      <PageTitle>{t.title}</PageTitle>
      <SegmentedControl
        aria-label={t.title}
        value={show}
        onChange={(value) => setShow(value)}
        data={(['open', 'answered'] as const).map((value) => ({ value, label: t[value] }))}
        maw={360}
      />
      <Grid>
        {!(isNarrow && chosen) && (
          <Grid.Col span={{ base: 12, md: 5 }}>
            <Shown asked={pages}>
              {({ pages: loaded }) => {
                const tickets = loaded.flatMap((page) => page.tickets)
                if (tickets.length === 0) return <Empty>{show === 'open' ? t.emptyOpen : t.emptyAnswered}</Empty>
                return (
                  <Stack gap="xs">
                    <div>
                      <CsvButton name="tickets" input={{ show }} rowsOf={(page) => page.tickets} />
                    </div>
                    <Tickets tickets={tickets} chosen={chosen?.id} choose={choose} />
                  </Stack>
                )
              }}
            </Shown>
            <More pages={pages} />
          </Grid.Col>
        )}
        {(chosen || !isNarrow) && (
          <Grid.Col span={{ base: 12, md: 7 }}>
            {chosen ? (
              <Talk key={chosen.id} ticket={chosen} close={() => choose(undefined)} />
            ) : (
              <Empty>{t.choose}</Empty>
            )}
          </Grid.Col>
        )}
      </Grid>
      {may('answer_support') && <Templates />}
    </Stack>
  )
}

function Tickets({
  tickets,
  chosen,
  choose,
}: {
  tickets: Ticket[]
  chosen: number | undefined
  choose: (ticket: Ticket) => void
}) {
  const { moment } = useFormat()
  return (
    <Stack gap="xs">
      {tickets.map((ticket) => (
        <Card
          key={ticket.id}
          withBorder
          padding={0}
          {...(ticket.id === chosen ? { bd: '2px solid var(--mantine-primary-color-filled)' } : {})}
        >
          <UnstyledButton p="sm" onClick={() => choose(ticket)} aria-pressed={ticket.id === chosen}>
            <Group justify="space-between" gap="xs">
              <Text fw={600} size="sm">
                {ticket.firstName} {ticket.username && `@${ticket.username}`}
              </Text>
              <Text size="xs" c="dimmed">
                № {ticket.id} · {moment(ticket.at)}
              </Text>
            </Group>
            <Text size="sm">
              {ticket.text.length > beginning ? `${ticket.text.slice(0, beginning)}…` : ticket.text}
            </Text>
          </UnstyledButton>
        </Card>
      ))}
    </Stack>
  )
}

function Talk({ ticket, close }: { ticket: Ticket; close: () => void }) {
  const { support: t } = useTexts()
  const may = useMay()
  const { telegramId } = ticket
  const asked = useQuery({
    queryKey: ['talk', telegramId],
    queryFn: () => read('talk', { telegramId }),
    refetchInterval: refreshMs,
  })
  // The list beside it may be long, and the talk stands at its top: what was chosen comes into view, and is next for the keyboard.
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => {
    place.current?.scrollIntoView({ block: 'start' })
    place.current?.focus({ preventScroll: true })
  }, [])
  return (
    <Stack gap="sm" ref={place} tabIndex={-1} className="talk" role="group" aria-label={`${t.question} № ${ticket.id}`}>
      <Group justify="space-between">
        <PersonLink who={ticket} />
        <Button variant="default" size="xs" onClick={close}>
          {t.toList}
        </Button>
      </Group>
      <Shown asked={asked}>
        {({ requests }) => (
          <Stack gap="xs">
            {requests.map((request) => (
              <Exchange key={request.id} request={request} />
            ))}
          </Stack>
        )}
      </Shown>
      {may('answer_support') && <Reply ticket={ticket} language={asked.data?.language} />}
    </Stack>
  )
}

function Exchange({ request }: { request: BrowserReply<'talk'>['requests'][number] }) {
  const { support: t } = useTexts()
  const { moment } = useFormat()
  return (
    <>
      <Card withBorder padding="sm" mr="xl">
        <Text size="xs" c="dimmed">
          {t.question} № {request.id} · {moment(request.at)}
        </Text>
        <Text className="said">{request.text || t.deleted}</Text>
        {request.files > 0 && (
          <Text size="xs" c="dimmed">
            {t.files(request.files)}
          </Text>
        )}
      </Card>
      {request.answeredAt && (
        <Card withBorder padding="sm" ml="xl">
          <Text size="xs" c="dimmed">
            {t.ours} · {moment(request.answeredAt)}
          </Text>
          <Text className="said">{request.answer ?? t.deleted}</Text>
        </Card>
      )}
    </>
  )
}

function Reply({ ticket, language }: { ticket: Ticket; language: string | undefined }) {
  const { support: t } = useTexts()
  const { moment } = useFormat()
  const [text, setText] = useState('')
  const change = useChange('answerTicket', () => setText(''))
  const write = (text: string) => {
    change.reset()
    setText(text)
  }
  const send = (event: FormEvent) => {
    event.preventDefault()
    void change.send({ id: ticket.id, text, reason: `${t.why} № ${ticket.id}` })
  }
  return (
    <form onSubmit={send}>
      <Stack gap="xs" align="start">
        {language && (
          <InsertTemplate
            person={{ firstName: ticket.firstName, language }}
            insert={(more) => write(text.trim() === '' ? more : `${text.trimEnd()}\n\n${more}`)}
          />
        )}
        <Textarea
          label={`${t.answer} № ${ticket.id}`}
          w="100%"
          required
          autosize
          minRows={3}
          maxLength={4096}
          value={text}
          onChange={(event) => write(event.currentTarget.value)}
        />
        {change.asking && (
          <Alert color="orange" variant="outline" role="alert" title={t.answeredAlready} w="100%">
            <Text size="xs" c="dimmed">
              {String(change.asking['answeredByName'] ?? change.asking['answeredBy'])} ·{' '}
              {moment(String(change.asking['answeredAt']))}
            </Text>
            <Text className="said">
              {typeof change.asking['answer'] === 'string' ? change.asking['answer'] : t.deleted}
            </Text>
          </Alert>
        )}
        {change.fault && (
          <Text role="alert" c="var(--mantine-color-error)">
            {change.fault}
          </Text>
        )}
        <Button type="submit" loading={change.isBusy}>
          {change.asking ? t.replyMore : t.reply}
        </Button>
      </Stack>
    </form>
  )
}
