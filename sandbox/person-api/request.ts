import type { FastifyRequest } from 'fastify'
import { z } from 'zod'

/** A wish that Telegram's app would not let a person have. */
export class PersonError extends Error {
  override name = 'PersonError'
  readonly statusCode = 400
}

export function readBody<Shape extends z.ZodRawShape>(
  request: FastifyRequest,
  shape: Shape,
): z.output<z.ZodObject<Shape>> {
  const result = z.object(shape).safeParse(request.body ?? {})
  if (result.success) return result.data
  throw new PersonError(result.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; '))
}
