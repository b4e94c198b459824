import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Api, InputFile, InputMediaBuilder } from 'grammy'
import type { Message } from 'grammy/types'
import { parseBuffer } from 'music-metadata'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { silence, writeOgg } from './media/ogg-opus.ts'
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

async function call<Result>(method: string, path: string, body: unknown, root = sandbox.url): Promise<Result> {
  const headers = { 'content-type': 'application/json' }
  const response = await fetch(`${root}${path}`, { method, headers, body: JSON.stringify(body) })
  return (await response.json()) as Result
}
const post = <Result>(path: string, body: unknown, root?: string) => call<Result>('POST', path, body, root)
const send = <Result = Message>(kind: string, body: object) => post<Result>(`/person/users/${personId}/${kind}`, body)
const fileOf = (text: string, name = 'notes.txt') => ({ name, base64: Buffer.from(text).toString('base64') })
const pictureOf = async (color: string, width = 2000, height = 1000) => {
  const bytes = await sharp({ create: { width, height, channels: 3, background: color } })
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

test('a photo comes in sizes up to 1280, as JPEG', async () => {
  const { photo } = await send('photo', { file: await pictureOf('red') })
  expect(photo!.map(({ width, height }) => [width, height])).toEqual([
    [90, 45],
    [320, 160],
    [800, 400],
    [1280, 640],
  ])
  const bytes = await download(photo!.at(-1)!.file_id)
  expect(await sharp(bytes).metadata()).toMatchObject({ format: 'jpeg', width: 1280 })
  expect(await send('photo', { file: fileOf('words') })).toEqual({ error: 'This is no picture' })
})

test('a small photo is not made larger', async () => {
  const { photo } = await send('photo', { file: await pictureOf('red', 200, 100) })
  expect(photo!.map(({ width }) => width)).toEqual([90, 200])
})

test('a picture that apps send as a file only is no photo', async () => {
  expect(await send('photo', { file: await pictureOf('red', 2100, 100) })).toEqual({
    error: 'A picture so large or so narrow is sent as a file',
  })
})

test('an album is so many messages, with its caption on the first', async () => {
  const photos = [await pictureOf('red'), await pictureOf('lime'), await pictureOf('blue')]
  const messages = await send<Message[]>('album', { photos, caption: 'three' })
  expect(messages.map(({ caption }) => caption)).toEqual(['three', undefined, undefined])
  expect(new Set(messages.map((message) => message.media_group_id)).size).toBe(1)
  expect(new Set(messages.map((message) => message.photo![0]!.file_id)).size).toBe(3)
})

test('an album may be of documents, and is all of it or nothing', async () => {
  const documents = [fileOf('one'), fileOf('two')]
  const messages = await send<Message[]>('album', { documents })
  expect(messages.map(({ document }) => document!.file_size)).toEqual([3, 3])
  const before = await told()
  expect(await send('album', { photos: [await pictureOf('red'), fileOf('words')] })).toHaveProperty('error')
  expect(await send('album', { photos: [await pictureOf('red')], documents })).toHaveProperty('error')
  expect(await told()).toBe(before)
})

test('a caption has its links, and can be edited', async () => {
  const message = await send('document', { file: fileOf('hello'), caption: 'see https://example.com' })
  expect(message.caption_entities).toMatchObject([{ type: 'url', offset: 4 }])
  const edit = (body: object) =>
    call<Message>('PATCH', `/person/users/${personId}/messages/${message.message_id}`, body)
  const edited = await edit({ caption: 'read it' })
  expect(edited).toMatchObject({ caption: 'read it', document: { file_size: 5 } })
  expect(edited.caption_entities).toBeUndefined()
  expect(await edit({ text: 'no text' })).toHaveProperty('error')
})

test('a voice message has the length that its sender says, else its own', async () => {
  const said = await send('voice', { file: fileOf('OggS'), duration: 7 })
  expect(said.voice).toMatchObject({ duration: 7, file_size: 4, mime_type: 'audio/ogg' })
  const { voice } = await send('voice', { file: { name: 'v.ogg', base64: writeOgg(silence(2)).toString('base64') } })
  expect(voice!.duration).toBe(2)
})

test('what a browser records becomes a voice message with the same sound', async () => {
  const { head } = silence(0)
  // Three frames of 20 ms each, of which one packet is longer than a segment of OGG.
  const packets = Array.from({ length: 40 }, (_, at) =>
    Buffer.concat([Buffer.from([0xfb, 3]), Buffer.alloc(at * 9, at)]),
  )
  const file = { name: 'v.webm', type: 'audio/webm;codecs=opus', base64: webm(head, packets).toString('base64') }
  const { voice } = await send('voice', { file })
  const bytes = await download(voice!.file_id)
  const { format } = await parseBuffer(bytes, undefined, { duration: true })
  expect(format).toMatchObject({ container: 'Ogg', codec: 'Opus', duration: 2.4 })
  expect(bytes.indexOf(packets[39]!.subarray(0, 200))).toBeGreaterThan(0)
  expect(voice!.duration).toBe(2)
})

test('without a file an example is sent, which is a real one', async () => {
  const [photo, voice, audio, document, sticker] = await Promise.all([
    send('photo', {}),
    send('voice', {}),
    send('audio', {}),
    send('document', {}),
    send('sticker', { sticker: 'cat' }),
  ])
  expect(photo.photo!.at(-1)).toMatchObject({ width: 1280 })
  expect(voice.voice!.duration).toBe(4)
  expect(audio.audio).toMatchObject({ duration: 2, file_name: 'melody.wav' })
  expect(document.document!.file_name).toMatch(/\.docx$/)
  expect(sticker.sticker).toMatchObject({ emoji: '🐱', width: 512, height: 512, is_animated: false })
  expect(await sharp(await download(sticker.sticker!.file_id)).metadata()).toMatchObject({ format: 'webp' })
  expect((await download(document.document!.file_id)).length).toBe(document.document!.file_size)
})

test('what the page shows by itself is a picture, a sound or a film; all else is a download', async () => {
  const { photo } = await send('photo', {})
  const { document } = await send('document', { file: { ...fileOf('<script>', 'a.html'), type: 'text/html' } })
  const headers = async (id: string) => {
    const given = await fetch(`${sandbox.url}/person/files/${id}`)
    return ['content-type', 'content-disposition', 'x-content-type-options'].map((name) => given.headers.get(name))
  }
  expect(await headers(photo![0]!.file_id)).toEqual(['image/jpeg', "inline; filename*=UTF-8''photo.jpg", 'nosniff'])
  expect(await headers(document!.file_id)).toEqual([
    'application/octet-stream',
    "attachment; filename*=UTF-8''a.html",
    'nosniff',
  ])
})

test('files are there after a restart, and gone when the chats are emptied', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'sandbox-files-'))
  const options = { stateFile: join(folder, 'sandbox.json') }
  const first = await startSandbox(options)
  const { id } = await post<{ id: number }>('/person/users', { first_name: 'Ann' }, first.url)
  const { document } = await post<Message>(`/person/users/${id}/document`, { file: fileOf('kept') }, first.url)
  await first.stop()
  const second = await startSandbox(options)
  const read = () => fetch(`${second.url}/person/files/${document!.file_id}`)
  expect(await (await read()).text()).toBe('kept')
  await post('/control/reset', {}, second.url)
  expect((await read()).status).toBe(400)
  await second.stop()
  rmSync(folder, { recursive: true })
})

test('a bot sends pictures, sound and files, and what it has sent once again by its id', async () => {
  const red = Buffer.from((await pictureOf('red')).base64, 'base64')
  const { photo } = await api.sendPhoto(personId, new InputFile(red, 'red.png'), { caption: 'red' })
  expect(photo.map(({ width }) => width)).toEqual([90, 320, 800, 1280])
  const ogg = writeOgg(silence(2))
  const { voice } = await api.sendVoice(personId, new InputFile(ogg, 'answer.ogg'))
  expect(voice).toMatchObject({ duration: 2, mime_type: 'audio/ogg', file_size: ogg.length })
  expect(await download(voice.file_id)).toEqual(ogg)
  const { audio } = await api.sendAudio(personId, new InputFile(ogg, 'a.mp3'), { title: 'Song', duration: 9 })
  expect(audio).toMatchObject({ title: 'Song', duration: 9, file_name: 'a.mp3' })
  const { document } = await api.sendDocument(personId, new InputFile(Buffer.from('hello'), 'a.txt'))
  expect(document).toMatchObject({ file_name: 'a.txt', file_size: 5 })
  expect((await api.sendVoice(personId, voice.file_id, { caption: 'again' })).voice).toEqual(voice)
  expect((await api.sendPhoto(personId, photo[0]!.file_id)).photo).toEqual(photo)
  await expect(api.sendVoice(personId, document.file_id)).rejects.toThrow('wrong remote file identifier')
  await expect(api.sendPhoto(personId, new InputFile(Buffer.from('words')))).rejects.toThrow('IMAGE_PROCESS_FAILED')
  await expect(api.sendVoice(personId, new InputFile(Buffer.alloc(0)))).rejects.toThrow('file must be non-empty')
})

test('a bot sends an album, each piece with its own caption', async () => {
  const [red, blue] = await Promise.all([pictureOf('red'), pictureOf('blue')])
  const upload = ({ base64, name }: { base64: string; name: string }) =>
    new InputFile(Buffer.from(base64, 'base64'), name)
  const messages = await api.sendMediaGroup(personId, [
    InputMediaBuilder.photo(upload(red), { caption: 'one' }),
    InputMediaBuilder.photo(upload(blue), { caption: 'two' }),
  ])
  expect(messages.map(({ caption }) => caption)).toEqual(['one', 'two'])
  expect(new Set(messages.map((message) => (message as Message).media_group_id)).size).toBe(1)
  await expect(api.sendMediaGroup(personId, [InputMediaBuilder.photo(upload(red))])).rejects.toThrow(
    'group send failed',
  )
})

test('whoever lets nobody send them voice messages gets none', async () => {
  const set = (forbids_voice: boolean) => call('PATCH', `/person/users/${personId}`, { forbids_voice })
  const sending = () => api.sendVoice(personId, new InputFile(writeOgg(silence(1)), 'v.ogg'))
  await set(true)
  await expect(sending()).rejects.toThrow('VOICE_MESSAGES_FORBIDDEN')
  await set(false)
  expect((await sending()).voice.duration).toBe(1)
})

async function download(fileId: string): Promise<Buffer> {
  const { file_path: path } = await api.getFile(fileId)
  return Buffer.from(await (await fetch(linkOf(path!))).arrayBuffer())
}

/** How many updates the bot was told. */
async function told(): Promise<number> {
  return ((await (await fetch(`${sandbox.url}/control/updates`)).json()) as unknown[]).length
}

/** As Chromium's MediaRecorder writes it: elements without a length where the recording goes on. */
function webm(head: Buffer, packets: Buffer[]): Buffer {
  const element = (id: string, content: Buffer) => {
    const length = Buffer.alloc(4)
    length.writeUInt32BE(content.length + 0x10_00_00_00)
    return Buffer.concat([Buffer.from(id, 'hex'), length, content])
  }
  const endless = (id: string) => Buffer.from(`${id}01ffffffffffffff`, 'hex')
  const block = (packet: Buffer) => element('a3', Buffer.concat([Buffer.from([0x81, 0, 0, 0x80]), packet]))
  return Buffer.concat([
    element('1a45dfa3', Buffer.from('4282847765626d', 'hex')),
    endless('18538067'),
    element('1654ae6b', element('ae', element('63a2', head))),
    endless('1f43b675'),
    ...packets.slice(0, 20).map(block),
    endless('1f43b675'),
    ...packets.slice(20).map(block),
  ])
}
