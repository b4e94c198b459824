/** What compose starts on a server with 1 GB of memory and its usual limits: `npm run test:containers`. */
import { execFile } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { eventually } from '#tests/world/eventually.ts'
import { createPerson, type Person } from '#tests/world/person.ts'
import { buildImages, createStack, findEngine, type Stack } from './stack.ts'

const engine = await findEngine()
const gigabyte = 1024 ** 3
const answerLimitMs = 240_000

const layouts = ['three programs', 'one process'] as const

describe.skipIf(typeof engine === 'string').each(layouts)('a server with 1 GB of memory and %s', (layout) => {
  let stack: Stack
  let always: string[]
  let people: Person[]
  beforeAll(async () => {
    if (typeof engine === 'string') return
    stack = await createStack(engine, layout)
    always = ['nginx', ...stack.programs, 'postgres']
    await buildImages(stack)
    await stack.up()
  })
  afterAll(() => stack?.end())

  const limitOf = async (service: string) =>
    Number(await stack.tool('inspect', '--format', '{{.HostConfig.Memory}}', await stack.container(service)))
  /** Of the container's own control group, whose files have other names in its second version. */
  const memoryOf = async (service: string) => {
    const files =
      'cat memory.peak memory.events memory.stat || cat memory/memory.max_usage_in_bytes memory/memory.oom_control memory/memory.stat'
    const said = await stack.exec(service, 'sh', '-c', `cd /sys/fs/cgroup && { ${files}; } 2>/dev/null`)
    const figure = (name: string) => Number(new RegExp(`^(?:${name}) (\\d+)$`, 'm').exec(said)![1])
    const megabytes = (bytes: number) => Math.round(bytes / 1024 ** 2)
    return {
      peakMb: megabytes(Number(/^\d+$/m.exec(said)![0])),
      // Without the pages of files, which the system takes back when it needs them.
      ownMb: megabytes(figure('anon|total_rss')),
      killed: figure('oom_kill'),
    }
  }
  const answered = (questions: number) =>
    eventually(async () => {
      const query = `select count(*) from messages_log where status = 'answered'`
      const count = await stack.exec('postgres', 'psql', '-U', 'pomogator', '-d', 'pomogator', '-Atc', query)
      expect(Number(count)).toBe(questions)
    }, answerLimitMs)
  const startedAt = async () =>
    Promise.all(
      always.map(async (service) =>
        stack.tool('inspect', '--format', '{{.State.StartedAt}} {{.State.OOMKilled}}', await stack.container(service)),
      ),
    )

  test('has room for what always runs', async () => {
    const limits = await Promise.all(always.map(limitOf))
    expect(Math.min(...limits)).toBeGreaterThan(0)
    expect(limits.reduce((sum, limit) => sum + limit)).toBeLessThanOrEqual(gigabyte)
  })

  test(
    'answers 20 people at once, who write through nginx, and nothing is killed for want of memory',
    async () => {
      const before = await startedAt()
      people = await Promise.all(
        Array.from({ length: 20 }, (_, index) =>
          createPerson(stack.sandbox, { first_name: `P${index}`, language_code: 'en' }),
        ),
      )
      for (const person of people) {
        await person.say('/start')
        await person.press('Try for free')
      }
      await Promise.all(people.map((person) => person.say('a long answer, please')))
      await answered(20)
      for (const service of always) {
        const memory = await memoryOf(service)
        process.stdout.write(
          `${service}: ${JSON.stringify({ ...memory, limitMb: (await limitOf(service)) / 1024 ** 2 })}\n`,
        )
        expect([service, memory.killed]).toEqual([service, 0])
        // Room for a moment with more work than this one.
        expect(memory.ownMb, service).toBeLessThan((0.8 * (await limitOf(service))) / 1024 ** 2)
      }
      expect(await startedAt(), 'none was started again').toEqual(before)
      expect(before.filter((state) => !state.trim().endsWith('false'))).toEqual([])
    },
    2 * answerLimitMs,
  )

  test('shows the figures of each program under its name', async () => {
    const figures = (name: string, port: number) =>
      stack.exec(
        'sandbox',
        'node',
        '-e',
        `fetch('http://${name}:${port}/metrics').then((r) => r.text()).then(console.log)`,
      )
    expect(await figures('backend', 8081)).toContain('pomogator_answers_total')
    expect(await figures('bot', 8082)).toContain('pomogator_telegram_calls_total')
    expect(await figures('worker', 8083)).toContain('pomogator_task')
  })

  test('ends in order when it is stopped under an answer, which comes after the next start', async () => {
    await people[1]!.say('another long answer')
    for (const program of stack.programs) {
      await stack.compose('stop', program)
      const state = await stack.tool('inspect', '--format', '{{.State.ExitCode}}', await stack.container(program))
      expect(state.trim(), 'ended by itself, not killed').toBe('0')
      await stack.compose('start', program)
    }
    await answered(21)
    await people[1]!.hears('This is chapter 24', 120_000)
  })

  test('compares payments by hand, and comes back to a backup', async () => {
    await stack.compose('run', '--rm', '-T', 'backend', 'worker', 'run', 'reconcile-payments')
    await stack.compose('run', '--rm', '-T', 'backup', 'now')
    const dump = readdirSync(stack.backupFolder).find((name) => name.endsWith('.dump.enc'))!
    await promisify(execFile)('deploy/restore', [dump], { env: { ...process.env, COMPOSE: stack.composeCommand } })
    await answered(21)
  })

  test('has every program at work afterwards', async () => {
    await stack.healthy(...always)
    await people[0]!.say('what is 6 * 7?')
    await people[0]!.hears('6 * 7 = 42', 60_000)
  })
})
