import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { runTask } from './world/run-task.ts'
import { createWorld } from './world/world.ts'

describe('a card', () => {
  test('pays what the catalogue prices for it, once for a plan, when the owner has a provider', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'pomogator-cards-'))
    const catalog = JSON.parse(readFileSync('catalog.json', 'utf8')) as { packs: object[]; plans: object[] }
    Object.assign(catalog.packs[0]!, { priceCard: { currency: 'RUB', amount: 49_900 } })
    Object.assign(catalog.plans[0]!, { priceCard: { currency: 'RUB', amount: 99_050 } })
    writeFileSync(join(folder, 'catalog.json'), JSON.stringify(catalog))
    const shop = await createWorld({
      CATALOG_FILE: join(folder, 'catalog.json'),
      PAYMENT_PROVIDER_TOKEN: 'provider:token',
      ADMIN_IDS: '7000001',
    })
    const owner = await shop.person()
    await owner.say('/start')
    const person = await shop.person()
    await person.say('/buy')
    await person.press('499')
    expect(await person.pay()).toMatchObject({ paid: true })
    await person.hears('плюс 50 кредитов')
    await person.say('/buy')
    await person.press('990,50')
    const { charge_id } = await person.pay()
    await person.hears('Подписка действует до')
    expect(await shop.api.getCredits({ telegramId: person.id })).toMatchObject({
      credits: 50,
      subscription: { autoRenew: false, chargeId: null },
    })
    expect(await shop.sql`select currency, amount, status from transactions order by id`).toEqual([
      { currency: 'RUB', amount: 49_900, status: 'paid' },
      { currency: 'RUB', amount: 99_050, status: 'paid' },
    ])
    const [first] = await shop.sql<{ charge: string }>`
      select telegram_payment_charge_id as charge from transactions order by id limit 1`
    await person.say('/balance')
    await person.press('История')
    await person.hears(/Месяц, 990,50\s₽[\s\S]*50 кредитов, 499\s₽/)
    await owner.say(`/refund ${charge_id}`)
    await owner.hears(/990,50\s₽ может вернуть только платёжный сервис[\s\S]*done\. Купленное на них уже снято\./)
    expect((await shop.api.getCredits({ telegramId: person.id })).subscription).toBeNull()
    await runTask(shop, 'send-refunds')
    expect(await shop.sql`select status from transactions where telegram_payment_charge_id = ${charge_id}`).toEqual([
      { status: 'refunding' },
    ])
    await person.say('/balance')
    await person.press('История')
    await person.hears(/Месяц, 990,50\s₽, возвращается/)
    await owner.say(`/refund ${charge_id} done`)
    await owner.hears(/Возвращено: 990,50\s₽/)
    await person.hears(/Вам вернули 990,50\s₽/)
    expect(await shop.sql`select status from transactions where telegram_payment_charge_id = ${charge_id}`).toEqual([
      { status: 'refunded' },
    ])
    expect(
      await shop.api.refundPayment({ telegramPaymentChargeId: first!.charge, by: null, reason: 'r' }),
    ).toMatchObject({
      status: 'refunding',
      currency: 'RUB',
      amount: 49_900,
    })
    await shop.end()
    rmSync(folder, { recursive: true })
  })
})
