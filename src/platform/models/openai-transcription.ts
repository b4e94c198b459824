import { audioFormat } from './audio-format.ts'
import { BrokenAnswer } from './failure.ts'
import { countOf, fieldsOf, secondsOf } from './fields.ts'
import { postForm } from './post.ts'
import { readWhole } from './read-whole.ts'
import { withoutRefused } from './refused-parameters.ts'
import type { Heard, TranscriptionRequest } from './transcriber.ts'

/** OpenAI's Audio Transcriptions, as any server with an address of its own speaks it. */
export async function openAiTranscription(request: TranscriptionRequest, signal: AbortSignal): Promise<Heard> {
  const { transcriber, longestBody } = request
  const reply = await withoutRefused<Optional>(transcriber, (refused) => {
    const form = formFor(request, refused)
    const sent = optional.filter((one) => form.has(one))
    return { sent, reply: postForm(transcriber, 'audio/transcriptions', form, signal) }
  })
  return heardIn(await readWhole(reply, longestBody), transcriber)
}

/** What a server may not know. */
const optional = ['language', 'response_format'] as const
type Optional = (typeof optional)[number]

function formFor({ transcriber, recording, language }: TranscriptionRequest, refused: ReadonlySet<Optional>): FormData {
  const { data, mediaType } = recording
  const form = new FormData()
  form.set('model', transcriber.model)
  if (!refused.has('response_format')) form.set('response_format', 'json')
  if (language !== undefined && !refused.has('language')) form.set('language', language)
  const file = new Blob([data], { type: mediaType })
  form.set('file', file, `audio.${audioFormat(mediaType)}`)
  return form
}

/** What it took is told in seconds by some models, and in tokens by others. */
function heardIn(body: unknown, { name }: { name: string }): Heard {
  const { text, duration, usage: told } = fieldsOf(body) ?? {}
  if (typeof text !== 'string') throw new BrokenAnswer('not_text', `${name} gave no text`)
  const usage = fieldsOf(told) ?? {}
  return {
    text,
    seconds: secondsOf(usage['seconds'] ?? duration),
    inputTokens: countOf(usage['input_tokens']),
    outputTokens: countOf(usage['output_tokens']),
  }
}
