import { expect, test } from 'vitest'
import { isWorthSearching } from './worth-searching.ts'

test.for(['', 'hello', 'Привет!', 'ок', 'Спасибо :)', 'добрый день', 'да, давай', '👍', '你好', 'Merhaba'])(
  'nothing is looked up for “%s”',
  (text) => expect(isWorthSearching(text)).toBe(false),
)

test.for([
  'курс доллара',
  'погода в Москве',
  'кто?',
  'iPhone 17',
  'who won the final',
  '今天北京天气',
  'Спасибо, а теперь найди отзывы',
])('something may be looked up for “%s”', (text) => expect(isWorthSearching(text)).toBe(true))
