import { Alert, Button, Group, List, Modal, Stack, Text, TextInput } from '@mantine/core'
import { type FormEvent, type ReactNode, useState } from 'react'
import { useTexts } from '#web/language.ts'
import { FocusBack } from './focus-back.tsx'

interface Changing {
  asking: Record<string, unknown> | undefined
  fault: string | undefined
  isBusy: boolean
  reset: () => void
}

export interface ChangeWindowProps {
  title: string
  isOpen: boolean
  close: () => void
  change: Changing
  /** What the second question shows, in words. */
  describe: (question: Record<string, unknown>) => string[]
  submit: (reason: string) => void
  children?: ReactNode
  /** For what needs no reason of its own. */
  reason?: string
}

/** A form in a window, with its reason; what is dangerous is shown once more before it is done. */
export function ChangeWindow(props: ChangeWindowProps) {
  const { title, isOpen, close, change, describe, submit, children } = props
  const t = useTexts()
  const [reason, setReason] = useState('')
  const leave = () => {
    change.reset()
    setReason('')
    close()
  }
  const send = (event: FormEvent) => {
    event.preventDefault()
    submit(props.reason ?? reason.trim())
  }
  return (
    <Modal.Root opened={isOpen} onClose={leave} lockScroll={false} centered>
      <Modal.Overlay />
      <Modal.Content>
        <Modal.Body>
          <FocusBack />
          <form onSubmit={send}>
            <Stack pt="md">
              <Modal.Title fw={700}>{title}</Modal.Title>
              {change.asking ? (
                <Question lines={describe(change.asking)} />
              ) : (
                <>
                  {children}
                  {props.reason === undefined && (
                    <TextInput
                      label={t.reason}
                      description={t.reasonHint}
                      required
                      maxLength={255}
                      value={reason}
                      onChange={(event) => setReason(event.currentTarget.value)}
                    />
                  )}
                </>
              )}
              {change.fault && (
                <Text role="alert" c="var(--mantine-color-error)">
                  {change.fault}
                </Text>
              )}
              <Group justify="end">
                <Button variant="default" onClick={leave}>
                  {t.cancel}
                </Button>
                <Button type="submit" loading={change.isBusy} {...(change.asking ? { color: 'red.9' } : {})}>
                  {change.asking ? t.yes : title}
                </Button>
              </Group>
            </Stack>
          </form>
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  )
}

function Question({ lines }: { lines: string[] }) {
  const t = useTexts()
  return (
    <Alert color="orange" variant="outline" title={t.sure}>
      <List size="sm">
        {lines.map((line) => (
          <List.Item key={line}>{line}</List.Item>
        ))}
      </List>
    </Alert>
  )
}
