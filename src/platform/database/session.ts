/**
 * What our statements rely on, whatever the owner of the server has set for it, the database or the role. An address may
 * still state otherwise in `options`; `examine` then names it.
 */
const session = {
  TimeZone: 'UTC',
  DateStyle: 'ISO',
  IntervalStyle: 'postgres',
  standard_conforming_strings: 'on',
  array_nulls: 'on',
  default_transaction_isolation: 'read committed',
}

/** The address with these settings for each connection. Not for one through a PgBouncer, which refuses them. */
export function withSession(url: string): string {
  const whole = new URL(url)
  const own = Object.entries(session).map(([name, value]) => `-c ${name}=${value.replaceAll(' ', '\\ ')}`)
  whole.searchParams.set('options', [...own, whole.searchParams.get('options') ?? ''].join(' ').trim())
  return whole.href
}
