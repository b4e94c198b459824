import type { FastifyInstance, FastifyReply } from 'fastify'
import type { Message } from 'grammy/types'
import { z } from 'zod'
import { captionOf, postAsPerson, type Telegram } from '#sandbox/telegram/telegram.ts'
import type { Person } from '#sandbox/telegram/state.ts'
import { contentOf, type FileKind, fileKinds, type GivenFile } from '#sandbox/telegram/contents.ts'
import { chatIn, type Path, personIn } from './lookup.ts'
import { PersonError, readBody } from './request.ts'
import { albumSample, documentSample, documentSamples, sampleOf, standIns, stickers, stickerOf } from './samples.ts'

const mostInAlbum = 10
/** Ten large photos in base64. */
const bodyLimit = 150_000_000

const file = z
  .object({ name: z.string().min(1).max(255), type: z.string().max(128).optional(), base64: z.base64() })
  .transform(({ base64, type = 'application/octet-stream', name }) => ({
    name,
    type,
    bytes: Buffer.from(base64, 'base64'),
  }))
const sending = {
  caption: z.string().max(1024).optional(),
  chat_id: z.int().optional(),
  thread_id: z.int().optional(),
  reply_to: z.int().optional(),
  forward_from: z.string().min(1).max(128).optional(),
}
type Sending = z.output<z.ZodObject<typeof sending>>

/** Sends pictures, voice and files as a person, and gives what was sent. */
export async function personFileRoutes(app: FastifyInstance, telegram: Telegram): Promise<void> {
  for (const kind of fileKinds)
    app.post<Path>(`/person/users/:id/${kind}`, { bodyLimit }, async (request) => {
      const more = {
        file: file.optional(),
        duration: z.int().min(0).optional(),
        sticker: z.string().optional(),
        example: z.enum(documentSamples).optional(),
        // A piece of an album whose others come by requests of their own.
        album: z.string().min(1).max(64).optional(),
      }
      const { file: own, duration, sticker, example, album, ...how } = readBody(request, { ...sending, ...more })
      const person = personIn(telegram, request.params)
      const given = own ?? (await exampleOf(kind, person.language_code, { sticker, example }))
      return post(telegram, person, how, {
        ...(given ? await contentOf(telegram, kind, { ...given, duration }) : standIns[kind]!),
        ...(album === undefined ? {} : { media_group_id: album }),
      })
    })

  app.post<Path>('/person/users/:id/location', async (request) =>
    post(telegram, personIn(telegram, request.params), readBody(request, sending), standIns['location']!),
  )

  app.post<Path>('/person/users/:id/album', { bodyLimit }, async (request) => {
    const list = z.array(file).min(2).max(mostInAlbum).optional()
    const { photos, documents, ...how } = readBody(request, { ...sending, photos: list, documents: list })
    if (photos && documents) throw new PersonError('An album is either of photos or of documents')
    return postAlbum(telegram, personIn(telegram, request.params), how, {
      kind: documents ? 'document' : 'photo',
      files: photos ?? documents ?? (await albumSample()),
    })
  })

  app.get('/person/stickers', async () => stickers)
  app.get<{ Params: { file: string } }>('/person/files/:file', async (request, reply) =>
    give(telegram, request.params.file, reply),
  )
}

async function exampleOf(
  kind: FileKind,
  language: string,
  { sticker, example }: { sticker?: string | undefined; example?: (typeof documentSamples)[number] | undefined },
): Promise<GivenFile | undefined> {
  if (sticker !== undefined) return stickerOf(sticker)
  return example === undefined || kind !== 'document' ? sampleOf(kind, language) : documentSample(example, language)
}

async function postAlbum(
  telegram: Telegram,
  person: Person,
  { caption, ...rest }: Sending,
  { kind, files }: { kind: FileKind; files: GivenFile[] },
): Promise<Message[]> {
  const contents = []
  // Nothing is sent before all of it can be.
  for (const one of files) contents.push(await contentOf(telegram, kind, one))
  const media_group_id = telegram.ids.next()
  return contents.map((content, index) =>
    post(telegram, person, index === 0 ? { ...rest, caption } : rest, { ...content, media_group_id }),
  )
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
    { ...content, ...(caption ? captionOf(caption) : {}), ...(forward_from ? { forward_origin: origin } : {}) },
    { threadId: thread_id, replyTo: reply_to },
  )
}

/** What a browser shows by itself and cannot run. */
const shown = /^(image\/(jpeg|webp)|audio\/(ogg|mpeg|mp4|x?-?wav)|video\/(mp4|webm))$/

function give({ files }: Telegram, id: string, reply: FastifyReply) {
  const about = files.about(id)
  const bytes = files.read(id)
  if (!about || !bytes) throw new PersonError('There is no such file')
  const disposition = shown.test(about.type) ? 'inline' : 'attachment'
  return reply
    .header('content-disposition', `${disposition}; filename*=UTF-8''${encodeURIComponent(about.name)}`)
    .header('x-content-type-options', 'nosniff')
    .type(disposition === 'inline' ? about.type : 'application/octet-stream')
    .send(bytes)
}
