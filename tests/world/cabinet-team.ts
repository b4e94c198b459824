import { cabinetUrl } from './cabinet.ts'
import { createWorld, type World } from './world.ts'

export const ownerId = 7_800_001
export const idOf = { owner: ownerId, manager: 7_800_002, support: 7_800_003, analyst: 7_800_004 } as const
/** A person without a role. */
export const nobodyId = 7_800_005

/** A world without a bot, with a person of each role. */
export async function createTeamWorld(): Promise<World> {
  const world = await createWorld({ withoutBot: true, ADMIN_IDS: String(ownerId), CABINET_URL: cabinetUrl })
  for (const [name, telegramId] of [...Object.entries(idOf), ['nobody', nobodyId] as const])
    await world.api.register({ telegramId, firstName: name, username: `${name}_name`, languageCode: 'en' })
  for (const role of ['manager', 'support', 'analyst'] as const)
    await world.sql`insert into roles (telegram_id, role, granted_by) values (${idOf[role]}, ${role}, ${ownerId})`
  return world
}

let lastPerson = 7_810_000

export async function newPerson({ api }: World, firstName = 'Ann', credits = 0): Promise<number> {
  const telegramId = (lastPerson += 1)
  await api.register({ telegramId, firstName, username: `ann_${telegramId}`, languageCode: 'en' })
  if (credits > 0) await api.updateCredits({ telegramId, delta: credits, reason: 'test', idempotencyKey: 'begin' })
  return telegramId
}

/** Pays an order as Telegram would report it; returns the charge id. */
export async function pay({ api }: World, telegramId: number, how: { gift?: true } = {}): Promise<string> {
  const { packs } = await api.offers({ telegramId })
  const order = await api.createPayment({ telegramId, product: packs[0]!.id, ...how })
  const chargeId = `charge-${telegramId}-${order.payload.slice(-6)}`
  await api.completePayment({
    telegramId,
    invoicePayload: order.payload,
    currency: order.currency,
    amount: order.amount,
    telegramPaymentChargeId: chargeId,
  })
  return chargeId
}

let lastScheduled = 7_895_000

/** A question that is asked each Monday at 9:05. */
export async function schedule(
  { sql }: World,
  telegramId: number,
  question: string,
  state: 'draft' | 'active' | 'paused',
): Promise<void> {
  const [dueAt, dueDay] = state === 'active' ? ['2099-01-05T06:05:00Z', '2099-01-05'] : [null, null]
  await sql`
    insert into schedules (user_id, update_id, said, question, every, on_day, at_minute, state, paused_because, agreed_credits,
      message_id, due_at, due_day)
    values (${telegramId}, ${(lastScheduled += 1)}, ${question}, ${question}, 'week', 1, 545, ${state},
      ${state === 'paused' ? 'unread' : null}, 1, 1, ${dueAt}, ${dueDay})`
}
