import type { Provider } from './provider.ts'
import type { ServerError } from './server-error.ts'

type LimitName = 'max_completion_tokens' | 'max_tokens'

/** How a server wants to be asked for a model, as far as its refusals have told: remembered while this process lives. */
export class Dialect {
  /** Null: this server takes no limit. */
  limitName: LimitName | null
  highestLimit = Infinity
  /** Whether it streams, and tells the figures at the end when it is asked to. */
  streams = true
  takesStreamOptions = true
  takesSystemRole = true
  takesEffort = true
  /** OpenAI itself takes names for persons and conversations that no other server may know. */
  readonly isOpenAi: boolean
  private readonly refusedNames = new Set<LimitName>()

  constructor(provider: Provider) {
    // OpenAI renamed the parameter and its newer models refuse the old name; most other servers know only the old one.
    this.isOpenAi = new URL(provider.baseUrl).hostname === 'api.openai.com'
    this.limitName = this.isOpenAi ? 'max_completion_tokens' : 'max_tokens'
  }

  /** Learns from a refusal that names what is wrong. False when there is nothing to learn: asking again changes nothing. */
  learn(error: ServerError, asked: Record<string, unknown>): boolean {
    if (error.status !== 400 && error.status !== 422 && error.status !== 501) return false
    if (this.limitName && this.limitName in asked && complainsAboutLimit(error)) {
      this.changeLimit(error, Number(asked[this.limitName]))
      return true
    }
    if (error.isTooLong()) return false
    if ('stream_options' in asked && isAbout(error, 'stream_options', 'include_usage')) {
      this.takesStreamOptions = false
      return true
    }
    if ('reasoning_effort' in asked && isAbout(error, 'reasoning_effort')) {
      this.takesEffort = false
      return true
    }
    if (asked['stream'] === true && (error.param === 'stream' || /streaming|['"`]stream['"`]/i.test(error.message))) {
      this.streams = false
      return true
    }
    if (this.takesSystemRole && /system (?:role|message|prompt)|role.{0,40}system/i.test(error.message)) {
      this.takesSystemRole = false
      return true
    }
    return false
  }

  private changeLimit({ message }: ServerError, asked: number): void {
    const highest = isTooLarge.test(message) ? highestIn(message, asked) : undefined
    if (highest !== undefined) {
      this.highestLimit = highest
      return
    }
    this.refusedNames.add(this.limitName!)
    const other = this.limitName === 'max_tokens' ? 'max_completion_tokens' : 'max_tokens'
    this.limitName = isTooLarge.test(message) || this.refusedNames.has(other) ? null : other
  }
}

const dialects = new Map<string, Dialect>()

export function dialectOf(provider: Provider): Dialect {
  const key = `${provider.baseUrl} ${provider.model}`
  const dialect = dialects.get(key) ?? new Dialect(provider)
  dialects.set(key, dialect)
  return dialect
}

const isTooLarge = /too (?:large|high|big)|at most|less than|maximum|exceeds?|<=|upper limit|range/i
/** Words about the sum of messages and answer: the past can be shortened, the parameter is not at fault. */
const aboutTheSum = /in the messages|in your (?:messages|prompt)|reduce the length|resulted in/i

function complainsAboutLimit(error: ServerError): boolean {
  return isAbout(error, 'max_tokens', 'max_completion_tokens', 'max_output_tokens') && !aboutTheSum.test(error.message)
}

/** The greatest limit that a refusal allows: the number in it that follows such words, and is less than what was asked. */
function highestIn(message: string, asked: number): number | undefined {
  // A sum with what this question took in holds for this question only.
  if (/input tokens|prompt tokens/i.test(message)) return undefined
  const after =
    /(?:at most|maximum|less than or equal to|less than|<=|up to|limit|exceeds?|range|,)[^\d]{0,60}(\d{2,7})/gi
  const numbers = [...message.matchAll(after)].map(([, digits]) => Number(digits))
  return numbers.find((number) => number < asked)
}

export function isAbout({ param, message }: ServerError, ...parameters: string[]): boolean {
  return parameters.some(
    (name) => param === name || param.startsWith(`${name}.`) || new RegExp(`\\b${name}\\b`).test(message),
  )
}
