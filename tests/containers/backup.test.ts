/** deploy/postgres/backup.sh and deploy/restore with PostgreSQL's own programs, where this machine has them. */
import { tables } from '#modules/modules.ts'
import { execFile, execFileSync } from 'node:child_process'
import { chmodSync, existsSync, globSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { promisify } from 'node:util'
import pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { migrate } from '#platform/database/migrate.ts'
import { createTestDatabase } from '#platform/database/testing.ts'
import { createLog } from '#platform/runtime/log.ts'
import { freePort } from '#platform/runtime/ports.ts'

const run = promisify(execFile)
/** A whole PostgreSQL of the system, with its clients; npm's has only the server. */
const programs = globSync('/usr/lib/postgresql/*/bin')
  .toSorted()
  .findLast((folder) => existsSync(join(folder, 'initdb')))
const missing = programs === undefined || !existsSync(join(programs, 'pg_dump'))
if (missing)
  process.stdout.write(
    '\nNo PostgreSQL of this system is here (on Debian: apt-get install postgresql): nothing was tested.\n\n',
  )

describe.skipIf(missing)('a dump', () => {
  let folder: string
  let url: string
  let server: { url: string; stop(): Promise<void> } | undefined
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'pomogator-backup-'))
    server = await startServer(programs!)
    url = server.url
    await migrate({ url, tables, log: createLog('tests', { level: 'silent' }) })
  })
  beforeEach(async () => {
    for (const file of dumps()) rmSync(join(folder, file))
    await sql(url, 'delete from users')
    await sql(
      url,
      `insert into users (telegram_id, first_name, language) values (7, E'Ann\\nSET transaction_timeout = 0;\\nB', 'en')`,
    )
  })
  afterAll(async () => {
    await server?.stop()
    if (folder) rmSync(folder, { recursive: true, force: true })
  })

  const dumps = () => readdirSync(folder).filter((file) => /dump/.test(file))
  const backup = async (order: string[], more: Record<string, string> = {}) =>
    (
      await run('bash', ['deploy/postgres/backup.sh', ...order], {
        env: {
          PATH: [join(folder, 'bin'), programs, process.env['PATH']].join(delimiter),
          DATABASE_URL: url,
          BACKUP_FOLDER: folder,
          ...more,
        },
      })
    ).stdout
  const people = async (address = url) =>
    (await sql(address, 'select first_name from users')).map((row) => row['first_name'])

  test.each([
    ['as it is', {}, /\.dump$/],
    ['encrypted', { BACKUP_PASSPHRASE: 'a long passphrase' }, /\.dump\.enc$/],
  ])('%s brings everything back, and can be rehearsed without touching anything', async (_, settings, name) => {
    await backup(['now'], settings)
    const [dump] = dumps()
    expect(dump).toMatch(name)
    expect(readFileSync(join(folder, dump!)).includes('transaction_timeout'), 'readable').toBe(false)
    await sql(url, `update users set first_name = 'Changed'`)
    expect(await backup(['rehearse', dump!], settings)).toContain('Restored: 1 people')
    expect(await people()).toEqual(['Changed'])
    expect(await sql(url, `select from pg_database where datname = 'pomogator_rehearsal'`)).toEqual([])
    expect(await backup(['restore', dump!], settings)).toContain('every balance is the sum of its ledger')
    expect(await people()).toEqual(['Ann\nSET transaction_timeout = 0;\nB'])
  })

  test('made by a client that writes settings of newer servers goes into an older one, and its texts stay as they are', async () => {
    await backup(['now'])
    const newer = 'SET transaction_timeout = 0;\\nSET setting_of_the_year_2040 = on;'
    await withClient(`"${programs}/pg_restore" "$@" | sed '0,/^SET /s//${newer}\\n&/'`)
    try {
      expect(await backup(['restore', dumps()[0]!])).toContain('Restored: 1 people')
    } finally {
      rmSync(join(folder, 'bin'), { recursive: true })
    }
    expect(await people()).toEqual(['Ann\nSET transaction_timeout = 0;\nB'])
  })

  test('goes into the newest PostgreSQL too', async () => {
    await backup(['now'])
    const other = await createTestDatabase()
    await backup(['restore', dumps()[0]!], { DATABASE_URL: other.url })
    expect(await people(other.url)).toEqual(['Ann\nSET transaction_timeout = 0;\nB'])
    await other.drop()
  })

  test('of tables in another schema brings them back there', async () => {
    await sql(url, 'create database elsewhere')
    const address = Object.assign(new URL(url), { pathname: '/elsewhere' }).href
    await sql(address, 'create schema bot')
    await sql(address, 'alter database elsewhere set search_path = bot')
    await migrate({ url: address, tables, log: createLog('tests', { level: 'silent' }) })
    await sql(address, `insert into users (telegram_id, first_name, language) values (8, 'Ben', 'en')`)
    await backup(['now'], { DATABASE_URL: address })
    await sql(address, 'delete from users')
    expect(await backup(['restore', dumps()[0]!], { DATABASE_URL: address })).toContain('Restored: 1 people')
    expect(await sql(address, 'select first_name, tableoid::regclass::text as place from bot.users')).toEqual([
      { first_name: 'Ben', place: 'users' },
    ])
    await sql(url, 'drop database elsewhere')
  })

  test.each([
    ['that is not there', async () => 'nonexistent.dump', {}, 'There is no'],
    ['that is empty', async () => written('empty.dump', Buffer.alloc(0)), {}, 'There is no'],
    ['that is no dump', async () => written('words.dump', Buffer.from('words')), {}, 'is not a whole dump'],
    ['that is cut off', async () => cut(), {}, 'is not a whole dump'],
    ['that is encrypted, without its passphrase', async () => sealed(), {}, 'BACKUP_PASSPHRASE is not set'],
    [
      'with another passphrase',
      async () => sealed(),
      { BACKUP_PASSPHRASE: 'another' },
      'has another BACKUP_PASSPHRASE',
    ],
    ['of which a byte was changed', async () => changed(), { BACKUP_PASSPHRASE: 'right' }, 'was changed'],
    ['of something else', async () => foreign(), {}, 'is not a dump of this bot'],
  ])('%s is refused, and nothing changes', async (_, make, settings, sentence) => {
    const file = await make()
    for (const order of ['check', 'restore'])
      await expect(backup([order, file], settings as Record<string, string>)).rejects.toThrow(sentence)
    expect(await people()).toHaveLength(1)
  })

  test('that cannot be made leaves none behind, and is no success', async () => {
    await expect(backup(['now'], { DATABASE_URL: `${url}_nonexistent` })).rejects.toThrow('does not exist')
    expect(dumps().filter((file) => file.startsWith('pomogator-'))).toEqual([])
  })

  test('tells the event log when copies were last made elsewhere', async () => {
    const settings = { BACKUP_REMOTE: 'storage:bucket' }
    await backup(['now'], { ...settings, BACKUP_PASSPHRASE: 'right' })
    writeFileSync(join(folder, '.copied'), '')
    await backup(['now'], settings)
    const rows = await sql(
      url,
      `select extract(epoch from now() - (data ->> 'at')::timestamptz)::float8 < 60 as fresh from events where kind = 'backup_copied'`,
    )
    expect(rows).toEqual([{ fresh: true }, { fresh: true }])
    rmSync(join(folder, '.copied'))
  })

  function written(name: string, bytes: Buffer): string {
    writeFileSync(join(folder, name), bytes)
    return name
  }
  async function cut(): Promise<string> {
    await backup(['now'])
    const whole = readFileSync(join(folder, dumps()[0]!))
    return written('cut.dump', whole.subarray(0, whole.length * 0.8))
  }
  async function sealed(): Promise<string> {
    await backup(['now'], { BACKUP_PASSPHRASE: 'right' })
    return dumps()[0]!
  }
  async function changed(): Promise<string> {
    const bytes = readFileSync(join(folder, await sealed()))
    bytes[100]! ^= 1
    return written('changed.dump.enc', bytes)
  }
  async function foreign(): Promise<string> {
    await sql(url, 'create database foreign_one')
    const address = Object.assign(new URL(url), { pathname: '/foreign_one' }).href
    await sql(address, 'create table something as select 1 as one')
    await run(join(programs!, 'pg_dump'), ['--format=custom', `--file=${join(folder, 'foreign.dump')}`, address])
    await sql(url, 'drop database foreign_one')
    return 'foreign.dump'
  }
  async function withClient(script: string) {
    await run('mkdir', ['-p', join(folder, 'bin')])
    writeFileSync(join(folder, 'bin/pg_restore'), `#!/bin/bash\nset -o pipefail\n${script}\n`)
    chmodSync(join(folder, 'bin/pg_restore'), 0o755)
  }
})

describe('deploy/restore', () => {
  /** Compose that writes down what it is told, and fails at what it is told to. */
  async function restore(failsAt: string, configuration = '') {
    const folder = mkdtempSync(join(tmpdir(), 'pomogator-restore-'))
    const compose = join(folder, 'compose')
    writeFileSync(
      compose,
      `#!/bin/bash\n[ "$*" != config ] || { echo '${configuration}'; exit; }\necho "$*" >>${folder}/said\n[[ -z "${failsAt}" || "$*" != *"${failsAt}"* ]]\n`,
    )
    chmodSync(compose, 0o755)
    const code = await run('deploy/restore', ['some.dump'], { env: { ...process.env, COMPOSE: compose } }).then(
      () => 0,
      (error: { code: number }) => error.code,
    )
    const said = readFileSync(join(folder, 'said'), 'utf8').trim().split('\n')
    rmSync(folder, { recursive: true })
    return { code, said }
  }
  const check = 'run --rm -T backup check some.dump'
  const stop = 'stop backend bot worker'
  const put = 'run --rm -T backup restore some.dump'
  const start = 'up --detach --no-deps backend bot worker'

  test('looks at the dump first, and compares payments when the programs run again', async () => {
    expect(await restore('')).toEqual({
      code: 0,
      said: [check, stop, put, 'run --rm -T migrate', start, 'run --rm -T backend worker run reconcile-payments'],
    })
  })

  test('starts the one container where all programs are one process', async () => {
    const { said } = await restore('', '    command:\n    - all')
    expect(said.slice(1, -1)).toEqual([stop, put, 'run --rm -T migrate', 'up --detach --no-deps backend'])
  })

  test('stops nothing for a dump that is not there', async () => {
    expect(await restore('backup check')).toEqual({ code: 1, said: [check] })
  })

  test.each([
    ['stop', [check, stop, start]],
    ['backup restore', [check, stop, put, start]],
    ['migrate', [check, stop, put, 'run --rm -T migrate', start]],
  ])('starts the programs again when "%s" fails', async (step, said) => {
    expect(await restore(step)).toEqual({ code: 1, said })
  })
})

async function sql(url: string, query: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query<Record<string, unknown>>(query)).rows
  } finally {
    await client.end()
  }
}

async function startServer(programs: string) {
  const owner = process.getuid?.() === 0 ? { uid: idOf('-u'), gid: idOf('-g') } : {}
  const cluster = mkdtempSync(join(tmpdir(), 'pomogator-cluster-'))
  if ('uid' in owner) execFileSync('chown', [`${owner.uid}:${owner.gid}`, cluster])
  const port = await freePort()
  const control = (program: string, ...args: string[]) =>
    run(join(programs, program), ['-D', join(cluster, 'data'), ...args], {
      cwd: cluster,
      env: { PATH: process.env['PATH'], LC_ALL: 'C' },
      ...owner,
    })
  await control('initdb', '-U', 'pomogator', '--auth=trust', '-E', 'UTF8')
  await control(
    'pg_ctl',
    '-o',
    `-p ${port} -k ${cluster} -c listen_addresses=127.0.0.1 -c fsync=off`,
    '-l',
    join(cluster, 'log'),
    '-w',
    'start',
  )
  const url = `postgres://pomogator@127.0.0.1:${port}/postgres`
  await sql(url, 'create database bot')
  return {
    url: `postgres://pomogator@127.0.0.1:${port}/bot`,
    async stop() {
      await control('pg_ctl', '-m', 'immediate', '-w', 'stop')
      rmSync(cluster, { recursive: true, force: true })
    },
  }

  function idOf(kind: '-u' | '-g') {
    return Number(execFileSync('id', [kind, 'postgres'], { encoding: 'utf8' }))
  }
}
