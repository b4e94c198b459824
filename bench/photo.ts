/**
 * How soon a person sees that a picture is being answered: `npm run bench:photo`. One after the other sends a photo of a
 * megabyte with a caption; counted is from before its upload to the first draft, with the usual wait for more pieces.
 */
import { randomBytes } from 'node:crypto'
import sharp from 'sharp'
import type { Person } from '#tests/world/person.ts'
import { describe, print } from './figures.ts'
import { type Entry, startInProcess } from './in-process.ts'
import { until } from './until.ts'

const photos = 50
const lookMs = 50

const world = await startInProcess()
try {
  const file = { name: 'photo.jpg', base64: (await photoOfAMegabyte()).toString('base64') }
  // One person alone would come to the limit of messages that the bot takes from each.
  const people: Person[] = []
  for (let n = 0; n < 10; n += 1) people.push(await newcomer())
  for (const person of people) await soonSeen(person, file) // warm
  const rows: number[] = []
  for (let n = 0; n < photos; n += 1) rows.push(await soonSeen(people[n % people.length]!, file))
  print(
    `${photos} photos of ${Math.round((file.base64.length * 3) / 4 / 1024)} KB, one after the other, GATHER_MS as usual`,
  )
  print(`from before the upload to the first draft: ${describe(rows)}`)
} finally {
  await world.stop()
}

async function newcomer(): Promise<Person> {
  const person = await world.newcomer()
  await person.say('/trial')
  await firstSign(person, Date.now() - 1)
  return person
}

/** Noise does not compress, so its size is chosen by its width. */
function photoOfAMegabyte(): Promise<Buffer> {
  const [width, height] = [1_560, 1_170]
  return sharp(randomBytes(width * height * 3), { raw: { width, height, channels: 3 } })
    .jpeg({ quality: 75 })
    .toBuffer()
}

async function soonSeen(person: Person, file: object): Promise<number> {
  const before = Date.now()
  await person.post('/photo', { file, caption: 'What is on it?' })
  const { at, ms } = await firstSign(person, before)
  await finished(person, before)
  return at + ms - before
}

/** The first words of an answer, or a draft of it. */
function firstSign(person: Person, since: number): Promise<Entry> {
  return nextEntry(person, since, ({ method }) => /^send\w*(Message|Draft)/.test(method))
}

/** The next photo is not to wait for the answer to this one. */
function finished(person: Person, since: number): Promise<Entry> {
  return nextEntry(person, since, ({ method }) => /^send(Rich)?Message$/.test(method))
}

function nextEntry(person: Person, since: number, isIt: (entry: Entry) => boolean): Promise<Entry> {
  return until(lookMs, async () => (await world.journalOf(person.id, since)).find(isIt))
}
