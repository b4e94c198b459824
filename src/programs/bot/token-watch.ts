import type { Transformer } from 'grammy'
import type { Log } from '#platform/runtime/log.ts'

const sayAgainMs = 60_000
const sentence =
  'Telegram does not accept BOT_TOKEN: it was revoked or replaced. Set the new one from @BotFather and start again; until then everything waits and nothing is lost.'

/** Whether Telegram knows our token: without it nothing of ours works, and no update or chat is to blame. */
export class TokenWatch {
  private refusedAt: number | undefined
  private saidAt = -Infinity
  private readonly log: Log

  constructor(log: Log) {
    this.log = log
  }

  /** Looks at the replies to all calls, beside another transformer. */
  beside(other: Transformer): Transformer {
    return async (previous, method, payload, signal) => {
      const reply = await other(previous, method, payload, signal)
      if (reply.ok) this.accepted()
      else if (reply.error_code === 401) this.refused()
      return reply
    }
  }

  /** Why nothing works now. Asks Telegram once more where no other call does. */
  async complaint(probe: () => Promise<unknown>): Promise<string | undefined> {
    if (this.refusedAt === undefined) return undefined
    await probe().catch((error: unknown) => this.log.debug({ err: error }, 'Telegram still refuses'))
    return this.refusedAt === undefined ? undefined : 'Telegram does not accept BOT_TOKEN'
  }

  private accepted() {
    if (this.refusedAt === undefined) return
    this.refusedAt = undefined
    this.saidAt = -Infinity
    this.log.info('Telegram accepts BOT_TOKEN again')
  }

  private refused() {
    const now = performance.now()
    this.refusedAt ??= now
    if (now - this.saidAt < sayAgainMs) return
    this.saidAt = now
    this.log.error(sentence)
  }
}
