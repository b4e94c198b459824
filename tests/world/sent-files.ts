import sharp from 'sharp'
import { silence, writeOgg } from '#sandbox/media/ogg-opus.ts'
import type { Person } from './person.ts'
import type { World } from './world.ts'

/** A file as the person API takes it. */
export function fileOf(bytes: Uint8Array, name: string) {
  return { name, base64: Buffer.from(bytes).toString('base64') }
}

/** A picture of one colour. */
export async function picture(color: string, name = `${color}.png`) {
  const drawn = sharp({ create: { width: 800, height: 600, channels: 3, background: color } })
  return fileOf(await drawn.png().toBuffer(), name)
}

/** A voice message in which the demo model hears these words. */
export function voice(words: string, seconds = 3) {
  return fileOf(writeOgg(silence(seconds), { DESCRIPTION: words }), 'voice.ogg')
}

/** A person who has so many credits. */
export async function customer(world: World, credits = 50): Promise<Person> {
  const person = await world.person()
  await person.say('/start')
  await person.hears('Помогатор')
  if (credits === 0) return person
  await world.api.updateCredits({
    telegramId: person.id,
    delta: credits,
    reason: 'test',
    idempotencyKey: `${person.id}`,
  })
  return person
}

interface Sent {
  role: string
  content: string | { type: string; text?: string }[]
}

/** What the model was last asked: each turn as its words and the kinds of its other parts. */
export async function lastAsked(
  world: World,
): Promise<{ role: string; words: string; others: string[]; texts: string[] }[]> {
  const [newest] = (await world.sandbox.control('GET', '/model/requests')) as { body: { messages: Sent[] } }[]
  return newest!.body.messages.map(({ role, content }) => {
    const parts = typeof content === 'string' ? [{ type: 'text', text: content }] : content
    const texts = parts.flatMap(({ text }) => (text === undefined ? [] : [text]))
    const others = parts.flatMap(({ type, text }) => (text === undefined ? [type] : []))
    return { role, words: texts.join('\n'), others, texts }
  })
}
