import { createHook } from 'node:async_hooks'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type Api, GrammyError, HttpError, InputFile } from 'grammy'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { eventually } from '#tests/world/eventually.ts'
import { freePort } from '#platform/runtime/ports.ts'
import { outgoingAgent } from '#platform/runtime/proxy.ts'
import { showTyping } from './stage.ts'
import { telegramApi } from './telegram-api.ts'
import { judge } from './telegram-error.ts'
import { startTelegram } from './testing-telegram.ts'

let telegram: Awaited<ReturnType<typeof startTelegram>>
beforeEach(async () => {
  telegram = await startTelegram()
})
afterEach(() => telegram.stop())

const failureOf = (call: Promise<unknown>) =>
  call.then(
    () => undefined,
    (error: unknown) => error,
  )
const apiAt = (apiRoot: string) => telegramApi({ token: '1:token', apiRoot }, 60)

test('what is sent arrives as it is, and what comes back too', async () => {
  const entities = [{ type: 'bold' as const, offset: 0, length: 2 }]
  const { message_id: id } = await telegram.api.sendMessage(7, 'Ёж 🦔\0', { entities })
  expect(id).toBe(1)
  expect(telegram.calls).toEqual([{ method: 'sendMessage', payload: { chat_id: 7, text: 'Ёж 🦔\0', entities } }])
})

test('a refusal keeps its code, its words and its parameters', async () => {
  telegram.answer(() => ({ error: 429, description: 'Too Many Requests', retryAfter: 3 }))
  const error = await failureOf(telegram.api.sendMessage(7, 'words'))
  expect(error).toBeInstanceOf(GrammyError)
  expect(judge(error)).toEqual({ kind: 'flood', retryAfterSeconds: 3 })
})

test('a call that was cut off may have arrived, one that found no server has not', async () => {
  telegram.answer(() => 'cut')
  const cut = await failureOf(telegram.api.sendMessage(7, 'words'))
  expect(cut).toBeInstanceOf(HttpError)
  expect(judge(cut)).toEqual({ kind: 'outage', mayHaveArrived: true })
  const nobody = await failureOf(apiAt(`http://127.0.0.1:${await freePort()}`).sendMessage(7, 'words'))
  expect(judge(nobody)).toEqual({ kind: 'outage', mayHaveArrived: false })
})

test('a call over a kept connection that breaks is not made a second time', async () => {
  await telegram.api.sendMessage(7, 'first')
  telegram.answer(() => 'cut')
  const cut = await failureOf(telegram.api.sendMessage(7, 'second'))
  expect(judge(cut)).toEqual({ kind: 'outage', mayHaveArrived: true })
  expect(telegram.calls).toHaveLength(2)
})

test('a reply that is no JSON is an outage that names no address', async () => {
  const server = createServer((_, response) => void response.writeHead(502).end('<html>Bad Gateway</html>'))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const error = await failureOf(apiAt(`http://127.0.0.1:${(server.address() as AddressInfo).port}`).getMe())
  expect(judge(error)).toEqual({ kind: 'outage', mayHaveArrived: true })
  expect(String(error) + String((error as HttpError).error)).not.toContain('token/')
  server.closeAllConnections()
  server.close()
})

test('an aborted signal ends a call, before it and during it', async () => {
  telegram.answer(() => 'silence')
  const over = AbortSignal.abort() as unknown as Parameters<Api['getMe']>[0]
  expect(await failureOf(telegram.api.getMe(over))).toBeInstanceOf(HttpError)
  const during = new AbortController()
  const call = failureOf(telegram.api.getMe(during.signal as unknown as Parameters<Api['getMe']>[0]))
  during.abort()
  expect(await call).toBeInstanceOf(HttpError)
})

test('a file goes along with a call', async () => {
  let form = ''
  const server = createServer((request, response) => {
    request.on('data', (piece: Buffer) => (form += piece.toString()))
    request.on('end', () => response.end(JSON.stringify({ ok: true, result: { message_id: 5 } })))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const api = apiAt(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)
  await api.sendMediaGroup(7, [{ type: 'document', media: new InputFile(Buffer.from('the words'), 'answer.txt') }])
  expect(form).toContain('the words')
  server.closeAllConnections()
  server.close()
})

test('calls one after the other share a connection and leave no timer behind', async () => {
  const timers = new Set<number>()
  const watch = createHook({
    init: (id, type) => void (type === 'Timeout' && timers.add(id)),
    destroy: (id) => void timers.delete(id),
  }).enable()
  for (let n = 0; n < 20; n += 1) {
    await telegram.api.sendMessage(7, `message ${n}`)
    await showTyping(telegram.api, { chatId: 7 })
  }
  await eventually(() => {
    const { port } = new URL(telegram.root)
    const free = Object.entries(outgoingAgent(new URL(telegram.root)).freeSockets)
    expect(free.filter(([name]) => name.includes(`:${port}:`)).flatMap(([, sockets]) => sockets)).toHaveLength(1)
    // An idle connection has some at both of its ends.
    expect(timers.size).toBeLessThan(10)
  })
  watch.disable()
})
