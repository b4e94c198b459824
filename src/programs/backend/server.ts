import swagger from '@fastify/swagger'
import swaggerUi from '@fastify/swagger-ui'
import fastify, { LogController, type FastifyBaseLogger, type FastifyInstance } from 'fastify'
import { jsonSchemaTransform, serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod'
import { version } from '#platform/runtime/version.ts'
import { bearerIs } from '#platform/http/bearer.ts'
import type { Context } from './context.ts'
import type { Metrics } from './metrics.ts'
import { DirectCalls } from '#platform/http/direct.ts'
import { answerErrors, explain, updateIdOf } from './errors.ts'
import { Refusal } from '#platform/http/refusal.ts'
import { browserRoutes, cabinetRoutes, roleRoutes } from '#modules/cabinet/routes.ts'
import { rolePrefix } from '#modules/cabinet/browser.ts'
import { costRoutes } from '#modules/costs/routes.ts'
import { chargingRoutes } from '#modules/charging/routes.ts'
import { myDataRoutes } from '#modules/my-data/routes.ts'
import { supportRoutes } from '#modules/support/routes.ts'
import { healthRoutes } from './health.ts'
import { mayAct } from '#modules/users/roles.ts'
import { type ActorSource, type MayAct, actorInHeader } from '#platform/http/actor.ts'
import { winBackRoutes } from '#modules/win-back/routes.ts'
import { broadcastRoutes } from '#modules/broadcasts/routes.ts'
import { campaignRoutes } from '#modules/campaigns/routes.ts'
import { actRoutes } from '#modules/cabinet/audit/act-routes.ts'
import { ownerRoutes } from '#modules/owner/routes.ts'
import { giftRoutes } from '#modules/gifts/routes.ts'
import { referralRoutes } from '#modules/referrals/routes.ts'
import { channelBonusRoutes } from '#modules/channel-bonus/routes.ts'
import { promoCodeRoutes } from '#modules/promo-codes/routes.ts'
import { receiptRoutes } from '#modules/receipts/routes.ts'
import { paymentRoutes } from '#modules/payments/routes.ts'
import { settingRoutes } from '#modules/settings/routes.ts'
import { startRoutes } from '#modules/starts/routes.ts'
import { userRoutes } from '#modules/users/routes.ts'
import { conversationRoutes } from '#modules/conversations/routes.ts'
import { assistantRoutes } from '#modules/assistants/routes.ts'
import { guestRoutes } from '#modules/guests/routes.ts'
import { scheduleRoutes } from '#modules/schedules/routes.ts'
import { imageRoutes } from '#modules/images/routes.ts'
import { memoryRoutes } from '#modules/memory/routes.ts'
import { voiceAnswerRoutes } from '#modules/voice-answers/routes.ts'
import { questionRoutes } from '#modules/questions/routes.ts'
import { reportRoutes } from '#modules/events/routes.ts'
import { webhookRoutes } from './webhook.ts'

const bodyLimitBytes = 1024 * 1024

/** The HTTP server with every route; it does not listen yet. What programs may ask can be called without it as well. */
export async function createServer(context: Context): Promise<{ server: FastifyInstance; direct: DirectCalls }> {
  const app = createEmptyServer(context)
  const direct = directCalls(context)
  await describeApi(app)

  await group(app, 'Health', healthRoutes, context)
  await group(app, 'Webhook', webhookRoutes, context)
  await group(app, 'Cabinet', browserRoutes, context)
  await app.register(async (api) => {
    guard(api, { ...context, direct })
    await apiRoutes(api, context)
  })
  return { server: app, direct }
}

/** Counted, logged and refused as requests are. */
export function directCalls(context: ServerContext): DirectCalls {
  return new DirectCalls({
    explain: (error, { path, updateId }) => explain(context, error, { route: path, updateId }),
    replied({ path, status, ms, updateId }) {
      context.metrics.request(path, status, ms / 1000)
      context.log.debug({ updateId, route: path, status, ms: Math.round(ms) }, 'Call')
    },
  })
}

type ServerContext = Pick<Context, 'sql' | 'log'> & { metrics: Pick<Metrics, 'request'> }

/** Without routes: how requests are read, checked, counted and refused. */
export function createEmptyServer(context: ServerContext): FastifyInstance {
  const loggerInstance: FastifyBaseLogger = context.log
  const app = fastify({
    loggerInstance,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: bodyLimitBytes,
    requestTimeout: 30_000,
    connectionTimeout: 0,
    // Streams of answers end by themselves while the server closes; idle connections need not be waited for.
    forceCloseConnections: 'idle',
    routerOptions: { maxParamLength: 200 },
  })
  app.setValidatorCompiler(validatorCompiler)
  app.setSerializerCompiler(serializerCompiler)
  answerErrors(app, context)
  app.addHook('onSend', async (_request, reply) => {
    void reply.headers({
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'no-referrer',
    })
  })
  watchRequests(app, context)
  return app
}

/** Only programs that know a token may ask, each for what it may. */
export function guard(
  api: FastifyInstance,
  { sql, config, direct }: Pick<Context, 'sql' | 'config'> & { direct: DirectCalls | undefined },
): void {
  api.addHook('onRequest', async (request) => {
    if (!bearerIs(request.headers.authorization, config.tokens)) throw new Refusal('unauthorized')
  })
  api.decorate<ActorSource>('actorSource', actorInHeader)
  if (direct) api.decorate('direct', direct)
  api.decorate<MayAct>('mayAct', (actor, allow, about) => mayAct(sql, actor, allow, about))
}

/** All that programs may ask, in the order of the page of the API. */
async function apiRoutes(api: FastifyInstance, context: Context): Promise<void> {
  await group(api, 'People', userRoutes, context)
  await group(api, 'Access', chargingRoutes, context)
  await group(api, 'Data of a person', myDataRoutes, context)
  await group(api, 'Payments', paymentRoutes, context)
  await group(api, 'Gifts', giftRoutes, context)
  await group(api, 'Invitations', referralRoutes, context)
  await group(api, 'Joining the channel', channelBonusRoutes, context)
  await group(api, 'Promo codes', promoCodeRoutes, context)
  await group(api, 'Receipts', receiptRoutes, context)
  await group(api, 'Support', supportRoutes, context)
  await group(api, 'Owner', ownerRoutes, context)
  await group(api, 'Owner', actRoutes, context)
  await group(api, 'Broadcasts', broadcastRoutes, context)
  await group(api, 'Campaigns', campaignRoutes, context)
  await group(api, 'Reminders', winBackRoutes, context)
  await group(api, 'Settings', settingRoutes, context)
  await group(api, 'Starts', startRoutes, context)
  await group(api, 'Links to the cabinet', cabinetRoutes, context)
  await api.register((role) => roleRoutes(role, context), { prefix: rolePrefix })
  await group(api, 'Margin', costRoutes, context)
  await group(api, 'Questions', questionRoutes, context)
  await group(api, 'Voice answers', voiceAnswerRoutes, context)
  await group(api, 'Pictures', imageRoutes, context)
  await group(api, 'Questions by the clock', scheduleRoutes, context)
  await group(api, 'Memory', memoryRoutes, context)
  await group(api, 'Guests', guestRoutes, context)
  await group(api, 'Conversations', conversationRoutes, context)
  await group(api, 'Assistants', assistantRoutes, context)
  await group(api, 'Reports', reportRoutes, context)
}

/** The description of all routes, and a page to read and try it. */
async function describeApi(app: FastifyInstance): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Pomogator',
        version,
        description: 'All rules and money behind the bot. See docs/api.md for the codes of errors.',
      },
      components: { securitySchemes: { bearer: { type: 'http', scheme: 'bearer' } } },
      security: [{ bearer: [] }],
    },
    transform: jsonSchemaTransform,
  })
  await app.register(swaggerUi, { routePrefix: '/docs', staticCSP: true, uiConfig: { persistAuthorization: true } })
  app.get('/openapi.json', { schema: { hide: true } }, () => app.swagger())
}

/** Routes that stand together on the page of the API. */
async function group(
  app: FastifyInstance,
  tag: string,
  routes: (app: FastifyInstance, context: Context) => Promise<void>,
  context: Context,
) {
  await app.register(async (inner) => {
    inner.addHook('onRoute', (route) => {
      route.schema = { ...route.schema, tags: [tag] }
    })
    await routes(inner, context)
  })
}

function watchRequests(app: FastifyInstance, { metrics }: { metrics: Pick<Metrics, 'request'> }) {
  app.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'unknown'
    metrics.request(route, reply.statusCode, reply.elapsedTime / 1000)
    request.log.debug(
      { updateId: updateIdOf(request.headers), route, status: reply.statusCode, ms: Math.round(reply.elapsedTime) },
      'Request',
    )
  })
}
