/**
 * What 10 thousand to 100 million active people a day take, and what breaks first on the way there: `npm run simulate`.
 * Everything follows from the figures at the top. `--write` puts the table into docs/scaling.md, and a test says when the
 * page and this script disagree.
 */
import { readFileSync, writeFileSync } from 'node:fs'

/** What a question costs, measured by `npm run cost -- 100 10`; see docs/scaling.md. */
const measured = {
  backendMs: 10,
  botMs: 10,
  postgresMs: 7,
  roomKiB: 2.1,
  /** Of a backend or bot, whichever holds more. */
  connections: 13,
  /** Of a backend or bot at work, see docs/performance.md. */
  programMB: 240,
}

const assumed = {
  questionsADay: 10,
  /** Of a day's questions in its busiest hour. */
  shareOfBusiestHour: 0.1,
  /** Messages and presses of buttons for each question. */
  updatesAQuestion: 1.3,
  /** Draft, final text and buttons, of a usual answer. */
  callsAQuestion: 10,
  /** How full a processor may be. */
  load: 0.6,
  /** For how long texts are kept. */
  monthsKept: 12,
  /** What PostgreSQL keeps in memory of each active person: the last exchanges and everything that decides what pays. */
  hotKiB: 8,
}

/** The largest things that are usual to rent, and what a pool and a server are set to. */
const limits = {
  smallServerProcessors: 2,
  databaseProcessors: 32,
  diskTB: 10,
  /** `max_connections` less those of the owner and the workers. */
  connections: 190,
  /** Connections by which Telegram brings updates, as the bot asks for; Telegram allows 100. */
  webhookConnections: 40,
  /** From Telegram's machine to ours and back, with the update stored. */
  webhookMs: 50,
  /** Messages to many people a second, and the most that Telegram sells. */
  broadcastPerSecond: 30,
  paidBroadcastPerSecond: 1_000,
}

/** A month at a usual provider, in dollars. */
const prices = {
  processor: 14,
  memoryGB: 3.5,
  diskGB: 0.09,
  /** A question to the cheap model of the catalogue: 2,000 tokens in, 700 out. */
  modelQuestion: 0.00055,
}

const sizes = [10_000, 100_000, 1_000_000, 10_000_000, 100_000_000]
const [begin, end] = ['<!-- simulation: written by the script -->', '<!-- simulation: end -->']
const page = 'docs/scaling.md'

/** In the busiest hour. */
const questionsPerSecond = (people: number) =>
  (people * assumed.questionsADay * assumed.shareOfBusiestHour) / secondsOfHour
const peopleAt = (questions: number) =>
  (questions * secondsOfHour) / (assumed.questionsADay * assumed.shareOfBusiestHour)
const secondsOfHour = 3_600
const daysOfMonth = 30

interface Limit {
  what: string
  /** Active people a day up to which it suffices. */
  people: number
  remedy: string
}

/** In the order in which they are met. */
function limitsOf(): Limit[] {
  const { backendMs, botMs, postgresMs, roomKiB, connections } = measured
  const processorMs = assumed.load * 1_000
  const updates = limits.webhookConnections / (limits.webhookMs / 1_000)
  const programsAtOnce = limits.connections / connections
  const yearKiB = assumed.questionsADay * daysOfMonth * assumed.monthsKept * roomKiB
  return [
    {
      what: `the ${limits.smallServerProcessors} processors of the one server`,
      people: peopleAt((limits.smallServerProcessors * processorMs) / (backendMs + botMs + postgresMs)),
      remedy: 'a larger one, or PostgreSQL on its own',
    },
    {
      what: 'one process of the backend or bot',
      people: peopleAt(processorMs / Math.max(backendMs, botMs)),
      remedy: 'step 1, more processes',
    },
    {
      what: `${limits.connections} connections`,
      people: peopleAt((programsAtOnce * processorMs) / (backendMs + botMs)),
      remedy: 'step 2, PgBouncer',
    },
    {
      what: `${limits.diskTB} TB of disk, texts kept for ${assumed.monthsKept} months`,
      people: (limits.diskTB * 1e9) / yearKiB,
      remedy: '`KEEP_TEXTS_DAYS`, or step 5',
    },
    {
      what: `a message to everybody within a day, at ${limits.broadcastPerSecond} a second`,
      people: limits.broadcastPerSecond * 24 * secondsOfHour,
      remedy: `Telegram's paid broadcasts, up to ${thousands(limits.paidBroadcastPerSecond)} a second`,
    },
    {
      what: `${limits.webhookConnections} connections by which Telegram brings updates, ${limits.webhookMs} ms each`,
      people: peopleAt(updates / assumed.updatesAQuestion),
      remedy: "100 connections, then a Bot API server of one's own",
    },
    {
      what: `one PostgreSQL with ${limits.databaseProcessors} processors`,
      people: peopleAt((limits.databaseProcessors * processorMs) / postgresMs),
      remedy: 'step 5',
    },
    {
      what: `a message to everybody within a day, at ${thousands(limits.paidBroadcastPerSecond)} a second`,
      people: limits.paidBroadcastPerSecond * 24 * secondsOfHour,
      remedy: 'none; say it over two days',
    },
  ].toSorted((a, b) => a.people - b.people)
}

/** What so many people take. */
function needsOf(people: number) {
  const questions = questionsPerSecond(people)
  const { backendMs, botMs, postgresMs, roomKiB } = measured
  const processMs = assumed.load * 1_000
  const programs = Math.ceil((questions * backendMs) / processMs) + Math.ceil((questions * botMs) / processMs)
  const processors = (questions * (backendMs + botMs + postgresMs)) / processMs
  const memoryGB = (programs * measured.programMB) / 1_000 + Math.max(0.25, (people * assumed.hotKiB) / 1e6)
  const monthGB = (people * assumed.questionsADay * daysOfMonth * roomKiB) / 1e6
  return {
    questions,
    processors,
    memoryGB,
    monthGB,
    connections: programs * measured.connections,
    calls: questions * assumed.callsAQuestion,
    updates: questions * assumed.updatesAQuestion,
    servers:
      Math.max(processors, 1) * prices.processor +
      Math.max(memoryGB, 1) * prices.memoryGB +
      monthGB * assumed.monthsKept * prices.diskGB,
    model: people * assumed.questionsADay * daysOfMonth * prices.modelQuestion,
  }
}

/** Two tables: what each size takes, and what is met on the way. */
export function simulate(): string[] {
  const rows = sizes.map((people) => {
    const needs = needsOf(people)
    const first = limitsOf().find((limit) => limit.people > people / 10 && limit.people <= people)
    return [
      thousands(people),
      thousands(needs.questions),
      thousands(needs.processors),
      thousands(needs.memoryGB),
      thousands(needs.monthGB),
      thousands(needs.connections),
      `${thousands(needs.calls)}, ${thousands(needs.updates)}`,
      thousands(needs.servers),
      thousands(needs.model),
      first ? `${first.what}: at ${thousands(first.people)}` : 'nothing',
    ]
  })
  return [
    "| active people a day | questions a second, busiest hour | processors | memory, GB | room a month, GB | connections | calls of Telegram and updates a second | servers a month, $ | the model's provider a month, $ | breaks first on the way there |",
    '|---:|---:|---:|---:|---:|---:|---:|---:|---:|---|',
    ...rows.map((cells) => `| ${cells.join(' | ')} |`),
    '',
    '| breaks | at so many active people a day | what then |',
    '|---|---:|---|',
    ...limitsOf().map(({ what, people, remedy }) => `| ${what} | ${thousands(people)} | ${remedy} |`),
  ]
}

/** The part of the page that the script writes. */
export function sectionOf(text: string): string[] {
  const [from, to] = [text.indexOf(begin), text.indexOf(end)]
  if (from === -1 || to < from) throw new Error(`${page} has no marks of the simulation`)
  return text
    .slice(from + begin.length, to)
    .trim()
    .split('\n')
}

/** Two figures are as many as such an estimate has. */
function thousands(value: number): string {
  const digits = Math.max(0, Math.floor(Math.log10(Math.max(value, 1))) - 1)
  const rounded = value < 10 ? Math.round(value * 10) / 10 : Math.round(value / 10 ** digits) * 10 ** digits
  return rounded.toLocaleString('en-US')
}

function main(): void {
  process.stdout.write(`${simulate().join('\n')}\n`)
  if (!process.argv.includes('--write')) return
  const text = readFileSync(page, 'utf8')
  writeFileSync(page, text.replace(sectionOf(text).join('\n'), simulate().join('\n')))
}

if (import.meta.main) main()
