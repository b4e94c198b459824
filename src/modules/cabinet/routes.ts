import { createHmac } from 'node:crypto'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Log } from '#platform/runtime/log.ts'
import type { Sql } from '#platform/database/sql.ts'
import { Refusal } from '#platform/http/refusal.ts'
import { serve } from '#platform/http/serve.ts'
import type { LiveCatalog } from '#modules/catalog/versions/live-catalog.ts'
import { becomeFirstOwner, offerFirstOwner } from '#modules/users/first-owner.ts'
import type { EnvironmentSettings } from '#modules/settings/environment.ts'
import type { LiveSettings } from '#modules/settings/live-settings.ts'
import { roleOf } from '#modules/users/roles.ts'
import type { CatalogSource } from '#modules/catalog/environment.ts'
import type { Changer } from './audit/confirm.ts'
import { changeRoutes } from './audit/routes.ts'
import { catalogRoutes } from './catalog/routes.ts'
import { broadcastPageRoutes } from './broadcasts/routes.ts'
import { cabinetEndpoints } from './contract.ts'
import { experimentRoutes } from './experiments/routes.ts'
import { burstRoutes } from './growth/burst-routes.ts'
import { growthRoutes } from './growth/routes.ts'
import { pageRoutes } from './pages/routes.ts'
import { healthRoutes } from './health/routes.ts'
import { personTextsRoutes } from './person-texts/routes.ts'
import { settingsPageRoutes } from './settings/routes.ts'
import { promoPageRoutes } from './promos/routes.ts'
import { pageVersion, siteRoutes } from './site.ts'
import { templateRoutes } from './support/routes.ts'
import { createSessionKeeper } from './session/session-keeper.ts'
import { makeLink } from './session/enter.ts'
import { entranceRoutes, sessionRoutes } from './session/routes.ts'

interface CabinetContext {
  sql: Sql
  catalogs: LiveCatalog
  settings: Pick<LiveSettings, 'documents' | 'present'>
  config: {
    cabinetUrl: string | undefined
    botToken: string | undefined
    catalogSource: CatalogSource
    defaultSettings: EnvironmentSettings
    supportContact: string | undefined
    tokens: readonly string[]
  }
  log: Log
}

/** What the bot asks: links. */
export async function cabinetRoutes(app: FastifyInstance, { sql, config }: CabinetContext): Promise<void> {
  serve(app, cabinetEndpoints.openCabinet, async ({ telegramId }) => {
    const role = await roleOf(sql, telegramId)
    if (!role) throw new Refusal('no_role')
    const address = config.cabinetUrl ?? null
    return { link: address && `${address}/#in=${await makeLink(sql, telegramId)}`, address, role }
  })
  serve(app, cabinetEndpoints.firstOwnerLink, async () => ({ token: (await offerFirstOwner(sql)) ?? null }))
  serve(app, cabinetEndpoints.becomeFirstOwner, async ({ telegramId, token }) => {
    const outcome = await becomeFirstOwner(sql, { telegramId, token })
    if ('refused' in outcome) throw new Refusal(outcome.refused)
    return outcome
  })
}

/**
 * The pages and changes of the cabinet once more, for the bot: it speaks for a person with a role, as the header says. The
 * same code decides, and the same records are made.
 */
export async function roleRoutes(
  app: FastifyInstance,
  { sql, catalogs, settings, config }: CabinetContext,
): Promise<void> {
  // The description of the API has them once, with the browser's.
  app.addHook('onRoute', (route) => void (route.schema = { ...route.schema, hide: true }))
  await pageRoutes(app, { sql, catalogs, settings })
  await changeRoutes(app, { sql, changerOf: (request) => changerIn(app, request, config.tokens[0]!) })
}

/** Only a person has a role, so no program gets here by itself. */
function changerIn(app: FastifyInstance, request: FastifyRequest, token: string): Changer {
  const actor = app.actorSource.actorOf(request)
  if (actor.kind !== 'person') throw new Refusal('forbidden')
  const csrf = createHmac('sha256', token).update(`confirm:${actor.telegramId}`).digest('base64url')
  return { telegramId: actor.telegramId, csrf }
}

/** What the browser asks, and the page itself; nothing of it is there without an address. */
export async function browserRoutes(
  app: FastifyInstance,
  { sql, catalogs, settings, config, log }: CabinetContext,
): Promise<void> {
  const { cabinetUrl, botToken, catalogSource: source, supportContact } = config
  if (cabinetUrl === undefined) return
  await app.register((site) => siteRoutes(site, { log }))
  await app.register(async (api) => {
    const keeper = await createSessionKeeper(api, { sql, https: cabinetUrl.startsWith('https:') })
    const headers = { 'cache-control': 'no-store', 'x-cabinet-page': pageVersion }
    api.addHook('onSend', async (_request, reply) => void reply.headers(headers))
    await api.register((entrance) => entranceRoutes(entrance, { sql, keeper, botToken }))
    await api.register(async (inside) => {
      inside.addHook('onRequest', (request) => keeper.admit(request))
      await sessionRoutes(inside, { sql, keeper })
      await pageRoutes(inside, { sql, catalogs, settings })
      await catalogRoutes(inside, { sql, keeper, source })
      await settingsPageRoutes(inside, { sql, keeper, defaults: { ...config.defaultSettings, supportContact } })
      await growthRoutes(inside, { sql, keeper })
      await experimentRoutes(inside, { sql, keeper, source, defaults: config.defaultSettings })
      await burstRoutes(inside, { sql, keeper })
      await promoPageRoutes(inside, { sql, catalogs, keeper })
      await changeRoutes(inside, { sql, changerOf: (request) => keeper.sessionOf(request) })
      await healthRoutes(inside, { sql, keeper })
      await templateRoutes(inside, { sql, keeper })
      await personTextsRoutes(inside, { sql, keeper })
      await broadcastPageRoutes(inside, { sql, keeper })
    })
  })
}
