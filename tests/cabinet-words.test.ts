import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { tasks } from '#modules/tasks.ts'
import { entryKind } from '#modules/entitlements/contract.ts'
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

function namesIn(file: string, pattern: RegExp, behind = ''): string[] {
  const text = readFileSync(file, 'utf8')
  return [...text.slice(text.indexOf(behind)).matchAll(pattern)].map(([, name]) => name!)
}
