import type { CallerInput, CallerReply } from '#platform/http/endpoint.ts'
import { auditEndpoints } from './browser/audit.ts'
import { broadcastsEndpoints } from './browser/broadcasts.ts'
import { catalogEndpoints } from './browser/catalog.ts'
import { experimentsEndpoints } from './browser/experiments.ts'
import { figuresEndpoints } from './browser/figures.ts'
import { growthEndpoints } from './browser/growth.ts'
import { healthEndpoints } from './browser/health.ts'
import { paymentsEndpoints } from './browser/payments.ts'
import { peopleEndpoints } from './browser/people.ts'
import { promosEndpoints } from './browser/promos.ts'
import { sessionEndpoints } from './browser/session.ts'
import { settingsPageEndpoints } from './browser/settings.ts'
import { supportEndpoints } from './browser/support.ts'

/** What the cabinet's page asks of the backend, with its session's cookie; page by page. */
export const browserEndpoints = {
  ...sessionEndpoints,
  ...figuresEndpoints,
  ...growthEndpoints,
  ...experimentsEndpoints,
  ...promosEndpoints,
  ...broadcastsEndpoints,
  ...peopleEndpoints,
  ...paymentsEndpoints,
  ...supportEndpoints,
  ...catalogEndpoints,
  ...settingsPageEndpoints,
  ...healthEndpoints,
  ...auditEndpoints,
}

/** Before the same paths, what the bot asks for a person with a role, by the programs' token. */
export const rolePrefix = '/role'

export type BrowserEndpoints = typeof browserEndpoints
export type BrowserInput<Name extends keyof BrowserEndpoints> = CallerInput<BrowserEndpoints[Name]>
export type BrowserReply<Name extends keyof BrowserEndpoints> = CallerReply<BrowserEndpoints[Name]>
