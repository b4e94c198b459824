import { readFileSync, writeFileSync } from 'node:fs'

const page = 'docs/performance.md'

/** Replaces what stands on the page between the marks of this name. */
export function writeSection(name: string, lines: string[]): void {
  const [begin, end] = [`<!-- ${name}: written by the benchmark -->`, `<!-- ${name}: end -->`]
  const text = readFileSync(page, 'utf8')
  const from = text.indexOf(begin)
  const to = text.indexOf(end)
  if (from === -1 || to < from) throw new Error(`${page} has no marks of ${name}`)
  writeFileSync(page, `${text.slice(0, from)}${begin}\n\n${lines.join('\n')}\n\n${text.slice(to)}`)
}
