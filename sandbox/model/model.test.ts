import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Sandbox, startSandbox } from '#sandbox/sandbox.ts'

describe('the demo model', () => {
  let sandbox: Sandbox
  beforeAll(async () => {
    sandbox = await startSandbox({ modelTokenDelayMs: 0 })
  })
  afterAll(() => sandbox.stop())

  async function ask(content: string) {
    const response = await fetch(`${sandbox.modelBaseUrl}/chat/completions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ model: 'demo', messages: [{ role: 'user', content }] }),
    })
    const answer = (await response.json()) as { choices?: { message: { content: string } }[] }
    return { status: response.status, text: answer.choices?.[0]?.message.content ?? '' }
  }

  test.for([
    ['что ты умеешь?', /«([^»]+)»:/g, 'сломайся', 'Настоящая модель рассказала бы'],
    ['What can you do?', /“([^”]+)”:/g, 'fail', 'A real model would tell you'],
  ] as const)('does everything it says that it can do: %s', async ([question, quoted, failing, shrug]) => {
    const { text } = await ask(question)
    const promised = [...text.matchAll(quoted)].map(([, phrase]) => phrase!)
    expect(promised).toHaveLength(9)
    for (const phrase of promised) {
      const answer = await ask(phrase)
      expect(answer.status, phrase).toBe(phrase === failing ? 503 : 200)
      expect(answer.text, phrase).not.toContain(shrug)
    }
  })

  test('shows code, a table and formulas in the marks that models use', async () => {
    expect((await ask('покажи код')).text).toContain('```python')
    expect((await ask('show a table')).text).toMatch(/\|---/)
    expect((await ask('покажи формулы')).text).toMatch(/\$\$[\s\S]*\\frac[\s\S]*\$\$/)
    const long = (await ask('a long answer')).text
    expect(long).toContain('```python')
    expect(long).toContain('|---')
    expect(long.length).toBeGreaterThan(4096)
    expect((await ask('a very long answer')).text.length).toBeGreaterThan(4 * 4096)
  })
})
