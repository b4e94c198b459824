import { expect, test } from 'vitest'
import { Workload } from './workload.ts'

/** A process whose time at work and at rest is set by hand, in milliseconds. */
function processOf() {
  const spent = { active: 0, idle: 0, utilization: 0 }
  const workload = new Workload(() => ({ ...spent }))
  return {
    workload,
    pass: (active: number, idle: number) => {
      spent.active += active
      spent.idle += idle
      return workload.crowding()
    },
  }
}

test('a process with time is not crowded, and one without is so after a second', () => {
  const { pass } = processOf()
  expect(pass(100, 150)).toBe(0)
  expect(pass(150, 100)).toBe(0)
  const busy = Array.from({ length: 4 }, () => pass(250, 0))
  expect(busy.at(-1)).toBe(1)
  expect(busy).toEqual(busy.toSorted((one, other) => one - other))
})

test('and has time again as soon after', () => {
  const { pass } = processOf()
  for (let n = 0; n < 8; n += 1) pass(250, 0)
  for (let n = 0; n < 2; n += 1) pass(0, 250)
  expect(pass(0, 250)).toBe(0)
})

test('one long piece of work crowds nothing', () => {
  const { pass } = processOf()
  pass(0, 250)
  expect(pass(1_000, 0)).toBe(0)
})

test('what it did within moments counts once there is enough of it', () => {
  const { pass } = processOf()
  for (let n = 0; n < 24; n += 1) expect(pass(10, 0)).toBe(0)
  for (let n = 0; n < 100; n += 1) pass(10, 0)
  expect(pass(10, 0)).toBe(1)
})

test('times grow from the usual to the longest with the crowd', () => {
  const { workload, pass } = processOf()
  expect(workload.stretched({ usual: 40, longest: 400 })).toBe(40)
  for (let n = 0; n < 20; n += 1) pass(200, 50)
  expect(workload.stretched({ usual: 40, longest: 400 })).toBeCloseTo(40 + 360 * ((0.8 - 0.6) / 0.35))
  for (let n = 0; n < 20; n += 1) pass(250, 0)
  expect(workload.stretched({ usual: 40, longest: 400 })).toBe(400)
  expect(workload.stretched({ usual: 600, longest: 400 })).toBe(600)
})
