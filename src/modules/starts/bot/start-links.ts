import type { BotContext } from '#bot-kit/context.ts'
import { Feature } from '#bot-kit/feature.ts'
import { type StartKind, startKinds, startName } from '#modules/starts/contract.ts'

/** What a kind of link does with the rest of its payload; true when the usual welcome is not to follow. */
type Act = (ctx: BotContext, rest: string) => Promise<boolean>

/** Keeps the first and last link, and does what its kind does. A payload that is unknown or damaged is as none. */
export function startLinks(acts: Record<StartKind, { isSecret: boolean; act: Act }>): Feature {
  const links = new Feature()
  links.command('start', async (ctx, next) => {
    const link = linkIn(ctx.match)
    const kept = link && { kind: link.kind, name: acts[link.kind].isSecret ? null : link.rest }
    await ctx.tools.backend.recordStart({ telegramId: ctx.person.telegramId, link: kept })
    if (link && (await acts[link.kind].act(ctx, link.rest))) return
    await next()
  })
  return links
}

function linkIn(payload: string): { kind: StartKind; rest: string } | null {
  for (const [prefix, kind] of Object.entries(startKinds)) {
    const rest = payload.slice(prefix.length)
    if (payload.startsWith(prefix) && startName.safeParse(rest).success) return { kind, rest }
  }
  return null
}
