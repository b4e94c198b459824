import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { speak } from '#platform/models/speak.ts'
import { hear } from './hear.ts'
import { type Sandbox, startSandbox } from '#sandbox/sandbox.ts'

describe('the demo model speaks', () => {
  let sandbox: Sandbox
  beforeAll(async () => {
    sandbox = await startSandbox()
  })
  afterAll(() => sandbox.stop())

  const say = (text: string) =>
    speak({
      speakers: [{ name: 'demo', baseUrl: sandbox.modelBaseUrl, apiKey: '', model: 'demo', voice: 'anna' }],
      text,
      signal: new AbortController().signal,
      tellRefused: () => undefined,
      limits: { backoffMs: 1 },
    })

  const inTrouble = (kind: string) =>
    fetch(`${sandbox.url}/control/trouble/model`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ times: 1, kind }),
    })

  test('for as long as the words take, and hears in it what it has said', async () => {
    const said = await say('Двенадцать умножить на семь — это восемьдесят четыре.')
    expect(said).toMatchObject({ outcome: 'given', result: { seconds: 4 } })
    const { data } = said.outcome === 'given' ? said.result : expect.fail()
    expect(await hear(data)).toMatchObject({ words: 'Двенадцать умножить на семь — это восемьдесят четыре.' })
  })

  test.each(['cut', 'empty', 'garbage'])('no file when it is told to give %s', async (kind) => {
    await inTrouble(kind)
    await expect(say('Да')).rejects.toMatchObject({ failure: { tries: [{ usage: { characters: 2 } }] } })
    expect(await say('Да')).toMatchObject({ outcome: 'given' })
  })

  test('again after it was overloaded', async () => {
    await inTrouble('error')
    expect(await say('Да')).toMatchObject({ tries: [{ outcome: 'unavailable' }, { outcome: 'answered' }] })
  })
})
