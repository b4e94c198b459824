/**
 * How long people wait when a program is killed or frozen in the middle of their answer, and when Telegram or the database
 * comes back after an outage: `npm run bench:recovery`. Two backends and two bots as processes, and then one process that is
 * started again; `-- --kills 10` for less.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { percentile, print } from './figures.ts'
import { writeSection } from './page.ts'
import { type Asked, type Stand, startStand } from './stand.ts'

const { values: wish } = parseArgs({
  options: {
    kills: { type: 'string', default: '50' },
    freezes: { type: 'string', default: '5' },
    outages: { type: 'string', default: '5,30,90' },
    /** One bot and one backend: the killed one is started again and takes over itself. */
    alone: { type: 'boolean', default: false },
    /** Only the one process. */
    together: { type: 'boolean', default: false },
  },
})
/** Longer than any lease. */
const frozenMs = 20_000

const copies = wish.alone ? 1 : 2
const lines: string[] = []
let stand: Stand

say(
  `${copies} × backend and bot, and all programs as one process. From the blow until another process, or the same one restarted, has the work.`,
)
say(`\n| | times | p50 | p95 | longest | answer complete, p95 | answered twice |\n|---|---:|---:|---:|---:|---:|---:|`)
const outages = wish.together ? [] : await separatePrograms()
await onStand({ backends: 1, bots: 1, together: true }, () =>
  strike('kill -9 of the one process', Number(wish.kills), (asked) => stand.kill('bot', asked), 'bot'),
)
for (const line of outages) say(line)
if (!wish.alone && !wish.together) writeSection('recovery', lines)
process.exit(0)

async function onStand(layout: { backends: number; bots: number; together: boolean }, play: () => Promise<void>) {
  stand = await startStand({ ...layout, tokenMs: 25 })
  try {
    await play()
  } finally {
    await stand.stop()
  }
}

/** Returns the table of outages, which stands below that of blows. */
async function separatePrograms(): Promise<string[]> {
  const table = [`\n| outage | lasts | first person served after its end | last of 20 |\n|---|---:|---:|---:|`]
  await onStand({ backends: copies, bots: copies, together: false }, async () => {
    for (const victim of ['bot', 'backend'] as const) {
      await strike(`kill -9 of a ${victim}`, Number(wish.kills), (asked) => stand.kill(victim, asked), victim)
      if (!wish.alone)
        await strike(
          `a ${victim} frozen for ${frozenMs / 1000} s`,
          Number(wish.freezes),
          (asked) => stand.freeze(victim, asked, frozenMs),
          victim,
        )
    }
    for (const seconds of wish.outages.split(',').filter(Boolean).map(Number)) {
      table.push(await outage('Telegram', seconds, () => stand.cutTelegram()))
      table.push(await outage('database', seconds, () => stand.cutDatabase()))
    }
  })
  return table
}

function say(line: string): void {
  lines.push(line)
  print(line)
}

async function strike(
  name: string,
  times: number,
  blow: (asked: Asked) => Promise<void>,
  victim: 'bot' | 'backend',
): Promise<void> {
  const taken: number[] = []
  const complete: number[] = []
  let twice = 0
  for (let n = 0; n < times; n += 1) {
    await stand.allReady()
    const asked = await stand.ask()
    await sleep(Math.random() * 1_000)
    const at = performance.now()
    const returned = blow(asked)
    await stand.takenOver(asked, victim)
    taken.push(performance.now() - at)
    await stand.delivered(asked)
    complete.push(performance.now() - at)
    await returned
    await stand.allReady()
    if ((await stand.timesAnswered(asked)) !== 1) twice += 1
  }
  if (times > 0)
    say(
      `| ${[name, times, ...[50, 95, 100].map((p) => shown(percentile(taken, p))), shown(percentile(complete, 95)), twice].join(' | ')} |`,
    )
}

/** Twenty people ask while it lasts. */
async function outage(name: string, seconds: number, cut: () => Promise<() => Promise<void>>): Promise<string> {
  await stand.allReady()
  const mend = await cut()
  const asked = []
  for (let n = 0; n < 20; n += 1) {
    asked.push(stand.say('short'))
    await sleep((seconds * 1000) / 20)
  }
  const said = await Promise.all(asked)
  await mend()
  const at = performance.now()
  const served = await Promise.all(said.map((one) => stand.answered(one).then(() => performance.now() - at)))
  return `| ${[name, `${seconds} s`, shown(Math.min(...served)), shown(Math.max(...served))].join(' | ')} |`
}

function shown(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`
}
