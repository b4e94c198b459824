import { useLayoutEffect } from 'react'

/**
 * Stands in a window: when it goes, the keyboard is where it was before. Mantine's own way needs a window that is closed before
 * it is taken out, and what has opened it to stay on the page.
 */
export function FocusBack() {
  useLayoutEffect(() => {
    const opener = document.activeElement
    return () => giveBack(opener)
  }, [])
  return null
}

/** A row may go with the change that was made of it: then the page itself gets the focus. */
function giveBack(opener: Element | null): void {
  if (opener instanceof HTMLElement) opener.focus({ preventScroll: true })
  const watch = new MutationObserver(() => {
    if (opener !== document.body && document.activeElement === opener) return
    watch.disconnect()
    if (document.activeElement === document.body) focusPage()
  })
  watch.observe(document.body, { childList: true, subtree: true })
}

function focusPage(): void {
  const place = document.querySelector<HTMLElement>('main h1') ?? document.querySelector<HTMLElement>('main')
  place?.focus({ preventScroll: true })
}
