import { afterEach, expect, test } from 'vitest'
import { eventually } from '#tests/world/eventually.ts'
import { type Pressure, watchPressure } from './pressure.ts'

let pressure: Pressure
afterEach(() => pressure.stop())

test('a process that comes late to everything says so for a while, and is well again when it keeps up', async () => {
  pressure = watchPressure({ rememberedMs: 1_000 })
  expect(pressure.reason()).toBeUndefined()
  const until = performance.now() + 1_500
  while (performance.now() < until) Math.sqrt(until)
  await eventually(() => expect(pressure.reason()).toMatch(/^The process was \d+ ms late for its work$/))
  await eventually(() => expect(pressure.reason()).toBeUndefined())
})
