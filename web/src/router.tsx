import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router'
import { NotFound, Shell } from './shell.tsx'

const root = createRootRoute({ component: Shell, notFoundComponent: NotFound })

const today = createRoute({
  getParentRoute: () => root,
  path: '/',
  component: lazyRouteComponent(() => import('./pages/today.tsx'), 'TodayPage'),
})
const money = createRoute({
  getParentRoute: () => root,
  path: '/money',
  component: lazyRouteComponent(() => import('./pages/money.tsx'), 'MoneyPage'),
})
const growth = createRoute({
  getParentRoute: () => root,
  path: '/growth',
  component: lazyRouteComponent(() => import('./pages/growth.tsx'), 'GrowthPage'),
})
const promos = createRoute({
  getParentRoute: () => root,
  path: '/promos',
  component: lazyRouteComponent(() => import('./pages/promos.tsx'), 'PromosPage'),
})
const experiments = createRoute({
  getParentRoute: () => root,
  path: '/experiments',
  component: lazyRouteComponent(() => import('./pages/experiments.tsx'), 'ExperimentsPage'),
})
const people = createRoute({
  getParentRoute: () => root,
  path: '/people',
  validateSearch: ({ search }): { search?: string } => (typeof search === 'string' && search ? { search } : {}),
  component: lazyRouteComponent(() => import('./pages/people.tsx'), 'PeoplePage'),
})
const person = createRoute({
  getParentRoute: () => root,
  path: '/people/$id',
  component: lazyRouteComponent(() => import('./pages/person.tsx'), 'PersonPage'),
})
const payments = createRoute({
  getParentRoute: () => root,
  path: '/payments',
  component: lazyRouteComponent(() => import('./pages/payments.tsx'), 'PaymentsPage'),
})
const catalog = createRoute({
  getParentRoute: () => root,
  path: '/catalog',
  component: lazyRouteComponent(() => import('./pages/catalog.tsx'), 'CatalogPage'),
})
const support = createRoute({
  getParentRoute: () => root,
  path: '/support',
  component: lazyRouteComponent(() => import('./pages/support.tsx'), 'SupportPage'),
})
const broadcasts = createRoute({
  getParentRoute: () => root,
  path: '/broadcasts',
  component: lazyRouteComponent(() => import('./pages/broadcasts.tsx'), 'BroadcastsPage'),
})
const broadcast = createRoute({
  getParentRoute: () => root,
  path: '/broadcasts/$id',
  component: lazyRouteComponent(() => import('./pages/broadcast.tsx'), 'BroadcastPage'),
})
const health = createRoute({
  getParentRoute: () => root,
  path: '/health',
  component: lazyRouteComponent(() => import('./pages/health.tsx'), 'HealthPage'),
})
const settings = createRoute({
  getParentRoute: () => root,
  path: '/settings',
  component: lazyRouteComponent(() => import('./pages/settings.tsx'), 'SettingsPage'),
})
const audit = createRoute({
  getParentRoute: () => root,
  path: '/audit',
  component: lazyRouteComponent(() => import('./pages/audit.tsx'), 'AuditPage'),
})
const sessions = createRoute({
  getParentRoute: () => root,
  path: '/sessions',
  component: lazyRouteComponent(() => import('./pages/sessions.tsx'), 'SessionsPage'),
})

/** The pages of the cabinet and their addresses. */
export const router = createRouter({
  routeTree: root.addChildren([
    today,
    money,
    growth,
    promos,
    experiments,
    people,
    person,
    payments,
    catalog,
    support,
    broadcasts,
    broadcast,
    health,
    settings,
    audit,
    sessions,
  ]),
  basepath: '/cabinet',
  defaultPreload: 'intent',
  scrollRestoration: false,
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
