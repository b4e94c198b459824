import type { FastifyInstance } from 'fastify'
import type { Message } from 'grammy/types'
import sharp from 'sharp'
import { z } from 'zod'
import { storeFile } from '#sandbox/telegram/files.ts'
import type { Person } from '#sandbox/telegram/state.ts'
import { postAsPerson, type Telegram } from '#sandbox/telegram/telegram.ts'
import { chatIn, type Path, personIn } from './lookup.ts'
import { PersonError, readBody } from './request.ts'
import { standIns } from './stand-ins.ts'

/** The longer sides of a photo's two sizes; Telegram makes more of them. */
const photoSides = [320, 1280]
const mostInAlbum = 10

const file = z.object({ name: z.string().min(1).max(255), base64: z.base64() })
const sending = {
  caption: z.string().max(1024).optional(),
  chat_id: z.int().optional(),
  thread_id: z.int().optional(),
  reply_to: z.int().optional(),
  forward_from: z.string().min(1).max(128).optional(),
}
interface Sending {
  caption?: string | undefined
  chat_id?: number | undefined
  thread_id?: number | undefined
  reply_to?: number | undefined
  forward_from?: string | undefined
}

/** Sends pictures, voice and files as a person; without a file of their own a stand-in of that kind. */
export async function personFileRoutes(app: FastifyInstance, telegram: Telegram): Promise<void> {
  for (const kind of Object.keys(standIns))
    app.post<Path>(`/person/users/:id/${kind}`, async (request) => {
      const {
        file: own,
        duration,
        ...how
      } = readBody(request, {
        ...sending,
        file: file.optional(),
        duration: z.int().min(0).optional(),
      })
      const content = own ? await contentOf(telegram, kind, own, duration) : standIns[kind]!
      return post(telegram, personIn(telegram, request.params), how, content)
    })

  app.post<Path>('/person/users/:id/album', async (request) => {
    const { photos, ...how } = readBody(request, { ...sending, photos: z.array(file).min(2).max(mostInAlbum) })
    const person = personIn(telegram, request.params)
    const contents = []
    for (const photo of photos) contents.push(await contentOf(telegram, 'photo', photo, undefined))
    const media_group_id = telegram.ids.next()
    const { caption, ...rest } = how
    return contents.map((content, index) =>
      post(telegram, person, index === 0 ? { ...rest, caption } : rest, { ...content, media_group_id }),
    )
  })
}

function post(
  telegram: Telegram,
  person: Person,
  { caption, chat_id, thread_id, reply_to, forward_from }: Sending,
  content: object,
): Message {
  const origin = { type: 'hidden_user', date: telegram.clock.seconds(), sender_user_name: forward_from }
  return postAsPerson(
    telegram,
    person,
    chatIn(telegram, person, chat_id ?? person.id),
    { ...content, ...(caption ? { caption } : {}), ...(forward_from ? { forward_origin: origin } : {}) },
    { threadId: thread_id, replyTo: reply_to },
  )
}

async function contentOf(
  telegram: Telegram,
  kind: string,
  { name, base64 }: z.infer<typeof file>,
  duration = 1,
): Promise<object> {
  const bytes = Buffer.from(base64, 'base64')
  if (kind === 'photo') return { photo: await sizesOf(telegram, bytes) }
  const stored = storeFile(telegram, name, bytes)
  if (kind === 'document') return { document: { ...stored, file_name: name, mime_type: 'application/octet-stream' } }
  const shape = standIns[kind] as Record<string, object>
  if (!(kind in shape)) throw new PersonError(`A ${kind} has no file`)
  const length = kind === 'sticker' ? {} : { duration }
  return { [kind]: { ...shape[kind], ...stored, ...length } }
}

/** A photo as Telegram sends it on: smaller, as JPEG and without what the camera wrote into it. */
async function sizesOf(telegram: Telegram, bytes: Buffer) {
  const sizes = []
  for (const side of photoSides) {
    const size = { width: side, height: side, fit: 'inside', withoutEnlargement: true } as const
    const { data, info } = await sharp(bytes)
      .autoOrient()
      .resize(size)
      .jpeg()
      .toBuffer({ resolveWithObject: true })
      .catch(() => Promise.reject(new PersonError('This is no picture')))
    sizes.push({ ...storeFile(telegram, 'photo.jpg', data), width: info.width, height: info.height })
  }
  return sizes
}
