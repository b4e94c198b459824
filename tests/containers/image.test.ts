/** What the image holds, told from .dockerignore and the Dockerfile alone: `npm run test:containers` asks the built one. */
import { existsSync, globSync, readFileSync, statSync } from 'node:fs'
import { dirname, join, matchesGlob, normalize } from 'node:path'
import { expect, test } from 'vitest'

const rules = readFileSync('.dockerignore', 'utf8')
  .split('\n')
  .filter((line) => line.trim() && !line.startsWith('#'))
const isSent = (file: string) =>
  rules.reduce((sent, rule) => {
    const pattern = rule.replace(/^!/, '')
    return covers(pattern, file) ? rule.startsWith('!') : sent
  }, true)

const programs = ['backend', 'bot', 'worker', 'migrate'].map((name) => `src/programs/${name}/main.ts`)
const production = modulesFrom(programs)
const withSandbox = modulesFrom([...programs, 'sandbox/main.ts'])

test.each([
  ['the languages', 'src/texts/languages/*/*', 16],
  ['the migrations', 'src/platform/database/migrations/*.sql', 18],
  ['the catalogue', 'catalog.json', 1],
  ['the page of the sandbox', 'sandbox/page/**', 3],
  ['the entrance of all programs', 'pomogator.js', 1],
])('%s are sent to whoever builds the image', (_, pattern, atLeast) => {
  const files = globSync(pattern).filter((file) => statSync(file).isFile() && !file.endsWith('.test.ts'))
  expect(files.length).toBeGreaterThanOrEqual(atLeast)
  expect(files.filter((file) => !isSent(file))).toEqual([])
})

test('every module that a program cannot do without is sent', () => {
  expect(production.size).toBeGreaterThan(100)
  expect(withSandbox.size).toBeGreaterThan(production.size)
  expect([...withSandbox].filter((file) => !isSent(file))).toEqual([])
})

test('every folder from which a program reads files beside its code is sent whole', () => {
  const folders = [...withSandbox].flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(/import\.meta\.dirname(?:, ?'([\w./-]+)')?/g)].map(([, below]) =>
      normalize(join(dirname(file), below ?? '.')),
    ),
  )
  expect(folders).toEqual(expect.arrayContaining(['src/texts/languages', 'src/platform/database/migrations']))
  const read = folders.flatMap((folder) =>
    statSync(folder).isFile() ? [folder] : globSync(`${folder}/*.{md,sql,json,html,css}`),
  )
  expect(read.filter((file) => !isSent(file))).toEqual([])
})

test('tests, secrets and the embedded PostgreSQL are not sent', () => {
  const others = ['.env', 'deploy/.env', '.git/config', 'tests/api.test.ts', 'node_modules/pg/package.json', 'data/x']
  const inSource = globSync([
    'src/**/*.test.ts',
    'src/**/testing*.ts',
    'src/programs/start/*.ts',
    'src/programs/postgres/embedded*.ts',
  ])
  expect(inSource.length).toBeGreaterThan(10)
  expect([...others, ...inSource].filter(isSent)).toEqual([])
})

/** As Docker reads a rule: the path itself, or a folder above it; its star takes a name with a dot in front too. */
function covers(pattern: string, file: string): boolean {
  const folders = file.split('/').map((_, index, parts) => parts.slice(0, index + 1).join('/'))
  return pattern === '*' || folders.some((path) => matchesGlob(path, pattern))
}

function modulesFrom(entrances: string[]): Set<string> {
  const found = new Set<string>()
  const waiting = [...entrances]
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (found.has(file)) continue
    found.add(file)
    const text = readFileSync(file, 'utf8')
    // What is imported later and may be absent is caught there.
    for (const [, name] of text.matchAll(/(?:from|import)\s*\(?\s*'([.#][^']+)'(?!\)\s*\.catch)/g)) {
      const path = name!.startsWith('.')
        ? join(dirname(file), name!)
        : name!.replace(/^#(sandbox|tests)\//, '$1/').replace(/^#/, 'src/')
      if (existsSync(path)) waiting.push(path)
    }
  }
  return found
}
