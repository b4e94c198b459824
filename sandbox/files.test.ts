import { Api } from 'grammy'
import type { Message } from 'grammy/types'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Sandbox, startSandbox } from './sandbox.ts'

let sandbox: Sandbox
let api: Api
let personId: number
beforeAll(async () => {
  sandbox = await startSandbox()
  api = new Api(sandbox.botToken, { apiRoot: sandbox.telegramApiRoot })
  personId = (await post<{ id: number }>('/person/users', { first_name: 'Ann' })).id
})
afterAll(() => sandbox.stop())

async function post<Result>(path: string, body: unknown): Promise<Result> {
  const response = await fetch(`${sandbox.url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  return (await response.json()) as Result
}
const send = <Result = Message>(kind: string, body: object) => post<Result>(`/person/users/${personId}/${kind}`, body)
const fileOf = (text: string, name = 'notes.txt') => ({ name, base64: Buffer.from(text).toString('base64') })
const pictureOf = async (color: string) => {
  const bytes = await sharp({ create: { width: 2000, height: 1000, channels: 3, background: color } })
    .png()
    .toBuffer()
  return { name: `${color}.png`, base64: bytes.toString('base64') }
}
const linkOf = (path: string, token = sandbox.botToken) => `${sandbox.telegramApiRoot}/file/bot${token}/${path}`

test('a file that a person sends can be downloaded by the bot, and by nobody else', async () => {
  const { document, caption } = await send('document', { file: fileOf('hello'), caption: 'read' })
  expect(document).toMatchObject({ file_name: 'notes.txt', file_size: 5 })
  expect(caption).toBe('read')
  const { file_path: path, file_size: size } = await api.getFile(document!.file_id)
  expect(size).toBe(5)
  expect(await (await fetch(linkOf(path!))).text()).toBe('hello')
  expect((await fetch(linkOf(path!, '1:wrong'))).status).toBe(404)
  expect((await fetch(linkOf('files/unknown_1'))).status).toBe(404)
})

test('a link to a file lives for an hour', async () => {
  const { document } = await send('document', { file: fileOf('hello') })
  const { file_path: path } = await api.getFile(document!.file_id)
  const [, since] = path!.split('_')
  const old = path!.replace(since!, String(Number(since) - 3_600_001))
  expect((await fetch(linkOf(old))).status).toBe(404)
})

test('what is unknown or larger than 20 MB is not given', async () => {
  await expect(api.getFile('unknown')).rejects.toThrow('wrong file_id or the file is temporarily unavailable')
  const { document } = await send('document', { file: fileOf('x'.repeat(20_000_001)) })
  await expect(api.getFile(document!.file_id)).rejects.toThrow('file is too big')
})

test('a photo comes in two sizes, as JPEG', async () => {
  const { photo } = await send('photo', { file: await pictureOf('red') })
  expect(photo!.map(({ width, height }) => [width, height])).toEqual([
    [320, 160],
    [1280, 640],
  ])
  const { file_path: path } = await api.getFile(photo![1]!.file_id)
  const bytes = new Uint8Array(await (await fetch(linkOf(path!))).arrayBuffer())
  expect(await sharp(bytes).metadata()).toMatchObject({ format: 'jpeg', width: 1280 })
  expect(await send('photo', { file: fileOf('words') })).toEqual({ error: 'This is no picture' })
})

test('an album is so many messages, with its caption on the first', async () => {
  const photos = [await pictureOf('red'), await pictureOf('lime'), await pictureOf('blue')]
  const messages = await send<Message[]>('album', { photos, caption: 'three' })
  expect(messages.map(({ caption }) => caption)).toEqual(['three', undefined, undefined])
  expect(new Set(messages.map((message) => message.media_group_id)).size).toBe(1)
  expect(new Set(messages.map((message) => message.photo![0]!.file_id)).size).toBe(3)
})

test('a voice message says a length of its own', async () => {
  const { voice } = await send('voice', { file: fileOf('OggS'), duration: 7 })
  expect(voice).toMatchObject({ duration: 7, file_size: 4, mime_type: 'audio/ogg' })
})
