import { z } from 'zod'

/** A word, and a digest as a version has. */
const words = ['example', '0'.repeat(12)]

/** The smallest value that a schema of the wire takes; for who plays a server. */
export function exampleOf(schema: z.core.$ZodType): unknown {
  if (schema instanceof z.ZodObject)
    return Object.fromEntries(
      Object.entries(schema.shape as Record<string, z.core.$ZodType>)
        .filter(([, inner]) => !(inner instanceof z.ZodOptional))
        .map(([key, inner]) => [key, exampleOf(inner)]),
    )
  if (schema instanceof z.ZodDiscriminatedUnion || schema instanceof z.ZodUnion) return exampleOf(schema.options[0]!)
  if (schema instanceof z.ZodLiteral) return schema.value
  if (schema instanceof z.ZodEnum) return schema.options[0]
  if (schema instanceof z.ZodNullable) return null
  if (schema instanceof z.ZodArray) return []
  if (schema instanceof z.ZodRecord) return {}
  if (schema instanceof z.ZodBoolean) return false
  if (schema instanceof z.ZodNumber) return Math.max(1, schema.minValue ?? 1)
  if (schema instanceof z.ZodISODateTime) return new Date(0).toISOString()
  if (schema instanceof z.ZodISODate) return new Date(0).toISOString().slice(0, 10)
  if (schema instanceof z.ZodString) return words.find((word) => schema.safeParse(word).success)
  throw new Error(`No example of ${schema._zod.def.type} is known`)
}
