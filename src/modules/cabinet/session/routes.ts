import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Sql } from '#platform/database/sql.ts'
import { Refusal } from '#platform/http/refusal.ts'
import { serveRequest } from '#platform/http/serve.ts'
import { version } from '#platform/runtime/version.ts'
import { permissionsOf } from '#modules/users/contract.ts'
import { roleOf } from '#modules/users/roles.ts'
import { findUser } from '#modules/users/users.ts'
import { languageCodes } from '#texts/codes.ts'
import { languageTexts } from '#texts/languages.ts'
import { browserEndpoints } from '#modules/cabinet/browser.ts'
import type { SessionKeeper } from './session-keeper.ts'
import { type Entered, enterByInitData, enterByLink } from './enter.ts'
import { endSession, findSession, type Session, sessionsOf } from './sessions.ts'

const longestClient = 200

interface SessionContext {
  sql: Sql
  keeper: SessionKeeper
  botToken: string | undefined
}

/** The way in: there is no session yet, so the link or Telegram's signature says who comes. */
export async function entranceRoutes(app: FastifyInstance, { sql, keeper, botToken }: SessionContext): Promise<void> {
  const admit = async (entered: Entered, remember: (token: string, session: Session) => void) => {
    if ('refused' in entered) throw new Refusal(entered.refused)
    const session = (await findSession(sql, entered.token))!
    remember(entered.token, session)
    return meReply(sql, session)
  }
  const byCookie = (reply: FastifyReply) => (token: string, session: Session) =>
    keeper.remember(reply, token, session.endsAt)
  serveRequest(app, browserEndpoints.enter, async ({ token }, request, reply) =>
    admit(await enterByLink(sql, { token, client: clientOf(request) }), byCookie(reply)),
  )
  serveRequest(app, browserEndpoints.enterByTelegram, async ({ initData, inFrame }, request, reply) => {
    const entered = await enterByInitData(sql, { initData, botToken, client: clientOf(request) })
    const me = await admit(entered, inFrame ? () => undefined : byCookie(reply))
    return { ...me, token: inFrame && 'token' in entered ? entered.token : null }
  })
}

/** One's own sessions. */
export async function sessionRoutes(
  app: FastifyInstance,
  { sql, keeper }: Omit<SessionContext, 'botToken'>,
): Promise<void> {
  serveRequest(app, browserEndpoints.me, async (_input, request) => meReply(sql, keeper.sessionOf(request)))
  serveRequest(app, browserEndpoints.leave, async (_input, request, reply) => {
    await endSession(sql, keeper.sessionOf(request))
    keeper.forget(reply)
    return {}
  })
  serveRequest(app, browserEndpoints.sessions, async (_input, request) => {
    const present = keeper.sessionOf(request)
    const sessions = await sessionsOf(sql, present.telegramId)
    return {
      sessions: sessions.map(({ id, client, beganAt, seenAt, endsAt }) => ({
        id,
        client,
        beganAt: beganAt.toISOString(),
        seenAt: seenAt.toISOString(),
        endsAt: endsAt.toISOString(),
        current: id === present.id,
      })),
    }
  })
  serveRequest(app, browserEndpoints.endSession, async ({ id }, request) => {
    await endSession(sql, { telegramId: keeper.sessionOf(request).telegramId, id })
    return {}
  })
}

async function meReply(sql: Sql, { telegramId, id, csrf, endsAt }: Session) {
  const [role, user] = await Promise.all([roleOf(sql, telegramId), findUser(sql, telegramId)])
  if (!role) throw new Refusal('forbidden')
  return {
    telegramId,
    firstName: user?.firstName ?? '',
    language: user?.language ?? 'en',
    role,
    permissions: [...permissionsOf[role]],
    languages: languageCodes.map((code) => ({ code, name: languageTexts(code).name })),
    csrf,
    sessionId: id,
    endsAt: endsAt.toISOString(),
    version,
  }
}

function clientOf(request: FastifyRequest): string {
  return (request.headers['user-agent'] ?? '').slice(0, longestClient)
}
