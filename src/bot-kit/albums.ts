import { Feature } from './feature.ts'
import { gatherAlbum } from './gather.ts'
import { commandIn } from './question.ts'

/** An album under a command is one message to the bot. */
export const underCommands = new Feature()

underCommands.on('message:caption').filter(
  ({ message }) => (commandIn(message)?.verb ?? 'ask') !== 'ask',
  async (ctx, next) => {
    await gatherAlbum(ctx)
    await next()
  },
)
