import { useMediaQuery } from '@mantine/hooks'

/** A phone, or a window as narrow as one. */
export function useIsNarrow(): boolean {
  return useMediaQuery('(max-width: 48em)', false, { getInitialValueInEffect: false })
}
