import { describe, expect, test } from 'vitest'
import { outageOf } from './outage.ts'

const withCode = (code: string) => Object.assign(new Error(`connect ${code}`), { code })

describe('an outage of ours', () => {
  test.each([
    ['EMFILE', 'This process has no file descriptor left (EMFILE)'],
    ['ENFILE', 'This machine has no file descriptor left (ENFILE)'],
    ['ENOMEM', 'This machine has no memory left (ENOMEM)'],
    ['ENOBUFS', 'This machine has no network buffer left (ENOBUFS)'],
    ['EADDRNOTAVAIL', 'This machine has no port or address left for a connection (EADDRNOTAVAIL)'],
    ['ENOSPC', 'The disk is full (ENOSPC)'],
    ['EAI_AGAIN', 'Names of hosts cannot be looked up now (EAI_AGAIN)'],
    ['53100', 'The disk of PostgreSQL is full (53100)'],
  ])('%s is said in one plain line', (code, line) => {
    expect(outageOf(withCode(code))).toBe(line)
  })

  test('is found below any wrapping', () => {
    const line = 'This process has no file descriptor left (EMFILE)'
    const fetchFailed = new TypeError('fetch failed', { cause: withCode('EMFILE') })
    expect(outageOf(fetchFailed)).toBe(line)
    expect(outageOf(new Error('The backend cannot be reached', { cause: fetchFailed }))).toBe(line)
    expect(outageOf(Object.assign(new Error('Network request failed'), { error: withCode('EMFILE') }))).toBe(line)
    expect(outageOf(new AggregateError([withCode('EMFILE'), withCode('EMFILE')]))).toBe(line)
  })

  test('is not what another server or a wrong name does', () => {
    for (const code of ['ECONNREFUSED', 'ECONNRESET', 'ETIMEDOUT', 'ENOTFOUND', '23505', '57014'])
      expect(outageOf(withCode(code)), code).toBeUndefined()
    expect(outageOf(new AggregateError([withCode('ENETUNREACH'), withCode('ECONNREFUSED')]))).toBeUndefined()
    for (const nothing of [undefined, null, 'EMFILE', 53_100, {}]) expect(outageOf(nothing)).toBeUndefined()
  })

  test('does not follow causes for ever', () => {
    const circle = new Error('round')
    circle.cause = circle
    expect(outageOf(circle)).toBeUndefined()
  })
})
