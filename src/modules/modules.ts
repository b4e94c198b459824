import { databaseTables } from '#platform/database/tables.ts'
import type { Tables } from '#platform/database/table.ts'
import type { Endpoint } from '#platform/http/endpoint.ts'
import { inboxTables } from '#platform/inbox/tables.ts'
import { browserEndpoints, rolePrefix } from './cabinet/browser.ts'
import { cabinetEndpoints } from './cabinet/contract.ts'
import { cabinetTables } from './cabinet/tables.ts'
import { broadcastsEndpoints } from './broadcasts/contract.ts'
import { broadcastsTables } from './broadcasts/tables.ts'
import { campaignsEndpoints } from './campaigns/contract.ts'
import { campaignsTables } from './campaigns/tables.ts'
import { winBackEndpoints } from './win-back/contract.ts'
import { winBackTables } from './win-back/tables.ts'
import { ownerEndpoints } from './owner/contract.ts'
import { ownerTables } from './owner/tables.ts'
import { supportEndpoints } from './support/contract.ts'
import { supportTables } from './support/tables.ts'
import { myDataEndpoints } from './my-data/contract.ts'
import { promoCodesEndpoints } from './promo-codes/contract.ts'
import { promoCodesTables } from './promo-codes/tables.ts'
import { receiptsEndpoints } from './receipts/contract.ts'
import { giftsEndpoints } from './gifts/contract.ts'
import { giftsTables } from './gifts/tables.ts'
import { referralsEndpoints } from './referrals/contract.ts'
import { referralsTables } from './referrals/tables.ts'
import { paymentsEndpoints } from './payments/contract.ts'
import { paymentsTables } from './payments/tables.ts'
import { schedulesEndpoints } from './schedules/contract.ts'
import { schedulesTables } from './schedules/tables.ts'
import { imagesEndpoints } from './images/contract.ts'
import { imagesTables } from './images/tables.ts'
import { memoryEndpoints } from './memory/contract.ts'
import { memoryTables } from './memory/tables.ts'
import { voiceAnswersEndpoints } from './voice-answers/contract.ts'
import { voiceAnswersTables } from './voice-answers/tables.ts'
import { guestsEndpoints } from './guests/contract.ts'
import { guestsTables } from './guests/tables.ts'
import { questionsEndpoints } from './questions/contract.ts'
import { questionsTables } from './questions/tables.ts'
import { conversationsEndpoints } from './conversations/contract.ts'
import { conversationsTables } from './conversations/tables.ts'
import { assistantsEndpoints } from './assistants/contract.ts'
import { assistantsTables } from './assistants/tables.ts'
import { freeTrialTables } from './free-trial/tables.ts'
import { attachmentsTables } from './attachments/tables.ts'
import { channelBonusEndpoints } from './channel-bonus/contract.ts'
import { chargingEndpoints } from './charging/contract.ts'
import { chargingTables } from './charging/tables.ts'
import { costsEndpoints } from './costs/contract.ts'
import { costsTables } from './costs/tables.ts'
import { catalogTables } from './catalog/tables.ts'
import { experimentsTables } from './experiments/tables.ts'
import { entitlementsTables } from './entitlements/tables.ts'
import { notificationsTables } from './notifications/tables.ts'
import { settingsEndpoints } from './settings/contract.ts'
import { settingsTables } from './settings/tables.ts'
import { startsEndpoints } from './starts/contract.ts'
import { startsTables } from './starts/tables.ts'
import { usersEndpoints } from './users/contract.ts'
import { usersTables } from './users/tables.ts'
import { eventsEndpoints } from './events/contract.ts'
import { eventsTables } from './events/tables.ts'

/** The table of contents: each module uses those below it. */
const modules = {
  demo: {},
  cabinet: { endpoints: cabinetEndpoints, tables: cabinetTables },
  broadcasts: { endpoints: broadcastsEndpoints, tables: broadcastsTables },
  campaigns: { endpoints: campaignsEndpoints, tables: campaignsTables },
  'win-back': { endpoints: winBackEndpoints, tables: winBackTables },
  owner: { endpoints: ownerEndpoints, tables: ownerTables },
  support: { endpoints: supportEndpoints, tables: supportTables },
  'my-data': { endpoints: myDataEndpoints },
  'promo-codes': { endpoints: promoCodesEndpoints, tables: promoCodesTables },
  receipts: { endpoints: receiptsEndpoints },
  menu: {},
  payments: { endpoints: paymentsEndpoints, tables: paymentsTables },
  gifts: { endpoints: giftsEndpoints, tables: giftsTables },
  referrals: { endpoints: referralsEndpoints, tables: referralsTables },
  'channel-bonus': { endpoints: channelBonusEndpoints },
  schedules: { endpoints: schedulesEndpoints, tables: schedulesTables },
  images: { endpoints: imagesEndpoints, tables: imagesTables },
  memory: { endpoints: memoryEndpoints, tables: memoryTables },
  'voice-answers': { endpoints: voiceAnswersEndpoints, tables: voiceAnswersTables },
  guests: { endpoints: guestsEndpoints, tables: guestsTables },
  questions: { endpoints: questionsEndpoints, tables: questionsTables },
  conversations: { endpoints: conversationsEndpoints, tables: conversationsTables },
  assistants: { endpoints: assistantsEndpoints, tables: assistantsTables },
  charging: { endpoints: chargingEndpoints, tables: chargingTables },
  'free-trial': { tables: freeTrialTables },
  attachments: { tables: attachmentsTables },
  costs: { endpoints: costsEndpoints, tables: costsTables },
  experiments: { tables: experimentsTables },
  entitlements: { tables: entitlementsTables },
  catalog: { tables: catalogTables },
  settings: { endpoints: settingsEndpoints, tables: settingsTables },
  notifications: { tables: notificationsTables },
  starts: { endpoints: startsEndpoints, tables: startsTables },
  users: { endpoints: usersEndpoints, tables: usersTables },
  events: { endpoints: eventsEndpoints, tables: eventsTables },
  maintenance: {},
}
/** Their names from the top down, by which `.dependency-cruiser.cjs` knows what is upwards. */
export const moduleNames = Object.keys(modules)

/** Whose tables are whose: the rights of the programs, the export and the deletion follow from them. */
export const tablesByOwner: Readonly<Record<string, Tables>> = {
  ...Object.fromEntries(
    Object.entries(modules).flatMap(([name, module]) =>
      'tables' in module ? [[`modules/${name}`, module.tables]] : [],
    ),
  ),
  'platform/inbox': inboxTables,
  'platform/database': databaseTables,
}
export const tables: Tables = Object.assign({}, ...Object.values(tablesByOwner))

/** Everything the bot may ask of the backend: the backend serves this list, the client is made from it. */
export const endpoints = {
  ...modules.cabinet.endpoints,
  ...modules.owner.endpoints,
  ...modules.broadcasts.endpoints,
  ...modules.campaigns.endpoints,
  ...modules['win-back'].endpoints,
  ...modules.support.endpoints,
  ...modules['promo-codes'].endpoints,
  ...modules.receipts.endpoints,
  ...modules.payments.endpoints,
  ...modules.gifts.endpoints,
  ...modules.referrals.endpoints,
  ...modules['channel-bonus'].endpoints,
  ...modules.schedules.endpoints,
  ...modules.images.endpoints,
  ...modules.memory.endpoints,
  ...modules['voice-answers'].endpoints,
  ...modules.guests.endpoints,
  ...modules.questions.endpoints,
  ...modules.conversations.endpoints,
  ...modules.assistants.endpoints,
  ...modules['my-data'].endpoints,
  ...modules.charging.endpoints,
  ...modules.costs.endpoints,
  ...modules.settings.endpoints,
  ...modules.starts.endpoints,
  ...modules.users.endpoints,
  ...modules.events.endpoints,
}

/** What the bot asks for a person with a role: pages and changes of the cabinet, with the programs' token. */
const { people, tickets, health, grant, block, message, refund, answerTicket, retryUpdate } = browserEndpoints
export const roleEndpoints = underRole({
  people,
  tickets,
  health,
  grant,
  block,
  message,
  refund,
  answerTicket,
  retryUpdate,
})

function underRole<List extends Record<string, Endpoint>>(list: List): List {
  return Object.fromEntries(
    Object.entries(list).map(([name, endpoint]) => [name, { ...endpoint, path: `${rolePrefix}${endpoint.path}` }]),
  ) as List
}

export type Endpoints = typeof endpoints
export type RoleEndpoints = typeof roleEndpoints
