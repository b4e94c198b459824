/** What the people of an arm have brought: how many they are, the sum of their margins and the variance of one. */
export interface Sample {
  people: number
  sum: number
  variance: number | null
}

/** A mean with the interval in which the true one lies 19 times out of 20. */
interface Estimate {
  mean: number
  low: number
  high: number
}

type Verdict = 'too_few' | 'a_better' | 'b_better' | 'no_difference'

interface ReadOut {
  /** Of arm A and arm B; null where there are too few people for an interval. */
  a: Estimate | null
  b: Estimate | null
  /** B less A, for one person. */
  difference: Estimate | null
  verdict: Verdict
}

/** The interval takes the mean of an arm as normally distributed, which that of fewer people with rare payments is not. */
const fewestPeople = 30

/** Margin per person of two arms, by Welch's t interval: each arm has a variance of its own. */
export function readOut(a: Sample, b: Sample): ReadOut {
  const [errorOfA, errorOfB] = [squaredError(a), squaredError(b)]
  const ofA = errorOfA === null ? null : estimate(a.sum / a.people, errorOfA, a.people - 1)
  const ofB = errorOfB === null ? null : estimate(b.sum / b.people, errorOfB, b.people - 1)
  if (errorOfA === null || errorOfB === null) return { a: ofA, b: ofB, difference: null, verdict: 'too_few' }
  const freedom =
    (errorOfA + errorOfB) ** 2 / (errorOfA ** 2 / (a.people - 1) + errorOfB ** 2 / (b.people - 1)) || Infinity
  const difference = estimate(b.sum / b.people - a.sum / a.people, errorOfA + errorOfB, freedom)
  const verdict = difference.low > 0 ? 'b_better' : difference.high < 0 ? 'a_better' : 'no_difference'
  return { a: ofA, b: ofB, difference, verdict }
}

function squaredError({ people, variance }: Sample): number | null {
  return people < fewestPeople || variance === null ? null : variance / people
}

function estimate(mean: number, squaredError: number, freedom: number): Estimate {
  const half = quantile(freedom) * Math.sqrt(squaredError)
  return { mean, low: mean - half, high: mean + half }
}

/** Of the normal distribution, for 95 %. */
const z = 1.959964

/** The same of Student's t distribution, by the expansion of Cornish and Fisher: exact to five digits from 29 degrees on. */
export function quantile(freedom: number): number {
  return (
    z +
    (z ** 3 + z) / (4 * freedom) +
    (5 * z ** 5 + 16 * z ** 3 + 3 * z) / (96 * freedom ** 2) +
    (3 * z ** 7 + 19 * z ** 5 + 17 * z ** 3 - 15 * z) / (384 * freedom ** 3)
  )
}
