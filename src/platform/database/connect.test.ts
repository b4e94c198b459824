import { once } from 'node:events'
import { type AddressInfo, createConnection, createServer } from 'node:net'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { eventually } from '#tests/world/eventually.ts'
import { NoTurn } from '#platform/runtime/turns.ts'
import { type Fragment, fragment } from './fragment.ts'
import { isOutage, type Sql } from './sql.ts'
import { connect } from './connect.ts'
import { createTestDatabase } from './testing.ts'

let database: Awaited<ReturnType<typeof createTestDatabase>>
let sql: Sql
beforeAll(async () => {
  database = await createTestDatabase()
  sql = database.database.sql
})
afterAll(() => database.drop())

describe('values', () => {
  test('come back as what they are', async () => {
    const [row] =
      await sql`select ${9_007_199_254_740_991}::bigint as id, ${[1, 2]}::bigint[] as ids, ${{ a: [1, { b: null }] }}::jsonb as data,
      ${undefined}::text as nothing, ${'тест'}::text as text, ${true}::boolean as yes, ${new Date(0)}::timestamptz as at`
    expect(row).toEqual({
      id: 9_007_199_254_740_991,
      ids: [1, 2],
      data: { a: [1, { b: null }] },
      nothing: null,
      text: 'тест',
      yes: true,
      at: new Date(0),
    })
  })

  test('are never rounded: a number too large is an error', async () => {
    await expect(sql`select 9007199254740993::bigint as id`).rejects.toThrow('does not fit')
  })

  test('of a row that cannot be read keep no others, and the error says where it was asked', async () => {
    const error: unknown = await sql`select 9007199254740991 + n as id from generate_series(0, 2) n`.catch(
      (reason: unknown) => reason,
    )
    expect(String(error)).toContain('does not fit')
    expect((error as Error).stack).toContain('connect.test.ts')
    expect(await sql`select 1 as id`).toEqual([{ id: 1 }])
  })

  test('of a statement that fails after some rows are none', async () => {
    await expect(sql`select 1 / (3 - n) as value from generate_series(1, 5) n`).rejects.toThrow('division by zero')
  })

  test('of two columns with one name the last counts, also when it is null', async () => {
    expect(await sql`select 1 as a, null::integer as a`).toEqual([{ a: null }])
  })

  test('of wide rows, of bytes and of nothing at all are read alike, prepared or not', async () => {
    const unprepared = connect({ url: database.url, applicationName: 'tests', preparedStatements: false })
    const wide = Object.fromEntries(Array.from({ length: 150 }, (_, index) => [`column${index}`, index]))
    const columns = Object.keys(wide).map((name, index) => `${index} as ${name}`)
    const text = Object.assign([`select ${columns.join(', ')}`], { raw: [] })
    for (const one of [sql, unprepared.sql]) {
      for (let time = 1; time <= 2; time += 1) expect(await one(text)).toEqual([wide])
      expect(await one`select ${Buffer.from('bytes')}::bytea as bytes`).toEqual([{ bytes: Buffer.from('bytes') }])
      expect(await one`select from generate_series(1, 2)`).toEqual([{}, {}])
      expect(await one`select 1 as a where false`).toEqual([])
    }
    await unprepared.close()
  })

  test('never become part of the statement', async () => {
    const evil = `'; drop table users; --`
    expect(await sql`select ${evil}::text as text`).toEqual([{ text: evil }])
    expect(await sql`select count(*) as n from users`).toEqual([{ n: 0 }])
  })
})

describe('a fragment', () => {
  const between = (least: number, most: number) => fragment`n >= ${least} and n <= ${most}`
  const picked = (from: number, ...conditions: Fragment[]) => {
    const all = conditions.reduce((all, next) => fragment`${all} and ${next}`, fragment`true`)
    return sql`select ${from}::integer as first, n from generate_series(${from}::integer, 9) as n where ${all} and n <> ${5}`
  }

  test('becomes part of the statement around it, and its values do not', async () => {
    const evil = `'; drop table users; --`
    expect(await sql`select ${fragment`${evil}::text as text`}, ${1}::integer as one`).toEqual([{ text: evil, one: 1 }])
  })

  test('may hold others, stand there several times, and come with other values', async () => {
    expect(await picked(1, between(3, 6), between(4, 9))).toEqual([4, 6].map((n) => ({ first: 1, n })))
    expect(await picked(2, between(2, 3))).toEqual([2, 3].map((n) => ({ first: 2, n })))
    expect(await picked(8)).toEqual([8, 9].map((n) => ({ first: 8, n })))
  })
})

describe('connections that nothing is asked on', () => {
  test.each([0, 2])('are closed, but for the %d that stay open', async (keptOpen) => {
    const name = `kept ${keptOpen}`
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const own = connect({ url: database.url, applicationName: name, keptOpen })
    const used = async () => (await own.sql<{ pid: number }>`select pg_backend_pid() as pid`)[0]!.pid
    try {
      const four = await Promise.all([1, 2, 3, 4].map(used))
      expect(new Set(four).size).toBe(4)
      await vi.advanceTimersByTimeAsync(60_000)
      vi.useRealTimers()
      const open = async () => (await sql`select from pg_stat_activity where application_name = ${name}`).length
      await eventually(async () => expect(await open()).toBe(keptOpen))
      expect(four.includes(await used())).toBe(keptOpen > 0)
    } finally {
      vi.useRealTimers()
      await own.close()
    }
  })
})

describe('a transaction', () => {
  test('is whole or not at all, and one inside another is the same one', async () => {
    const work = sql.transaction(async (sql) => {
      await sql`insert into users (telegram_id, first_name, language) values (1, 'A', 'en')`
      await sql.transaction(
        async (sql) => sql`insert into users (telegram_id, first_name, language) values (2, 'B', 'en')`,
      )
      throw new Error('no')
    })
    await expect(work).rejects.toThrow('no')
    expect(await sql`select 1 from users`).toEqual([])
  })

  test('that swallowed a failed statement is not reported as done, because PostgreSQL has undone it', async () => {
    const work = sql.transaction(async (sql) => {
      await sql`insert into users (telegram_id, first_name, language) values (3, 'C', 'en')`
      await sql`select broken`.catch(() => undefined)
    })
    await expect(work).rejects.toThrow('The transaction was rolled back')
    expect(await sql`select 1 from users`).toEqual([])
    expect(await sql`select 1 as one`).toEqual([{ one: 1 }])
  })

  test('whose connection breaks between two statements fails, and the process lives on', async () => {
    const own = connect({ url: database.url, applicationName: 'breaks' })
    const work = own.sql.transaction(async (inside) => {
      const [me] = await inside<{ pid: number }>`select pg_backend_pid() as pid`
      await sql`select pg_terminate_backend(${me!.pid}::integer)`
      // Gone from the server's list, and then heard of by us: the next statement cannot even be sent.
      await eventually(() => expect(inside`select 1`).rejects.toThrow(/not queryable/))
      await inside`select 1`
    })
    await expect(work).rejects.toThrow(/not queryable/)
    expect(await own.sql`select 1 as one`).toEqual([{ one: 1 }])
    await own.close()
  })

  test('does not poison its connection', async () => {
    for (let n = 0; n < 30; n += 1)
      await expect(sql.transaction(async (sql) => sql`select broken`)).rejects.toThrow('broken')
    expect(await sql`select 1 as one`).toEqual([{ one: 1 }])
  })
})

describe('who has the next connection', () => {
  test('is whoever waits for it the longest, but what is asked for `behind` the others lets them pass', async () => {
    const own = connect({ url: database.url, applicationName: 'queue', poolSize: 1 })
    const done: string[] = []
    const say = (sql: Sql, name: string) => sql`select 1`.then(() => void done.push(name))
    await own.sql.transaction(async (inside) => {
      // All of them wait for the connection that this transaction has.
      void Promise.all([
        say(own.sql.behind(), 'a mark'),
        say(own.sql, 'a question'),
        own.sql.transaction((sql) => say(sql.behind(), 'a payment')),
      ])
      await inside`select 1`
    })
    await eventually(() => expect(done).toEqual(['a question', 'a payment', 'a mark']))
    await own.close()
  })
})

describe('a table that a migration changes under a running program', () => {
  const rows = (sql: Sql) => sql`select * from changed`
  beforeAll(() => sql`create table changed as select 1 as a`)

  test('is read as it is now', async () => {
    await rows(sql)
    await sql`alter table changed add column b integer`
    expect(await rows(sql)).toEqual([{ a: 1, b: null }])
  })

  test('ends a transaction that had read it before, as an outage does, and not the next one', async () => {
    await sql.transaction(rows)
    await sql`alter table changed add column c integer`
    const error = await sql.transaction(rows).catch((reason: unknown) => reason)
    expect(isOutage(error), String(error)).toBe(true)
    expect(await sql.transaction(rows)).toEqual([{ a: 1, b: null, c: null }])
  })
})

describe('when the database goes away', () => {
  test('the pool and the listener come back by themselves', async () => {
    const own = connect({ url: database.url, applicationName: 'goes-away' })
    const heard: string[] = []
    const listening = await own.listen('news', (payload) => void heard.push(payload))
    await sql`select pg_notify('news', 'one')`
    await eventually(() => expect(heard).toEqual(['one']))
    await sql`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'goes-away'`
    await eventually(() => expect(heard).toEqual(['one', ''])) // something may have been missed
    await sql`select pg_notify('news', 'two')`
    await eventually(() => expect(heard).toEqual(['one', '', 'two']))
    expect(await own.sql`select 1 as one`).toEqual([{ one: 1 }])
    await listening.stop()
    await own.close()
  })

  test('a listener that is stopped while it looks for the database leaves no connection behind', async () => {
    const own = connect({ url: database.url, applicationName: 'stops-early' })
    const listening = await own.listen('news', () => undefined)
    await sql`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'stops-early'`
    await listening.stop()
    await own.close()
    const left = () => sql`select 1 from pg_stat_activity where application_name = 'stops-early'`
    await eventually(async () => expect(await left()).toEqual([]))
  })

  test('a server that swallows every word is given up in time', async () => {
    const hole = createServer().listen(0, '127.0.0.1')
    await once(hole, 'listening')
    let deaf = false
    hole.on('connection', (inward) => {
      const { hostname, port } = new URL(database.url)
      const outward = createConnection(Number(port), hostname)
      inward.on('data', (data) => deaf || outward.write(data)).on('error', () => undefined)
      outward.on('data', (data) => deaf || inward.write(data)).on('error', () => undefined)
      inward.on('close', () => outward.destroy())
    })
    const url = Object.assign(new URL(database.url), { port: String((hole.address() as AddressInfo).port) }).href
    const own = connect({ url, applicationName: 'swallowed', statementTimeoutMs: 1_000 })
    expect(await own.sql`select 1 as one`).toEqual([{ one: 1 }])
    deaf = true
    await expect(own.sql`select 1`).rejects.toThrow('timeout')
    await own.close()
    hole.close()
  })

  test('an error says that it was the connection', async () => {
    const nowhere = connect({ url: 'postgres://x:y@127.0.0.1:9/z', applicationName: 'nowhere' })
    const error: unknown = await nowhere.sql`select 1`.then(
      () => undefined,
      (reason: unknown) => reason,
    )
    expect(isOutage(error)).toBe(true)
    expect(isOutage(new NoTurn(5_000))).toBe(true)
    expect(isOutage(new Error('syntax error'))).toBe(false)
    const withCode = (code: string) => Object.assign(new Error('refused'), { code })
    for (const code of ['53100', '53200', '53300', '08006', '57P01', '25006'])
      expect(isOutage(withCode(code)), code).toBe(true)
    for (const code of ['23505', '42601', '57014']) expect(isOutage(withCode(code)), code).toBe(false)
    await nowhere.close()
  })
})
