import { Feature } from './feature.ts'
import { gather } from './gather.ts'
import { commandIn } from './question.ts'

/** An album under a command is one message to the bot: its other pieces are no questions of their own. */
export const underCommands = new Feature()

underCommands.on('message:caption').filter(
  ({ message }) => {
    const command = commandIn(message)
    return message.media_group_id !== undefined && command !== undefined && command.verb !== 'ask'
  },
  async (ctx, next) => {
    await gather(ctx, { albumOnly: true })
    await next()
  },
)
