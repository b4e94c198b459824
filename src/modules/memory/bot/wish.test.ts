import { expect, test } from 'vitest'
import { wishIn } from './wish.ts'

test.each([
  ['Запомни, что я вегетарианец.', 'я вегетарианец'],
  ['запомни что у меня кот', 'у меня кот'],
  ['Запомните: я левша', 'я левша'],
  ['Remember that I have two children!', 'I have two children'],
  ['please remember: no sugar', 'no sugar'],
  ['Merk dir, dass ich in Köln wohne', 'ich in Köln wohne'],
  ['Recuerda que soy alérgica', 'soy alérgica'],
  ["Retiens qu'il faut me tutoyer", 'il faut me tutoyer'],
  ['Ingat bahwa saya vegetarian', 'saya vegetarian'],
  ['Есіңде сақта: мен Алматыда тұрамын', 'мен Алматыда тұрамын'],
  ['Lembre que moro no Recife', 'moro no Recife'],
  ['Unutma ki öğretmenim', 'öğretmenim'],
  ["Запам'ятай, що я з Одеси", 'я з Одеси'],
  ['Eslab qol, men oʻqituvchiman', 'men oʻqituvchiman'],
  ['请记住，我吃素。', '我吃素'],
])('%s is to be remembered', (text, wish) => expect(wishIn(text)).toBe(wish))

test.each([
  'Запомни, что',
  'Запомни, что \u200b',
  'Запомни, что я веган. Что мне приготовить?',
  'Запомни, что он пишет:',
  'Запомни, что я веган\nи составь меню',
  'Запомничто это',
  'Как запомнить, что где лежит',
  'Remember thatcher',
  'Do you remember that song',
  '记住单词的方法',
])('%s is a question', (text) => expect(wishIn(text)).toBeUndefined())

test('a long run of full stops within a wish is read in one pass', () => {
  const fact = `I like tea${'.'.repeat(1_000_000)}and coffee`
  expect(wishIn(`Remember that ${fact}...`)).toBe(fact)
})
