import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { transcribe } from '#platform/models/transcribe.ts'
import { silence, writeOgg } from '#sandbox/media/ogg-opus.ts'
import { type Sandbox, startSandbox } from '#sandbox/sandbox.ts'

describe('the demo model hears', () => {
  let sandbox: Sandbox
  beforeAll(async () => {
    sandbox = await startSandbox()
  })
  afterAll(() => sandbox.stop())

  const hear = (data: Uint8Array, language?: string) =>
    transcribe({
      transcribers: [{ name: 'demo', wire: 'openai', baseUrl: sandbox.modelBaseUrl, apiKey: '', model: 'demo' }],
      recording: { data, mediaType: 'audio/ogg', seconds: 4 },
      ...(language ? { language } : {}),
      signal: new AbortController().signal,
      tellRefused: () => undefined,
      limits: { backoffMs: 1 },
    })

  const inTrouble = (trouble: object) =>
    fetch(`${sandbox.url}/control/trouble/model`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ times: 1, ...trouble }),
    })

  test.each([
    ['the words in its comments', { DESCRIPTION: 'Сколько будет 12 * 7?' }, undefined, 'Сколько будет 12 * 7?'],
    ['its title', { TITLE: 'Buy milk' }, 'en', 'Buy milk'],
    ['how long it is', {}, undefined, 'Здесь говорят 4 с'],
    ['how long it is, in English', {}, 'en', 'Here somebody speaks for 4 s'],
  ])('%s', async (_what, comments, language, text) => {
    expect(await hear(writeOgg(silence(4), comments), language)).toMatchObject({
      result: text,
      usage: { audioSeconds: 4, estimated: false },
    })
  })

  test('nothing in what is no sound', async () => {
    await expect(hear(Buffer.from('no sound'))).rejects.toMatchObject({ failure: { reason: 'bad_request' } })
  })

  test.each([
    [{ kind: 'error', status: 503 }, 'unavailable'],
    [{ kind: 'garbage' }, 'unavailable'],
  ])('after trouble on demand the second time: %o', async (trouble, outcome) => {
    await inTrouble(trouble)
    const heard = await hear(writeOgg(silence(2), { TITLE: 'Hello' }))
    expect(heard).toMatchObject({ result: 'Hello', tries: [{ outcome }, { outcome: 'answered' }] })
  })

  test('again when the connection was cut', async () => {
    await inTrouble({ kind: 'cut' })
    expect(await hear(writeOgg(silence(2), { TITLE: 'Hello' }))).toMatchObject({ result: 'Hello' })
  })

  test('no words when it is told to be empty', async () => {
    await inTrouble({ kind: 'empty' })
    expect(await hear(writeOgg(silence(2), { TITLE: 'Hello' }))).toMatchObject({ result: '' })
  })
})
