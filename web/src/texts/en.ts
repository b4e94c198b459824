import { audit } from './en/audit.ts'
import { broadcasts } from './en/broadcasts.ts'
import { catalog } from './en/catalog.ts'
import { catalogFaults } from './en/catalog-faults.ts'
import { common } from './en/common.ts'
import { errors } from './en/errors.ts'
import { experiments } from './en/experiments.ts'
import { growth } from './en/growth.ts'
import { health } from './en/health.ts'
import { kinds } from './en/kinds.ts'
import { money } from './en/money.ts'
import { payments } from './en/payments.ts'
import { people } from './en/people.ts'
import { personGrowth } from './en/person-growth.ts'
import { person } from './en/person.ts'
import { personSchedules } from './en/person-schedules.ts'
import { personValue } from './en/person-value.ts'
import { promos } from './en/promos.ts'
import { bursts } from './en/bursts.ts'
import { reminders } from './en/reminders.ts'
import { sessions } from './en/sessions.ts'
import { settings } from './en/settings.ts'
import { support } from './en/support.ts'
import { today } from './en/today.ts'
import type { CabinetTexts } from './ru.ts'

export const en: CabinetTexts = {
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
