import { fieldsOf } from './fields.ts'
import type { Painted, Painter, PictureOrder, PictureRequest } from './painter.ts'
import { postForm, postJson, type Reply } from './post.ts'
import { readUsage } from './read-usage.ts'
import { readWhole } from './read-whole.ts'
import { withoutRefused } from './refused-parameters.ts'

/** OpenAI's Image Generations and Image Edits, as any server with an address of its own speaks them. */
export async function openAiPainting(request: PictureRequest, signal: AbortSignal): Promise<Painted> {
  const { painter, order, caller, longestBody } = request
  const reply = await withoutRefused<Optional>(painter, (refused) => {
    const more = { quality: order.quality, safety_identifier: caller.person, response_format: 'b64_json' }
    const sent = optional.filter((one) => !refused.has(one) && (one !== 'response_format' || !isOpenAi(painter)))
    const body = {
      model: painter.model,
      prompt: order.prompt,
      n: 1,
      size: `${order.width}x${order.height}`,
      ...Object.fromEntries(sent.map((name) => [name, more[name]])),
    }
    return { sent, reply: send(painter, order, body, signal) }
  })
  return paintedIn(await readWhole(reply, longestBody))
}

/** What a server may not know. OpenAI's present models always give the picture itself, others where they are told to. */
const optional = ['quality', 'safety_identifier', 'response_format'] as const
type Optional = (typeof optional)[number]

/** A picture to be changed goes along as a file of a form. */
function send(painter: Painter, { source }: PictureOrder, body: object, signal: AbortSignal): Promise<Reply> {
  if (!source) return postJson(painter, 'images/generations', body, signal)
  const form = new FormData()
  for (const [name, value] of Object.entries(body)) form.set(name, String(value))
  const file = new Blob([Buffer.from(source.data)], { type: source.mediaType })
  form.set('image', file, `picture.${source.mediaType.split('/')[1]}`)
  return postForm(painter, 'images/edits', form, signal)
}

function isOpenAi({ baseUrl }: { baseUrl: string }): boolean {
  return new URL(baseUrl).hostname === 'api.openai.com'
}

function paintedIn(body: unknown): Painted {
  const { data, usage: told } = fieldsOf(body) ?? {}
  const made = fieldsOf(Array.isArray(data) ? data[0] : undefined)?.['b64_json']
  const usage = readUsage(fieldsOf(told))
  const [input, output] = [usage?.inputTokens ?? null, usage?.outputTokens ?? null]
  return {
    picture: typeof made === 'string' ? made : undefined,
    tokens: input === null || output === null ? undefined : { input, output },
    paidByPicture: false,
  }
}
