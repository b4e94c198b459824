import { agreeKeyboard, presentNotice } from '#bot-kit/agreement.ts'
import type { BackendRefusal } from '#bot-kit/backend-client.ts'
import type { BotContext } from '#bot-kit/context.ts'
import { openPrivateChat, say } from '#bot-kit/screen.ts'
import type { Refused } from '#modules/charging/contract.ts'
import type { Texts } from '#texts/languages.ts'

type Kept = NonNullable<Refused['kept']>

/** What is answered when the person has agreed. */
function keptLine({ agreement: t }: Texts, kept: Kept | null): string {
  if (kept?.replaces) return t.keptInstead
  return kept && kept.messages > 1 ? t.keptAll(kept.messages) : t.kept
}

/** Shows what is to be agreed to, with one button; in a group only the way to where that is. */
export async function askToAgree(ctx: BotContext, refusal: BackendRefusal, messageId?: number): Promise<void> {
  const { t, chat } = ctx
  if (chat?.type !== 'private') return say(ctx, t.agreement.inGroup, openPrivateChat(ctx, 'agree'), messageId)
  const notice = await presentNotice(ctx)
  // They have agreed in this moment: the next attempt of the update asks again.
  if (!notice) throw refusal
  const isKept = typeof refusal.details['waiting'] === 'number'
  const kept = keptLine(t, refusal.details['kept'] as Kept | null)
  const text = isKept ? `${notice.text}\n\n${kept}` : notice.text
  await say(ctx, text, agreeKeyboard(t, notice, 'question'), messageId)
}
