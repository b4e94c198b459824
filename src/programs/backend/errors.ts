import type { FastifyError, FastifyInstance } from 'fastify'
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod'
import { isOutage } from '#platform/database/sql.ts'
import { snakeKeys } from '#platform/http/camel-case.ts'
import { type ErrorCode, errorCodes, type ErrorReply } from '#platform/http/error-codes.ts'
import { record } from '#modules/events/events.ts'
import { plainReasonOf } from '#platform/runtime/outage.ts'
import { withoutSecrets } from '#platform/runtime/log.ts'
import type { Context } from './context.ts'
import { Refusal } from '#platform/http/refusal.ts'

/** Every error leaves in one shape; what we did not expect goes into the log and the event log, never to the caller. */
export function answerErrors(app: FastifyInstance, context: Pick<Context, 'sql'>): void {
  app.setNotFoundHandler((_request, reply) => reply.code(404).send(replyOf('not_found').body))
  app.setErrorHandler<FastifyError>(async (error, request, reply) => {
    // The caller has gone, for example a bot that was killed: there is no one left to answer, and nothing is wrong here.
    if (error.code === 'ERR_STREAM_PREMATURE_CLOSE' && request.raw.socket.destroyed) return reply.hijack()
    const about = { route: request.routeOptions.url, updateId: updateIdOf(request.headers) }
    const { status, body } = await explain({ ...context, log: request.log }, error, about)
    return reply.code(status).send(body)
  })
}

type ErrorContext = Pick<Context, 'sql'> & { log: Pick<Context['log'], 'error' | 'warn'> }

/** The id of the Telegram update a request belongs to, which joins the logs of all programs. */
export function updateIdOf(headers: Record<string, unknown>): number | undefined {
  const id = Number(headers['x-update-id'])
  return Number.isSafeInteger(id) && headers['x-update-id'] !== undefined ? id : undefined
}

/** What the caller is told of an error. */
export async function explain(
  context: ErrorContext,
  thrown: unknown,
  { route, updateId }: { route: string | undefined; updateId: number | undefined },
): Promise<ErrorReply> {
  if (thrown instanceof Refusal)
    return replyOf(thrown.code, thrown.details && (snakeKeys(thrown.details) as Record<string, unknown>))
  if (hasZodFastifySchemaValidationErrors(thrown))
    return replyOf('bad_request', { fields: fieldsOf(thrown.validation) })
  const error: Partial<FastifyError> & Error = thrown instanceof Error ? thrown : new Error(String(thrown))
  const code = codeOf(error)
  if (code === 'internal' || code === 'unavailable') {
    if (code === 'unavailable')
      context.log.error({ updateId, route }, `The database cannot do its work now. ${plainReasonOf(error)}`)
    else context.log.error({ err: error, updateId, route }, 'Unexpected error')
    await remember(context, code, error, route)
  }
  return replyOf(code, code === 'bad_request' ? { reason: error.message } : undefined)
}

function codeOf(error: Partial<FastifyError> & Error): ErrorCode {
  if (error.statusCode === 413) return 'too_large'
  if (error.statusCode !== undefined && error.statusCode >= 400 && error.statusCode < 500) return 'bad_request'
  return isOutage(error) ? 'unavailable' : 'internal'
}

function replyOf(code: ErrorCode, details?: Record<string, unknown>): ErrorReply {
  const { status, meaning } = errorCodes[code]
  return { status, body: { error: { code, message: meaning, ...(details ? { details } : {}) } } }
}

/** Which fields are wrong and why, such as `{ telegram_id: 'expected number' }`. */
function fieldsOf(validation: readonly { instancePath: string; message?: string }[]): Record<string, string> {
  return Object.fromEntries(
    validation.map(({ instancePath, message }) => [
      instancePath.split('/').filter(Boolean).join('.') || 'body',
      message ?? 'is wrong',
    ]),
  )
}

async function remember({ sql, log }: ErrorContext, code: ErrorCode, error: Error, route: string | undefined) {
  try {
    const kind = code === 'unavailable' || 'severity' in error ? 'database_error' : 'backend_exception'
    await record(sql, {
      level: 'error',
      kind,
      data: { route, name: error.name, message: withoutSecrets(error.message) },
    })
  } catch (storing) {
    log.warn({ err: storing }, 'The error could not be written into the event log')
  }
}
