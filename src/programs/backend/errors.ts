import type { FastifyError, FastifyInstance } from 'fastify'
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod'
import { isOutage } from '#platform/database/sql.ts'
import { snakeKeys } from '#platform/http/camel-case.ts'
import { type ErrorCode, errorCodes } from '#platform/http/error-codes.ts'
import { record } from '#modules/events/events.ts'
import { plainReasonOf } from '#platform/runtime/outage.ts'
import { withoutSecrets } from '#platform/runtime/log.ts'
import type { Context } from './context.ts'
import { Refusal } from '#platform/http/refusal.ts'

/** Every error leaves in one shape; what we did not expect goes into the log and the event log, never to the caller. */
export function answerErrors(app: FastifyInstance, context: Pick<Context, 'sql' | 'log'>): void {
  app.setNotFoundHandler((_request, reply) => reply.code(404).send(body('not_found')))
  app.setErrorHandler<FastifyError>(async (error, request, reply) => {
    if (error instanceof Refusal)
      return reply
        .code(errorCodes[error.code].status)
        .send(body(error.code, error.details && (snakeKeys(error.details) as Record<string, unknown>)))
    if (hasZodFastifySchemaValidationErrors(error))
      return reply.code(400).send(body('bad_request', { fields: fieldsOf(error.validation) }))
    // The caller has gone, for example a bot that was killed: there is no one left to answer, and nothing is wrong here.
    if (error.code === 'ERR_STREAM_PREMATURE_CLOSE' && request.raw.socket.destroyed) return reply.hijack()
    const code = codeOf(error)
    if (code === 'internal' || code === 'unavailable') {
      const route = request.routeOptions.url
      if (code === 'unavailable')
        request.log.error({ route }, `The database cannot do its work now. ${plainReasonOf(error)}`)
      else request.log.error({ err: error, route }, 'Unexpected error')
      await remember(context, code, error, request.routeOptions.url)
    }
    return reply
      .code(errorCodes[code].status)
      .send(body(code, code === 'bad_request' ? { reason: error.message } : undefined))
  })
}

function codeOf(error: FastifyError): ErrorCode {
  if (error.statusCode === 413) return 'too_large'
  if (error.statusCode !== undefined && error.statusCode >= 400 && error.statusCode < 500) return 'bad_request'
  return isOutage(error) ? 'unavailable' : 'internal'
}

function body(code: ErrorCode, details?: Record<string, unknown>) {
  return { error: { code, message: errorCodes[code].meaning, ...(details ? { details } : {}) } }
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

async function remember(
  { sql, log }: Pick<Context, 'sql' | 'log'>,
  code: ErrorCode,
  error: Error,
  route: string | undefined,
) {
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
