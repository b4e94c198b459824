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
  let message: Promise<{ message_id: number }> | undefined
  let shownAt = 0
  for await (const chunk of stream) {
    soFar += chunk.choices[0]?.delta?.content ?? ''
    if (!soFar || Date.now() - shownAt < betweenEditsMs) continue
    shownAt = Date.now()
    if (message) void message.then(({ message_id: id }) => bot.api.editMessageText(chatId, id, soFar))
    else message = bot.api.sendMessage(chatId, soFar)
  }
  const { message_id: id } = await (message ?? bot.api.sendMessage(chatId, soFar))
  await bot.api.editMessageText(chatId, id, soFar)
}

await bot.start()
