import { InlineKeyboard } from 'grammy'
import { BackendRefusal } from '#bot-kit/backend-client.ts'
import { typedOut } from '#bot-kit/asked-twice.ts'
import { data, patterns } from '#bot-kit/callback-data.ts'
import type { BotContext } from '#bot-kit/context.ts'
import { Feature } from '#bot-kit/feature.ts'
import { addOwnerButton, addOwnerCommands, has, mayDo } from '#bot-kit/owner-commands.ts'
import { Misuse, numberIn, ownerTexts, Refused, who } from '#bot-kit/owner-kit.ts'
import { answerTo, askFor } from '#bot-kit/prompts.ts'
import { backTo, say, type Screen } from '#bot-kit/screen.ts'
import { beginning, plain } from '#texts/plain.ts'

/** Questions of people without an answer, and their answers. */
export const requests = new Feature()

const mostOfRequest = 300
const mostListed = 20
const mostButtons = 8

addOwnerCommands(requests, {
  requests: listScreen,
  answer: async (ctx, [id]) => {
    const text = (ctx.message?.text ?? '').replace(/^\S+\s+\S+\s*/, '')
    const number = numberIn(id)
    if (!number || number < 0 || !text) throw new Misuse('answer')
    return answer(ctx, number, text)
  },
})
addOwnerButton(requests, data.teamRequests, 'see_support', listScreen)
addOwnerButton(requests, patterns.teamAnswer, 'answer_support', async (ctx, [, more, id]) => {
  const { team } = ownerTexts(ctx)
  const number = Number(id)
  await askFor(
    ctx,
    more ? `ticket-more-${number}` : `ticket-${number}`,
    team.answerAsk(number),
    team.messagePlaceholder,
  )
  return listScreen(ctx)
})
requests.on('message:text', async (ctx, next) => {
  const [first, more] = [await answerTo(ctx, /^ticket-(\d+)$/), await answerTo(ctx, /^ticket-more-(\d+)$/)]
  const typed = first ?? more
  if (!typed || !(await mayDo(ctx, 'answer_support'))) return next()
  const { team } = ownerTexts(ctx)
  if (typed.text.length === 0 || typed.text.length > 4_096) return say(ctx, team.messageLength)
  const { text, keyboard } = await answer(ctx, typed.id, typed.text, { isMore: more !== undefined }).catch(
    (error: unknown) => {
      if (error instanceof Refused) return { text: error.message, keyboard: backTo(ctx.t, data.teamRequests) }
      throw error
    },
  )
  await say(ctx, text, keyboard)
})

async function listScreen(ctx: BotContext): Promise<Screen> {
  const t = ownerTexts(ctx)
  const { tickets } = await ctx.tools.backend.cabinet.tickets({ show: 'open', limit: mostListed })
  if (tickets.length === 0) return { text: t.noRequests, keyboard: backTo(ctx.t, data.team) }
  const lines = tickets.map(
    ({ id, at, text, ...whom }) =>
      `№ ${id}, ${who(whom)}, ${at.slice(0, 10)}\n> ${plain(beginning(text.replaceAll(/\s+/g, ' '), mostOfRequest))}`,
  )
  const keyboard = new InlineKeyboard()
  if (has(ctx, 'answer_support'))
    for (const [index, { id }] of tickets.slice(0, mostButtons).entries()) {
      keyboard.text(t.team.answer(id), data.teamAnswer(id))
      if (index % 2 === 1) keyboard.row()
    }
  keyboard.row().text(ctx.t.buttons.back, data.team)
  return { text: `${t.requests}\n\n${lines.join('\n\n')}\n\n${t.usage.answer}`, keyboard }
}

/** One that has an answer already, perhaps of a colleague in this minute, gets another one only when that is wanted. */
async function answer(ctx: BotContext, id: number, text: string, { isMore = false } = {}): Promise<Screen> {
  const t = ownerTexts(ctx)
  const change = { id, text, reason: t.team.inBot, idempotencyKey: `bot:${ctx.update.update_id}` }
  const send = (confirmation?: string) =>
    ctx.tools.backend.cabinet.answerTicket({ ...change, ...(confirmation ? { confirmation } : {}) })
  try {
    await (isMore ? typedOut(send) : send())
  } catch (error) {
    if (!(error instanceof BackendRefusal)) throw error
    if (error.code === 'request_not_found') throw new Refused(t.noSuchRequest(String(id)))
    if (error.code !== 'confirmation_needed') throw error
    return answeredScreen(ctx, id, error.details['question'] as AnsweredAlready)
  }
  return { text: `${t.answered(String(id))} ${t.told}`, keyboard: backTo(ctx.t, data.teamRequests) }
}

interface AnsweredAlready {
  answer: string | null
  answeredBy: number | null
  answeredByName: string | null
}

function answeredScreen(ctx: BotContext, id: number, { answer: said, answeredBy, answeredByName }: AnsweredAlready) {
  const { team } = ownerTexts(ctx)
  const by = plain(answeredByName ?? String(answeredBy ?? '?'))
  const text = team.answeredAlready(id, by, plain(beginning(said ?? '…', mostOfRequest)))
  const keyboard = new InlineKeyboard().text(team.answerMore, data.teamAnswerMore(id)).row()
  return { text, keyboard: keyboard.text(ctx.t.buttons.back, data.teamRequests) }
}
