import { Bot } from 'grammy'
import type { UserFromGetMe } from 'grammy/types'
import type { Handling } from '#platform/inbox/consumer.ts'
import type { Update } from '#platform/inbox/lane.ts'
import { telegramClient } from '#platform/runtime/proxy.ts'
import { directCalls } from '#platform/telegram/direct-calls.ts'
import type { BotConfig } from './config.ts'
import type { BotContext, Tools } from '#bot-kit/context.ts'
import { Feature } from '#bot-kit/feature.ts'
import { ask, forwarded } from '#modules/questions/bot/ask.ts'
import { agreement } from '#modules/menu/bot/agreement.ts'
import { balance } from '#modules/payments/bot/balance.ts'
import { reminders } from '#modules/win-back/bot/reminders.ts'
import { underBroadcast } from '#modules/broadcasts/bot/under-broadcast.ts'
import { campaigns } from '#modules/campaigns/bot/campaigns.ts'
import { cabinet } from '#modules/cabinet/bot/cabinet.ts'
import { conversation } from '#modules/conversations/bot/conversation.ts'
import { conversations } from '#modules/conversations/bot/conversations.ts'
import { files } from '#modules/questions/bot/files.ts'
import { firstQuestion } from '#modules/questions/bot/first-question.ts'
import { quoted } from '#modules/questions/bot/quoted.ts'
import { assistants } from '#modules/assistants/bot/assistants.ts'
import { ownAssistants } from '#modules/assistants/bot/own-assistants.ts'
import { scheduled } from '#modules/schedules/bot/scheduled.ts'
import { schedules } from '#modules/schedules/bot/schedules.ts'
import { images } from '#modules/images/bot/images.ts'
import { memory } from '#modules/memory/bot/memory.ts'
import { listen } from '#modules/voice-answers/bot/listen.ts'
import { guests } from '#modules/guests/bot/guests.ts'
import { groupsOff } from '#modules/menu/bot/groups-off.ts'
import { inGroup } from '#modules/menu/bot/in-group.ts'
import { help } from '#modules/menu/bot/help.ts'
import { instructions } from '#modules/users/bot/instructions.ts'
import { membership } from '#modules/users/bot/membership.ts'
import { menu } from '#modules/menu/bot/menu.ts'
import { model } from '#modules/catalog/bot/model.ts'
import { deletion } from '#modules/my-data/bot/deletion.ts'
import { myData } from '#modules/my-data/bot/my-data.ts'
import { withdrawal } from '#modules/my-data/bot/withdrawal.ts'
import { owner } from '#modules/owner/bot/owner.ts'
import { payment } from '#modules/payments/bot/payment.ts'
import { movedChat } from '#modules/conversations/bot/moved-chat.ts'
import { gifts } from '#modules/gifts/bot/gifts.ts'
import { ownPromos } from '#modules/promo-codes/bot/own-promos.ts'
import { promoCodes } from '#modules/promo-codes/bot/promo-codes.ts'
import { channelBonus } from '#modules/channel-bonus/bot/channel-bonus.ts'
import { referral } from '#modules/referrals/bot/referral.ts'
import { receipts } from '#modules/receipts/bot/receipts.ts'
import { purchase } from '#modules/payments/bot/purchase.ts'
import { settings } from '#modules/users/bot/settings.ts'
import { start } from '#modules/menu/bot/start.ts'
import { status } from '#modules/users/bot/status.ts'
import { subscription } from '#modules/payments/bot/subscription.ts'
import { support } from '#modules/support/bot/support.ts'
import { trial } from '#modules/menu/bot/trial.ts'
import { unknown } from '#modules/menu/bot/unknown.ts'
import { unsupported } from '#modules/questions/bot/unsupported.ts'
import { doAfterwards } from '#bot-kit/middlewares/afterwards.ts'
import { onlyAddressed } from '#bot-kit/middlewares/addressed.ts'
import { answerCallbacks } from '#bot-kit/middlewares/callbacks.ts'
import { underCommands } from '#bot-kit/albums.ts'
import { prompts } from '#bot-kit/prompts.ts'
import { refuseBlocked } from '#bot-kit/middlewares/blocked.ts'
import { answerForged } from '#bot-kit/middlewares/forged.ts'
import { limitFlood } from '#bot-kit/middlewares/flood.ts'
import { pointToPrivateChat } from '#bot-kit/middlewares/group-commands.ts'
import { identify } from '#bot-kit/middlewares/identify.ts'
import { followRole } from '#bot-kit/middlewares/role.ts'
import { refuseNameless } from '#bot-kit/middlewares/nameless.ts'
import { equip } from '#bot-kit/middlewares/equip.ts'
import { links } from './start-links.ts'
import { following, retrying } from './telegram.ts'

/** What the bot can do, in the order in which a message is offered to them: this list is its table of contents. */
const features: Feature[] = [
  scheduled,
  underBroadcast,
  prompts,
  forwarded,
  underCommands,
  cabinet,
  links,
  start,
  trial,
  agreement,
  menu,
  balance,
  receipts,
  status,
  purchase,
  gifts,
  referral,
  channelBonus,
  promoCodes,
  subscription,
  model,
  settings,
  instructions,
  myData,
  deletion,
  withdrawal,
  help,
  support,
  conversation,
  conversations,
  assistants,
  ownAssistants,
  firstQuestion,
  files,
  images,
  listen,
  quoted,
  owner,
  campaigns,
  reminders,
  ownPromos,
  schedules,
  memory,
  ask,
  unsupported,
  unknown,
]

/** The same for groups, where nothing personal is shown. */
const groupFeatures: Feature[] = [conversation, quoted, ask, unsupported, inGroup]

const callLimitSeconds = 30

/** The bot as one function: an update goes in, everything that follows from it is done when the promise resolves. */
export function createBot(
  config: BotConfig,
  me: UserFromGetMe,
  tools: Tools,
): (update: Update, handling: Handling) => Promise<void> {
  const handlings = new WeakMap<object, Handling>()
  const bot = new Bot<BotContext>(config.token, {
    botInfo: me,
    client: telegramClient(config.apiRoot, callLimitSeconds),
  })
  const direct = directCalls({ ...config, timeoutSeconds: callLimitSeconds })
  bot.api.config.use(direct, tools.watched, retrying(), following(tools.backend))
  const all = new Feature(
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
    guests,
    refuseBlocked(),
    limitFlood(),
    followRole(),
    doAfterwards,
  )
  all.chatType('private').use(...features)
  all.chatType(['group', 'supergroup']).use(...(config.groups ? groupFeatures : [groupsOff]))
  bot.use(all.middleware())
  return async (update, handling) => {
    handlings.set(update, handling)
    await bot.handleUpdate(update)
  }
}
