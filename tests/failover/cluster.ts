import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import {
  chownSync,
  existsSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { eventually } from '#tests/world/eventually.ts'

export interface Programs {
  patroni: string
  etcd: string
  haproxy: string
  /** The folder with initdb and postgres. */
  postgres: string
}

interface Node {
  name: string
  /** As when the plug is pulled: Patroni, PostgreSQL and etcd of this node end where they stand. */
  kill(): void
  /** The machine is back. */
  start(): void
  role(): Promise<string>
}

/** Three nodes with etcd, Patroni and PostgreSQL, and HAProxy in front, as ordinary processes of this machine. */
export interface Cluster {
  nodes: Node[]
  /** The address that always leads to the primary. */
  url: string
  primary(): Promise<Node>
  end(): Promise<void>
}

const address = '127.0.0.1'
const debian = 'apt-get install patroni etcd-server haproxy postgresql'

/** Where everything is, or one sentence that says what is missing. */
export function findPrograms(): Programs | string {
  const folders = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/sbin', '/usr/local/sbin']
  const find = (name: string) => folders.map((folder) => join(folder, name)).find((path) => existsSync(path))
  const postgres = globSync('/usr/lib/postgresql/*/bin')
    .toSorted((one, other) => Number(one.split('/')[4]) - Number(other.split('/')[4]))
    .findLast((folder) => existsSync(join(folder, 'initdb')))
  const found = { patroni: find('patroni'), etcd: find('etcd'), haproxy: find('haproxy'), postgres }
  const missing = Object.entries(found).flatMap(([name, path]) => (path ? [] : [name]))
  return missing.length === 0
    ? (found as Programs)
    : `Not here: ${missing.join(', ')} (on Debian: ${debian}). Nothing was tested.`
}

export async function startCluster(programs: Programs): Promise<Cluster> {
  const folder = mkdtempSync(join(tmpdir(), 'pomogator-failover-'))
  const owner = postgresUser()
  own(folder)
  const names = ['one', 'two', 'three']
  const ports = await freePorts(names.length * 4 + 2)
  const plans = names.map((name, index) => ({
    name,
    postgres: ports[index * 4]!,
    rest: ports[index * 4 + 1]!,
    client: ports[index * 4 + 2]!,
    peer: ports[index * 4 + 3]!,
  }))
  const [primaryPort, replicaPort] = ports.slice(-2) as [number, number]
  const password = randomBytes(16).toString('hex')
  const running = new Set<ChildProcess>()
  const nodes = plans.map(createNode)
  for (const node of nodes) node.start()
  const haproxy = startHaproxy()

  const cluster: Cluster = {
    nodes,
    url: `postgres://postgres:${password}@${address}:${primaryPort}/postgres`,
    async primary() {
      const roles = await Promise.all(nodes.map((node) => node.role()))
      const index = roles.findIndex((role) => role === 'master' || role === 'primary')
      if (index < 0) throw new Error(`There is no primary: ${roles.join(', ')}`)
      return nodes[index]!
    },
    async end() {
      haproxy.kill('SIGKILL')
      for (const node of nodes) node.kill()
      for (const child of running) if ((child.exitCode ?? child.signalCode) === null) await once(child, 'exit')
      rmSync(folder, { recursive: true, force: true })
    },
  }
  return cluster

  function createNode(plan: (typeof plans)[number]): Node {
    const home = join(folder, plan.name)
    mkdirSync(home)
    own(home)
    const config = join(home, 'patroni.yaml')
    const dataDir = join(home, 'data')
    writeFileSync(
      config,
      filled('deploy/ha/patroni.yaml', {
        NODE: plan.name,
        ADDRESS: address,
        NETWORK: `${address}/32`,
        REST_PORT: plan.rest,
        POSTGRES_PORT: plan.postgres,
        ETCD_HOSTS: JSON.stringify(plans.map(({ client }) => `${address}:${client}`)),
        DATA_DIR: dataDir,
        SOCKET_DIR: home,
        BIN_DIR: programs.postgres,
        SUPERUSER_PASSWORD: password,
        REPLICATION_PASSWORD: password,
      }),
    )
    own(config)
    let children: ChildProcess[] = []
    return {
      name: plan.name,
      start() {
        const etcd = run(`${plan.name}-etcd`, programs.etcd, [
          '--name',
          plan.name,
          '--data-dir',
          join(home, 'etcd'),
          '--listen-client-urls',
          `http://${address}:${plan.client}`,
          '--advertise-client-urls',
          `http://${address}:${plan.client}`,
          '--listen-peer-urls',
          `http://${address}:${plan.peer}`,
          '--initial-advertise-peer-urls',
          `http://${address}:${plan.peer}`,
          '--initial-cluster',
          plans.map(({ name, peer }) => `${name}=http://${address}:${peer}`).join(','),
        ])
        children = [etcd, run(`${plan.name}-patroni`, programs.patroni, [config])]
      },
      kill() {
        for (const child of children) child.kill('SIGKILL')
        const pidFile = join(dataDir, 'postmaster.pid')
        if (existsSync(pidFile)) endProcess(Number(readFileSync(pidFile, 'utf8').split('\n')[0]))
      },
      async role() {
        const reply = await fetch(`http://${address}:${plan.rest}/patroni`).catch(() => undefined)
        if (!reply) return 'silent'
        const { role, state } = (await reply.json()) as { role: string; state: string }
        return state === 'running' || state === 'streaming' ? role : state
      },
    }
  }

  function startHaproxy(): ChildProcess {
    const config = join(folder, 'haproxy.cfg')
    const servers = plans.map(
      ({ name, postgres, rest }) => `  server ${name} ${address}:${postgres} check port ${rest}`,
    )
    writeFileSync(
      config,
      filled('deploy/ha/haproxy.cfg', {
        BIND: address,
        PRIMARY_PORT: primaryPort,
        REPLICA_PORT: replicaPort,
        SERVERS: servers.join('\n'),
      }),
    )
    return run('haproxy', programs.haproxy, ['-db', '-f', config])
  }

  function run(name: string, program: string, args: string[]): ChildProcess {
    const log = openSync(join(folder, `${name}.log`), 'a')
    const child = spawn(program, args, {
      cwd: folder,
      stdio: ['ignore', log, log],
      env: { PATH: process.env['PATH'], HOME: folder },
      ...owner,
    })
    running.add(child)
    return child
  }
}

/** PostgreSQL refuses to be root. */
export function postgresUser(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined
  const idOf = (kind: '-u' | '-g') => Number(execFileSync('id', [kind, 'postgres'], { encoding: 'utf8' }))
  return { uid: idOf('-u'), gid: idOf('-g') }
}

export function own(path: string): void {
  const owner = postgresUser()
  if (owner) chownSync(path, owner.uid, owner.gid)
}

/** A file of deploy/ with its ${NAMES} filled in and its comments left out. */
export function filled(template: string, values: Record<string, string | number>): string {
  const text = readFileSync(template, 'utf8').replaceAll(/^[#;].*\n/gm, '')
  return text.replaceAll(/\$\{([A-Z_]+)\}/g, (_, name: string) => {
    if (!(name in values)) throw new Error(`${template} asks for ${name}`)
    return String(values[name])
  })
}

function endProcess(pid: number) {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // it has ended already
  }
}

export async function freePorts(count: number): Promise<number[]> {
  const servers = await Promise.all(
    Array.from({ length: count }, async () => {
      const server = createServer().listen(0, address)
      await once(server, 'listening')
      return server
    }),
  )
  const ports = servers.map((server) => (server.address() as { port: number }).port)
  await Promise.all(servers.map(async (server) => once(server.close(), 'close')))
  return ports
}

/** Waits until all three nodes are there, one of them the primary. */
export async function untilComplete(cluster: Cluster): Promise<void> {
  await eventually(async () => {
    const roles = await Promise.all(cluster.nodes.map((node) => node.role()))
    const replicas = roles.filter((role) => role === 'replica' || role === 'sync_standby').length
    if (replicas !== 2 || !roles.some((role) => role === 'master' || role === 'primary'))
      throw new Error(`The cluster is not complete: ${roles.join(', ')}`)
  }, 120_000)
}
