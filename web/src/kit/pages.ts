import { useInfiniteQuery } from '@tanstack/react-query'
import type { BrowserInput, BrowserReply } from '#modules/cabinet/browser.ts'
import { read, type Reads } from '#web/api.ts'
import { useIsNarrow } from './narrow.ts'

/** Lists that come a page at a time. */
export type Paged = { [Each in Reads]: BrowserReply<Each> extends { next: string | null } ? Each : never }[Reads]

/** So many rows at once; on a phone each of them is a card. */
const atOnce = { narrow: 20, wide: 50 }

export function usePages<Each extends Paged>(
  name: Each,
  input: Omit<BrowserInput<Each>, 'before' | 'limit'>,
  /** How often it is asked again; absent: when it is looked at anew. */
  { refetchInterval }: { refetchInterval?: number } = {},
) {
  const limit = atOnce[useIsNarrow() ? 'narrow' : 'wide']
  return useInfiniteQuery({
    queryKey: [name, input, limit],
    queryFn: ({ pageParam }) =>
      read(name, { ...input, limit, ...(pageParam ? { before: pageParam } : {}) } as unknown as BrowserInput<Each>),
    ...(refetchInterval === undefined ? {} : { refetchInterval }),
    initialPageParam: '',
    getNextPageParam: (page) => (page as { next: string | null }).next ?? undefined,
  })
}
