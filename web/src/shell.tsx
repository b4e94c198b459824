import {
  Alert,
  Anchor,
  AppShell,
  Box,
  Burger,
  Button,
  Group,
  NavLink,
  SegmentedControl,
  Select,
  Stack,
  Text,
  useMantineColorScheme,
} from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useMutation } from '@tanstack/react-query'
import { Link, Navigate, Outlet, useLocation, useMatches } from '@tanstack/react-router'
import type { MouseEvent } from 'react'
import type { Permission } from '#modules/users/contract.ts'
import { ApiError, write } from './api.ts'
import { useFaultWords } from './kit/fault-words.ts'
import { PageTitle } from './kit/states.tsx'
import { languages, type Language, useLanguage, useTexts } from './language.ts'
import { useIsPageOld } from './page-version.ts'
import type { CabinetTexts } from './texts/ru.ts'
import { useMay, useMe } from './session.ts'

const places: { to: string; name: keyof CabinetTexts['nav']; needs: Permission }[] = [
  { to: '/', name: 'today', needs: 'see_figures' },
  { to: '/money', name: 'money', needs: 'see_figures' },
  { to: '/growth', name: 'growth', needs: 'see_figures' },
  { to: '/experiments', name: 'experiments', needs: 'see_figures' },
  { to: '/promos', name: 'promos', needs: 'run_campaigns' },
  { to: '/people', name: 'people', needs: 'see_people' },
  { to: '/payments', name: 'payments', needs: 'see_payments' },
  { to: '/catalog', name: 'catalog', needs: 'edit_catalog' },
  { to: '/support', name: 'support', needs: 'see_support' },
  { to: '/broadcasts', name: 'broadcasts', needs: 'see_broadcasts' },
  { to: '/health', name: 'health', needs: 'see_health' },
  { to: '/settings', name: 'settings', needs: 'edit_settings' },
  { to: '/audit', name: 'audit', needs: 'see_audit' },
  { to: '/sessions', name: 'sessions', needs: 'enter' },
]

/** The menu beside the page, and the page if the role may see it. */
export function Shell() {
  const t = useTexts()
  const me = useMe()
  const [isOpen, { toggle, close }] = useDisclosure()
  return (
    <AppShell
      header={{ height: 56 }}
      navbar={{ width: 230, breakpoint: 'sm', collapsed: { mobile: !isOpen } }}
      padding="md"
    >
      <ToContent />
      <AppShell.Header>
        <Group h="100%" px="md" justify="space-between" wrap="nowrap">
          <Group wrap="nowrap" gap="sm">
            <Burger
              opened={isOpen}
              onClick={toggle}
              hiddenFrom="sm"
              size="sm"
              aria-label={t.menu}
              aria-expanded={isOpen}
            />
            <Text fw={700}>{t.name}</Text>
          </Group>
          <Text size="sm" truncate>
            {[me.firstName, t.roles[me.role]].filter(Boolean).join(' · ')}
          </Text>
        </Group>
      </AppShell.Header>
      <AppShell.Navbar p="xs" className="menu">
        <Menu chosen={close} />
      </AppShell.Navbar>
      <AppShell.Main id={contentId} tabIndex={-1}>
        <Updated />
        <Page />
      </AppShell.Main>
    </AppShell>
  )
}

const contentId = 'content'

/** By keyboard past the menu; seen only while it has the focus. */
function ToContent() {
  const t = useTexts()
  const skip = (event: MouseEvent) => {
    event.preventDefault()
    document.getElementById(contentId)!.focus()
  }
  return (
    <a className="to-content" href={`#${contentId}`} onClick={skip}>
      {t.toContent}
    </a>
  )
}

function Menu({ chosen }: { chosen: () => void }) {
  const t = useTexts()
  const may = useMay()
  const { pathname } = useLocation()
  const here = (to: string) => (to === '/' ? pathname === '/' : pathname.startsWith(to))
  return (
    <Stack h="100%" justify="space-between" gap="md">
      <Box>
        {places
          .filter(({ needs }) => may(needs))
          .map(({ to, name }) => (
            <NavLink
              key={to}
              component={Link}
              to={to}
              label={t.nav[name]}
              active={here(to)}
              variant="filled"
              aria-current={here(to) ? 'page' : undefined}
              onClick={chosen}
            />
          ))}
      </Box>
      <Choices />
    </Stack>
  )
}

function Choices() {
  const { t, language, choose } = useLanguage()
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  return (
    <Stack gap="xs">
      <Select
        size="xs"
        label={t.theme}
        value={colorScheme}
        allowDeselect={false}
        data={(['auto', 'light', 'dark'] as const).map((value) => ({ value, label: t.themes[value] }))}
        onChange={(value) => setColorScheme(value as 'auto')}
      />
      <SegmentedControl
        size="xs"
        fullWidth
        aria-label={t.language}
        value={language}
        data={Object.entries(languages).map(([value, { name }]) => ({ value, label: name }))}
        onChange={(value) => choose(value as Language)}
      />
      <Leave />
    </Stack>
  )
}

/** Who is still signed in must know it. */
function Leave() {
  const t = useTexts()
  const faultWords = useFaultWords()
  const leave = useMutation({
    mutationFn: () => write('leave', {}).catch(unlessSignedOut),
    onSuccess: () => location.reload(),
    // Otherwise it would wait in silence for an offline device.
    networkMode: 'always',
  })
  return (
    <>
      {leave.isError && (
        <Text role="alert" size="sm" c="var(--mantine-color-error)">
          {t.leaveFailed} {faultWords(leave.error)}
        </Text>
      )}
      <Button variant="default" size="xs" loading={leave.isPending} onClick={() => leave.mutate()}>
        {t.leave}
      </Button>
    </>
  )
}

/** The session has ended before. */
function unlessSignedOut(error: unknown): void {
  if (!(error instanceof ApiError && error.code === 'signed_out')) throw error
}

/** The person reloads it themselves, because that loses what is not saved. */
function Updated() {
  const t = useTexts()
  if (!useIsPageOld()) return null
  return (
    <Alert color="orange" variant="outline" title={t.updated} role="status" mb="md">
      <Stack align="start" gap="xs">
        <Text size="sm">{t.updatedText}</Text>
        <Button size="xs" variant="default" onClick={() => location.reload()}>
          {t.reload}
        </Button>
      </Stack>
    </Alert>
  )
}

/** A role that may not see the first page begins with the first one that it may. */
function Page() {
  const t = useTexts()
  const may = useMay()
  // What stands in the outlet; the address is ahead of it while a page is loaded.
  const route: string = useMatches({ select: (matches) => matches.at(-1)!.routeId })
  const place = places.findLast(({ to }) => (to === '/' ? route === '/' : route.startsWith(to)))
  if (!place || may(place.needs)) return <Outlet />
  const first = places.find(({ needs }) => may(needs))!
  if (route === '/') return <Navigate to={first.to} replace />
  return (
    <Stack>
      <PageTitle>{t.noAccess}</PageTitle>
      <Anchor component={Link} to={first.to}>
        {t.nav[first.name]}
      </Anchor>
    </Stack>
  )
}

export function NotFound() {
  const t = useTexts()
  return (
    <Stack>
      <PageTitle>{t.notFound}</PageTitle>
      <Anchor component={Link} to="/">
        {t.toStart}
      </Anchor>
    </Stack>
  )
}
