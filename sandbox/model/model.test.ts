import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Sandbox, startSandbox } from '#sandbox/sandbox.ts'

describe('the demo model', () => {
  let sandbox: Sandbox
  beforeAll(async () => {
    sandbox = await startSandbox({ modelTokenDelayMs: 0 })
  })
  afterAll(() => sandbox.stop())

  const ask = (content: string) => askWith([{ role: 'user', content }])

  type Turns = { role: string; content: string }[]
  const complete = (messages: Turns, more: object = {}) =>
    fetch(`${sandbox.modelBaseUrl}/chat/completions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ model: 'demo', messages, ...more }),
    })

  async function askWith(messages: Turns, more: object = {}) {
    const response = await complete(messages, more)
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

  test.for([
    ['длинный ответ', 'Скажи то же самое втрое короче: только главное.', 'Коротко', 'Вы спросили'],
    ['a long answer', 'Say the same at a third of the length: only what matters.', 'In short', 'You asked'],
    ['покажи код', 'Скажи то же самое втрое короче: только главное.', 'Коротко', 'Скажи то же'],
  ] as const)(
    'says %s at a third of the length, and nothing of how it was asked to',
    async ([question, wish, begin, never]) => {
      const long = (await ask(question)).text
      const turns = [
        { role: 'user', content: question },
        { role: 'assistant', content: long },
        { role: 'user', content: wish },
      ]
      const short = (await askWith(turns)).text
      expect(short).toContain(begin)
      expect(short).not.toContain(never)
      expect(short.split('```').length % 2, 'no program is cut').toBe(1)
      expect(long).toContain(short.split('\n\n')[1])
      expect(short.length).toBeLessThan(long.length + 20)
    },
  )

  test.for([
    ['длинный ответ', 'Продолжи ответ с того места, на котором он оборвался. Уже сказанное не повторяй.'],
    ['a long answer', 'Go on with the answer from where it broke off. Do not repeat what was said.'],
  ] as const)('goes on with %s from where it broke off, as often as it is asked to', async ([question, wish]) => {
    const whole = (await ask(question)).text
    let turns: { role: string; content: string }[] = [{ role: 'user', content: question }]
    let said = ''
    for (let n = 0; n < 20; n += 1) {
      const { text } = await askWith(turns, { max_tokens: 300 })
      if (/заканчивался|the end of the answer/.test(text)) break
      said += text
      turns = [...turns, { role: 'assistant', content: text }, { role: 'user', content: wish }]
    }
    expect(said.replaceAll(/\s/g, '')).toBe(whole.replaceAll(/\s/g, ''))
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

  test('answers to the words of the question, in its language, and says that it is a demo', async () => {
    for (const [question, expected] of [
      ['сколько 2 + 2', '2 + 2 = 4'],
      ['сколько 2 + 2', 'демонстрационная модель'],
      ['what is 10 / 4', '10 / 4 = 2.5'],
      ['what is 10 / 4', 'demo model'],
      ['1 / 0 сколько', 'На ноль'],
      ['привет', 'Здравствуйте'],
      ['hello', 'Hello!'],
      ['который час', 'На часах'],
      ['what time is it', 'clock says'],
      ['спасибо', 'Пожалуйста'],
      ['who are you', 'demo model of Pomogator'],
      ['tell me about elephants', 'elephants'],
      ['покажи таблицу', 'Меркурий'],
    ] as const)
      expect((await ask(question)).text).toContain(expected)
  })

  test('streams with usage at the end, and stops at the limit it is given', async () => {
    const limits = { stream: true, stream_options: { include_usage: true }, max_tokens: 10 }
    const text = await (await complete([{ role: 'user', content: 'длинный ответ' }], limits)).text()
    const chunks = text
      .split('\n\n')
      .filter(Boolean)
      .map((line) => line.slice('data: '.length))
    expect(chunks.at(-1)).toBe('[DONE]')
    expect(JSON.parse(chunks.at(-2)!)).toMatchObject({ usage: { completion_tokens: 10 }, choices: [] })
    expect(JSON.parse(chunks.at(-3)!)).toMatchObject({ choices: [{ finish_reason: 'length' }] })
  })

  test('refuses what OpenAI would refuse, and fails when it is asked to', async () => {
    expect((await askWith([])).status).toBe(400)
    expect((await ask('fail')).status).toBe(503)
    expect(await (await fetch(`${sandbox.modelBaseUrl}/models`)).json()).toMatchObject({ data: [{ id: 'demo' }] })
  })
})
