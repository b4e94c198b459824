import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readFileSync } from 'node:fs'

export interface Process {
  pid: number
  child: ChildProcess
  stop(): Promise<void>
}

/** Starts a program of ours with nothing of this process's environment; what it complains of is shown. */
export function start(args: string[], environment: Record<string, string>): Process {
  const child = spawn(process.execPath, args, {
    env: {
      PATH: process.env['PATH'],
      HOME: process.env['HOME'],
      NODE_ENV: 'production',
      LOG_LEVEL: 'error',
      ...environment,
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  return {
    pid: child.pid!,
    child,
    async stop() {
      if (child.exitCode !== null) return
      const exit = once(child, 'exit')
      child.kill('SIGTERM')
      const timer = setTimeout(() => child.kill('SIGKILL'), 15_000)
      await exit
      clearTimeout(timer)
    },
  }
}

/** Processor time of these processes in milliseconds; Linux only. */
export function cpuMsOf(pids: number[]): number {
  let ticks = 0
  for (const pid of pids) {
    const stat = read(`/proc/${pid}/stat`)
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    // With that of its children that have ended.
    ticks += fields.slice(11, 15).reduce((sum, own) => sum + Number(own), 0)
  }
  return ticks * 10
}

/**
 * Memory of these processes in MB; Linux only. RSS counts what processes share once for each of them, PSS divides it among
 * all that share it.
 */
export function memoryOf(pids: number[]): { rss: number; pss: number } {
  const memory = { rss: 0, pss: 0 }
  for (const pid of pids) {
    const rollup = read(`/proc/${pid}/smaps_rollup`)
    memory.rss += megabytes(rollup, 'Rss')
    memory.pss += megabytes(rollup, 'Pss')
  }
  return memory
}

function megabytes(rollup: string, name: string): number {
  return Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(rollup)?.[1] ?? 0) / 1024
}

/** PostgreSQL's processes: all that descend from its first one. */
export function familyOf(pid: number): number[] {
  const parents = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((name) => ({ pid: Number(name), parent: Number(/PPid:\s+(\d+)/.exec(read(`/proc/${name}/status`))?.[1]) }))
  const children = parents.filter(({ parent }) => parent === pid).map((entry) => entry.pid)
  return [pid, ...children.flatMap((child) => familyOf(child))]
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}
