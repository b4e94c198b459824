import type { Api } from 'grammy'

/** After this Telegram tries so seldom that what it still holds is no reason to wait. */
const windowMs = 30_000

/** Just after a start Telegram may hold pieces of an album that it could not bring while no process of ours was there. */
export class Arrivals {
  private readonly api: Pick<Api, 'getWebhookInfo'>
  private readonly until = performance.now() + windowMs

  /** Made when the process begins. */
  constructor(api: Pick<Api, 'getWebhookInfo'>) {
    this.api = api
  }

  /** Whether something may still come of what was sent before; an update counts as held until it is in our inbox. */
  async areExpected(signal: AbortSignal): Promise<boolean> {
    if (performance.now() >= this.until) return false
    try {
      const { pending_update_count: held } = await this.api.getWebhookInfo(signal as never)
      return held > 0
    } catch {
      return true
    }
  }
}
