import type { BackendConfig } from '#programs/backend/config.ts'
import { connect } from '#platform/database/connect.ts'
import type { Log } from '#platform/runtime/log.ts'
import { StartError } from '#platform/runtime/start-error.ts'
import { makeLink } from '#modules/cabinet/session/enter.ts'
import { listOwners } from '#modules/users/roles.ts'
import { whoServes } from './only-one.ts'
import { onDatabase, runOrder } from './order.ts'

/** Printed among other lines it is read later than in a chat; on one's own machine no one else can open it. */
export const printedMinutes = 10

/** `npm start -- cabinet`: a fresh link into the cabinet of the `npm start` that runs. */
export async function runCabinet(): Promise<void> {
  await runOrder('cabinet', async (order) => {
    const { dataDir } = order.plan
    const running = await whoServes(dataDir)
    if (!running?.cabinetUrl)
      throw new StartError(`Pomogator does not run with the data in ${dataDir}: npm start first.`)
    const { cabinetUrl } = running
    const link = await onDatabase(order, (config) => ownersLink(config, cabinetUrl, order.log))
    if (!link) throw new StartError('There is no owner yet: npm start says how one becomes it.')
    const minutes = isOwnMachine(cabinetUrl) ? `${printedMinutes} minutes` : 'a minute'
    return `${link}\nIt opens the cabinet once, within ${minutes}.\n`
  })
}

/** A link for the owner, for the first one of several; undefined while there is none. */
export async function ownersLink(
  { database }: Pick<BackendConfig, 'database'>,
  cabinetUrl: string,
  log: Log,
): Promise<string | undefined> {
  const program = connect({ ...database, applicationName: 'pomogator-start', poolSize: 1, log })
  try {
    const [owner] = await listOwners(program.sql)
    if (owner === undefined) return undefined
    const seconds = isOwnMachine(cabinetUrl) ? printedMinutes * 60 : undefined
    return `${cabinetUrl}/#in=${await makeLink(program.sql, owner, seconds)}`
  } finally {
    await program.close()
  }
}

export function isOwnMachine(url: string): boolean {
  return /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(new URL(url).hostname)
}
