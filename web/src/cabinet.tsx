import { createTheme, type CSSVariablesResolver, localStorageColorSchemeManager, MantineProvider } from '@mantine/core'
import { Notifications } from '@mantine/notifications'
import { QueryClient, QueryClientProvider, useQuery } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { ApiError } from './api.ts'
import { Failed, Loading } from './kit/states.tsx'
import { firstLanguage, keepLanguage, type Language, LanguageContext } from './language.ts'
import { Outside } from './outside.tsx'
import { router } from './router.tsx'
import { enter, MeContext } from './session.ts'

const theme = createTheme({
  primaryColor: 'indigo',
  primaryShade: { light: 8, dark: 8 },
  autoContrast: true,
  defaultRadius: 'md',
})
/** Quiet words and those of a fault are read well on both themes. */
const legible: CSSVariablesResolver = ({ colors }) => ({
  variables: {},
  light: { '--mantine-color-dimmed': colors.gray[7], '--mantine-color-error': colors.red[9] },
  dark: { '--mantine-color-dimmed': colors.dark[1], '--mantine-color-error': colors.red[4] },
})
const colors = localStorageColorSchemeManager({ key: 'cabinet-theme' })
const queries = new QueryClient({
  defaultOptions: {
    queries: {
      retry: (times, error) => times < 2 && error instanceof ApiError && error.code === 'unavailable',
      staleTime: 5_000,
    },
  },
})
const nonce = () => document.querySelector<HTMLMetaElement>('meta[property=csp-nonce]')?.nonce ?? ''

/** Everything that all pages stand in. */
export function Cabinet() {
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={legible}
      defaultColorScheme="auto"
      colorSchemeManager={colors}
      getStyleNonce={nonce}
    >
      <Notifications position="top-right" />
      <QueryClientProvider client={queries}>
        <Inside />
      </QueryClientProvider>
    </MantineProvider>
  )
}

function Inside() {
  const { data: me, error, isPending, refetch } = useQuery({ queryKey: ['me'], queryFn: enter, staleTime: Infinity })
  const [chosen, setChosen] = useState<Language>()
  const language = chosen ?? firstLanguage(me?.language)
  useEffect(() => void (document.documentElement.lang = language), [language])
  const choose = (wanted: Language) => {
    keepLanguage(wanted)
    setChosen(wanted)
  }
  return (
    <LanguageContext value={{ language, choose }}>
      {me ? (
        // Also when it could not be refreshed: what is being typed must not go.
        <MeContext value={me}>
          <RouterProvider router={router} />
        </MeContext>
      ) : isPending ? (
        <Loading />
      ) : error ? (
        <Failed error={error} retry={() => void refetch()} />
      ) : (
        <Outside />
      )}
    </LanguageContext>
  )
}
