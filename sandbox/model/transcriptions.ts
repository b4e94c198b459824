import { setTimeout as sleep } from 'node:timers/promises'
import type { FastifyReply } from 'fastify'
import { z } from 'zod'
import { describe, refusal } from './chat-completions.ts'
import { hear, type Sound } from './hear.ts'
import type { DemoTools } from './speak.ts'

const body = z.looseObject({
  model: z.string(),
  file: z.object({ file: z.instanceof(Buffer), name: z.string() }),
  language: z.string().optional(),
  response_format: z.literal('json').default('json'),
})

/** OpenAI's Audio Transcriptions: the words that a file names in its comments, else how long it is. */
export async function transcriptions(asked: unknown, reply: FastifyReply, tools: DemoTools): Promise<unknown> {
  const parsed = body.safeParse(asked)
  if (!parsed.success) return reply.code(400).send(refusal(400, describe(parsed.error)))
  const { model, file, language } = parsed.data
  tools.requests.add({ model, language, file: { name: file.name, bytes: file.file.length } })
  const trouble = tools.troubles.meet()
  if (trouble?.kind === 'error') return reply.code(trouble.status ?? 500).send(refusal(500, 'Trouble on demand'))
  if (trouble?.kind === 'silent' || trouble?.kind === 'slow') await waitFor(reply, trouble.ms ?? 600_000)
  if (trouble?.kind === 'cut') return void reply.hijack().raw.destroy()
  if (trouble?.kind === 'garbage') return reply.type('application/json').send('{"this is": no json')
  const sound = await hear(file.file)
  if (!sound) return reply.code(400).send(refusal(400, 'The file holds no sound that can be read'))
  const text = trouble?.kind === 'empty' ? '' : (sound.words ?? lengthOf(sound, language))
  return { text, usage: { type: 'duration', seconds: Math.ceil(sound.seconds) } }
}

function lengthOf({ seconds }: Sound, language: string | undefined): string {
  const rounded = Math.round(seconds)
  return language === 'en' ? `Here somebody speaks for ${rounded} s` : `Здесь говорят ${rounded} с`
}

/** Until so much time has passed, or the caller has gone. */
export async function waitFor(reply: FastifyReply, ms: number): Promise<void> {
  const gone = new AbortController()
  reply.raw.once('close', () => gone.abort())
  await sleep(ms, undefined, { signal: gone.signal }).catch(() => undefined)
}
