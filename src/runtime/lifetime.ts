import { type Environment, loadEnvironment, SettingsError } from './environment.ts'
import { createLog, type Log, withoutSecrets } from './log.ts'

/** Something that runs until it is stopped. `stop` finishes or hands back what is under way and never takes longer than its limit. */
export interface Running {
  stop(): Promise<void>
}

const stopLimitMs = 15_000

/**
 * The life of one program: starts it, waits for SIGINT or SIGTERM, stops it in order. A wrong setting ends it with one
 * sentence and no stack; a second signal, or a stop that hangs, ends it at once.
 */
export async function runProgram(
  name: string,
  start: (environment: Environment, log: Log) => Promise<Running>,
  options: { usualLevel?: string; severalPrograms?: boolean } = {},
): Promise<void> {
  const environment = loadEnvironment()
  const log = createLog(options.severalPrograms ? undefined : name, {
    level: environment['LOG_LEVEL'] || (options.usualLevel ?? 'info'),
    pretty: process.stdout.isTTY,
  })
  process.on('unhandledRejection', (error) =>
    log.error({ err: error }, 'A promise failed and nobody was waiting for it'),
  )
  const signalled = firstSignal()
  try {
    const running = await start(environment, log)
    const signal = await signalled
    log.info({ signal }, 'Stopping')
    endAfter(stopLimitMs, log)
    await running.stop()
    process.exit(0)
  } catch (error) {
    if (error instanceof SettingsError) process.stderr.write(`${error.message}\n`)
    else {
      log.fatal({ err: error }, 'The program could not start')
      process.stderr.write(`${withoutSecrets(error instanceof Error ? error.message : String(error))}\n`)
    }
    process.exit(1)
  }
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

/** Ctrl-C under npm arrives twice, from the terminal and from npm; only a later signal means impatience. */
const twiceWithinMs = 1_000

/** The listeners stay for ever: without one, the second signal of a pair would end the process where it stands. */
function firstSignal(): Promise<string> {
  const { promise, resolve } = Promise.withResolvers<string>()
  let first: number | undefined
  for (const signal of ['SIGINT', 'SIGTERM'])
    process.on(signal, () => {
      first ??= performance.now()
      if (performance.now() - first > twiceWithinMs) process.exit(1)
      resolve(signal)
    })
  return promise
}

function endAfter(limitMs: number, log: Log) {
  setTimeout(() => {
    log.error('Stopping took too long; ending now')
    process.exit(1)
  }, limitMs).unref()
}
