import { describe, expect, test } from 'vitest'
import { money } from './money.ts'

describe('an amount of money', () => {
  test.each([
    [{ currency: 'XTR', amount: 1500 }, '1 500 ⭐', '1,500 ⭐'],
    [{ currency: 'RUB', amount: 49_900 }, '499 ₽', 'RUB 499'],
    [{ currency: 'RUB', amount: 99_050 }, '990,50 ₽', 'RUB 990.50'],
    [{ currency: 'USD', amount: 1_005 }, '10,05 $', '$10.05'],
    [{ currency: 'JPY', amount: 500 }, '500 ¥', '¥500'],
    [{ currency: 'KRW', amount: 12_000 }, '12 000 ₩', '₩12,000'],
    [{ currency: 'UZS', amount: 5_000_000 }, '50 000 UZS', 'UZS 50,000'],
    [{ currency: 'KWD', amount: 1_250 }, '1,250 KWD', 'KWD 1.250'],
  ])('%o is written as people write it', (price, ru, en) => {
    const spaces = (text: string) => text.replaceAll(/\s/g, ' ')
    expect([spaces(money('ru', price)), spaces(money('en', price))]).toEqual([ru, en])
  })
})
