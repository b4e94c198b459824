/** Something that a model may ask for while it answers. It only reads: nothing it does changes anything anywhere. */
export interface Tool extends ToolDefinition {
  /** Undefined: it may be called until the rounds are over. */
  mostCalls?: number
  /** Whether a person has named what it reads: then its result may take all of the room. */
  isNamed?: boolean
  /** What the growing answer says while it runs. Never throws. */
  step(input: unknown): Step
  /** Never throws but for an aborted signal: what went wrong is said to the model as text with `isError`. */
  run(input: unknown, signal: AbortSignal): Promise<ToolResult>
}

/** As a model is told of it. */
export interface ToolDefinition {
  /** [a-zA-Z0-9_-]{1,64}, unique within one question. */
  name: string
  /** When it is of use. */
  description: string
  /** JSON Schema of its input. */
  parameters: Record<string, unknown>
}

/** `search`: the words; `page`: its host; `server`: its title. */
export interface Step {
  kind: 'search' | 'page' | 'server'
  what: string
}

/** A page of the web that an answer may name. */
export interface Source {
  title: string
  url: string
}

export interface ToolResult {
  /** For the model. Each of its pages begins with a line `[n] Title`, counted from 1 in the order of `sources`. */
  text: string
  sources: Source[]
  isError: boolean
  /** Micro-dollars that this call has cost the owner, and whom, as the costs name them. */
  costMicros: number
  service: string
}

/** A call as a model makes it. */
export interface ToolCall {
  id: string
  name: string
  /** JSON, if the model keeps to it. */
  input: string
  /** What some servers want back with it, as they gave it. */
  extra?: unknown
}

/** A piece of a call, as a server streams it: the pieces of one call have the same index. */
export interface CallPiece {
  index: number
  id: string
  name: string
  input: string
  extra?: unknown
}

/** Calls that a model has made at once, and what came of each. */
export interface Round {
  /** The name of the provider whose model made them. */
  by: string
  /** What the model said before them. */
  said: string
  /** What only its own server can read and wants back, such as its encrypted reasoning. */
  kept: unknown[]
  calls: ToolCall[]
  /** One for each call: what was found, marked as data. */
  results: string[]
}

/** What a model may look up with, and what it has looked up. */
export interface ToolUse {
  tools: ToolDefinition[]
  /** Only of the same provider: those of another one are told in words. */
  rounds: Round[]
  /** How often it may search the web by itself; 0: it may not. */
  ownSearches: number
}
