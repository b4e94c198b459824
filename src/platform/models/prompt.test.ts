import { textTurn, type Turn, wordsOf } from './provider.ts'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Prompt, type Room } from './prompt.ts'
import { tokenizer } from './tokens.ts'

const room = (tokens: number): Room => ({ contextTokens: tokens + 100, maxOutputTokens: 100 })
/** A prompt with these exchanges before the question, each with an id of its own. */
function prompt(
  told: {
    earlier?: { question: string; answer: string }[]
    referred?: { question: string; answer: string; unfinished: boolean } | null
    asked?: string
  } = {},
): Prompt {
  const { earlier = [], referred = null, asked = 'And now?' } = told
  return new Prompt({
    system: 'You are a helper.',
    referred: referred && { ...referred, id: 1_000 },
    asked: [{ type: 'text', text: asked }],
  }).after(earlier.map((exchange, id) => ({ ...exchange, id })))
}
const said = (turns: Turn[]) => turns.map(wordsOf)
const words = (count: number) => 'word '.repeat(count).trim()

describe('what the model is shown', () => {
  test('is who it is, the conversation in order, and the question', async () => {
    const earlier = [
      { question: 'second', answer: 'two' },
      { question: 'first', answer: 'one' },
    ]
    expect(await prompt({ earlier }).fit(room(1_000), { lessPast: false, sees: true })).toEqual([
      textTurn('system', 'You are a helper.'),
      textTurn('user', 'first'),
      textTurn('assistant', 'one'),
      textTurn('user', 'second'),
      textTurn('assistant', 'two'),
      textTurn('user', 'And now?'),
    ])
  })

  test('drops the oldest exchanges when there is no room, each whole', async () => {
    const earlier = ['newest', 'middle', 'oldest'].map((question) => ({ question, answer: words(100) }))
    expect(said(await prompt({ earlier }).fit(room(250), { lessPast: false, sees: true }))).toEqual([
      'You are a helper.',
      'middle',
      words(100),
      'newest',
      words(100),
      'And now?',
    ])
  })

  test('is half of the past when the model has said that it was too much', async () => {
    const earlier = ['newest', 'middle', 'old', 'oldest'].map((question) => ({ question, answer: words(100) }))
    expect(said(await prompt({ earlier }).fit(room(10_000), { lessPast: true, sees: true }))).toEqual([
      'You are a helper.',
      'middle',
      words(100),
      'newest',
      words(100),
      'And now?',
    ])
    const referred = { question: 'long ago', answer: words(100), unfinished: false }
    const [, , answer] = said(await prompt({ referred }).fit(room(10_000), { lessPast: true, sees: true }))
    expect(answer).toMatch(/^word .*…$/)
    expect(answer!.length).toBeLessThan(referred.answer.length / 2)
  })

  test('never drops what the question points at: it stands before the question', async () => {
    const earlier = [{ question: 'newest', answer: words(100) }]
    const referred = { question: 'long ago', answer: words(100), unfinished: false }
    expect(said(await prompt({ earlier, referred }).fit(room(150), { lessPast: false, sees: true }))).toEqual([
      'You are a helper.',
      'long ago',
      words(100),
      'And now?',
    ])
  })

  test('has what the question points at once, also when it was among the latest', async () => {
    const newest = { id: 2, question: 'newest', answer: 'new' }
    const asked = [{ type: 'text' as const, text: 'And now?' }]
    const told = new Prompt({ system: 'You are a helper.', referred: { ...newest, unfinished: false }, asked })
    const turns = await told
      .after([newest, { id: 1, question: 'oldest', answer: 'old' }])
      .fit(room(1_000), { lessPast: false, sees: true })
    expect(said(turns)).toEqual(['You are a helper.', 'oldest', 'old', 'newest', 'new', 'And now?'])
  })

  test('has the files of what the question points at, as far as there is room, and says how many there are besides', async () => {
    const picture = (key: string) => ({ picture: key, before: 'Data:', tokens: 100 })
    const document = { document: words(300), before: '<a>', after: '</a>', tokens: 320 }
    const referred = { id: 1, question: '', answer: 'new', unfinished: false, shown: [document, picture('1:0')] }
    const asked = [{ type: 'text' as const, text: 'Shorter' }]
    const image = { type: 'image' as const, mediaType: 'image/jpeg', data: new Uint8Array(1) }
    const told = new Prompt({ system: 'You are a helper.', referred, asked }).after([])
    const before = async (tokens: number, sees: boolean, prompt = told.with(new Map([['1:0', image]]))) =>
      (await prompt.fit(room(tokens), { lessPast: false, sees }))[1]!.parts
    const text = (text: string) => ({ type: 'text', text })
    const shown = text(`<a>\n${words(300)}\n</a>`)
    const note = (count: number) => text(`[Files of this message that are not shown here: ${count}]`)
    expect(await before(1_000, true)).toEqual([shown, text('Data:'), image])
    expect(await before(1_000, false)).toEqual([shown, note(1)])
    expect(await before(1_000, true, told)).toEqual([shown, note(1)])
    expect(await before(100, true)).toEqual([note(2)])
  })

  test('keeps the end of an answer that is to go on, and the beginning of any other', async () => {
    const answer = `begin ${words(1_000)} end`
    const shown = async (unfinished: boolean) =>
      said(
        await prompt({ referred: { question: 'q', answer, unfinished } }).fit(room(200), {
          lessPast: false,
          sees: true,
        }),
      )[2]!
    expect(await shown(true)).toMatch(/^….* end$/)
    expect(await shown(false)).toMatch(/^begin .*…$/)
  })

  test('never exceeds the model, and always has the question, whatever was said', async () => {
    const count = await tokenizer()
    const exchange = fc.record({ question: fc.string({ maxLength: 300 }), answer: fc.string({ maxLength: 2_000 }) })
    await fc.assert(
      fc.asyncProperty(
        fc.array(exchange, { maxLength: 8 }),
        fc.option(
          fc.record({ question: fc.string({ maxLength: 100 }), answer: fc.string(), unfinished: fc.boolean() }),
        ),
        fc.integer({ min: 400, max: 2_000 }),
        async (earlier, referred, tokens) => {
          const turns = await prompt({ earlier, referred }).fit(room(tokens), { lessPast: false, sees: true })
          expect(said(turns).reduce((sum, text) => sum + count(text), 0)).toBeLessThanOrEqual(tokens)
          expect(turns.at(-1)).toEqual(textTurn('user', 'And now?'))
          expect(turns.slice(1).map(({ role }) => role)).toEqual(
            turns.slice(1).map((_, index) => (index % 2 === 0 ? 'user' : 'assistant')),
          )
        },
      ),
      { numRuns: 60 },
    )
  })
})

describe('a question', () => {
  test('is too long when it alone leaves no room, in tokens and not in letters', async () => {
    const asked = 'Привет, расскажи про журнал базы данных. '.repeat(200) // 8,200 letters, about 2,000 tokens
    expect(await prompt({ asked }).isTooLong(room(3_000))).toBe(false)
    expect(await prompt({ asked }).isTooLong(room(1_500))).toBe(true)
  })

  test('is counted with everything that it consists of', async () => {
    const part = { type: 'text' as const, text: words(900) }
    const told = (...asked: (typeof part)[]) => new Prompt({ system: 'You are a helper.', referred: null, asked })
    expect(await told(part).isTooLong(room(1_500))).toBe(false)
    expect(await told(part, part).isTooLong(room(1_500))).toBe(true)
  })

  test('of one endless word is counted in time', async () => {
    expect(await prompt({ asked: 'я'.repeat(32_000) }).isTooLong(room(1_000))).toBe(true)
    expect(await prompt({ asked: '<|endoftext|>'.repeat(100) }).isTooLong(room(20))).toBe(true)
  })
})
