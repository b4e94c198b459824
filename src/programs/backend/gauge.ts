import type { Gauge } from 'prom-client'

/** A figure that the database cannot give now is absent, and does not take the other figures away. */
export async function asked(gauge: Gauge, ask: () => Promise<void>): Promise<void> {
  await ask().catch(() => gauge.remove())
}
