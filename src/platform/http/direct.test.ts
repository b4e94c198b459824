import { describe, expect, test, vi } from 'vitest'
import { collect } from '#tests/world/collect.ts'
import { program } from './actor.ts'
import { DirectCalls } from './direct.ts'
import { Refusal } from './refusal.ts'

const route = { method: 'POST', path: '/route' }

function offerCalls() {
  const replied = vi.fn<(reply: { status: number; updateId: number | undefined }) => void>()
  const explain = vi.fn(async (error: unknown) => ({
    status: error instanceof Refusal ? 503 : 500,
    body: { error: { code: error instanceof Refusal ? error.code : ('internal' as const), message: '' } },
  }))
  return { direct: new DirectCalls({ explain, replied }), explain, replied }
}

function callWith(signal = new AbortController().signal) {
  return { input: {}, actor: program, updateId: 5, signal }
}

/** A stream without end; `letGo` resolves when its generator is closed. */
function endless() {
  const letGo = Promise.withResolvers<AbortSignal>()
  const open = async (_input: unknown, _actor: unknown, gone: AbortSignal) =>
    (async function* () {
      try {
        for (let n = 1; ; n += 1) yield n
      } finally {
        letGo.resolve(gone)
      }
    })()
  return { open, letGo: letGo.promise }
}

async function eventsOf(direct: DirectCalls, signal?: AbortSignal) {
  const opened = await direct.open(route, callWith(signal))
  if ('error' in opened) throw new Error(opened.error.body.error.code)
  return opened.events
}

describe('a call within the process', () => {
  test('hands over what JSON can hold, and neither side changes what the other has', async () => {
    const { direct, replied } = offerCalls()
    const kept = { list: [{ at: new Date(0), nothing: undefined }] }
    const given = { list: [1] }
    direct.offer(route, async (input) => {
      ;(input as typeof given).list.push(2)
      return kept
    })
    const reply = await direct.call(route, { ...callWith(), input: given })
    expect(reply).toStrictEqual({ body: { list: [{ at: '1970-01-01T00:00:00.000Z' }] } })
    expect(given).toEqual({ list: [1] })
    expect(replied).toHaveBeenCalledWith({ path: '/route', status: 200, ms: expect.any(Number) as number, updateId: 5 })
  })

  test('whose signal is aborted already is not made', async () => {
    const { direct } = offerCalls()
    const act = vi.fn(async () => ({}))
    direct.offer(route, act)
    direct.offerEvents(route, async () => endless().open({}, program, new AbortController().signal))
    const signal = AbortSignal.abort(new Error('gone'))
    await expect(direct.call(route, callWith(signal))).rejects.toThrow('gone')
    await expect(direct.open(route, callWith(signal))).rejects.toThrow('gone')
    expect(act).not.toHaveBeenCalled()
  })

  test('goes on without its caller, and what becomes of it is told and counted', async () => {
    const { direct, explain, replied } = offerCalls()
    const leaving = new AbortController()
    const work = Promise.withResolvers<object>()
    direct.offer(route, () => work.promise)
    const call = direct.call(route, callWith(leaving.signal))
    leaving.abort(new Error('gone'))
    await expect(call).rejects.toThrow('gone')
    work.reject(new Error('the database is away'))
    await vi.waitFor(() => expect(explain).toHaveBeenCalledOnce())
    await vi.waitFor(() => expect(replied).toHaveBeenCalledWith(expect.objectContaining({ status: 500 })))
  })

  test('is refused once the backend is closed, which waits for those under way', async () => {
    const { direct } = offerCalls()
    const work = Promise.withResolvers<object>()
    direct.offer(route, () => work.promise)
    const call = direct.call(route, callWith())
    const closed = vi.fn()
    const closing = direct.close().then(closed)
    expect(await direct.call(route, callWith())).toMatchObject({ error: { status: 503 } })
    expect(closed).not.toHaveBeenCalled()
    work.resolve({})
    await call
    await closing
  })
})

describe('events within the process', () => {
  test('of a stream that its caller leaves early: the handler is closed, and no reply is counted', async () => {
    const { direct, replied } = offerCalls()
    const { open, letGo } = endless()
    direct.offerEvents(route, open)
    for await (const event of await eventsOf(direct)) if (event === 3) break
    expect((await letGo).aborted).toBe(true)
    expect(replied).not.toHaveBeenCalled()
    await direct.close()
  })

  test('are counted when they have ended', async () => {
    const { direct, replied } = offerCalls()
    direct.offerEvents(route, async () =>
      (async function* () {
        yield* [1, 2]
      })(),
    )
    expect(await collect(await eventsOf(direct))).toEqual([1, 2])
    expect(replied).toHaveBeenCalledOnce()
  })

  test('whose caller goes before the first are let go, and what fails then is told all the same', async () => {
    const { direct, explain } = offerCalls()
    const leaving = new AbortController()
    let heard: AbortSignal | undefined
    direct.offerEvents(route, async (_input, _actor, gone) => {
      heard = gone
      return (async function* () {
        await new Promise((resolve) => gone.addEventListener('abort', resolve))
        yield* []
        throw new Error('the database is away')
      })()
    })
    const opening = direct.open(route, callWith(leaving.signal))
    await vi.waitFor(() => expect(heard).toBeDefined())
    leaving.abort(new Error('gone'))
    await expect(opening).rejects.toThrow('gone')
    await vi.waitFor(() => expect(explain).toHaveBeenCalledOnce())
  })

  test('that break after the first end with their error', async () => {
    const { direct, explain } = offerCalls()
    direct.offerEvents(route, async () =>
      (async function* () {
        yield 1
        throw new Error('broken')
      })(),
    )
    await expect(collect(await eventsOf(direct))).rejects.toThrow('broken')
    expect(explain).not.toHaveBeenCalled()
    await direct.close()
  })

  test('end when their caller goes, and a close waits until then', async () => {
    const { direct } = offerCalls()
    const leaving = new AbortController()
    const { open, letGo } = endless()
    direct.offerEvents(route, open)
    const events = await eventsOf(direct, leaving.signal)
    await events.next()
    const closed = vi.fn()
    const closing = direct.close().then(closed)
    await events.next()
    expect(closed).not.toHaveBeenCalled()
    leaving.abort(new Error('gone'))
    await expect(events.next()).rejects.toThrow('gone')
    expect((await letGo).aborted).toBe(true)
    await closing
  })
})
