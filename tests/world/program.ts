import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { expect } from 'vitest'
import { eventually } from './eventually.ts'

export interface Program {
  child: ChildProcess
  /** Everything it has printed. */
  said: () => string
  says: (text: string) => Promise<void>
  /** Sends a signal and waits for the end; returns the exit code. */
  end: (signal: NodeJS.Signals) => Promise<number | null>
}

/** One of our programs as a real process, with nothing of this one's environment; of other sources where they are named. */
export function startProgram(program: string, environment: Record<string, string>, cwd = process.cwd()): Program {
  const child = spawn(process.execPath, ['pomogator.js', program], {
    cwd,
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'], LOG_LEVEL: 'info', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  child.stdout.on('data', (bytes: Buffer) => (said += bytes.toString()))
  child.stderr.on('data', (bytes: Buffer) => (said += bytes.toString()))
  return {
    child,
    said: () => said,
    says: (text) => eventually(() => expect(said).toContain(text)),
    async end(signal) {
      if (child.exitCode === null && child.signalCode === null) {
        const exit = once(child, 'exit')
        child.kill(signal)
        await exit
      }
      return child.exitCode
    },
  }
}
