import { setTimeout as sleep } from 'node:timers/promises'
import type { Crew } from '#tests/world/crew.ts'
import type { Person } from '#tests/world/person.ts'
import { pick } from './random.ts'

/** What people have done, as they themselves know it. */
export interface Deeds {
  people: Person[]
  owner: Person
  questions: Question[]
  /** What people have asked the owner, each in words of its own. */
  requests: { personId: number; text: string }[]
  /** Payments that Telegram has taken. */
  payments: { personId: number; chargeId: string }[]
  /** What a person found that must never happen to them. */
  complaints: string[]
}

export interface Question {
  personId: number
  messageId: number
  /** The answer is about this and nothing else is. */
  key: string
}

const startingCredits = 1_000
/** Slowly enough that nobody meets the limit of thirty a minute. */
const restMs = { least: 1_500, most: 4_000 }

/** People who ask, buy and are told things twice by Telegram, until they are told to stop. */
export async function gatherCrowd(crew: Crew, random: () => number, size: number) {
  const owner = await crew.person({ first_name: 'Owner', language_code: 'en' })
  await owner.say('/start')
  const people = await Promise.all(
    Array.from({ length: size }, (_, index) => crew.person({ first_name: `Person ${index}`, language_code: 'en' })),
  )
  const deeds: Deeds = { people, owner, questions: [], requests: [], payments: [], complaints: [] }
  const over = new AbortController()
  for (const person of people) await welcome(crew, person)
  const lives = people.map((person, index) => live(person, index))
  const repetitions = repeatUpdates()
  return {
    deeds,
    /** What is begun is brought to its end. */
    async goHome() {
      over.abort()
      await Promise.all([...lives, repetitions])
    },
  }

  async function live(person: Person, index: number) {
    for (let turn = 1; await rest(restMs.least + random() * (restMs.most - restMs.least)); turn += 1) {
      const wish = random()
      if (wish < 0.15) await buy(person, deeds)
      else if (wish < 0.25) await askOwner(person, `matter ${(index + 1) * 1_000 + turn}.`)
      else await ask(person, (index + 1) * 1_000 + turn)
    }
  }

  async function ask(person: Person, number: number) {
    const [text, key] = pick(random, [
      [`${number} + 1`, `${number} + 1 =`],
      [`tell me about story-${number}`, `You asked: “tell me about story-${number}”`],
    ] as const)
    for (const message of await person.say(text))
      deeds.questions.push({ personId: person.id, messageId: message.message_id, key })
  }

  async function askOwner(person: Person, text: string) {
    await person.say(`/paysupport ${text}`)
    deeds.requests.push({ personId: person.id, text })
  }

  /** Telegram may bring an update again whenever it likes, also behind newer ones. */
  async function repeatUpdates() {
    while (await rest(500 * random())) {
      const history = (await crew.call('GET', '/control/updates')) as { update: { update_id: number } }[]
      if (history.length > 0)
        await crew.call('POST', '/control/updates/repeat', {
          update_id: pick(random, history.slice(-60)).update.update_id,
        })
    }
  }

  /** False when it is time to go. */
  async function rest(ms: number): Promise<boolean> {
    await sleep(ms, undefined, { signal: over.signal }).catch(() => undefined)
    return !over.signal.aborted
  }
}

async function welcome(crew: Crew, person: Person) {
  await person.post('/stars', { amount: 1_000_000 })
  await person.say('/start')
  await person.hears('Try it for free')
  await crew.database.sql`
    insert into credit_entries (user_id, delta, balance_after, kind, reason, idempotency_key)
    values (${person.id}, ${startingCredits}, ${startingCredits}, 'adjustment', 'test', 'start')`
}

/** While programs are killed an invoice may fail, and then no payment is made; a person who has paid must get what they paid for. */
async function buy(person: Person, deeds: Deeds) {
  await person.say('/buy')
  const order = await person.press('50 credits').catch(() => undefined)
  if (!order) return
  const paid = await person.pay().catch(() => undefined)
  if (paid?.paid) deeds.payments.push({ personId: person.id, chargeId: paid.charge_id! })
}
