import cookie from '@fastify/cookie'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Sql } from '#platform/database/sql.ts'
import type { ActorSource, MayAct } from '#platform/http/actor.ts'
import { isSecret } from '#platform/http/bearer.ts'
import { Refusal } from '#platform/http/refusal.ts'
import { mayAct } from '#modules/users/roles.ts'
import { findSession, type Session } from './sessions.ts'

const cookieName = 'cabinet_session'

/** Sessions by their requests. */
const sessions = new WeakMap<FastifyRequest, Session>()

/**
 * Who may enter the cabinet: the session's token says who acts, and a change must bring the session's CSRF token. The token comes
 * in the cookie, or in a header from a page in Telegram's web client, where the cookie would be a third party's.
 */
export async function createSessionKeeper(
  app: FastifyInstance,
  { sql, https }: { sql: Sql; https: boolean },
): Promise<SessionKeeper> {
  await app.register(cookie)
  app.decorate<MayAct>('mayAct', (actor, allow, about) => mayAct(sql, actor, allow, about))
  app.decorate<ActorSource>('actorSource', {
    headers: undefined,
    actorOf: (request) => {
      const session = sessions.get(request)
      return session ? { kind: 'person', telegramId: session.telegramId } : { kind: 'nobody' }
    },
  })
  const options = { path: '/cabinet', httpOnly: true, sameSite: 'strict', secure: https } as const
  return {
    async admit(request) {
      const token = tokenIn(request)
      const session = token ? await findSession(sql, token) : undefined
      if (!session) throw new Refusal('signed_out')
      const given = request.headers['x-csrf-token']
      if (request.method !== 'GET' && !isSecret(typeof given === 'string' ? given : '', [session.csrf]))
        throw new Refusal('csrf')
      sessions.set(request, session)
    },
    sessionOf: (request) => sessions.get(request)!,
    remember: (reply, token, endsAt) => void reply.setCookie(cookieName, token, { ...options, expires: endsAt }),
    forget: (reply) => void reply.clearCookie(cookieName, options),
  }
}

/** No browser adds the header by itself, so it counts alone where it stands. */
function tokenIn({ headers, cookies }: FastifyRequest): string | undefined {
  return headers.authorization === undefined ? cookies[cookieName] : headers.authorization.replace(/^Bearer /i, '')
}

export interface SessionKeeper {
  /** @throws Refusal */
  admit(request: FastifyRequest): Promise<void>
  sessionOf(request: FastifyRequest): Session
  remember(reply: FastifyReply, token: string, endsAt: Date): void
  forget(reply: FastifyReply): void
}
