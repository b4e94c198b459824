import {
  type CommandContext,
  type CommandMiddleware,
  Composer,
  Context,
  type Middleware,
  type MiddlewareFn,
  type NextFunction,
} from 'grammy'
import type { BotContext } from './context.ts'
import { commandIn, isToBot } from './question.ts'

type Predicate<C> = (ctx: C) => boolean | Promise<boolean>

interface Part<C extends Context> {
  /** Absent: every update. */
  predicate?: Predicate<C>
  middleware: Middleware<C>
}

interface Step<C> {
  predicate: Predicate<C> | undefined
  run: MiddlewareFn<C & Context>
}

/**
 * Something the bot can do: a composer of grammY's that passes over what an update does not concern. grammY goes through a
 * chain of functions with a new composer and several promises for each handler that does not match, some two hundred an update.
 */
export class Feature<C extends Context = BotContext> extends Composer<C> {
  private readonly parts: Part<C>[]

  constructor(...middleware: Middleware<C>[]) {
    super()
    this.parts = middleware.map((one) => ({ middleware: one }))
  }

  override use(...middleware: Middleware<C>[]): Composer<C> {
    const added = new Feature<C>(...middleware)
    this.parts.push({ middleware: added })
    return added
  }

  // All that grammY has for choosing updates, such as `on` and `command`, ends here.
  override filter<D extends C>(predicate: (ctx: C) => ctx is D, ...middleware: Middleware<D>[]): Composer<D>
  override filter(predicate: Predicate<C>, ...middleware: Middleware<C>[]): Composer<C>
  override filter(predicate: Predicate<C>, ...middleware: Middleware<C>[]): Composer<C> {
    const added = new Feature<C>(...middleware)
    this.parts.push({ predicate, middleware: added })
    return added
  }

  /** Also under a picture or a file, where it is none to grammY; what stands behind it is `ctx.match` there too. */
  override command(command: string, ...middleware: CommandMiddleware<C>[]): Composer<CommandContext<C>> {
    const isInText = Context.has.command(command)
    return this.filter((ctx): ctx is CommandContext<C> => isInText(ctx) || isUnderFile(ctx, command), ...middleware)
  }

  /** Of all that has been added until now. */
  override middleware(): MiddlewareFn<C> {
    const steps = this.steps()
    return (ctx, next) => passOn(steps, 0, ctx, next)
  }

  private steps(): Step<C>[] {
    return this.parts.flatMap(({ predicate, middleware }) =>
      predicate === undefined && middleware instanceof Feature
        ? (middleware as Feature<C>).steps()
        : [{ predicate, run: typeof middleware === 'function' ? middleware : middleware.middleware() }],
    )
  }
}

function isUnderFile(ctx: Context, command: string): boolean {
  const { message } = ctx
  if (message?.caption === undefined) return false
  const found = commandIn(message)
  if (found?.verb !== command || !isToBot(ctx.me, message)) return false
  ctx.match = found.rest
  return true
}

/** To the first step that the update concerns, and from there as far as it calls `next`. */
async function passOn<C extends Context>(steps: Step<C>[], from: number, ctx: C, next: NextFunction): Promise<void> {
  for (let at = from; at < steps.length; at += 1) {
    const { predicate, run } = steps[at]!
    const matches = predicate === undefined || predicate(ctx)
    if (matches === false || (matches !== true && !(await matches))) continue
    let hasPassed = false
    await run(ctx, async () => {
      if (hasPassed) throw new Error('A handler has passed an update on twice')
      hasPassed = true
      await passOn(steps, at + 1, ctx, next)
    })
    return
  }
  await next()
}
