import { createHmac, timingSafeEqual } from 'node:crypto'

/** What Telegram gives a Mini App is fresh when it is opened; longer ago it may have been copied. */
const freshMs = 5 * 60_000
/** Clocks differ. */
const aheadMs = 60_000

export type Opened = { telegramId: number; hash: string; expiresAt: Date } | { refused: 'link_not_valid' }

/**
 * Who has opened the Mini App, by the signature that only Telegram and we can make: HMAC-SHA-256 over the sorted fields with a
 * key made of the bot's token.
 */
export function readInitData(initData: string, { botToken, now }: { botToken: string; now: Date }): Opened {
  const refused = { refused: 'link_not_valid' } as const
  const fields = new URLSearchParams(initData)
  const names = [...fields.keys()]
  if (new Set(names).size !== names.length) return refused
  const given = fields.get('hash') ?? ''
  const lines = [...fields].filter(([name]) => name !== 'hash').map(([name, value]) => `${name}=${value}`)
  const key = createHmac('sha256', 'WebAppData').update(botToken).digest()
  const expected = createHmac('sha256', key).update(lines.toSorted().join('\n')).digest('hex')
  if (!/^[0-9a-f]{64}$/.test(given) || !timingSafeEqual(Buffer.from(given), Buffer.from(expected))) return refused
  const openedAt = Number(fields.get('auth_date')) * 1000
  const age = now.getTime() - openedAt
  const telegramId = idIn(fields.get('user'))
  if (!(age <= freshMs && age >= -aheadMs) || telegramId === undefined) return refused
  return { telegramId, hash: given, expiresAt: new Date(openedAt + freshMs + aheadMs) }
}

function idIn(user: string | null): number | undefined {
  try {
    const { id } = JSON.parse(user ?? '') as { id?: unknown }
    return typeof id === 'number' && Number.isSafeInteger(id) && id > 0 ? id : undefined
  } catch {
    return undefined
  }
}
