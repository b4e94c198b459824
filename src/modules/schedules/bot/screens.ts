import { InlineKeyboard } from 'grammy'
import { data } from '#bot-kit/callback-data.ts'
import type { BotContext } from '#bot-kit/context.ts'
import { withPrice } from '#bot-kit/price.ts'
import type { Screen } from '#bot-kit/screen.ts'
import { type Every, every, mostSchedules, type ScheduleReply } from '#modules/schedules/contract.ts'
import type { Texts } from '#texts/languages.ts'
import { beginning, plain } from '#texts/plain.ts'
import { clockIn, momentIn, weekdayIn, zoneName, zonesFor } from '#texts/zones.ts'

const longestBegin = 200
const longestInButton = 24
const hours = Array.from({ length: 24 }, (_, hour) => hour)

/** What is to be chosen next of a question, else what there is to do with it. */
export function scheduleScreen(ctx: BotContext, schedule: ScheduleReply): Screen {
  if (schedule.days === null) return daysScreen(ctx, schedule)
  if (schedule.atMinute === null) return hoursScreen(ctx, schedule)
  if (ctx.person.settings.timeZone === null) return zonesScreen(ctx, schedule.id)
  return schedule.state === 'draft' ? offerScreen(ctx, schedule) : cardScreen(ctx, schedule)
}

export function listScreen(ctx: BotContext, all: ScheduleReply[]): Screen {
  const { t } = ctx
  const started = all.filter(({ state }) => state !== 'draft')
  const keyboard = new InlineKeyboard()
  for (const schedule of started) {
    const sign = schedule.state === 'active' ? '' : '⏸ '
    const begin = beginning(schedule.question.replaceAll(/\s+/g, ' '), longestInButton)
    keyboard.text(`${sign}${whenOf(t, schedule)} · ${begin}`, data.schedule(schedule.id)).row()
  }
  if (started.length < mostSchedules) keyboard.text(t.schedules.buttons.new, data.newSchedule)
  keyboard.text(t.schedules.buttons.timeZone, data.timeZones).row().text(t.buttons.back, data.menu)
  return { text: `${t.schedules.title}\n\n${t.schedules.hint(mostSchedules)}`, keyboard }
}

function daysScreen(ctx: BotContext, schedule: ScheduleReply): Screen {
  return { text: asking(ctx.t, schedule.question), keyboard: daysKeyboard(ctx, schedule) }
}

function daysKeyboard({ t }: BotContext, { id }: ScheduleReply): InlineKeyboard {
  const keyboard = new InlineKeyboard()
  for (const option of every.options)
    keyboard.text(t.schedules.often[option], data.scheduleDays(id, { every: option, onDay: null })).row()
  return keyboard.text(t.buttons.back, data.schedules)
}

/** Of words with a period that no schedule has: what there is instead, and the question itself. */
export function otherPeriodScreen(ctx: BotContext, schedule: ScheduleReply): Screen {
  const { when, otherPeriod } = ctx.t.schedules
  const text = `${quoted(schedule.question)}\n\n${otherPeriod} ${when}`
  return { text, keyboard: onceKeyboard(ctx, schedule).append(daysKeyboard(ctx, schedule)) }
}

/** The button that asks it at once, with its price unless nothing pays for it. */
export function onceKeyboard({ t }: BotContext, { id, once }: ScheduleReply): InlineKeyboard {
  const label = t.schedules.buttons.once
  return new InlineKeyboard().text(once ? withPrice(t, label, once) : label, data.askScheduleNow(id, once))
}

/** Which day of the week, or of the month. */
export function dayScreen({ t, person }: BotContext, { id, question }: ScheduleReply, often: Every): Screen {
  const keyboard = new InlineKeyboard()
  const [last, inRow] = often === 'week' ? [7, 2] : [31, 7]
  for (let day = 1; day <= last; day += 1) {
    const label = often === 'week' ? weekdayIn(person.language, day) : String(day)
    keyboard.text(label, data.scheduleDays(id, { every: often, onDay: day }))
    if (day % inRow === 0) keyboard.row()
  }
  return { text: asking(t, question), keyboard: keyboard.row().text(t.buttons.back, data.schedules) }
}

export function hoursScreen({ t }: BotContext, { id, question }: ScheduleReply): Screen {
  const keyboard = new InlineKeyboard()
  for (const hour of hours) {
    keyboard.text(clock(hour * 60), data.scheduleHours(id, hour))
    if (hour % 4 === 3) keyboard.row()
  }
  return { text: asking(t, question), keyboard: keyboard.text(t.buttons.back, data.schedules) }
}

export function minutesScreen({ t }: BotContext, { id, question }: ScheduleReply, hour: number): Screen {
  const keyboard = new InlineKeyboard()
  for (const minute of [0, 15, 30, 45]) {
    const atMinute = hour * 60 + minute
    keyboard.text(clock(atMinute), data.scheduleAt(id, atMinute))
  }
  return { text: asking(t, question), keyboard: keyboard.row().text(t.buttons.back, data.scheduleHours(id)) }
}

/** With a question: on the way to starting it. */
export function zonesScreen({ t, person }: BotContext, scheduleId?: number): Screen {
  const { language, settings } = person
  const keyboard = new InlineKeyboard()
  const now = new Date()
  for (const [index, zone] of zonesFor(language).entries()) {
    const mark = zone === settings.timeZone ? '✓ ' : ''
    keyboard.text(`${mark}${clockIn(zone, now)} · ${zoneName(language, zone)}`, data.timeZone(zone, scheduleId))
    if (index % 2 === 1) keyboard.row()
  }
  keyboard.row().text(t.buttons.back, scheduleId === undefined ? data.settings : data.schedules)
  return { text: t.schedules.whatTime, keyboard }
}

/** What is agreed to, with what it costs on the button. */
function offerScreen(ctx: BotContext, schedule: ScheduleReply): Screen {
  const { t, person } = ctx
  const { id, question, priceCredits } = schedule
  const { offer, zone, buttons } = t.schedules
  const keyboard = new InlineKeyboard()
    .add({
      text: priced(t, buttons.start, priceCredits),
      callback_data: data.startSchedule(id, priceCredits),
      style: 'success',
    })
    .row()
    .text(buttons.changeTime, data.scheduleHours(id))
    .row()
    .append(onceKeyboard(ctx, schedule))
  const where = zone(zoneName(person.language, person.settings.timeZone!))
  return { text: `${head(t, schedule)}\n${quoted(question)}\n\n${where}\n${offer(priceCredits)}`, keyboard }
}

function cardScreen(ctx: BotContext, schedule: ScheduleReply): Screen {
  const { t } = ctx
  const { id, state, priceCredits } = schedule
  const { buttons } = t.schedules
  const keyboard = new InlineKeyboard()
  if (state === 'active') keyboard.text(buttons.pause, data.pauseSchedule(id))
  else
    keyboard.add({
      text: priced(t, buttons.resume, priceCredits),
      callback_data: data.startSchedule(id, priceCredits),
      style: 'success',
    })
  keyboard
    .text(buttons.changeTime, data.scheduleHours(id))
    .row()
    .add({ text: t.buttons.deleteConversation, callback_data: data.deleteSchedule(id), style: 'danger' })
    .text(t.buttons.back, data.schedules)
  return { text: described(ctx, schedule), keyboard }
}

export function deleteScreen({ t }: BotContext, { id, question }: ScheduleReply): Screen {
  const keyboard = new InlineKeyboard()
    .add({ text: t.buttons.forgetYes, callback_data: data.deleteScheduleYes(id), style: 'danger' })
    .row()
    .text(t.buttons.back, data.schedule(id))
  return { text: `${t.schedules.delete}\n\n${quoted(question)}`, keyboard }
}

/** Nothing pays for it: why it is not on, and what helps above the same button once more. */
export function unpaidScreen(
  { t }: BotContext,
  { id, state, priceCredits }: ScheduleReply,
  { hasTrial }: { hasTrial: boolean },
): Screen {
  const { buttons, notOn, notOnWithoutTrial } = t.schedules
  const again = state === 'draft' ? buttons.start : buttons.resume
  const keyboard = new InlineKeyboard()
  if (hasTrial) keyboard.add({ text: t.buttons.tryFree, callback_data: data.trial(), style: 'success' })
  else keyboard.add({ text: t.buttons.buy, callback_data: data.buy, style: 'success' })
  keyboard.row().text(priced(t, again, priceCredits), data.startSchedule(id, priceCredits))
  return { text: hasTrial ? notOnWithoutTrial : notOn, keyboard }
}

/** Stays in the chat: each answer replies to it. */
export function startedScreen(ctx: BotContext, schedule: ScheduleReply): Screen {
  const keyboard = new InlineKeyboard().text(ctx.t.schedules.buttons.open, data.scheduleBelow(schedule.id))
  return { text: described(ctx, schedule), keyboard }
}

function described({ t, person }: BotContext, schedule: ScheduleReply): string {
  const { question, pausedBecause, dueAt, priceCredits } = schedule
  const { next, paused, offer } = t.schedules
  const state =
    pausedBecause === null ? next(momentIn(person.language, person.settings.timeZone!, dueAt!)) : paused[pausedBecause]
  return `${head(t, schedule)}\n${quoted(question)}\n\n${state}\n${offer(priceCredits)}`
}

function head(t: Texts, schedule: ScheduleReply): string {
  return `⏰ **${whenOf(t, schedule)}**`
}

function asking(t: Texts, question: string): string {
  return `${quoted(question)}\n\n${t.schedules.when}`
}

function quoted(question: string): string {
  return `> ${plain(beginning(question.replaceAll(/\s+/g, ' '), longestBegin))}`
}

/** Such as "Every day at 09:00". */
function whenOf({ schedules: { at, weekdays } }: Texts, { days, atMinute }: ScheduleReply): string {
  const { every: often, onDay } = days!
  const time = clock(atMinute!)
  if (often === 'week') return at.week(weekdays[onDay! - 1]!, time)
  return often === 'month' ? at.month(onDay!, time) : at[often](time)
}

function clock(minute: number): string {
  return [Math.floor(minute / 60), minute % 60].map((part) => String(part).padStart(2, '0')).join(':')
}

function priced(t: Texts, label: string, price: number): string {
  return withPrice(t, label, { purse: 'credits', price })
}
