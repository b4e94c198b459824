import { pick } from './random.ts'

/** Who is killed together; `serving` is one of PostgreSQL's own processes, which makes the server start over. */
export interface Blow {
  afterMs: number
  victims: readonly string[]
}

const alone = ['bot 1', 'bot 2', 'backend 1', 'backend 2', 'worker 1', 'worker 2', 'postgres', 'serving']
const together = [
  ['bot 1', 'bot 2'],
  ['backend 1', 'backend 2'],
  ['bot 1', 'backend 1'],
  ['postgres', 'bot 2'],
  ['postgres', 'backend 2', 'worker 1'],
  ['bot 1', 'bot 2', 'backend 1', 'backend 2', 'worker 1', 'worker 2', 'postgres'],
]
/** Blows fall in a row without rest, and now and then so far apart that everything has come back between them. */
const pausesMs = [200, 900, 1_800, 3_500]

/** The kills of a run, at least so many; every victim and every group is met once before any is met again. */
export function planOf(random: () => number, kills: number): Blow[] {
  const plan: Blow[] = []
  let waiting: (readonly string[])[] = []
  for (let count = 0; count < kills; count += plan.at(-1)!.victims.length) {
    if (waiting.length === 0) waiting = [...alone.map((victim) => [victim]), ...together]
    const victims = pick(random, waiting)
    waiting = waiting.filter((other) => other !== victims)
    plan.push({ afterMs: pick(random, pausesMs) * (0.5 + random()), victims })
  }
  return plan
}
