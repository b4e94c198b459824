import { execFileSync } from 'node:child_process'
import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createLog } from '#platform/runtime/log.ts'
import { connect } from '#platform/database/connect.ts'
import { type Embedded, startEmbedded } from './embedded.ts'
import { chooseHome } from './embedded-home.ts'
import { findPrograms } from './embedded-programs.ts'

const log = createLog('tests', { level: 'silent' })
let dataDir: string
beforeAll(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'pomogator-embedded-'))
  chmodSync(dataDir, 0o755)
})
afterAll(() => rmSync(dataDir, { recursive: true, force: true }))

const start = () => startEmbedded({ dataDir, log, durable: false })
const pidOf = ({ directory }: Embedded) =>
  Number(readFileSync(join(directory, 'cluster/postmaster.pid'), 'utf8').split('\n')[0])
const isAlive = (pid: number) => {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}
async function query(embedded: Embedded, statement: (sql: ReturnType<typeof connect>['sql']) => Promise<object[]>) {
  const database = connect({ url: embedded.url, applicationName: 'embedded-test' })
  try {
    return await statement(database.sql)
  } finally {
    await database.close()
  }
}

describe('the embedded PostgreSQL', () => {
  test('keeps its data from one start to the next, in UTF-8 and UTC whatever the machine speaks', async () => {
    const first = await start()
    await query(first, (sql) => sql`create table kept (text text)`)
    await query(first, (sql) => sql`insert into kept values ('да')`)
    expect(
      await query(
        first,
        (sql) =>
          sql`select current_setting('server_encoding') as encoding, current_setting('timezone') as zone, datlocale as locale from pg_database where datname = current_database()`,
      ),
    ).toEqual([{ encoding: 'UTF8', zone: 'UTC', locale: 'C.UTF-8' }])
    await first.stop()
    const second = await start()
    expect(await query(second, (sql) => sql`select text from kept`)).toEqual([{ text: 'да' }])
    await second.stop()
  })

  test('is found again by a program after one that was killed, and recovers when it was killed too', async () => {
    const left = await start() // its program "dies" here and does not stop it
    const found = await start()
    expect(found.url).toBe(left.url)
    process.kill(pidOf(found), 'SIGKILL')
    await expect.poll(() => isAlive(pidOf(found))).toBe(false)
    const again = await start()
    expect(await query(again, (sql) => sql`select text from kept`)).toEqual([{ text: 'да' }])
    await again.stop()
  })

  test('is shared by two programs: the last one out turns off the light', async () => {
    const [one, two] = await Promise.all([start(), start()])
    const pid = pidOf(one)
    const database = connect({ url: two.url, applicationName: 'second-program' })
    await database.sql`select 1`
    await one.stop()
    expect(isAlive(pid)).toBe(true)
    expect(await database.sql`select text from kept`).toEqual([{ text: 'да' }])
    await database.close()
    await two.stop()
    await expect.poll(() => isAlive(pid)).toBe(false)
  })

  test('keeps its password from other users of the machine', async () => {
    const { directory } = chooseHome(dataDir)
    expect(statSync(join(directory, 'cluster/password')).mode & 0o077).toBe(0)
    expect(statSync(join(directory, 'cluster')).mode & 0o077).toBe(0)
  })

  test('says in one sentence why it cannot start', async () => {
    const broken = mkdtempSync(join(tmpdir(), 'pomogator-broken-'))
    chmodSync(broken, 0o755)
    const embedded = await startEmbedded({ dataDir: broken, log, durable: false })
    await embedded.stop()
    writeFileSync(join(embedded.directory, 'cluster/postgresql.conf'), 'no_such_setting = 1\n')
    await expect(startEmbedded({ dataDir: broken, log })).rejects.toThrow(/PostgreSQL could not start: .*Its log is/)
    rmSync(broken, { recursive: true, force: true })
  })

  test('brings its own copy of the programs where npm ran no install scripts', () => {
    const home = chooseHome(dataDir)
    const programs = findPrograms(home, log)
    expect(
      execFileSync(
        join(programs, 'postgres'),
        ['--version'],
        home.owner ? { uid: home.owner.uid, gid: home.owner.gid } : {},
      ).toString(),
    ).toContain('PostgreSQL) 18')
  })
})
