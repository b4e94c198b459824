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

/** Processor time in milliseconds and resident memory in MB of these processes; Linux only. */
export function usage(pids: number[]): { cpuMs: number; memoryMb: number } {
  let cpuMs = 0
  let memoryMb = 0
  for (const pid of pids) {
    const stat = read(`/proc/${pid}/stat`)
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    // With that of its children that have ended.
    cpuMs += fields.slice(11, 15).reduce((sum, ticks) => sum + Number(ticks), 0) * 10
    memoryMb += Number(/VmRSS:\s+(\d+)/.exec(read(`/proc/${pid}/status`))?.[1] ?? 0) / 1024
  }
  return { cpuMs, memoryMb }
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
