import { Composer, type Context } from 'grammy'
import { expect, test } from 'vitest'
import { Feature } from './feature.ts'

type Said = Context & { words: string; heard: string[] }

/** What hears an update, in order; `end` when it has come through. */
async function heardBy(all: Composer<Said>, words: string): Promise<string[]> {
  const ctx = { words, heard: [] as string[] } as unknown as Said
  await all.middleware()(ctx, async () => void ctx.heard.push('end'))
  return ctx.heard
}
const hears = (name: string) => (ctx: Said) => void ctx.heard.push(name)
const passes = (name: string) => async (ctx: Said, next: () => Promise<void>) => {
  ctx.heard.push(name)
  await next()
  ctx.heard.push(`${name} behind`)
}
const says = (words: string) => (ctx: Said) => ctx.words === words

test('an update comes to what it concerns, in order, as far as it is passed on', async () => {
  const inner = new Feature<Said>()
  inner.filter(says('a'), passes('a'))
  inner.filter(async (ctx) => says('b')(ctx), hears('b'))
  const all = new Feature<Said>(passes('first'), inner)
  all.filter(says('a'), hears('another a'))
  all.use(hears('rest'))

  expect(await heardBy(all, 'a')).toEqual(['first', 'a', 'another a', 'a behind', 'first behind'])
  expect(await heardBy(all, 'b')).toEqual(['first', 'b', 'first behind'])
  expect(await heardBy(all, 'c')).toEqual(['first', 'rest', 'first behind'])
  expect(await heardBy(new Feature<Said>(passes('only')), 'a')).toEqual(['only', 'end', 'only behind'])
})

test('what filter and use return takes more, also a composer of grammY’s', async () => {
  const all = new Feature<Said>()
  const chosen = all.filter(says('a'))
  chosen.use(passes('added'))
  chosen.use(new Composer<Said>(passes('by a composer'))).use(hears('behind it'))
  all.use(hears('rest'))

  expect(await heardBy(all, 'a')).toEqual([
    'added',
    'by a composer',
    'behind it',
    'by a composer behind',
    'added behind',
  ])
  expect(await heardBy(all, 'b')).toEqual(['rest'])
})

test('it is like a composer of grammY’s', async () => {
  const build = (all: Composer<Said>) => {
    all.use(passes('1'))
    all.filter(says('a'), passes('2'), passes('3')).filter(says('b'), hears('4'))
    all.branch(says('a'), passes('5'), passes('6'))
    all.fork(passes('7'))
    all.drop(says('c'), hears('8'))
    return all
  }
  for (const words of ['a', 'b', 'c'])
    expect(await heardBy(build(new Feature<Said>()), words)).toEqual(await heardBy(build(new Composer<Said>()), words))
})

test('a failure is passed on, and so is that of a handler which passes an update on twice', async () => {
  const fails = new Feature<Said>(async () => Promise.reject(new Error('no')))
  await expect(heardBy(fails, 'a')).rejects.toThrow('no')
  const twice = new Feature<Said>(async (_ctx, next) => {
    await next()
    await next()
  })
  await expect(heardBy(twice, 'a')).rejects.toThrow('twice')
})
