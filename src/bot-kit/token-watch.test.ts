import { Api } from 'grammy'
import pino from 'pino'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { startTelegram } from '#platform/telegram/testing-telegram.ts'
import { TokenWatch } from '#programs/bot/token-watch.ts'

let telegram: Awaited<ReturnType<typeof startTelegram>>
let said: { level: number; msg: string }[]
let token: TokenWatch
let api: Api
beforeEach(async () => {
  telegram = await startTelegram()
  said = []
  token = new TokenWatch(pino({ level: 'info' }, { write: (line: string) => said.push(JSON.parse(line)) }))
  api = new Api('1:token', { apiRoot: telegram.root })
  api.config.use(token.beside((previous, ...call) => previous(...call)))
})
afterEach(() => telegram.stop())

const call = () => api.sendMessage(1, 'x').catch(() => undefined)
const complaint = () => token.complaint(() => api.getMe())

test('a token that Telegram refuses is named in one plain line, however often it is refused', async () => {
  telegram.answer(() => ({ error: 401, description: 'Unauthorized' }))
  for (let n = 0; n < 5; n += 1) await call()
  expect(said).toMatchObject([{ level: 50, msg: expect.stringContaining('BOT_TOKEN') }])
  expect(await complaint()).toContain('BOT_TOKEN')
})

test('one that is accepted again needs no other call to be believed', async () => {
  telegram.answer(() => ({ error: 401 }))
  await call()
  telegram.answer(() => undefined)
  expect(await complaint()).toBeUndefined()
  expect(said.map(({ msg }) => msg)).toEqual([
    expect.stringContaining('does not accept'),
    expect.stringContaining('again'),
  ])
})

test.each([400, 403, 404, 429, 500, 502])('a call that ends with %i says nothing about the token', async (error) => {
  telegram.answer(() => ({ error }))
  await call()
  expect(await complaint()).toBeUndefined()
  expect(said).toEqual([])
})
