import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { BotProcess } from '#sandbox/bot-process.ts'
import { PersonError, readBody } from '#sandbox/person-api/request.ts'

/** Kills and starts the bot that the sandbox has started; see SANDBOX_BOT_COMMAND. */
export async function botRoutes(app: FastifyInstance, bot: BotProcess): Promise<void> {
  app.get('/control/bot', async () => bot.status())
  app.post('/control/bot', async (request) => {
    const { action } = readBody(request, { action: z.enum(['kill', 'start']) })
    if (!bot.status().managed)
      throw new PersonError('The sandbox has not started the bot, so it cannot kill it: see SANDBOX_BOT_COMMAND')
    if (action === 'kill') await bot.kill()
    else bot.start()
    return bot.status()
  })
}
