import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { parseEnv } from 'node:util'
import { eventually } from '#tests/world/eventually.ts'
import { freePort } from '#platform/runtime/ports.ts'

const run = promisify(execFile)
/** A build is the longest. */
const commandLimitMs = 400_000
const outputLimitBytes = 64 * 1024 * 1024

export interface Engine {
  name: 'docker' | 'podman'
  compose: string[]
}

/** The compose file as one stack with a name, ports and secrets of its own. */
export interface Stack {
  engine: Engine
  settings: Record<string, string>
  /** The containers in which backend, bot and worker run. */
  programs: string[]
  backupFolder: string
  /** Changes settings; what they concern is made anew by the next `compose('up', …)`. */
  change(settings: Record<string, string>): void
  compose(...args: string[]): Promise<string>
  /** How a person would call compose for this stack. */
  composeCommand: string
  container(service: string): Promise<string>
  exec(service: string, ...command: string[]): Promise<string>
  tool(...args: string[]): Promise<string>
  /** Starts everything in its order: database, migrations, programs. */
  up(): Promise<void>
  /** Asks the Telegram at home, as its page does. */
  sandbox: (method: string, path: string, body?: unknown) => Promise<unknown>
  /** Waits until a container says itself that it can do its work. */
  healthy(...services: string[]): Promise<void>
  /** Waits until a container has done its work. */
  done(service: string): Promise<void>
  end(): Promise<void>
}

/** One after the other: podman's builds of the same stages wait for each other for ever. */
export async function buildImages(stack: Stack): Promise<void> {
  for (const service of ['backend', 'sandbox']) await stack.compose('build', service)
}

/** What there is to run containers with, or one sentence that says what is missing. */
export async function findEngine(): Promise<Engine | string> {
  if ((await works('docker', 'info')) && (await works('docker', 'compose', 'version')))
    return { name: 'docker', compose: ['docker', 'compose'] }
  if (!(await works('podman', 'info')))
    return 'Neither docker (with its compose plugin and a running daemon) nor podman is here: nothing was tested.'
  const version = await said('podman-compose', '--version')
  const [, major, minor] = /podman-compose version:? (\d+)\.(\d+)/.exec(version) ?? []
  if (major === undefined || Number(major) < 1 || (Number(major) === 1 && Number(minor) < 6))
    return 'podman is here, but podman-compose 1.6 or later is not (pip install podman-compose): nothing was tested.'
  if ((await said('podman', 'info', '--format', '{{.Host.NetworkBackend}}')).trim() === 'cni')
    return (
      'podman is here with its former network backend (cni), which knows no names on internal networks. Install netavark and ' +
      'aardvark-dns and set network_backend = "netavark" under [network] in containers.conf: nothing was tested.'
    )
  return { name: 'podman', compose: ['podman-compose'] }
}

async function works(command: string, ...args: string[]): Promise<boolean> {
  return run(command, args, { timeout: 60_000 }).then(
    () => true,
    () => false,
  )
}

async function said(command: string, ...args: string[]): Promise<string> {
  return run(command, args, { timeout: 60_000 }).then(
    ({ stdout, stderr }) => stdout + stderr,
    () => '',
  )
}

/** @param layout whether backend, bot and worker have a container each */
export async function createStack(engine: Engine, layout: 'three programs' | 'one process'): Promise<Stack> {
  const project = `pomogator-test-${randomBytes(3).toString('hex')}`
  const folder = mkdtempSync(join(tmpdir(), `${project}-`))
  const envFile = join(folder, 'env')
  const backupFolder = join(folder, 'backups')
  const settings: Record<string, string> = {
    ...(parseEnv(readFileSync('deploy/sandbox.env', 'utf8')) as Record<string, string>),
    COMPOSE_PROFILES: 'database,backup',
    WEBHOOK_SECRET: randomBytes(24).toString('hex'),
    BACKEND_TOKEN: randomBytes(24).toString('hex'),
    POSTGRES_PASSWORD: randomBytes(24).toString('hex'),
    DATABASE_PASSWORD: randomBytes(24).toString('hex'),
    BACKUP_PASSPHRASE: randomBytes(24).toString('hex'),
    HTTP_PORT: `127.0.0.1:${String(await freePort())}`,
    HTTPS_PORT: `127.0.0.1:${String(await freePort())}`,
    SANDBOX_PORT: String(await freePort()),
    BACKUP_DIR: backupFolder,
    POMOGATOR_IMAGE: `localhost/${project}:test`,
    SANDBOX_IMAGE: `localhost/${project}-sandbox:test`,
    TRIAL_MESSAGES: '20',
  }
  const files = ['deploy/compose.yaml', 'deploy/compose.sandbox.yaml']
  if (layout === 'one process') files.splice(1, 0, 'deploy/compose.one-process.yaml')
  if (engine.name === 'podman') files.push('tests/containers/compose.podman.yaml')
  const command = [
    ...engine.compose,
    '-p',
    project,
    '--env-file',
    envFile,
    ...files.flatMap((file) => ['-f', join(process.cwd(), file)]),
    // A build that shares this machine's network reaches whatever this machine reaches.
    ...(engine.name === 'podman'
      ? ['--profile', 'database', '--profile', 'backup', '--podman-build-args=--network=host']
      : []),
  ]
  const stack: Stack = {
    engine,
    settings,
    programs: layout === 'one process' ? ['backend'] : ['backend', 'worker', 'bot'],
    backupFolder,
    composeCommand: command.join(' '),
    change(more) {
      Object.assign(settings, more)
      writeFileSync(
        envFile,
        Object.entries(settings)
          .map(([name, value]) => `${name}=${value}\n`)
          .join(''),
      )
    },
    compose: (...args) => call(command[0]!, [...command.slice(1), ...args]),
    tool: (...args) => call(engine.name, args),
    async container(service) {
      const labels = [`project=${project}`, `service=${service}`].flatMap((label) => [
        '--filter',
        `label=com.docker.compose.${label}`,
      ])
      const ids = (await stack.tool('ps', '--all', '--quiet', ...labels)).split('\n').filter(Boolean)
      if (ids.length !== 1) throw new Error(`${service} has ${ids.length} containers`)
      return ids[0]!
    },
    async exec(service, ...args) {
      return stack.tool('exec', await stack.container(service), ...args)
    },
    async up() {
      if (engine.name === 'docker') await stack.compose('up', '--detach', '--wait')
      else {
        await stack.compose('up', '--detach', 'postgres', 'nginx')
        await stack.healthy('postgres', 'nginx')
        await stack.compose('up', '--detach', 'migrate')
        await stack.done('migrate')
        await stack.compose('up', '--detach')
      }
      await stack.done('migrate')
      await stack.healthy('postgres', 'nginx', ...stack.programs, 'sandbox')
    },
    async sandbox(method, path, body) {
      const response = await fetch(`http://127.0.0.1:${settings['SANDBOX_PORT']}${path}`, {
        method,
        ...(body === undefined ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
      })
      return response.json()
    },
    async healthy(...services) {
      for (const service of services)
        await eventually(async () => {
          const id = await stack.container(service)
          // podman runs the checks by systemd, where there is one; asking runs them everywhere.
          if (engine.name === 'podman') return void (await stack.tool('healthcheck', 'run', id))
          const status = (await stack.tool('inspect', '--format', '{{.State.Health.Status}}', id)).trim()
          if (status !== 'healthy') throw new Error(`${service} is ${status}`)
        }, 120_000)
    },
    async done(service) {
      await eventually(async () => {
        const state = await stack.tool(
          'inspect',
          '--format',
          '{{.State.Status}} {{.State.ExitCode}}',
          await stack.container(service),
        )
        if (state.trim() !== 'exited 0') throw new Error(`${service} is ${state}`)
      }, 120_000)
    },
    async end() {
      await stack.compose('down', '--volumes', '--timeout', '5').catch(() => undefined)
      await stack
        .tool('rmi', '--force', settings['POMOGATOR_IMAGE']!, settings['SANDBOX_IMAGE']!)
        .catch(() => undefined)
      rmSync(folder, { recursive: true, force: true })
    },
  }
  stack.change({})
  return stack
}

async function call(command: string, args: string[]): Promise<string> {
  try {
    const { stdout } = await run(command, args, {
      maxBuffer: outputLimitBytes,
      timeout: commandLimitMs,
      // podman leaves health checks out of images unless it is told to write docker's format
      env: { ...process.env, BUILDAH_FORMAT: 'docker' },
    })
    return stdout
  } catch (error) {
    const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string }
    throw new Error(`${command} ${args.join(' ')} failed:\n${stdout.slice(-4_000)}${stderr.slice(-4_000)}`, {
      cause: error,
    })
  }
}
