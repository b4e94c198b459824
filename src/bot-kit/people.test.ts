import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { BackendClient } from './backend-client.ts'
import type { Profile } from '#modules/users/contract.ts'
import { createPeople } from './people.ts'

const anna = { id: 7, is_bot: false, first_name: 'Анна', language_code: 'ru' }
const register = vi.fn<(who: { telegramId: number; languageCode?: string }) => Promise<Profile>>()
const people = () => createPeople({ register } as unknown as BackendClient)

beforeEach(() => {
  vi.useFakeTimers()
  register.mockImplementation(async ({ telegramId }) => ({ telegramId, language: 'en' }) as Profile)
})
afterEach(() => {
  vi.useRealTimers()
  register.mockReset()
})

describe('meeting people', () => {
  test('asks the backend once in a while, not for every message', async () => {
    const known = people()
    for (let time = 0; time < 3; time += 1) await known.meet(anna, 1)
    expect(register).toHaveBeenCalledTimes(1)
    vi.advanceTimersByTime(31_000)
    await known.meet(anna, 2)
    expect(register).toHaveBeenCalledTimes(2)
  })

  test('asks at once when the names have changed, or when something about the person has', async () => {
    const known = people()
    await known.meet(anna, 1)
    await known.meet({ ...anna, username: 'anna' }, 2)
    expect(register).toHaveBeenLastCalledWith(
      { telegramId: 7, firstName: 'Анна', username: 'anna', languageCode: 'ru' },
      { updateId: 2 },
    )
    known.expire(7)
    await known.meet({ ...anna, username: 'anna' }, 3)
    expect(register).toHaveBeenCalledTimes(3)
  })

  test('knows the chosen language when the backend cannot be asked, else guesses it from the app', async () => {
    const known = people()
    expect(known.languageOf({ id: 7, languageCode: 'ru' })).toBe('ru')
    expect(known.languageOf({ id: 7, languageCode: 'it' })).toBe('en')
    expect(known.languageOf({ id: 7 })).toBe('ru')
    await known.meet(anna, 1)
    known.expire(7)
    expect(known.languageOf({ id: 7, languageCode: 'ru' }), 'chosen in the settings').toBe('en')
  })

  test('remembers a bounded number of them', async () => {
    const known = people()
    for (let id = 1; id <= 10_001; id += 1) await known.meet({ ...anna, id }, id)
    await known.meet({ ...anna, id: 10_001 }, 1)
    expect(register).toHaveBeenCalledTimes(10_001)
    await known.meet({ ...anna, id: 1 }, 1)
    expect(register, 'the first one was forgotten').toHaveBeenCalledTimes(10_002)
  })
})
