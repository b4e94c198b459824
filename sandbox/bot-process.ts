import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'

export interface BotProcess {
  status(): { managed: boolean; running: boolean; pid: number | null; starts: number }
  start(): void
  /** Without a word of warning, as a power cut would; whatever it has started goes with it. */
  kill(): Promise<void>
  stop(): Promise<void>
}

const farewellMs = 10_000

/**
 * A bot that the sandbox starts itself, so that it can be killed and started again in the middle of whatever it does. Without
 * a command there is none: a bot that was started elsewhere is not ours to kill.
 */
export function createBotProcess(command: string | undefined, environment: Record<string, string>): BotProcess {
  let child: ChildProcess | undefined
  let starts = 0
  const isRunning = () => child !== undefined && child.exitCode === null && child.signalCode === null

  async function end(signal: NodeJS.Signals) {
    if (!child?.pid || !isRunning()) return
    const gone = once(child, 'exit')
    // Its whole group: a shell or npm in front of the bot would otherwise outlive or shield it.
    process.kill(-child.pid, signal)
    const timer = setTimeout(() => child?.pid && process.kill(-child.pid, 'SIGKILL'), farewellMs)
    await gone
    clearTimeout(timer)
  }

  return {
    status: () => ({
      managed: command !== undefined,
      running: isRunning(),
      pid: isRunning() ? (child?.pid ?? null) : null,
      starts,
    }),
    start() {
      if (!command || isRunning()) return
      starts += 1
      child = spawn(command, {
        shell: true,
        detached: true,
        env: { ...process.env, ...environment },
        stdio: ['ignore', 'inherit', 'inherit'],
      })
    },
    kill: () => end('SIGKILL'),
    stop: () => end('SIGTERM'),
  }
}
