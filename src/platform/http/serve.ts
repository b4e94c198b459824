import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { endpoints, type Endpoint, type EndpointName, type Endpoints } from '#modules/endpoints.ts'
import { errorBody, errorCodes } from './error-codes.ts'

type Input<Name extends EndpointName> = Endpoints[Name] extends { body: infer Body extends z.ZodType }
  ? z.output<Body>
  : Endpoints[Name] extends { query: infer Query extends z.ZodType }
    ? z.output<Query>
    : undefined
type Reply<Name extends EndpointName> = z.output<Endpoints[Name]['reply']>

/** Serves one endpoint of the contract: input checked before the handler, reply before it leaves, both in the OpenAPI page. */
export function serve<Name extends EndpointName>(
  app: FastifyInstance,
  name: Name,
  handle: (input: Input<Name>, request: FastifyRequest, reply: FastifyReply) => Promise<Reply<Name> | FastifyReply>,
): void {
  const endpoint: Endpoint = endpoints[name]
  app.route({
    method: endpoint.method,
    url: endpoint.path,
    schema: {
      operationId: name,
      summary: endpoint.summary,
      ...(endpoint.body ? { body: endpoint.body } : {}),
      ...(endpoint.query ? { querystring: endpoint.query } : {}),
      response: { 200: endpoint.reply, ...errorReplies(endpoint) },
    },
    handler: async (request, reply) =>
      handle((endpoint.body ? request.body : request.query) as Input<Name>, request, reply),
  })
}

function errorReplies({ errors }: Endpoint) {
  return Object.fromEntries(
    (['bad_request', 'unauthorized', ...errors, 'unavailable'] as const).map((code) => [
      errorCodes[code].status,
      errorBody,
    ]),
  )
}
