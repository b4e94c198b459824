import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ModelError } from './failure.ts'
import type { Limits } from './limits.ts'
import type { Refused } from './tries.ts'
import { json, raw, type Reply, refusal, TestServer } from './testing-server.ts'
import { transcribe, type Transcriber } from './transcribe.ts'
import { type TranscriptionWireName, transcriptionWireNames } from './transcriber.ts'

const server = new TestServer()
beforeAll(() => server.start())
afterAll(() => server.stop())

const data = new TextEncoder().encode('sound')
const recording = { data, mediaType: 'audio/ogg', seconds: 12.3 }

/** What each server says when it has heard these words, for five seconds or twenty tokens. */
const saying: Record<TranscriptionWireName, (text: string) => Reply> = {
  openai: (text) => json({ text, usage: { type: 'duration', seconds: 5 } }),
  google: (text) =>
    json({ steps: [{ content: [{ type: 'text', text }] }], usage: { total_input_tokens: 20, total_output_tokens: 3 } }),
  mistral: (text) => json({ model: 'm', text, usage: { prompt_audio_seconds: 5 } }),
  xai: (text) => json({ text, duration: 5 }),
}

function transcriber(wire: TranscriptionWireName = 'openai', more: Partial<Transcriber> = {}): Transcriber {
  return { name: 'first', wire, baseUrl: server.address(randomUUID()), apiKey: 'k', model: 'm', ...more }
}

const quick: Partial<Limits> = { backoffMs: 1 }

async function hear(transcribers: Transcriber[], more: Partial<Parameters<typeof transcribe>[0]> = {}) {
  const refusals: Refused[] = []
  const asked = transcribe({
    transcribers,
    recording,
    signal: new AbortController().signal,
    tellRefused: (refused) => refusals.push(refused),
    limits: quick,
    ...more,
  })
  const whole = await asked.catch((error: unknown) => error)
  if (whole instanceof ModelError) return { failure: whole.failure, refusals, tries: whole.failure.tries }
  if (whole instanceof Error) throw whole
  const given = whole as Awaited<ReturnType<typeof transcribe>>
  return { given, refusals, tries: given.tries, text: given.outcome === 'given' ? given.result : undefined }
}

describe.each(transcriptionWireNames)('speech is written down by %s', (wire) => {
  test('from one file, with what it took', async () => {
    server.clear(saying[wire]('привет, мир '))
    const { text, given } = await hear([transcriber(wire)])
    expect(text).toBe('привет, мир')
    const used = wire === 'google' ? { inputTokens: 20, outputTokens: 3, audioSeconds: 13 } : { audioSeconds: 5 }
    expect(given).toMatchObject({ provider: 'first', model: 'm', usage: { ...used, estimated: false } })
    const [asked] = server.asked
    expect(server.asked).toHaveLength(1)
    if (wire === 'google') return
    const file = asked!.body['file'] as File
    expect([file.name, file.type, await file.text()]).toEqual(['audio.ogg', 'audio/ogg', 'sound'])
  })

  test('with a hint of the language', async () => {
    server.clear(saying[wire]('да'))
    await hear([transcriber(wire)], { language: 'ru' })
    const { body } = server.asked[0]!
    const config = { transcription_config: { language_codes: ['ru'] } }
    if (wire === 'google') expect(body['generation_config']).toMatchObject(config)
    else expect(body['language']).toBe('ru')
  })

  test('by the next provider, when its key is refused, which the owner hears', async () => {
    server.clear(refusal(401, { error: { message: 'Wrong key' } }), saying.openai('от второго'))
    const { text, refusals, tries } = await hear([transcriber(wire), transcriber('openai', { name: 'second' })])
    expect(text).toBe('от второго')
    expect(refusals).toMatchObject([{ provider: 'first', status: 401 }])
    expect(tries).toMatchObject([
      { provider: 'first', outcome: 'refused', status: 401, usage: { inputTokens: 0, estimated: false } },
      { provider: 'second', outcome: 'answered' },
    ])
    expect(tries[0]!.usage.audioSeconds).toBeUndefined()
  })

  test('again by the same, when it is overloaded', async () => {
    server.clear(refusal(503, { error: { message: 'Busy' } }), saying[wire]('со второго раза'))
    const { text, tries } = await hear([transcriber(wire)])
    expect(text).toBe('со второго раза')
    expect(tries.map(({ outcome }) => outcome)).toEqual(['unavailable', 'answered'])
  })

  test('no further than a reply of a sensible length goes', async () => {
    server.clear(saying[wire]('слово '.repeat(20_000)))
    const { failure } = await hear([transcriber(wire)], { limits: { ...quick, longestLine: 10_000, attempts: 1 } })
    expect(failure?.reason).toBe('not_text')
  })

  test('over kept connections', async () => {
    server.clear(saying[wire]('слово'))
    const transcribers = [transcriber(wire)]
    for (let n = 0; n < 5; n += 1) await hear(transcribers)
    expect(server.connections).toBeLessThanOrEqual(1)
  })
})

const silent: Reply = () => undefined
const cut: Reply = (response) => response.destroy()

describe('a try of which nothing was heard', () => {
  const assumed = { audioSeconds: 13, estimated: true }

  test('counts as paid, and is made once more only', async () => {
    server.clear(cut)
    const { failure, tries } = await hear([transcriber('openai', { baseUrl: server.address(randomUUID()) })])
    expect(failure?.reason).toBe('unavailable')
    expect(tries).toMatchObject([{ usage: assumed }, { usage: assumed }])
  })

  test('ends when its time is over', async () => {
    server.clear(silent)
    const limits = { ...quick, connectTimeoutMs: 50, totalTimeoutMs: 100, attempts: 1 }
    const { failure, tries } = await hear([transcriber()], { limits })
    expect(failure?.reason).toBe('timeout')
    expect(tries).toMatchObject([{ outcome: 'timeout', usage: assumed }])
    await expect.poll(() => server.hungUp).toBe(1)
  })

  test('counts as paid when a person stops it', async () => {
    const stop = new AbortController()
    server.clear(() => stop.abort())
    const { given } = await hear([transcriber()], { signal: stop.signal })
    expect(given).toMatchObject({ outcome: 'stopped', tries: [{ outcome: 'stopped', usage: assumed }] })
  })

  test('counts also when a kept connection is cut, but not when it had been closed before', async () => {
    const own = [transcriber()]
    const late: Reply = (response) => setTimeout(() => response.destroy(), 700)
    server.clear(saying.openai('раз'), late, saying.openai('два'), cut, saying.openai('три'))
    await hear(own)
    expect(await hear(own)).toMatchObject({ text: 'два', tries: [{ usage: assumed }, { outcome: 'answered' }] })
    expect((await hear(own)).text).toBe('три')
  })

  test('costs nothing when no connection was made', async () => {
    const { failure, tries } = await hear([transcriber('openai', { baseUrl: 'http://127.0.0.1:1/v1' })])
    expect(failure?.reason).toBe('unavailable')
    expect(tries).toHaveLength(3)
    for (const { usage } of tries) expect(usage).toMatchObject({ estimated: false })
  })
})

test('silence is heard as no words, and is asked for once', async () => {
  server.clear(saying.openai('  '))
  expect((await hear([transcriber()])).text).toBe('')
  expect(server.asked).toHaveLength(1)
})

test('a file larger than any provider takes is sent to nobody', async () => {
  server.clear(saying.openai('нет'))
  const { failure } = await hear([transcriber()], { recording: { ...recording, data: new Uint8Array(25_000_001) } })
  expect(failure).toMatchObject({ reason: 'too_long', tries: [] })
  expect(server.asked).toHaveLength(0)
})

test('tokens are counted where a model is billed by them', async () => {
  const usage = { type: 'tokens', input_tokens: 123, output_tokens: 45, total_tokens: 168 }
  server.clear(json({ text: 'да', usage }))
  const { given } = await hear([transcriber()])
  expect(given).toMatchObject({ usage: { inputTokens: 123, outputTokens: 45, audioSeconds: 13, estimated: false } })
})

test('without a word about what it took our own measure counts', async () => {
  server.clear(json({ text: 'да' }))
  const { given } = await hear([transcriber()])
  expect(given).toMatchObject({ usage: { inputTokens: 0, audioSeconds: 13, estimated: true } })
})

test('a parameter that a server refuses by name is left out from then on', async () => {
  const refuses = refusal(400, { error: { message: 'Unknown parameter: response_format', param: 'response_format' } })
  server.clear(refuses, saying.openai('раз'), saying.openai('два'))
  const own = [transcriber()]
  expect((await hear(own)).text).toBe('раз')
  expect((await hear(own)).text).toBe('два')
  expect(server.asked.map(({ body }) => body['response_format'])).toEqual(['json', undefined, undefined])
})

test.each<[string, Reply, number]>([
  ['a page', raw('<html>', 'text/html'), 2],
  ['JSON without a text', json({ result: 'да' }), 1],
])('%s is no transcript, and the next provider is asked', async (_what, reply, times) => {
  server.clear(...Array.from({ length: times }, () => reply), saying.openai('да'))
  const { text, tries } = await hear([transcriber(), transcriber('openai', { name: 'second' })])
  expect(text).toBe('да')
  expect(tries.map(({ provider }) => provider)).toEqual([...Array<string>(times).fill('first'), 'second'])
})

test.each([
  ['audio/mpeg', 'audio.mp3'],
  ['audio/x-wav', 'audio.wav'],
  ['audio/mp4', 'audio.m4a'],
  ['video/mp4', 'audio.mp4'],
  ['audio/ogg; codecs=opus', 'audio.ogg'],
  ['audio/webm', 'audio.webm'],
])('a server is told the kind of %s by the name of the file', async (mediaType, name) => {
  server.clear(saying.openai('да'))
  await hear([transcriber()], { recording: { ...recording, mediaType } })
  expect((server.asked[0]!.body['file'] as File).name).toBe(name)
})
