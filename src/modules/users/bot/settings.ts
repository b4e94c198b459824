import { InlineKeyboard } from 'grammy'
import { data, patterns } from '#bot-kit/callback-data.ts'
import type { BotContext } from '#bot-kit/context.ts'
import { Feature } from '#bot-kit/feature.ts'
import { type Screen, show } from '#bot-kit/screen.ts'
import { searchLine } from '#bot-kit/search-line.ts'
import { languageCodes } from '#texts/codes.ts'
import { languageTexts, textsIn } from '#texts/languages.ts'
import { capital } from '#texts/plain.ts'
import { zoneName } from '#texts/zones.ts'
import { type AnswerStyle, answerStyle, type Language, type Settings } from '#modules/users/contract.ts'

const languagesInRow = 2

export const settings = new Feature()

/** In credits: one button goes through them. */
const askAboveSteps = [0, 2, 5, 10]

settings.command('settings', async (ctx) => show(ctx, await settingsScreen(ctx)))
settings.callbackQuery(data.settings, async (ctx) => show(ctx, await settingsScreen(ctx)))
settings.callbackQuery(data.languages, async (ctx) => show(ctx, languagesScreen(ctx)))
settings.callbackQuery(patterns.language, (ctx) => change(ctx, { language: ctx.match[1]! }))
settings.callbackQuery(patterns.style, (ctx) => change(ctx, { settings: { answerStyle: ctx.match[1] as AnswerStyle } }))
settings.callbackQuery(patterns.remember, (ctx) => change(ctx, { settings: { remember: ctx.match[1] === 'on' } }))
settings.callbackQuery(patterns.search, (ctx) => change(ctx, { settings: { search: ctx.match[1] === 'on' } }))
settings.callbackQuery(patterns.reminders, (ctx) => change(ctx, { settings: { reminders: ctx.match[1] === 'on' } }))
settings.callbackQuery(patterns.rich, (ctx) => change(ctx, { settings: { rich: ctx.match[1] === 'on' } }))
settings.callbackQuery(patterns.suggestions, (ctx) => change(ctx, { settings: { suggestions: ctx.match[1] === 'on' } }))
settings.callbackQuery(patterns.askAbove, (ctx) => change(ctx, { settings: { askAbove: Number(ctx.match[1]) } }))

settings.callbackQuery(patterns.news, async (ctx) => {
  const given = ctx.match[1] === 'on'
  ctx.person = await ctx.tools.backend.consent({ telegramId: ctx.person.telegramId, subject: 'news', given })
  await showSaved(ctx)
})

async function change(ctx: BotContext, wish: { language?: Language; settings?: Partial<Settings> }) {
  ctx.person = await ctx.tools.backend.changeProfile({ telegramId: ctx.person.telegramId, ...wish })
  ctx.t = textsIn(ctx.person.language)
  await showSaved(ctx)
}

async function showSaved(ctx: BotContext) {
  ctx.refresh()
  await ctx.answerCallbackQuery(ctx.t.saved)
  await show(ctx, await settingsScreen(ctx))
}

async function settingsScreen({ t, person, tools }: BotContext): Promise<Screen> {
  const takesNews = person.takesNews === true
  const { search: searchOffer } = await tools.backend.offers({ telegramId: person.telegramId })
  const { answerStyle: style, remember, rich, instructions, askAbove, reminders, timeZone } = person.settings
  const { search, suggestions } = person.settings
  const keyboard = new InlineKeyboard()
  // A person who cannot read the rest finds it by the sign.
  keyboard.text(`🌐 ${languageTexts(person.language).name}`, data.languages).row()
  for (const [index, option] of answerStyle.options.entries()) {
    mark(keyboard, capital(t.styles[option], person.language), data.style(option), option === style)
    if (index === 1 || index === 3) keyboard.row()
  }
  keyboard.row()
  keyboard.text(remember ? t.buttons.doNotRemember : t.buttons.remember, data.remember(!remember)).row()
  keyboard.text(t.memory.button, data.memory).row().text(t.buttons.instructions, data.instructions).row()
  keyboard.text(suggestions ? t.suggestions.turnOff : t.suggestions.turnOn, data.suggestions(!suggestions)).row()
  if (tools.richMessages) keyboard.text(rich ? t.buttons.plain : t.buttons.rich, data.rich(!rich)).row()
  if (searchOffer) keyboard.text(search ? t.search.turnOff : t.search.turnOn, data.search(!search)).row()
  const nextAbove = askAboveSteps.find((step) => step > askAbove) ?? 0
  keyboard.text(t.buttons.askAbove(nextAbove), data.askAbove(nextAbove)).row()
  keyboard.text(takesNews ? t.buttons.noNews : t.buttons.news, data.news(!takesNews)).row()
  keyboard.text(reminders ? t.buttons.noReminders : t.buttons.reminders, data.reminders(!reminders)).row()
  keyboard.text(t.schedules.buttons.open, data.schedules).text(t.schedules.buttons.timeZone, data.timeZones).row()
  keyboard.text(t.buttons.exportData, data.exportData).row()
  keyboard.add({ text: t.buttons.forget, callback_data: data.forget, style: 'danger' }).row()
  keyboard.text(t.buttons.back, data.menu)
  const lines = [t.settingsLanguage, t.settingsStyle(t.styles[style]), t.settingsRemember(remember)]
  if (instructions !== null) lines.push(t.settingsInstructions)
  if (tools.richMessages) lines.push(t.settingsRich(rich))
  if (searchOffer) lines.push(searchLine(t, person.settings, searchOffer))
  lines.push(
    t.suggestions.setting(suggestions),
    t.settingsAskAbove(askAbove),
    t.settingsNews(takesNews),
    t.settingsReminders(reminders),
  )
  if (timeZone !== null) lines.push(t.schedules.zone(zoneName(person.language, timeZone)))
  return { text: `${t.settings}\n\n${lines.join('\n')}`, keyboard }
}

function languagesScreen({ t, person }: BotContext): Screen {
  const keyboard = new InlineKeyboard()
  for (const [index, code] of languageCodes.entries()) {
    if (index % languagesInRow === 0) keyboard.row()
    mark(keyboard, languageTexts(code).name, data.language(code), person.language === code)
  }
  keyboard.row().text(t.buttons.back, data.settings)
  return { text: `**${t.settingsLanguage}**`, keyboard }
}

/** The current choice stands out; pressing it again changes nothing. */
function mark(keyboard: InlineKeyboard, text: string, callbackData: string, current: boolean) {
  keyboard.add({
    text: current ? `✓ ${text}` : text,
    callback_data: callbackData,
    ...(current ? { style: 'primary' as const } : {}),
  })
}
