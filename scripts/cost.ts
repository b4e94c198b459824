/**
 * What one question costs: processor time of each program and of PostgreSQL, and room in the database. The figures of
 * docs/scaling.md come from here: `npm run cost`. Programs run as processes of their own, the model is the sandbox's. With
 * CITUS_URL, on its servers, which must be on this machine for their processor time to be seen.
 */
import { tables } from '#modules/modules.ts'
import { documentsOf } from '#modules/settings/documents.ts'
import { mkdtempSync, readdirSync, readFileSync, rmSync, chmodSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { startEmbedded } from '#programs/postgres/embedded.ts'
import { connect } from '#platform/database/connect.ts'
import { migrate } from '#platform/database/migrate.ts'
import { asProgram } from '#platform/database/program-role.ts'
import { urlOf } from '#platform/database/testing.ts'
import { callsTo } from '#tests/world/call.ts'
import { createPerson, type Person } from '#tests/world/person.ts'
import { makeDistributed, nodes, runOn } from '#tests/citus/database.ts'
import { aborted, untilSignalled } from '#platform/runtime/lifetime.ts'
import { createLog, type Log } from '#platform/runtime/log.ts'

const people = Number(process.argv[2] ?? 50)
const questionsEach = Number(process.argv[3] ?? 10)
const ticksPerSecond = 100
const sandboxUrl = 'http://127.0.0.1:18400'
/** The default of Citus (`citus.shard_count`). */
const usualShards = 32

async function main(): Promise<void> {
  const stopping = untilSignalled()
  const log = createLog('cost', { level: 'error' })
  const dataDir = mkdtempSync(join(tmpdir(), 'pomogator-cost-'))
  chmodSync(dataDir, 0o755)
  const postgres = nodes.length > 0 ? await onCitus() : await onOwn(dataDir, log)
  const database = connect({ url: postgres.url, applicationName: 'cost', log })
  const { sql } = database
  const programs: ChildProcess[] = []
  try {
    await Promise.race([measure(), aborted(stopping)])
  } finally {
    for (const child of programs.toReversed()) {
      child.kill('SIGTERM')
      if (child.exitCode === null) await once(child, 'exit')
    }
    await database.close()
    await postgres.stop()
    rmSync(dataDir, { recursive: true, force: true })
    // What was under way at the end of the run would go on for ever.
    if (stopping.aborted) process.exit(1)
  }

  async function measure(): Promise<void> {
    const environment = {
      DATABASE_URL: postgres.programUrl,
      DATA_DIR: dataDir,
      SANDBOX_PORT: '18400',
      BACKEND_PORT: '18401',
      BACKEND_URL: 'http://127.0.0.1:18401',
      BACKEND_TOKEN: 'a-token-for-this-run-only',
      WEBHOOK_URL: 'http://127.0.0.1:18401/telegram/webhook',
      WEBHOOK_SECRET: 'a-secret-for-this-run-only',
      BOT_TOKEN: '1000000001:SANDBOX-TOKEN-worth-nothing-at-all-',
      TELEGRAM_API_ROOT: sandboxUrl,
      OPENAI_BASE_URL: `${sandboxUrl}/v1`,
      OPENAI_API_KEY: 'demo',
      TRIAL_MESSAGES: '10000',
      TRIAL_FIRST_MESSAGES: '10000',
      FREE_MESSAGES_PER_DAY: '10000000',
      LOG_LEVEL: 'info',
    }
    const start = async (program: string, ready: string) => {
      const child = spawn(process.execPath, ['pomogator.js', program], {
        env: { PATH: process.env['PATH'], ...environment },
        stdio: ['ignore', 'pipe', 'inherit'],
      })
      programs.push(child)
      let said = ''
      child.stdout.on('data', (bytes: Buffer) => (said = (said + bytes.toString()).slice(-10_000)))
      while (!said.includes(ready)) await sleep(50)
      return child.pid!
    }
    await start('sandbox', 'is open')
    const backend = await start('backend', 'The backend listens')
    const bot = await start('bot', 'The bot is at work')
    const crowd = await Promise.all(Array.from({ length: people }, begin))
    const look = async () => ({
      programs: [spent(backend), spent(bot)],
      servers: postgres.folders.map(spentByPostgres),
      size: await size(),
    })
    const before = await look()
    const begun = performance.now()
    await Promise.all(crowd.map(ask))
    const elapsed = (performance.now() - begun) / 1000
    const after = await look()
    const questions = people * questionsEach
    const [row] = await sql<{ answered: number; length: number }>`
      select count(*) as answered, avg(length(answer))::float8 as length from messages_log where status = 'answered'`
    const each = (of: 'programs' | 'servers') =>
      after[of].map((seconds, index) => `${(((seconds - before[of][index]!) * 1000) / questions).toFixed(1)} ms`)
    const [ofBackend, ofBot] = each('programs')
    process.stdout.write(
      `${questions} questions of ${people} people in ${elapsed.toFixed(1)} s (${(questions / elapsed).toFixed(1)}/s); ${row!.answered} answered, ${Math.round(row!.length)} characters on average\n` +
        `processor per question: backend ${ofBackend}, bot ${ofBot}, ${postgres.name} ${each('servers').join(', ')}\n` +
        `database per question: ${((after.size - before.size) / questions / 1024).toFixed(2)} KiB\n`,
    )
  }

  async function size(): Promise<number> {
    let bytes = 0
    for (const url of postgres.urls)
      bytes += Number(await valueOf(url, 'select pg_database_size(current_database())::text'))
    return bytes
  }

  async function begin(): Promise<Person> {
    const person = await createPerson(callsTo(sandboxUrl), { first_name: 'Ann', language_code: 'en' })
    const { id } = person
    await person.post('/start')
    while ((await sql`select 1 from users where telegram_id = ${id}`).length === 0) await sleep(20)
    await sql`insert into trials (user_id, granted) values (${id}, 10000) on conflict do nothing`
    await sql`update users set agreement = ${documentsOf([], []).get('en')!.agreement}::jsonb where telegram_id = ${id}`
    return person
  }

  async function ask(person: Person): Promise<void> {
    for (let turn = 1; turn <= questionsEach; turn += 1) {
      await person.say(`tell me about the northern lights, part ${turn}`)
      const delivered = () =>
        sql`select 1 from messages_log where user_id = ${person.id} and delivered_at is not null offset ${turn - 1}`
      while ((await delivered()).length === 0) await sleep(100)
    }
  }
}

interface Servers {
  name: string
  url: string
  programUrl: string
  /** The same database on each of the servers. */
  urls: string[]
  /** Where each keeps its data. */
  folders: string[]
  stop(): Promise<void>
}

async function onOwn(dataDir: string, log: Log): Promise<Servers> {
  const postgres = await startEmbedded({ dataDir, log })
  const { url, programUrl } = postgres
  await migrate({ url, programUrl, tables, log })
  return { name: 'PostgreSQL', url, programUrl, urls: [url], folders: [dataDir], stop: () => postgres.stopForAll() }
}

async function onCitus(): Promise<Servers> {
  const name = 'pomogator_cost'
  const url = await makeDistributed(name, usualShards)
  const urls = nodes.map((node) => urlOf(node, name))
  const folders: string[] = []
  for (const node of urls) folders.push(await valueOf(node, 'show data_directory'))
  return {
    name: 'coordinator and workers',
    url,
    programUrl: asProgram(url),
    urls,
    folders,
    async stop() {
      for (const node of nodes) await runOn(node, `drop database if exists ${name} with (force)`)
    },
  }
}

/** The one value that a statement returns. */
async function valueOf(connectionString: string, statement: string): Promise<string> {
  const client = new pg.Client({ connectionString })
  await client.connect()
  try {
    const { rows } = await client.query<[string]>({ text: statement, rowMode: 'array' })
    return rows[0]![0]
  } finally {
    await client.end()
  }
}

/** Seconds of processor time of a process. */
function spent(pid: number | string): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /, '')
    .split(' ')
  return (Number(fields[11]) + Number(fields[12])) / ticksPerSecond
}

/** Of the server on this folder and all its children, with those that have ended and were waited for. */
function spentByPostgres(dataDir: string): number {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name))
  const parentOf = (pid: string) =>
    readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /, '')
      .split(' ')[1]
  const server = pids.find(
    (pid) => textOf(`/proc/${pid}/cmdline`).includes(dataDir) && textOf(`/proc/${pid}/comm`).startsWith('postgres'),
  )!
  const children = pids.flatMap((pid) => {
    // One that has ended meanwhile is among those that were waited for, below.
    try {
      return parentOf(pid) === server ? [spent(pid)] : []
    } catch {
      return []
    }
  })
  const ended = readFileSync(`/proc/${server}/stat`, 'utf8')
    .replace(/^.*\) /, '')
    .split(' ')
  return children.reduce(
    (sum, each) => sum + each,
    spent(server) + (Number(ended[13]) + Number(ended[14])) / ticksPerSecond,
  )
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}

if (import.meta.main) await main()
