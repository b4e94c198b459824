import { modelOf } from './catalog.ts'
import type { CompleteEntry, CompleteModel } from './complete.ts'
import { utcDay } from '#platform/runtime/utc-day.ts'

/** Who answers for an entry on a day: itself, or from the day of its shutdown on its successor, if one is declared. */
export function presentModel(catalog: { models: CompleteModel[] }, model: CompleteModel, now: Date): CompleteModel {
  const passed: CompleteModel[] = []
  let present = model
  while (isShutDown(present, now) && present.successor !== undefined && !passed.includes(present)) {
    passed.push(present)
    present = modelOf(catalog, present.successor)
  }
  return present
}

export function isShutDown({ shutsDownOn }: Pick<CompleteEntry, 'shutsDownOn'>, now: Date): boolean {
  return shutsDownOn !== undefined && shutsDownOn <= utcDay(now)
}
