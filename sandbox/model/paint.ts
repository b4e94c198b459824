import { createHash } from 'node:crypto'
import type { FastifyReply } from 'fastify'
import sharp from 'sharp'
import { z } from 'zod'
import { describe, refusal } from './chat-completions.ts'
import type { DemoTools } from './speak.ts'
import { waitFor } from './transcriptions.ts'

const order = {
  model: z.string(),
  prompt: z.string().min(1).max(32_000),
  size: z.string().regex(/^\d{3,4}x\d{3,4}$/),
  quality: z.enum(['low', 'medium', 'high']).default('medium'),
}
const generation = z.looseObject({ ...order, n: z.literal(1) })
const edit = z.looseObject({
  ...order,
  n: z.literal('1'),
  image: z.object({ file: z.instanceof(Buffer), name: z.string() }),
})

/** Tokens of a picture by its quality, as OpenAI counts for a square. */
const outputTokens = { low: 272, medium: 1056, high: 4160 }
const tokensOfSource = 800

/** Such a wish is refused, as a provider's rules would have it. */
const forbidden = /запрещ|forbidden/i

/** OpenAI's Image Generations: a drawing of circles that follows from the words. */
export async function generateImage(asked: unknown, reply: FastifyReply, tools: DemoTools): Promise<unknown> {
  const parsed = generation.safeParse(asked)
  if (!parsed.success) return reply.code(400).send(refusal(400, describe(parsed.error)))
  return answer(parsed.data, undefined, reply, tools)
}

/** OpenAI's Image Edits: the picture that was sent, with such a drawing over it. */
export async function editImage(asked: unknown, reply: FastifyReply, tools: DemoTools): Promise<unknown> {
  const parsed = edit.safeParse(asked)
  if (!parsed.success) return reply.code(400).send(refusal(400, describe(parsed.error)))
  return answer(parsed.data, parsed.data.image.file, reply, tools)
}

interface Order {
  model: string
  prompt: string
  size: string
  quality: keyof typeof outputTokens
}

async function answer(
  { model, prompt, size, quality }: Order,
  source: Buffer | undefined,
  reply: FastifyReply,
  tools: DemoTools,
): Promise<unknown> {
  tools.requests.add({ model, prompt, size, quality, ...(source ? { source: source.length } : {}) })
  const trouble = tools.troubles.meet()
  if (trouble?.kind === 'error') return reply.code(trouble.status ?? 500).send(refusal(500, 'Trouble on demand'))
  if (trouble?.kind === 'silent' || trouble?.kind === 'slow') await waitFor(reply, trouble.ms ?? 600_000)
  if (trouble?.kind === 'cut') return void reply.hijack().raw.destroy()
  if (trouble?.kind === 'garbage') return reply.type('application/json').send('{"this is": no json')
  if (forbidden.test(prompt))
    return reply.code(400).send({
      error: { message: 'Your request was rejected by the safety system.', code: 'content_policy_violation' },
    })
  const data = trouble?.kind === 'empty' ? [] : [{ b64_json: (await draw(prompt, size, source)).toString('base64') }]
  const [input, output] = [Math.ceil(prompt.length / 4) + (source ? tokensOfSource : 0), outputTokens[quality]]
  return { created: 0, data, usage: { input_tokens: input, output_tokens: output, total_tokens: input + output } }
}

/** The same words make the same picture. */
async function draw(prompt: string, size: string, source: Buffer | undefined): Promise<Buffer> {
  const [width, height] = size.split('x').map(Number) as [number, number]
  const base = source
    ? sharp(source).resize(width, height, { fit: 'cover' })
    : sharp(Buffer.from(drawingOf(prompt, width, height, true)))
  const over = source ? [{ input: Buffer.from(drawingOf(prompt, width, height, false)) }] : []
  return base.composite(over).png().toBuffer()
}

const circles = 7

function drawingOf(prompt: string, width: number, height: number, isFilled: boolean): string {
  const bytes = createHash('sha512').update(prompt).digest()
  const hue = (index: number) => Math.round((bytes[index]! / 255) * 360)
  const shapes = Array.from({ length: circles }, (_, index) => {
    const [x, y, radius, colour] = bytes.subarray(8 + index * 4, 12 + index * 4)
    const share = (byte: number, whole: number) => Math.round((byte / 255) * whole)
    const r = share(radius!, Math.min(width, height) / 4) + 20
    return `<circle cx="${share(x!, width)}" cy="${share(y!, height)}" r="${r}" fill="hsl(${share(colour!, 360)} 70% 55% / 0.6)"/>`
  })
  const ground = `<defs><linearGradient id="g" x2="1" y2="1"><stop stop-color="hsl(${hue(0)} 60% 70%)"/><stop offset="1" stop-color="hsl(${hue(1)} 55% 35%)"/></linearGradient></defs><rect width="100%" height="100%" fill="url(#g)"/>`
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${isFilled ? ground : ''}${shapes.join('')}</svg>`
}
