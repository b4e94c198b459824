import { PassThrough } from 'node:stream'
import pino from 'pino'
import { afterEach, expect, test } from 'vitest'
import { jobs } from './render.ts'
import { Renderer } from './renderer.ts'

const restInFile = 'The rest is in the file.'
const stream = new PassThrough()
const log = pino(stream)
let renderer: Renderer
afterEach(() => renderer.stop())

const long = '**word** and $x^2$\n\n| a | b |\n|---|---|\n| c | d |\n\n'.repeat(200)

test('a long answer is in a thread what a short one is without it', async () => {
  renderer = new Renderer(log, { limitMs: 120_000 })
  const [rendered, files] = await Promise.all([
    renderer.render('answer', { markdown: long, restInFile }),
    renderer.render('files', { markdown: `\`\`\`js\n${'let a\n'.repeat(1_000)}\`\`\`` }),
  ])
  expect(rendered).toEqual(jobs.answer({ markdown: long, restInFile }))
  expect(files).toMatchObject([{ name: 'code-1.js' }])
})

test('what cannot be formatted goes out as plain text, and the next answer is formatted again', async () => {
  renderer = new Renderer(log, { limitMs: 0 })
  const { parts } = await renderer.render('answer', { markdown: long, restInFile })
  expect(parts[0]!.entities).toEqual([])
  expect(
    parts
      .map(({ text }) => text)
      .join('')
      .replaceAll(/\s/g, ''),
  ).toBe(long.replaceAll(/\s/g, ''))
  expect(String(stream.read())).toContain('Not formatted within 0 ms')
  expect((await renderer.render('answer', { markdown: '**word**', restInFile })).parts[0]!.entities).toHaveLength(1)
})

test('a picture written as letters is its name, not a hundred messages', async () => {
  renderer = new Renderer(log, { limitMs: 120_000 })
  const picture = `data:image/png;base64,${'iVBORw0KGgo/'.repeat(24_000)}`
  for (const [markdown, text] of [
    [`![кот](${picture})`, 'кот'],
    [`Вот:\n\n![](${picture})`, 'Вот:\n\n[🖼]'],
    [`[кот](${picture}) и ![пёс][1]\n\n[1]: ${picture}`, 'кот и пёс'],
    ['![кот](data:image/png;base64,AAAA)', 'кот'],
  ] as const)
    expect(await renderer.render('answer', { markdown, restInFile })).toMatchObject({
      parts: [{ text }],
      needsFile: false,
    })
})
