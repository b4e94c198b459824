import { setTimeout as sleep } from 'node:timers/promises'
import { type Environment, loadEnvironment, logLevel, readSettings } from './environment.ts'
import { createLog, type Log, messageOf, withoutSecrets } from './log.ts'
import { complaints } from './output.ts'
import { readProxy, useProxy } from './proxy.ts'
import { checkAll, StartError } from './start-error.ts'

/** Something that runs until it is stopped. `stop` finishes or hands back what is under way and never takes longer than its limit. */
export interface Running {
  stop(): Promise<void>
  /** Settles, with the reason, when it cannot go on; absent: it always can. */
  failed?: Promise<Error>
}

const stopLimitMs = 15_000
/** What a stop gives to work under way before it hands it to the next process. */
export const finishLimitMs = 8_000

export interface Program<Config> {
  name: string
  /** Reads and checks every setting before anything starts. */
  readConfig: (environment: Environment) => Config
  /** When `signal` is aborted it gives up soon, takes down what stands already, and throws. */
  start: (config: Config, log: Log, signal: AbortSignal) => Promise<Running>
  /** What the log tells when nothing is set. */
  usualLevel?: 'info' | 'warn'
  /** Whether each line names the program that says it. */
  severalPrograms?: boolean
}

/**
 * The life of one program: starts it, waits for a signal, stops it in order. What keeps it from starting is said in one
 * sentence without a stack; a second signal, or a stop that hangs, ends it at once.
 */
export async function runProgram<Config>(program: Program<Config>): Promise<void> {
  const stopping = untilSignalled()
  let log = createLog(program.name, { level: 'info' })
  try {
    const environment = loadEnvironment()
    const [level, config] = checkAll(
      () => readCommon(environment, program.usualLevel ?? 'info'),
      () => program.readConfig(environment),
    )
    log = createLog(program.severalPrograms ? undefined : program.name, { level, pretty: process.stdout.isTTY })
    useProxy(environment)
    process.on('unhandledRejection', (error) =>
      log.error({ err: error }, 'A promise failed and no code was waiting for it'),
    )
    stopping.addEventListener('abort', () => beginToStop(stopping, log), { once: true })
    const running = await program.start(config, log, stopping)
    const failure = await Promise.race([aborted(stopping), running.failed ?? aborted(stopping)])
    if (failure) log.fatal({ err: failure }, 'The program cannot go on')
    await running.stop()
    process.exit(failure ? 1 : 0)
  } catch (error) {
    if (stopping.aborted) process.exit(0)
    explain(error, log)
    process.exit(1)
  }
}

/** What every program reads: how much to log, and by which way to go out. */
export function readCommon(environment: Environment, usualLevel: 'info' | 'warn' = 'info'): string {
  const [settings] = checkAll(
    () => readSettings(environment, { LOG_LEVEL: logLevel.default(usualLevel) }),
    () => readProxy(environment),
  )
  return settings.LOG_LEVEL
}

/** One sentence, and the stack only of what was not foreseen. */
export function explain(error: unknown, log: Log): void {
  if (error instanceof StartError) return complaints.write(`${error.message}\n`)
  log.fatal({ err: error }, 'The program could not start')
  complaints.write(`${withoutSecrets(messageOf(error))}\n`)
}

/** Stops several things one after the other, in the order given; what fails does not keep the rest from stopping. */
export async function stopInOrder(log: Log, steps: readonly (() => Promise<unknown>)[]): Promise<void> {
  for (const step of steps) {
    try {
      await step()
    } catch (error) {
      log.error({ err: error }, 'A part of the program did not stop cleanly')
    }
  }
}

/** Ctrl-C under npm arrives twice, from the terminal and from npm; only a later signal asks to end at once. */
const twiceWithinMs = 1_000

/**
 * Aborted by the first signal to end, also that of a terminal which is closed. The listeners stay for ever: without one, the
 * second signal of a pair would end the process where it stands.
 */
export function untilSignalled(): AbortSignal {
  const controller = new AbortController()
  let first: number | undefined
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
    process.on(signal, () => {
      first ??= performance.now()
      if (performance.now() - first > twiceWithinMs) process.exit(1)
      controller.abort(signal)
    })
  return controller.signal
}

export function aborted(signal: AbortSignal): Promise<undefined> {
  const { promise, resolve } = Promise.withResolvers<undefined>()
  if (signal.aborted) resolve(undefined)
  else signal.addEventListener('abort', () => resolve(undefined), { once: true })
  return promise
}

function beginToStop(stopping: AbortSignal, log: Log): void {
  log.info({ signal: stopping.reason as unknown }, 'Stopping')
  void sleep(stopLimitMs, undefined, { ref: false }).then(() => {
    log.error('Stopping took too long; ending now')
    process.exit(1)
  })
}
