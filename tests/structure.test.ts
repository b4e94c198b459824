import { globSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { moduleNames } from '#modules/modules.ts'

const root = join(import.meta.dirname, '..')

/**
 * What a module states of itself: the border at which bot and backend meet, and the table of contents; and which languages
 * there are. It is a layer of its own below the texts and the bot-kit, although each contract lies in the folder of its
 * module.
 */
const statement = /^src\/(modules\/(.*\/(contract|browser|browser\/[^/]+|stream|tables)|modules)|texts\/codes)\.ts$/

/** The layers from the top down: each imports only those below it. */
const layers = ['src/programs', 'src/modules', 'src/bot-kit', 'src/texts', 'src/statements', 'src/platform']

test('no import goes from a layer to a higher one', () => {
  const inside = imports().filter(({ from, to }) => from.startsWith('src/') && to.startsWith('src/'))
  const upwards = inside.filter(({ from, to }) => layerOf(from) > layerOf(to))
  expect(upwards).toEqual([])
})

test('no circle of imports joins the files and folders of any folder', () => {
  const folders = Map.groupBy(imports().flatMap(betweenSiblings), ({ parent }) => parent)
  const circles = [...folders].flatMap(([parent, arrows]) => inCircle(arrows).map((arrow) => `${parent}: ${arrow}`))
  expect(circles).toEqual([])
})

test('an import from another folder names it from the top', () => {
  const files = globSync(['src/**/*.ts', 'web/src/**/*.{ts,tsx}'], { cwd: root })
  const upwards = files.filter((file) => /(?:from |import\()'\.\.\//.test(readFileSync(join(root, file), 'utf8')))
  expect(upwards).toEqual([])
})

test('modules.ts and the map in the README name every module, in one order', () => {
  const folders = readdirSync(join(root, 'src/modules'), { withFileTypes: true }).filter((entry) => entry.isDirectory())
  expect(moduleNames.toSorted()).toEqual(folders.map(({ name }) => name).toSorted())
  const map = readFileSync(join(root, 'README.md'), 'utf8')
  const named = /modules\.ts is the table of contents\n((?:│ .*\n)+)/.exec(map)![1]!
  expect(named.match(/[a-z-]+/g)).toEqual(moduleNames)
})

interface Arrow {
  from: string
  to: string
}

function imports(): Arrow[] {
  return globSync('{src,sandbox}/**/*.{ts,js}', { cwd: root })
    .filter((file) => !/\.test\.ts$|\/testing[^/]*$/.test(file))
    .flatMap((file) =>
      Array.from(
        readFileSync(join(root, file), 'utf8').matchAll(
          /^(?:import|export)\b[^']*'([#.][^']+)'|\bimport\('([#.][^']+)'\)/gm,
        ),
        ([, whole, inside]) => ({ from: placeOf(file), to: placeOf(pathOf(file, whole ?? inside!)) }),
      ),
    )
}

function pathOf(file: string, name: string): string {
  if (name.startsWith('.')) return join(dirname(file), name)
  return name.replace(/^#(?!sandbox\/|.*\.json$)/, 'src/').replace(/^#/, '')
}

function placeOf(file: string): string {
  return statement.test(file) ? file.replace(/^src\/(modules|texts)\//, 'src/statements/') : file
}

function layerOf(file: string): number {
  return layers.findIndex((layer) => file.startsWith(`${layer}/`))
}

/** An import as an arrow between two entries of the folder that has both. */
function betweenSiblings({ from, to }: Arrow): (Arrow & { parent: string })[] {
  const [start, end] = [from.split('/'), to.split('/')]
  const common = start.findIndex((name, index) => name !== end[index])
  if (common < 1) return []
  return [{ parent: start.slice(0, common).join('/'), from: start[common]!, to: end[common]! }]
}

/** What is left when everything that imports nothing of the rest, or that nothing of the rest imports, is taken away. */
function inCircle(arrows: Arrow[]): string[] {
  const starts = new Set(arrows.map(({ from }) => from))
  const ends = new Set(arrows.map(({ to }) => to))
  const left = arrows.filter(({ from, to }) => ends.has(from) && starts.has(to))
  return left.length === arrows.length ? arrows.map(({ from, to }) => `${from} → ${to}`) : inCircle(left)
}
