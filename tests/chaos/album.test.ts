import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { stats } from '#platform/inbox/stats.ts'
import { type Crew, startCrew } from '#tests/world/crew.ts'
import { eventually } from '#tests/world/eventually.ts'

const pieces = 10
/** After which of them everything is killed: the first, one between, the last but one. `npm run test:chaos`: after each. */
const killsAfter = process.env['ALBUM_KILLS'] === 'all' ? Array.from({ length: 9 }, (_, index) => index + 1) : [1, 5, 9]

let crew: Crew
beforeAll(async () => {
  crew = await startCrew({ modelTokenDelayMs: 5, isSmall: true })
  await crew.complete()
})
afterAll(() => crew?.end())

async function picture(hue: number) {
  const background = { r: hue * 25, g: 100, b: 250 - hue * 25 }
  const bytes = await sharp({ create: { width: 400, height: 300, channels: 3, background } })
    .png()
    .toBuffer()
  return { name: `${hue}.png`, base64: bytes.toString('base64') }
}

test('an album of ten is one question with ten pictures and one charge, though every program is killed between its pieces', async () => {
  const { sql } = crew.database
  const person = await crew.person({ first_name: 'Анна', language_code: 'ru' })
  await person.say('/start')
  await person.press('Попробовать')
  await eventually(async () => expect(await sql`select granted from trials`).toHaveLength(1))
  for (let piece = 1; piece <= pieces; piece += 1) {
    const caption = piece === 1 ? { caption: 'сколько будет 20 + 22?' } : {}
    await person.post('/photo', { file: await picture(piece), album: 'holidays', ...caption })
    await eventually(async () => expect(await crew.waitingAtTelegram()).toBe(0))
    if (killsAfter.includes(piece)) for (const member of crew.members) member.kill()
  }
  await crew.complete()
  // Ten trial messages are more than a usual question takes.
  await person.press('Спросить')
  await person.hears('42')
  await eventually(async () => {
    expect(await stats(sql)).toMatchObject({ waiting: 0, givenUp: 0 })
    expect(await sql`select status, attached, price, purse from messages_log`).toEqual([
      { status: 'answered', attached: 10, price: 10, purse: 'trial' },
    ])
  })
  expect(await sql`select kind from attachments`).toEqual(Array.from({ length: 10 }, () => ({ kind: 'picture' })))
  expect(await sql`select used from trials`).toEqual([{ used: 10 }])
})
