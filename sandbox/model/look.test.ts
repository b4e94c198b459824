import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { answer } from '#platform/models/answer.ts'
import { pdf } from '#platform/files/documents/testing-documents.ts'
import { Prompt } from '#platform/models/prompt.ts'
import type { Part, WireName } from '#platform/models/provider.ts'
import { silence, writeOgg } from '#sandbox/media/ogg-opus.ts'
import { type Sandbox, startSandbox } from '#sandbox/sandbox.ts'

let sandbox: Sandbox
beforeAll(async () => {
  sandbox = await startSandbox({ modelTokenDelayMs: 0 })
})
afterAll(() => sandbox.stop())

async function ask(wire: WireName, asked: Part[]): Promise<string> {
  const about = {
    baseUrl: sandbox.modelBaseUrl,
    apiKey: 'k',
    model: 'demo',
    contextTokens: 9_000,
    maxOutputTokens: 900,
  }
  const prompt = new Prompt({ system: 'Be kind.', referred: null, asked })
  const caller = { person: 'p', conversation: 'c' }
  const { signal } = new AbortController()
  for await (const event of answer({ providers: [{ name: 'demo', wire, ...about }], prompt, caller, signal }))
    if (event.type === 'done') return event.text
  throw new Error('No answer came')
}

const words = (text: string): Part => ({ type: 'text', text })

async function picture(width: number, height: number): Promise<Part> {
  const left = { create: { width: Math.ceil(width / 4), height, channels: 3 as const, background: '#fff' } }
  const data = await sharp({ create: { width, height, channels: 3, background: { r: 220, g: 30, b: 30 } } })
    .composite([{ input: await sharp(left).png().toBuffer(), left: 0, top: 0 }])
    .png()
    .toBuffer()
  return { type: 'image', mediaType: 'image/png', data: new Uint8Array(data) }
}

describe('the demo model', () => {
  test.each(['chat', 'responses', 'anthropic'] as const)('sees a picture that comes by %s', async (wire) => {
    const seen = await ask(wire, [words('что на картинке?'), await picture(320, 200)])
    expect(seen).toBe('Вижу картинку **320 × 200**. Больше всего цветов: красный, белый.')
  })

  test('sees an album, and answers the question beside it', async () => {
    const seen = await ask('responses', [words('how much is 2 + 3?'), await picture(100, 50), await picture(50, 100)])
    expect(seen).toMatch(/100 × 50[\s\S]*50 × 100[\s\S]*\*\*2 \+ 3 = 5\*\*/)
  })

  test.each(['chat', 'responses', 'anthropic'] as const)('reads a document that comes by %s', async (wire) => {
    const pages = await pdf(['Rental agreement', 'Second page'])
    const file: Part = { type: 'file', mediaType: 'application/pdf', name: 'agreement.pdf', data: pages }
    const read = await ask(wire, [words('what is it?'), file])
    expect(read).toBe('I read the file “agreement.pdf”, pages: 2. It begins: **Rental agreement**.')
  })

  test.each(['chat', 'responses'] as const)('hears a recording that comes by %s', async (wire) => {
    const data = new Uint8Array(writeOgg(silence(3), { DESCRIPTION: 'Купи хлеб' }))
    const heard = await ask(wire, [words('что сказано?'), { type: 'audio', mediaType: 'audio/ogg', data }])
    expect(heard).toBe('Слышу: «Купи хлеб» (3 с).')
  })

  test('says so when a file is damaged', async () => {
    const data = new TextEncoder().encode('no picture')
    expect(await ask('chat', [words('what?'), { type: 'image', mediaType: 'image/png', data }])).toBe(
      'This file cannot be read.',
    )
  })

  test('keeps what it was asked for the desk, without long files', async () => {
    const data = new Uint8Array(300_000)
    await ask('chat', [words('what?'), { type: 'image', mediaType: 'image/png', data }])
    const response = await fetch(`${sandbox.url}/control/model/requests`)
    const [{ body }] = (await response.json()) as [{ body: object }]
    expect(JSON.stringify(body)).toContain('data:image/png;base64,AAAA')
    expect(JSON.stringify(body).length).toBeLessThan(2_000)
  })
})
