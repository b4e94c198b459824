import { useInfiniteQuery } from '@tanstack/react-query'
import type { BrowserInput, BrowserReply } from '#modules/cabinet/browser.ts'
import { read, type Reads } from '#web/api.ts'

/** Lists that come a page at a time. */
export type Paged = { [Each in Reads]: BrowserReply<Each> extends { next: string | null } ? Each : never }[Reads]

export function usePages<Each extends Paged>(name: Each, input: Omit<BrowserInput<Each>, 'before' | 'limit'>) {
  return useInfiniteQuery({
    queryKey: [name, input],
    queryFn: ({ pageParam }) =>
      read(name, { ...input, ...(pageParam ? { before: pageParam } : {}) } as unknown as BrowserInput<Each>),
    initialPageParam: '',
    getNextPageParam: (page) => (page as { next: string | null }).next ?? undefined,
  })
}
