import { useSyncExternalStore } from 'react'

/** Which page this is; nothing where no server has written it in. */
const own = document.querySelector<HTMLMetaElement>('meta[name=page-version]')?.content ?? ''
const watchers = new Set<() => void>()
let served = own

/** The server says with each reply which page it has now. */
export function noteServedPage(version: string | null): void {
  if (!version || version === served) return
  served = version
  for (const changed of watchers) changed()
}

/** The server was updated since this page was opened: it may ask for what is not there, or in another way. */
export function isPageOld(): boolean {
  return own !== '' && served !== own
}

export function useIsPageOld(): boolean {
  return useSyncExternalStore(watch, isPageOld)
}

function watch(changed: () => void): () => void {
  watchers.add(changed)
  return () => void watchers.delete(changed)
}
