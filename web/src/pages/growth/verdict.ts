interface Group {
  people: number
  payers: number
}

export type Verdict = 'too_few' | 'same' | 'more' | 'less'

/** Of each kind, payers and others, so many are to be expected in each group before its share says anything. */
const leastExpected = 5
/** 95 of 100 differences by chance alone are smaller than so many standard errors. */
const errorsOfChance = 1.96

/** Whether those who were reminded pay more often than those who were not: a test of two proportions. */
export function verdictOf(reminded: Group, heldOut: Group): Verdict {
  const people = reminded.people + heldOut.people
  const pooled = (reminded.payers + heldOut.payers) / people
  const rarest = Math.min(pooled, 1 - pooled) * Math.min(reminded.people, heldOut.people)
  // Of nobody there is no share at all.
  if (!(rarest >= leastExpected)) return 'too_few'
  const error = Math.sqrt(pooled * (1 - pooled) * (1 / reminded.people + 1 / heldOut.people))
  const errors = (reminded.payers / reminded.people - heldOut.payers / heldOut.people) / error
  if (Math.abs(errors) < errorsOfChance) return 'same'
  return errors > 0 ? 'more' : 'less'
}
