import { InlineKeyboard } from 'grammy'
import { data } from '#bot-kit/callback-data.ts'
import type { BotContext } from '#bot-kit/context.ts'
import { assistantHeading, assistantLines } from '#bot-kit/assistant-lines.ts'
import { Feature } from '#bot-kit/feature.ts'
import { plain } from '#texts/plain.ts'
import { placeOf, type Screen, show } from '#bot-kit/screen.ts'
import { titleIn } from '#texts/titles.ts'

/** How the bot answers this person now; what they have is the balance. */
export const status = new Feature()

status.command('status', async (ctx) => show(ctx, await statusScreen(ctx)))

async function statusScreen(ctx: BotContext): Promise<Screen> {
  const { t, tools, person } = ctx
  const { chatId, threadId } = placeOf(ctx)
  const who = { telegramId: person.telegramId }
  const [{ models }, { conversations }] = await Promise.all([
    tools.backend.offers(who),
    tools.backend.conversations({ ...who, chatId: chatId, threadId: threadId }),
  ])
  const { answerStyle: style, remember, model, instructions } = person.settings
  const current = models.find(({ id }) => id === model) ?? models[0]!
  const open = conversations.find((conversation) => conversation.open)
  const lines = [
    ...(open?.assistant
      ? [assistantHeading(ctx, open.assistant.title), ...assistantLines(ctx, open.assistant)]
      : [t.statusModel(titleIn(current.title, person.language), current.priceCredits)]),
    // One that was begun with an assistant has no title before the first question.
    t.statusConversation(open && (open.title || !open.assistant) ? plain(open.title || t.untitled) : null),
    t.settingsStyle(t.styles[style]),
    t.settingsRemember(remember),
    ...(instructions === null ? [] : [t.settingsInstructions]),
  ]
  const keyboard = new InlineKeyboard()
    .text(t.buttons.model, data.models)
    .text(t.buttons.settings, data.settings)
    .row()
    .text(t.buttons.balance, data.balance)
    .text(t.buttons.back, data.menu)
  return { text: `${t.status}\n\n${lines.join('\n')}`, keyboard }
}
