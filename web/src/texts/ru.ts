import { audit } from './ru/audit.ts'
import { broadcasts } from './ru/broadcasts.ts'
import { catalog } from './ru/catalog.ts'
import { catalogFaults } from './ru/catalog-faults.ts'
import { common } from './ru/common.ts'
import { errors } from './ru/errors.ts'
import { experiments } from './ru/experiments.ts'
import { growth } from './ru/growth.ts'
import { health } from './ru/health.ts'
import { kinds } from './ru/kinds.ts'
import { money } from './ru/money.ts'
import { payments } from './ru/payments.ts'
import { people } from './ru/people.ts'
import { personGrowth } from './ru/person-growth.ts'
import { person } from './ru/person.ts'
import { personSchedules } from './ru/person-schedules.ts'
import { personValue } from './ru/person-value.ts'
import { promos } from './ru/promos.ts'
import { bursts } from './ru/bursts.ts'
import { reminders } from './ru/reminders.ts'
import { sessions } from './ru/sessions.ts'
import { settings } from './ru/settings.ts'
import { support } from './ru/support.ts'
import { today } from './ru/today.ts'

/** What the cabinet says; the other languages have the same shape. */
export const ru = {
  ...common,
  ...kinds,
  errors,
  today,
  money,
  personValue,
  growth,
  bursts,
  reminders,
  experiments,
  promos,
  people,
  person,
  personGrowth,
  personSchedules,
  payments,
  catalog,
  catalogFaults,
  support,
  health,
  broadcasts,
  audit,
  settings,
  sessions,
}

export type CabinetTexts = typeof ru
