import { ownerEndpoints } from './owner/contract.ts'
import { supportEndpoints } from './support/contract.ts'
import { paymentsEndpoints } from './payments/contract.ts'
import { questionsEndpoints } from './questions/contract.ts'
import { conversationsEndpoints } from './conversations/contract.ts'
import { myDataEndpoints } from './my-data/contract.ts'
import { chargingEndpoints } from './charging/contract.ts'
import { usersEndpoints } from './users/contract.ts'
import { eventsEndpoints } from './events/contract.ts'

/** Everything the bot may ask of the backend: the backend serves this list, the client is made from it. */
export const endpoints = {
  ...ownerEndpoints,
  ...supportEndpoints,
  ...paymentsEndpoints,
  ...questionsEndpoints,
  ...conversationsEndpoints,
  ...myDataEndpoints,
  ...chargingEndpoints,
  ...usersEndpoints,
  ...eventsEndpoints,
}

export type Endpoints = typeof endpoints
export type EndpointName = keyof Endpoints
