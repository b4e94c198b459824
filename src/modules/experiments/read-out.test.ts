import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { quantile, readOut, type Sample } from './read-out.ts'

const sampleOf = (margins: number[]): Sample => {
  const sum = margins.reduce((total, margin) => total + margin, 0)
  const mean = sum / margins.length
  const squares = margins.reduce((total, margin) => total + (margin - mean) ** 2, 0)
  return { people: margins.length, sum, variance: margins.length < 2 ? null : squares / (margins.length - 1) }
}

test.for([
  [29, 2.0452296],
  [30, 2.0422725],
  [60, 2.0002978],
  [120, 1.9799304],
  [1_000, 1.9623391],
] as const)('the quantile for %i degrees of freedom is that of the tables', ([freedom, known]) => {
  expect(quantile(freedom)).toBeCloseTo(known, 5)
})

describe('the read-out of two arms', () => {
  test('gives the difference of two known samples with its interval', () => {
    const a = { people: 40, sum: 40 * 100, variance: 900 }
    const b = { people: 50, sum: 50 * 120, variance: 1_600 }
    const { difference, verdict } = readOut(a, b)
    // The standard error is √(900/40 + 1600/50) = 7.3824; 87.78 degrees of freedom take 1.98739 of them.
    expect(difference!.mean).toBeCloseTo(20, 9)
    expect(difference!.low).toBeCloseTo(20 - 1.98739 * 7.382412, 3)
    expect(difference!.high).toBeCloseTo(20 + 1.98739 * 7.382412, 3)
    expect(verdict).toBe('b_better')
  })

  test('has no interval and no winner below thirty people in either arm', () => {
    const few = { people: 29, sum: 1, variance: 1 }
    const many = { people: 1_000, sum: 1_000_000, variance: 1 }
    const nobody = { people: 0, sum: 0, variance: null }
    for (const { a, b } of [
      { a: few, b: many },
      { a: many, b: few },
      { a: nobody, b: many },
    ])
      expect(readOut(a, b)).toMatchObject({ difference: null, verdict: 'too_few' })
  })

  test('finds no difference between arms in which nobody has paid', () => {
    const nothing = { people: 500, sum: 0, variance: 0 }
    expect(readOut(nothing, nothing)).toMatchObject({
      difference: { mean: 0, low: 0, high: 0 },
      verdict: 'no_difference',
    })
  })

  const margins = fc.array(fc.integer({ min: -2_000_000, max: 20_000_000 }), { minLength: 30, maxLength: 200 })

  test('is the other way round when the arms are exchanged, and does not depend on the order of people', () => {
    fc.assert(
      fc.property(margins, margins, (first, second) => {
        const [there, back] = [readOut(sampleOf(first), sampleOf(second)), readOut(sampleOf(second), sampleOf(first))]
        expect(back.difference!.mean).toBeCloseTo(-there.difference!.mean, 3)
        expect(back.difference!.low).toBeCloseTo(-there.difference!.high, 3)
        const exchanged = { a_better: 'b_better', b_better: 'a_better' } as Record<string, string>
        expect(back.verdict).toBe(exchanged[there.verdict] ?? there.verdict)
        const again = readOut(sampleOf(first.toReversed()), sampleOf(second))
        expect(again.difference!.mean).toBeCloseTo(there.difference!.mean, 3)
      }),
    )
  })

  test('names a winner just where the interval leaves zero out, and holds the mean', () => {
    fc.assert(
      fc.property(margins, margins, (first, second) => {
        const { difference, verdict } = readOut(sampleOf(first), sampleOf(second))
        const { mean, low, high } = difference!
        expect(low <= mean && mean <= high).toBe(true)
        expect(verdict === 'no_difference').toBe(low <= 0 && high >= 0)
      }),
    )
  })

  test('holds the true difference 19 times out of 20, where few pay and most cost a little', () => {
    const chance = chanceOf(7)
    const margin = (pays: number) => (chance() < pays ? 1_000_000 : 0) - chance() * 40_000
    const runs = 1_000
    let held = 0
    for (let run = 0; run < runs; run += 1) {
      const [a, b] = [0.1, 0.14].map((pays) => sampleOf(Array.from({ length: 400 }, () => margin(pays))))
      const { low, high } = readOut(a!, b!).difference!
      if (low <= 40_000 && 40_000 <= high) held += 1
    }
    expect(held / runs).toBeGreaterThan(0.93)
    expect(held / runs).toBeLessThan(0.97)
  })
})

/** From 0 to below 1, the same for the same seed. */
function chanceOf(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}
