/** The floor: a bare grammY bot that streams a model's answer by edits. No database, no rules, nothing kept. */
import { Bot } from 'grammy'
import OpenAI from 'openai'

const betweenEditsMs = 1_100
const bot = new Bot(process.env['BOT_TOKEN']!, { client: { apiRoot: process.env['TELEGRAM_API_ROOT']! } })
const model = new OpenAI({ baseURL: process.env['OPENAI_BASE_URL']!, apiKey: 'bench', maxRetries: 0 })

bot.on('message:text', (ctx) => {
  // Not awaited: a bot that answers one person at a time would be no floor but a cellar.
  void answer(ctx.chat.id, ctx.message.text)
})

async function answer(chatId: number, text: string) {
  void bot.api.sendChatAction(chatId, 'typing')
  const stream = await model.chat.completions.create({
    model: 'bench',
    stream: true,
    messages: [{ role: 'user', content: text }],
  })
  let soFar = ''
  let shown = ''
  let message: Promise<{ message_id: number }> | undefined
  let shownAt = 0
  for await (const chunk of stream) {
    soFar += chunk.choices[0]?.delta?.content ?? ''
    if (!soFar || Date.now() - shownAt < betweenEditsMs) continue
    shownAt = Date.now()
    shown = soFar
    message = show(chatId, soFar, message)
  }
  // Telegram refuses an edit that changes nothing.
  await (message && shown === soFar ? message : show(chatId, soFar, message))
}

/** One after the other: an edit that overtakes another would end with the older text. */
async function show(chatId: number, text: string, before: Promise<{ message_id: number }> | undefined) {
  const message = await before
  if (!message) return bot.api.sendMessage(chatId, text)
  await bot.api.editMessageText(chatId, message.message_id, text)
  return message
}

await bot.start()
