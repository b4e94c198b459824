import { z } from 'zod'
import { camelKey } from '#platform/runtime/camel-key.ts'

type CamelKey<Key> = Key extends `${infer Head}_${infer Tail}` ? `${Head}${Capitalize<CamelKey<Tail>>}` : Key

/** A shape of the wire (snake_case) as our code sees it. Records with free keys stay as they are. */
export type Camel<Value> = Value extends string | number | boolean | null | undefined | Date
  ? Value
  : Value extends readonly (infer Item)[]
    ? Camel<Item>[]
    : string extends keyof Value
      ? Value
      : { [Key in keyof Value as CamelKey<Key>]: Camel<Value[Key]> }

type Convert = (value: unknown) => unknown
export interface Converter {
  toCamel: Convert
  toSnake: Convert
}

/** Converters of the keys that a schema states; keys of a record are data and stay. Made once per schema. */
export function converterOf(schema: z.core.$ZodType): Converter {
  let converter = converters.get(schema)
  if (!converter) converters.set(schema, (converter = build(schema)))
  return converter
}

const converters = new WeakMap<z.core.$ZodType, Converter>()
const asItIs: Converter = { toCamel: (value) => value, toSnake: (value) => value }

function build(schema: z.core.$ZodType): Converter {
  if (schema instanceof z.ZodObject) return ofObject(schema.shape)
  if (schema instanceof z.ZodArray) return ofArray(converterOf(schema.element))
  if (schema instanceof z.ZodDiscriminatedUnion || schema instanceof z.ZodUnion)
    return ofObject(
      Object.assign({}, ...schema.options.map((option) => (option instanceof z.ZodObject ? option.shape : {}))),
    )
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable || schema instanceof z.ZodDefault)
    return converterOf(schema.unwrap())
  return asItIs
}

function ofArray(item: Converter): Converter {
  if (item === asItIs) return asItIs
  return {
    toCamel: (value) => (Array.isArray(value) ? value.map(item.toCamel) : value),
    toSnake: (value) => (Array.isArray(value) ? value.map(item.toSnake) : value),
  }
}

function ofObject(shape: Record<string, z.core.$ZodType>): Converter {
  const keys = Object.entries(shape).map(([snake, schema]) => [snake, camelKey(snake), converterOf(schema)] as const)
  const bySnake = new Map(keys.map(([snake, camel, inner]) => [snake, { key: camel, convert: inner.toCamel }]))
  const byCamel = new Map(keys.map(([snake, camel, inner]) => [camel, { key: snake, convert: inner.toSnake }]))
  return { toCamel: (value) => rename(value, bySnake), toSnake: (value) => rename(value, byCamel) }
}

function rename(value: unknown, keys: Map<string, { key: string; convert: Convert }>): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  const renamed: Record<string, unknown> = {}
  for (const [key, inner] of Object.entries(value)) {
    const known = keys.get(key)
    renamed[known?.key ?? key] = known ? known.convert(inner) : inner
  }
  return renamed
}

/** For what no schema states: the details of an error. */
export function camelKeys(value: unknown): unknown {
  return everyKey(value, camelKey)
}

export function snakeKeys(value: unknown): unknown {
  return everyKey(value, (key) => key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`))
}

function everyKey(value: unknown, change: (key: string) => string): unknown {
  if (Array.isArray(value)) return value.map((item) => everyKey(item, change))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [change(key), everyKey(inner, change)]))
}
