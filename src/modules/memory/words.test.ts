import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { wholeQuestion, wordsIn } from '#bot-kit/whole-question.ts'
import { textsIn } from '#texts/languages.ts'
import { holdsSecret } from './secret.ts'
import { factsIn, keyOf, ownWords } from './words.ts'

describe('a secret is not kept', () => {
  test.each([
    'Мой пароль от почты Qwerty',
    'my password is hunter2',
    'Mein Passwort lautet Sommer',
    'mi contraseña es gato',
    'карта 4111 1111 1111 1111',
    'card 5500-0000-0000-0004',
    'пин 4821',
    'PIN-код от телефона 0000',
    'cvv 123',
    'токен бота 123456789:AAHk3jdF8sPq0-Zx7vLm2NcR5tYw9uBe1gQ',
    'ключ sk-proj-abcdEFGH1234',
    'my API key starts with 9',
    'IBAN DE89 3704 0044 0532 0130 00',
    'Моя сид-фраза: яблоко лес',
    'wifi a8Kd92mQx71LzP0c',
    '我的密码是月亮',
    'minha senha é gato',
    'parolim: oy',
    'parolam deniz',
  ])('%s', (sentence) => expect(holdsSecret(sentence)).toBe(true))

  test.each([
    'Я вегетарианец',
    'My dog is called Pinocchio',
    'Мне 34 года, живу в Казани с 2015',
    'Мой телефон +7 912 345-67-89',
    'Пишу на TypeScript и PostgreSQL 18',
    'Моя почта anna.petrova1984@example.com',
    'https://example.com/a1b2c3d4e5f6g7h8',
    'Gosto de desenhar',
    'La prise de parole m’intimide',
    'Работаю в Rechtsschutzversicherungsgesellschaft',
    'Заказ 4111 1111 1111 1112 не карта',
  ])('and what is none is: %s', (sentence) => expect(holdsSecret(sentence)).toBe(false))
})

describe('a person’s own words', () => {
  const me = { id: 1, username: 'pomogator_bot' }
  const from = { id: 7, is_bot: false, first_name: 'Аня' }
  const chat = { id: 7, type: 'private' as const, first_name: 'Аня' }
  const piece = (text: string, more = {}) => ({ message_id: 1, date: 1, chat, from, text, ...more })

  test('stay, and no word of what was forwarded with them does, whatever it holds', () => {
    const origin = { type: 'hidden_user' as const, date: 1, sender_user_name: 'Тень' }
    const lines = fc.array(fc.constantFrom('\n', '\r', '\u2028', '\u2029', '\r\n', '> ', 'z', 'zz ', '\u0085', '\v'))
    fc.assert(
      fc.property(lines, (parts) => {
        const pieces = [piece('что это?'), piece(`z${parts.join('')}`, { forward_origin: origin })]
        const { parts: asked } = wholeQuestion(pieces, me, textsIn('ru'))
        expect(ownWords(wordsIn(asked))).toBe('что это?')
      }),
      { numRuns: 100 },
    )
  })

  test('are not what they quote, nor a text that is too long to have been typed', () => {
    expect(ownWords('> купи слона\nя не хочу')).toBe('я не хочу')
    expect(ownWords('я'.repeat(1_001))).toBe('')
  })
})

describe('what a model says of facts', () => {
  test.each([
    ['{"facts": ["Живёт в Казани"]}', ['Живёт в Казани']],
    ['Вот:\n```json\n{"facts": ["a b", "c"]}\n```\nГотово {', ['a b', 'c']],
    ['["a", {"fact": "b"}, 3, null]', ['a', 'b']],
    ['{"facts": ["  a\\n b ", "A, b!", ""]}', ['a b']],
    ['{"facts": ["пароль 123", "ok"]}', ['ok']],
    ['{"facts": ["1", "2", "3", "4"]}', ['1', '2', '3']],
    [`{"facts": ["${'x'.repeat(201)}"]}`, []],
    ['{"facts": []}', []],
    ['Ничего', []],
    ['}{', []],
  ])('%s', (answer, facts) => expect(factsIn(answer, 3)).toEqual(facts))

  test('never breaks, whatever it is', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (answer) => {
        for (const fact of factsIn(answer, 3)) expect(fact.length).toBeLessThanOrEqual(200)
      }),
      { numRuns: 100 },
    )
  })
})

test('facts are the same that differ in case, punctuation and spaces only', () => {
  expect(keyOf('Я — вегетарианец!')).toBe(keyOf('я  вегетарианец'))
  expect(keyOf('Живу в Казани')).not.toBe(keyOf('Живу в Рязани'))
  expect(keyOf('Пишу на C++.')).not.toBe(keyOf('Пишу на C#.'))
  expect(keyOf('🐈')).toBe('🐈')
})
