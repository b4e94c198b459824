import { Bot, type Composer } from 'grammy'
import type { UserFromGetMe } from 'grammy/types'
import type { Handling } from '#inbox/consumer.ts'
import type { Update } from '#inbox/lane.ts'
import { telegramClient } from '#runtime/proxy.ts'
import type { BotConfig } from './config.ts'
import type { BotContext, Tools } from './context.ts'
import { ask } from './features/ask.ts'
import { balance } from './features/balance.ts'
import { conversation } from './features/conversation.ts'
import { conversations } from './features/conversations.ts'
import { files } from './features/files.ts'
import { forwarded } from './features/forwarded.ts'
import { groupsOff } from './features/groups-off.ts'
import { inGroup } from './features/in-group.ts'
import { help } from './features/help.ts'
import { instructions } from './features/instructions.ts'
import { membership } from './features/membership.ts'
import { menu } from './features/menu.ts'
import { model } from './features/model.ts'
import { myData } from './features/my-data.ts'
import { owner } from './features/owner.ts'
import { payment } from './features/payment.ts'
import { movedChat } from './features/moved-chat.ts'
import { purchase } from './features/purchase.ts'
import { settings } from './features/settings.ts'
import { start } from './features/start.ts'
import { status } from './features/status.ts'
import { subscription } from './features/subscription.ts'
import { support } from './features/support.ts'
import { trial } from './features/trial.ts'
import { unknown } from './features/unknown.ts'
import { unsupported } from './features/unsupported.ts'
import { doAfterwards } from './middlewares/afterwards.ts'
import { onlyAddressed } from './middlewares/addressed.ts'
import { answerCallbacks } from './middlewares/callbacks.ts'
import { prompts } from './prompts.ts'
import { refuseBlocked } from './middlewares/blocked.ts'
import { answerForged } from './middlewares/forged.ts'
import { limitFlood } from './middlewares/flood.ts'
import { pointToPrivateChat } from './middlewares/group-commands.ts'
import { identify } from './middlewares/identify.ts'
import { refuseNameless } from './middlewares/nameless.ts'
import { equip } from './middlewares/equip.ts'
import { following, retrying } from './telegram.ts'

/** What the bot can do, in the order in which a message is offered to them: this list is its table of contents. */
const features: Composer<BotContext>[] = [
  prompts,
  forwarded,
  start,
  trial,
  menu,
  balance,
  status,
  purchase,
  subscription,
  model,
  settings,
  instructions,
  myData,
  help,
  support,
  conversation,
  conversations,
  files,
  owner,
  ask,
  unsupported,
  unknown,
]

/** The same for groups, where nothing personal is shown. */
const groupFeatures: Composer<BotContext>[] = [conversation, ask, unsupported, inGroup]

/** The bot as one function: an update goes in, everything that follows from it is done when the promise resolves. */
export function createBot(
  config: BotConfig,
  me: UserFromGetMe,
  tools: Tools,
): (update: Update, handling: Handling) => Promise<void> {
  const handlings = new WeakMap<object, Handling>()
  const bot = new Bot<BotContext>(config.token, {
    botInfo: me,
    client: telegramClient(config.apiRoot, 30),
  })
  bot.api.config.use(tools.watched, retrying(), following(tools.backend))
  bot.use(
    equip(tools, handlings),
    membership(config),
    movedChat,
    onlyAddressed,
    refuseNameless(config),
    pointToPrivateChat(config),
    answerCallbacks,
    identify,
    answerForged,
    payment,
    refuseBlocked(),
    limitFlood(),
    doAfterwards,
  )
  bot.chatType('private').use(...features)
  bot.chatType(['group', 'supergroup']).use(...(config.groups ? groupFeatures : [groupsOff]))
  return async (update, handling) => {
    handlings.set(update, handling)
    await bot.handleUpdate(update)
  }
}
