import { randomBytes } from 'node:crypto'
import type { Try } from './failure.ts'
import type { Provider, Turn } from './provider.ts'
import { tokenizer } from './tokens.ts'
import { toldInWords } from './told-in-words.ts'
import type { Round, Source, Step, Tool, ToolCall, ToolResult } from './tool.ts'
import { noUsage } from './usage.ts'
import type { WireRequest } from './wire.ts'
import { withoutMarks } from './without-marks.ts'

/** What may be looked up for one question. */
export interface Toolbox {
  tools: Tool[]
  /** Of what the tools give, all together; what is more is left out. */
  mostTokens: number
  /** How often a model that searches the web by itself may do so. */
  ownSearches: number
  /** What a model is told before each result: that it is data. */
  note: string
}

/** What a model wants to know before it answers. */
export interface Called {
  said: string
  kept: unknown[]
  calls: ToolCall[]
}

/** Then the model answers with what it has. */
const mostRounds = 5
/** The first result must not take all of the room. */
const shareOfOne = 1 / 3
/** Less is no room for a result. */
const fewTokens = 200
/** Of the marks around a result and of the call. */
const tokensAround = 120
const charactersPerToken = 8
/** A tool limits its time by itself; this is for one that does not. */
const longestRunMs = 30_000

/** What is looked up for one question, whichever model asks for it. A call is made once: its result is there for the next model too. */
export class Lookups {
  /** The pages that results come from; a model names them by their place, counted from 1. */
  readonly sources: Source[] = []
  /** Searches that gave something. */
  searches = 0
  /** Of all results so far. */
  tokens = 0
  private readonly toolbox: Toolbox
  private readonly rounds: Round[] = []
  private readonly made = new Map<string, Promise<ToolResult>>()
  private readonly counts = new Map<string, number>()
  private readonly tries: Try[] = []
  private readonly mark = `result-${randomBytes(8).toString('hex')}`

  constructor(toolbox: Toolbox) {
    this.toolbox = toolbox
  }

  /** A question as a provider is asked it now: with tools while there are some, and at last without any. */
  requestFor(provider: Provider, turns: Turn[], mayCall: boolean): Pick<WireRequest, 'turns' | 'use'> {
    const searchesItself = provider.searches === 'itself'
    const ownSearches = mayCall && searchesItself && this.rounds.length === 0 ? this.toolbox.ownSearches : 0
    const tools = mayCall && !searchesItself ? this.offered() : []
    if (tools.length === 0 && ownSearches === 0) return { turns: toldInWords(turns, this.rounds) }
    const isOwn = ({ by }: Round) => by === provider.name
    const others = this.rounds.filter((round) => !isOwn(round))
    return { turns: toldInWords(turns, others), use: { tools, rounds: this.rounds.filter(isOwn), ownSearches } }
  }

  /** What is about to be looked up, for the person who waits. */
  stepsOf({ calls }: Called): Step[] {
    return calls.flatMap((call) => {
      const tool = this.made.has(keyOf(call)) ? undefined : this.toolFor(call)
      const input = inputOf(call)
      const step = tool && input !== undefined ? tool.step(input) : undefined
      return step && step.what !== '' ? [step] : []
    })
  }

  /** Makes the calls, all at the same time. Returns what they have cost, as tries. */
  async look(by: string, { said, kept, calls }: Called, signal: AbortSignal): Promise<Try[]> {
    const given = await Promise.all(calls.map((call) => this.resultOf(call, signal)))
    const results: string[] = []
    for (const [index, result] of given.entries()) results.push(await this.block(calls[index]!.name, result))
    this.rounds.push({ by, said, kept, calls, results })
    return this.tries.splice(0)
  }

  private offered(): Tool[] {
    if (this.rounds.length >= mostRounds || this.tokensLeft() < fewTokens) return []
    return this.toolbox.tools.filter((tool) => this.mayCall(tool))
  }

  private tokensLeft(): number {
    return this.toolbox.mostTokens - this.tokens
  }

  private mayCall({ name, mostCalls = Infinity }: Tool): boolean {
    return (this.counts.get(name) ?? 0) < mostCalls
  }

  private toolFor({ name }: ToolCall): Tool | undefined {
    const tool = this.toolbox.tools.find((one) => one.name === name)
    return tool && this.mayCall(tool) ? tool : undefined
  }

  private resultOf(call: ToolCall, signal: AbortSignal): Promise<ToolResult> {
    const known = this.made.get(keyOf(call))
    if (known) return known
    const tool = this.toolFor(call)
    if (!tool) return Promise.resolve(refusing(`There is no tool ${call.name} any more. Answer with what you have.`))
    const input = inputOf(call)
    if (input === undefined) return Promise.resolve(refusing('The input is no JSON.'))
    this.counts.set(tool.name, (this.counts.get(tool.name) ?? 0) + 1)
    const result = this.run(tool, input, signal)
    this.made.set(keyOf(call), result)
    return result
  }

  private async run(tool: Tool, input: unknown, signal: AbortSignal): Promise<ToolResult> {
    const begun = performance.now()
    const limited = AbortSignal.any([signal, AbortSignal.timeout(longestRunMs)])
    const result = await tool.run(input, limited).catch(() => refusing('It took too long.'))
    const isSearch = tool.step(input).kind === 'search'
    const { service, costMicros, isError, sources } = result
    if (isSearch && !isError && sources.length > 0) this.searches += 1
    if (service !== '')
      this.tries.push({
        provider: service,
        model: tool.name,
        outcome: isError ? 'unavailable' : 'answered',
        ms: Math.round(performance.now() - begun),
        usage: isSearch ? { ...noUsage, searches: 1 } : noUsage,
        costMicros,
      })
    return result
  }

  /** A result as the model reads it. Nothing in it can end it, because its mark cannot be guessed. */
  private async block(name: string, { text, sources }: ToolResult): Promise<string> {
    const numbers = sources.map((source) => this.numberOf(source))
    const numbered = text.replaceAll(/^\[(\d{1,3})\](?= )/gm, (own, n: string) => {
      const number = numbers[Number(n) - 1]
      return number === undefined ? own : `[${number}]`
    })
    const share = this.toolbox.tools.find((tool) => tool.name === name)?.isNamed ? 1 : shareOfOne
    const most = Math.min(Math.ceil(this.toolbox.mostTokens * share), this.tokensLeft())
    const fitting = await shortened(withoutMarks(numbered.toWellFormed(), 'result'), Math.max(0, most - tokensAround))
    this.tokens += fitting.tokens + tokensAround
    return `${this.toolbox.note}\n<${this.mark} of="${name}">\n${fitting.text}\n</${this.mark}>`
  }

  private numberOf(source: Source): number {
    const known = this.sources.findIndex(({ url }) => url === source.url)
    return known === -1 ? this.sources.push(source) : known + 1
  }
}

function keyOf({ name, input }: ToolCall): string {
  return `${name} ${input}`
}

/** Undefined: it is no JSON. Nothing at all is an empty input. */
function inputOf({ input }: ToolCall): unknown {
  try {
    return JSON.parse(input || '{}')
  } catch {
    return undefined
  }
}

function refusing(text: string): ToolResult {
  return { text, sources: [], isError: true, costMicros: 0, service: '' }
}

/** The beginning of a text that has at most so many tokens. */
async function shortened(text: string, most: number): Promise<{ text: string; tokens: number }> {
  const count = await tokenizer()
  let fitting = text.slice(0, most * charactersPerToken)
  for (;;) {
    const tokens = count(fitting)
    if (tokens <= most || fitting === '')
      return { text: fitting === text ? text : `${fitting.toWellFormed()}…`, tokens }
    fitting = fitting.slice(0, Math.floor((fitting.length * most * 0.95) / tokens))
  }
}
