/** What the image holds, told from .dockerignore and the Dockerfile alone: `npm run test:containers` asks the built one. */
import { execFileSync } from 'node:child_process'
import { cpSync, existsSync, globSync, mkdtempSync, readFileSync, rmSync, statSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join, matchesGlob, normalize } from 'node:path'
import { expect, test } from 'vitest'

const dockerfile = readFileSync('Dockerfile', 'utf8')
const rules = readFileSync('.dockerignore', 'utf8')
  .split('\n')
  .filter((line) => line.trim() && !line.startsWith('#'))
const isSent = (file: string) =>
  rules.reduce((sent, rule) => {
    const pattern = rule.replace(/^!/, '')
    return covers(pattern, file) ? rule.startsWith('!') : sent
  }, true)

const programs = ['all', 'backend', 'bot', 'worker', 'migrate'].map((name) => `src/programs/${name}/main.ts`)
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
  // What a stage of the image makes is taken from there.
  const made = [...dockerfile.matchAll(/^COPY --from=page \/app\/(\S+)/gm)].map(([, folder]) => `${folder}/`)
  expect(made).toEqual(['web/dist/'])
  expect(read.filter((file) => !isSent(file) && !made.some((folder) => file.startsWith(folder)))).toEqual([])
})

test('the page of the cabinet is made of what is sent, by the steps of its stage', () => {
  const stage = /^FROM .* AS page\n(.*?)^FROM /ms.exec(dockerfile)![1]!
  const steps = stage.split('\n').filter((line) => /^(COPY|RUN) /.test(line) && !line.includes('npm ci'))
  const home = mkdtempSync(join(tmpdir(), 'image-page-'))
  try {
    symlinkSync(join(process.cwd(), 'node_modules'), join(home, 'node_modules'))
    for (const step of steps) {
      const [kind, ...words] = step.split(' ')
      const sources = words.slice(0, -1)
      if (kind === 'RUN') execFileSync(words[0]!, words.slice(1), { cwd: home, stdio: 'pipe' })
      else
        for (const source of sources) {
          const to = join(home, words.at(-1)!, words.at(-1)!.endsWith('/') ? basename(source) : '')
          cpSync(source, to, { recursive: true, filter: (file) => statSync(file).isDirectory() || isSent(file) })
        }
    }
    expect(readFileSync(join(home, 'web/dist/index.html'), 'utf8')).toContain('/cabinet/assets/')
  } finally {
    rmSync(home, { recursive: true })
  }
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
