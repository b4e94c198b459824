import { Button, Text } from '@mantine/core'
import { ChangeWindow, type ChangeWindowProps } from './change-window.tsx'

type AskedButtonProps = Pick<ChangeWindowProps, 'title' | 'change' | 'describe'> & {
  isDisabled?: boolean
  submit: () => void
}

/** A button that deletes, with no reason to be written: the question stands there as soon as the backend has asked it. */
export function AskedButton({ title, change, describe, isDisabled, submit }: AskedButtonProps) {
  const isAsked = change.asking !== undefined
  return (
    <>
      <Button
        variant="subtle"
        c="var(--mantine-color-error)"
        disabled={isDisabled ?? false}
        loading={change.isBusy && !isAsked}
        onClick={submit}
      >
        {title}
      </Button>
      {change.fault && !isAsked && (
        <Text role="alert" c="var(--mantine-color-error)">
          {change.fault}
        </Text>
      )}
      <ChangeWindow {...{ title, change, describe, submit }} isOpen={isAsked} close={() => undefined} reason="" />
    </>
  )
}
