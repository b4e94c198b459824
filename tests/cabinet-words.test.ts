import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { tasks } from '#modules/tasks.ts'
import { catalogFile } from '#modules/catalog/schema/catalog-file.ts'
import { entryKind } from '#modules/entitlements/contract.ts'
import { fieldsOf, wholeForms } from '#web/catalog/fields.ts'
import { en } from '#web/texts/en.ts'
import { ru } from '#web/texts/ru.ts'

/** Types have no list of their names at run time, so these are read from the text. */
const eventKinds = namesIn('src/modules/events/events.ts', /^ {4}\| '(\w+)'/gm)
const noticeKinds = namesIn(
  'src/modules/notifications/contract.ts',
  /^ {2}(\w+): (?:\{|AboutModel)/gm,
  'interface Notices',
)

test.for([
  ['Russian', ru],
  ['English', en],
] as const)('every job, event, notice and entry of the ledger has a name in %s', ([, texts]) => {
  expect(eventKinds.length).toBeGreaterThan(40)
  expect(noticeKinds.length).toBeGreaterThan(25)
  const without = (names: string[], words: Record<string, string>) => names.filter((name) => !words[name])
  expect(without(Object.keys(tasks), texts.health.jobNames)).toEqual([])
  expect(without(eventKinds, texts.eventKinds)).toEqual([])
  expect(without(noticeKinds, texts.noticeKinds)).toEqual([])
  expect(without(entryKind.options, texts.entryKinds)).toEqual([])
})

interface Shape {
  properties?: Record<string, Shape>
  items?: Shape
  oneOf?: Shape[]
  default?: unknown
}

const catalog = z.toJSONSchema(catalogFile, { io: 'input' }) as Shape

test.for([
  ['Russian', ru],
  ['English', en],
] as const)('every field of the catalogue has a name in %s', ([, { catalog: t }]) => {
  const parts = Object.entries(catalog.properties!)
  expect(parts.filter(([part]) => !t.parts[part]).map(([part]) => part)).toEqual([])
  const fields = parts.flatMap(([part, shape]) => fieldsIn(shape).map((field) => [part, field] as const))
  expect(fields.length).toBeGreaterThan(100)
  const hasName = ([part, path]: readonly [string, string]) =>
    [path, path.slice(path.lastIndexOf('.') + 1)].some((name) => t.fields[`${part}.${name}`] ?? t.fields[name])
  expect(fields.filter((field) => !hasName(field))).toEqual([])
})

test('the forms of all but models have every field, and show what counts where it is empty', () => {
  for (const list of wholeForms) {
    const { id: _, ...properties } = catalog.properties![list]!.items!.properties!
    const usual = Object.entries(properties).map(([name, shape]) => [name, shape.default])
    const shown = fieldsOf[list].map((field) => [field.name, field.kind === 'pairs' ? {} : field.usual])
    expect(Object.fromEntries(shown)).toStrictEqual(Object.fromEntries(usual))
  }
})

/** Their paths, such as `files.mostTokens`. */
function fieldsIn({ properties = {}, items, oneOf = [] }: Shape): string[] {
  const own = Object.entries(properties).flatMap(([name, shape]) => [
    name,
    ...fieldsIn(shape).map((field) => `${name}.${field}`),
  ])
  return [...own, ...[...oneOf, ...(items ? [items] : [])].flatMap(fieldsIn)]
}

function namesIn(file: string, pattern: RegExp, behind = ''): string[] {
  const text = readFileSync(file, 'utf8')
  return [...text.slice(text.indexOf(behind)).matchAll(pattern)].map(([, name]) => name!)
}
