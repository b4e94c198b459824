import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { TelegramFiles } from './telegram-files.ts'

let close = () => undefined as unknown
afterEach(() => close())

/** A Telegram that knows a path for every file, and whose server of files answers so. */
async function filesBehind(status: number) {
  const asked: string[] = []
  const server = createServer(({ url }, response) => {
    asked.push(url!)
    const isFile = url!.startsWith('/file/')
    const result = { file_id: 'f', file_unique_id: 'u', file_path: 'photos/1.jpg' }
    response.writeHead(isFile ? status : 200, { 'content-type': 'application/json' })
    response.end(JSON.stringify({ ok: true, result }))
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  close = () => server.close()
  const files = new TelegramFiles({
    token: '7:secret',
    apiRoot: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
  })
  return { files, asked }
}

test.each([404, 410])('a file of which Telegram says %i again and again is gone', async (status) => {
  const { files, asked } = await filesBehind(status)
  await expect(files.fetch('f', new AbortController().signal)).rejects.toMatchObject({ reason: 'gone' })
  expect(asked.filter((url) => url.startsWith('/file/')).length, 'it is asked for anew first').toBeGreaterThan(1)
})

test('while Telegram has an outage nobody knows whether the file is there', async () => {
  const { files } = await filesBehind(502)
  await expect(files.fetch('f', new AbortController().signal)).rejects.toMatchObject({ name: 'TelegramAway' })
})
