import { globSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { describe, expect, test } from 'vitest'

/** Who may import whom; the order is from the top down, so no circle between folders can be written here. */
const arrows: Record<string, string[]> = {
  start: ['backend', 'bot', 'worker', 'migrate', 'sandbox', 'database', 'runtime'],
  backend: ['contract', 'domain', 'assistant', 'inbox', 'database', 'runtime'],
  bot: ['contract', 'inbox', 'delivery', 'database', 'runtime'],
  worker: ['domain', 'delivery', 'inbox', 'database', 'runtime'],
  migrate: ['database', 'runtime'],
  domain: ['database'],
  inbox: ['database', 'runtime'],
  contract: [],
  assistant: ['runtime'],
  delivery: ['runtime'],
  database: ['runtime'],
  runtime: [],
  sandbox: [],
}

/** Inside `domain`, likewise: what stands later never imports what stands before it. */
const domainOrder = [
  'export.ts',
  'owner.ts',
  'watch.ts',
  'owner-alerts.ts',
  'support.ts',
  'reminders.ts',
  'conversation',
  'payments',
  'access.ts',
  'trials.ts',
  'renewals.ts',
  'plan-days.ts',
  'retrying.ts',
  'credits',
  'users.ts',
  'catalog.ts',
  'events.ts',
]

const files = globSync(['src/**/*.ts', 'sandbox/**/*.ts']).filter(
  (file) => !file.endsWith('.test.ts') && !/testing[^/]*\.ts$/.test(file),
)
const imports = files.flatMap((file) => importsOf(file).map((target) => ({ file, target })))

describe('the arrows between folders', () => {
  test('every folder is in the list, and every file in a folder', () => {
    expect([...new Set(files.map(folderOf))].toSorted()).toEqual(Object.keys(arrows).toSorted())
  })

  test('go only where they may', () => {
    const wrong = imports.filter(
      ({ file, target }) => folderOf(file) !== folderOf(target) && !arrows[folderOf(file)]!.includes(folderOf(target)),
    )
    expect(wrong).toEqual([])
  })

  test('inside the domain point downwards', () => {
    const rank = (file: string) => domainOrder.indexOf(file.split('/')[2]!)
    const domain = imports.filter(({ file, target }) => folderOf(file) === 'domain' && folderOf(target) === 'domain')
    expect(domain.length).toBeGreaterThan(0)
    expect(domain.filter(({ file, target }) => rank(file) < 0 || rank(target) < 0)).toEqual([])
    expect(domain.filter(({ file, target }) => rank(target) < rank(file))).toEqual([])
  })

  test('nothing leaves its folder by ../', () => {
    const climbing = files.filter((file) => /from '\.\.\//.test(readFileSync(file, 'utf8')))
    expect(climbing).toEqual([])
  })

  test('no file imports itself by a detour', () => {
    const targets = new Map(files.map((file) => [file, imports.filter((i) => i.file === file).map((i) => i.target)]))
    expect(files.filter((file) => reaches(targets, file, file))).toEqual([])
  })
})

function folderOf(file: string): string {
  const [top, second] = file.split('/')
  return top === 'sandbox' ? 'sandbox' : second!
}

/** Imports of our own files, as paths from the root; what is imported only as a type does not run and is no arrow of time. */
function importsOf(file: string): string[] {
  const text = readFileSync(file, 'utf8')
  return [...text.matchAll(/(?:from|import\() ?'((?:\.|#)[^']+\.[jt]s)'/g)].map(([, path]) =>
    path!.startsWith('#sandbox/')
      ? path!.slice(1)
      : path!.startsWith('#')
        ? join('src', path!.slice(1))
        : normalize(join(dirname(file), path!)),
  )
}

function reaches(targets: Map<string, string[]>, from: string, goal: string): boolean {
  const seen = new Set<string>()
  const waiting = [...(targets.get(from) ?? [])]
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    if (next === goal) return true
    if (seen.has(next)) continue
    seen.add(next)
    waiting.push(...(targets.get(next) ?? []))
  }
  return false
}
