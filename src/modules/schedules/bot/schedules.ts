import type { CallbackQueryContext } from 'grammy'
import { BackendRefusal } from '#bot-kit/backend-client.ts'
import { data, patterns } from '#bot-kit/callback-data.ts'
import type { BotContext } from '#bot-kit/context.ts'
import { Feature } from '#bot-kit/feature.ts'
import { decodePrice, encodePrice, priceLabel } from '#bot-kit/price.ts'
import { answerTo, askFor } from '#bot-kit/prompts.ts'
import { pointedAt } from '#bot-kit/question.ts'
import { placeOf, say, show, takeButtons } from '#bot-kit/screen.ts'
import { answer } from '#modules/questions/bot/answer.ts'
import { type Every, longestScheduled, mostSchedules, type ScheduleReply } from '#modules/schedules/contract.ts'
import { sayGone } from './gone.ts'
import { scheduleIn } from './in-words.ts'
import { otherPeriodIn } from './other-periods.ts'
import {
  dayScreen,
  deleteScreen,
  hoursScreen,
  listScreen,
  minutesScreen,
  onceKeyboard,
  otherPeriodScreen,
  scheduleScreen,
  startedScreen,
  unpaidScreen,
  zonesScreen,
} from './screens.ts'

/** Questions that are asked by the clock: said in words or chosen by buttons, and started by a button with the price. */
export const schedules = new Feature()

schedules.command('schedule', async (ctx) => {
  const words = ctx.match.trim()
  if (words === '') return showList(ctx)
  await draft(ctx, words)
})
schedules.callbackQuery(data.schedules, showList)
schedules.callbackQuery(data.schedulesBelow, async (ctx) => {
  ctx.keepsMessage = true
  await ctx.answerCallbackQuery()
  await showList(ctx)
})
schedules.callbackQuery(patterns.scheduleBelow, async (ctx) => {
  const { t } = ctx
  const found = (await all(ctx)).find(({ id }) => id === Number(ctx.match[1]))
  await ctx.answerCallbackQuery(found ? undefined : t.schedules.gone)
  await show(ctx, found ? startedScreen(ctx, found) : { text: t.schedules.gone })
  ctx.keepsMessage = true
  await showList(ctx)
})
schedules.callbackQuery(data.newSchedule, async (ctx) => {
  await ctx.answerCallbackQuery()
  await askFor(ctx, 'schedule', ctx.t.schedules.ask, ctx.t.schedules.placeholder)
})
schedules.on('message:text', async (ctx, next) => {
  const asked = await answerTo(ctx, /^schedule$/)
  if (!asked) return next()
  await draft(ctx, asked.text)
})
schedules.on('message:text').filter(
  ({ message }) => !pointedAt(message) && message.text.length <= longestScheduled,
  async (ctx, next) => {
    if (!asksByClock(ctx.message.text)) return next()
    await draft(ctx, ctx.message.text)
  },
)
schedules.on('edited_message:text').filter(
  ({ editedMessage }) =>
    !pointedAt(editedMessage) && editedMessage.text.length <= longestScheduled && asksByClock(editedMessage.text),
  (ctx) => say(ctx, ctx.t.editIgnored, undefined, ctx.msgId),
)
schedules.callbackQuery(patterns.schedule, (ctx) =>
  withSchedule(ctx, async (id) => show(ctx, scheduleScreen(ctx, await find(ctx, id)))),
)
schedules.callbackQuery(patterns.scheduleDays, (ctx) =>
  withSchedule(ctx, async (id) => {
    const [, , often, day] = ctx.match
    const days = { every: often as Every, onDay: day === undefined ? null : Number(day) }
    const isWhole = day !== undefined || often === 'day' || often === 'weekdays'
    if (isWhole) return change(ctx, { scheduleId: id, days })
    await show(ctx, dayScreen(ctx, await find(ctx, id), days.every))
  }),
)
schedules.callbackQuery(patterns.scheduleHours, (ctx) =>
  withSchedule(ctx, async (id) => {
    const [, , hour] = ctx.match
    const schedule = await find(ctx, id)
    await show(ctx, hour === undefined ? hoursScreen(ctx, schedule) : minutesScreen(ctx, schedule, Number(hour)))
  }),
)
schedules.callbackQuery(patterns.scheduleAt, (ctx) =>
  withSchedule(ctx, (id) => change(ctx, { scheduleId: id, atMinute: Number(ctx.match[2]) })),
)
schedules.callbackQuery(patterns.startSchedule, (ctx) => withSchedule(ctx, (id) => start(ctx, id)))
schedules.callbackQuery(patterns.pauseSchedule, (ctx) =>
  withSchedule(ctx, async (scheduleId) => {
    const { telegramId } = ctx.person
    await show(ctx, scheduleScreen(ctx, await ctx.tools.backend.pauseSchedule({ telegramId, scheduleId })))
  }),
)
schedules.callbackQuery(patterns.deleteSchedule, (ctx) =>
  withSchedule(ctx, async (id) => show(ctx, deleteScreen(ctx, await find(ctx, id)))),
)
schedules.callbackQuery(patterns.deleteScheduleYes, (ctx) =>
  withSchedule(ctx, async (scheduleId) => {
    const deleted = (await all(ctx)).filter(({ id }) => id === scheduleId)
    await ctx.tools.backend.deleteSchedule({ telegramId: ctx.person.telegramId, scheduleId })
    await sayGone(ctx, deleted)
    await ctx.answerCallbackQuery(ctx.t.schedules.deleted)
    await showList(ctx)
  }),
)
schedules.callbackQuery(patterns.askScheduleNow, (ctx) => withSchedule(ctx, (id) => askNow(ctx, id)))
schedules.callbackQuery(data.timeZones, (ctx) => show(ctx, zonesScreen(ctx)))
schedules.callbackQuery(patterns.timeZone, async (ctx) => {
  const [, timeZone, scheduleId] = ctx.match
  const { telegramId } = ctx.person
  await ctx.tools.backend.chooseTimeZone({ telegramId, timeZone: timeZone! })
  ctx.person = { ...ctx.person, settings: { ...ctx.person.settings, timeZone: timeZone! } }
  ctx.refresh()
  if (scheduleId !== undefined)
    return withSchedule(ctx, async (id) => show(ctx, scheduleScreen(ctx, await find(ctx, id))), Number(scheduleId))
  await ctx.answerCallbackQuery(ctx.t.saved)
  await show(ctx, zonesScreen(ctx))
})

/** Whether a message wants to be asked by the clock, also at times that no schedule has: a question would cost something. */
function asksByClock(words: string): boolean {
  return scheduleIn(words) !== undefined || otherPeriodIn(words) !== undefined
}

/** Keeps what is to be asked, and asks for what is not known of it yet. */
async function draft(ctx: BotContext, said: string): Promise<void> {
  const { t, tools, person, update } = ctx
  if (said === '') return askFor(ctx, 'schedule', t.schedules.ask, t.schedules.placeholder)
  if (said.length > longestScheduled) return say(ctx, t.schedules.tooLong(longestScheduled), undefined, ctx.msgId)
  const words = scheduleIn(said)
  const ofOtherPeriod = words ? undefined : otherPeriodIn(said)
  const question = ofOtherPeriod ?? said
  const wanted = { telegramId: person.telegramId, updateId: update.update_id, said, question, ...words }
  try {
    const schedule = await tools.backend.draftSchedule(wanted)
    const screen = ofOtherPeriod === undefined ? scheduleScreen : otherPeriodScreen
    const { text, keyboard } = screen(ctx, schedule)
    await say(ctx, text, keyboard, ctx.msgId)
  } catch (error) {
    if (!(error instanceof BackendRefusal && error.code === 'too_many_schedules')) throw error
    await sayTooMany(ctx)
  }
}

async function showList(ctx: BotContext): Promise<void> {
  await show(ctx, listScreen(ctx, await all(ctx)))
}

async function sayTooMany(ctx: BotContext): Promise<void> {
  const { keyboard } = listScreen(ctx, await all(ctx))
  await show(ctx, { text: ctx.t.schedules.tooMany(mostSchedules), ...(keyboard ? { keyboard } : {}) })
}

async function all({ tools, person }: BotContext): Promise<ScheduleReply[]> {
  return (await tools.backend.schedules({ telegramId: person.telegramId })).schedules
}

class NotThere extends Error {}

/** @throws NotThere */
async function find(ctx: BotContext, id: number): Promise<ScheduleReply> {
  const found = (await all(ctx)).find((each) => each.id === id)
  if (!found) throw new NotThere()
  return found
}

/** Acts on the one that the button names; when it is there no longer, the list is shown. */
async function withSchedule(
  ctx: BotContext,
  act: (id: number) => Promise<void>,
  id = Number(ctx.match?.[1]),
): Promise<void> {
  try {
    await act(id)
  } catch (error) {
    const isGone = error instanceof NotThere || (error instanceof BackendRefusal && error.code === 'schedule_not_found')
    if (!isGone) throw error
    await ctx.answerCallbackQuery(ctx.t.oldButton)
    await showList(ctx)
  }
}

async function change(
  ctx: BotContext,
  wish: { scheduleId: number; days?: ScheduleReply['days']; atMinute?: number },
): Promise<void> {
  const { telegramId } = ctx.person
  const { days, ...more } = wish
  const changed = await ctx.tools.backend.changeSchedule({ telegramId, ...more, ...(days ? { days } : {}) })
  await show(ctx, scheduleScreen(ctx, changed))
}

async function start(ctx: CallbackQueryContext<BotContext>, scheduleId: number): Promise<void> {
  const { t, tools, person } = ctx
  const messageId = ctx.callbackQuery.message?.message_id
  if (messageId === undefined) return void (await ctx.answerCallbackQuery(t.oldButton))
  const { threadId } = placeOf(ctx)
  const shownCredits = Number(ctx.match[2])
  const telegramId = person.telegramId
  try {
    const started = await tools.backend.startSchedule({ telegramId, scheduleId, shownCredits, messageId, threadId })
    await show(ctx, startedScreen(ctx, started))
  } catch (error) {
    if (!(error instanceof BackendRefusal)) throw error
    if (error.code === 'too_many_schedules') return sayTooMany(ctx)
    const isUnfinished = error.code === 'schedule_unfinished'
    if (error.code !== 'no_access' && !isUnfinished) throw error
    const schedule = await find(ctx, scheduleId)
    const { reason } = error.details
    if (error.code === 'no_access' && reason !== 'price_changed') return sayUnpaid(ctx, schedule, reason)
    const { text, ...screen } = scheduleScreen(ctx, schedule)
    const changed = t.priceChanged(priceLabel(t, { purse: 'credits', price: schedule.priceCredits }))
    await show(ctx, { ...screen, text: isUnfinished ? text : `${changed}\n\n${text}` })
  }
}

/** Below what is to be switched on, which stays for when something pays. */
async function sayUnpaid(ctx: BotContext, schedule: ScheduleReply, reason: unknown): Promise<void> {
  const { trialMessages } = await ctx.tools.backend.offers({ telegramId: ctx.person.telegramId })
  const hasTrial = reason === 'trial_not_started' && trialMessages !== null
  const { text, keyboard } = unpaidScreen(ctx, schedule, { hasTrial })
  await say(ctx, text, keyboard, ctx.msgId)
}

/** What was written is no schedule, or is wanted at once: it is asked as it was said. */
async function askNow(ctx: CallbackQueryContext<BotContext>, id: number): Promise<void> {
  const { t } = ctx
  const schedule = await find(ctx, id)
  const { said, once } = schedule
  const shown = decodePrice(ctx.match[2])
  if (shown && once && encodePrice(shown) !== encodePrice(once))
    return say(ctx, t.priceChanged(priceLabel(t, once)), onceKeyboard(ctx, schedule))
  const messageId = ctx.callbackQuery.message?.message_id
  if (messageId === undefined) return say(ctx, t.questionLost)
  await ctx.answerCallbackQuery()
  if (!(await takeButtons(ctx))) return
  ctx.afterwards(() => answer(ctx, { parts: [{ type: 'text', text: said }], messageId, inOneMessage: false }))
}
