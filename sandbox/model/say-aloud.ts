import type { FastifyReply } from 'fastify'
import { z } from 'zod'
import { silence, writeOgg } from '#sandbox/media/ogg-opus.ts'
import { describe, refusal } from './chat-completions.ts'
import type { DemoTools } from './speak.ts'
import { waitFor } from './transcriptions.ts'

/** As OpenAI has it. */
const longestInput = 4_096

const body = z.looseObject({
  model: z.string(),
  input: z.string().min(1).max(longestInput),
  voice: z.string().min(1),
  response_format: z.literal('opus'),
})

/** Characters that are spoken in a second. */
const pace = 15

/** OpenAI's Create Speech: a silence as long as the words take, with the words in its comments. */
export async function sayAloud(asked: unknown, reply: FastifyReply, tools: DemoTools): Promise<unknown> {
  const parsed = body.safeParse(asked)
  if (!parsed.success) return reply.code(400).send(refusal(400, describe(parsed.error)))
  tools.requests.add(asked)
  const trouble = tools.troubles.meet()
  if (trouble?.kind === 'error') return reply.code(trouble.status ?? 500).send(refusal(500, 'Trouble on demand'))
  if (trouble?.kind === 'silent' || trouble?.kind === 'slow') await waitFor(reply, trouble.ms ?? 600_000)
  const { input } = parsed.data
  const ogg = writeOgg(silence(Math.max(1, Math.ceil(input.length / pace))), { DESCRIPTION: input })
  if (trouble?.kind === 'cut') return cutAfterHalf(reply, ogg)
  void reply.type('audio/ogg')
  if (trouble?.kind === 'garbage') return reply.send(Buffer.from('<html>no sound</html>'))
  return reply.send(trouble?.kind === 'empty' ? Buffer.alloc(0) : ogg)
}

function cutAfterHalf(reply: FastifyReply, ogg: Buffer): void {
  const { raw } = reply.hijack()
  raw.writeHead(200, { 'content-type': 'audio/ogg', 'content-length': ogg.length })
  raw.write(ogg.subarray(0, ogg.length / 2), () => raw.destroy())
}
