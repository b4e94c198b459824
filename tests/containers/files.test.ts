/** What the files of deploy/ say to each other: names that point nowhere are found here and not on a server. */
import { execFileSync } from 'node:child_process'
import { existsSync, globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseEnv } from 'node:util'
import { describe, expect, test } from 'vitest'
import { parse, parseAllDocuments } from 'yaml'
import { readConfig as readAll } from '#programs/all/config.ts'
import { readConfig as readBackend } from '#programs/backend/config.ts'
import { Metrics as BackendMetrics } from '#programs/backend/metrics.ts'
import { readConfig as readBot } from '#programs/bot/config.ts'
import { figuresOfProcess } from '#platform/runtime/process-figures.ts'
import { createMetrics as botMetrics } from '#programs/bot/metrics.ts'
import { readCatalog } from '#modules/catalog/catalog.ts'
import type { Environment } from '#platform/runtime/environment.ts'
import { readProxy } from '#platform/runtime/proxy.ts'
import { readConfig as readWorker } from '#programs/worker/config.ts'
import { version } from '#platform/runtime/version.ts'
import { createMetrics as workerMetrics } from '#programs/worker/metrics.ts'

const read = (file: string) => readFileSync(file, 'utf8')
const settingsIn = (text: string) => new Set([...text.matchAll(/\$\{([A-Z_]+)/g)].map(([, name]) => name!))
/** What a setting is when it is not set. */
const usual = (value: unknown) => String(value).replace(/^\$\{\w+:-(.*)\}$/, '$1')
const namesIn = (file: string) => new Set([...read(file).matchAll(/^([A-Z_]+)=/gm)].map(([, name]) => name!))

test('every YAML file is YAML', () => {
  const files = globSync(['deploy/**/*.yaml', '.github/**/*.yaml'])
  expect(files.length).toBeGreaterThan(5)
  for (const file of files)
    expect([file, parseAllDocuments(read(file)).flatMap(({ errors }) => errors)]).toEqual([file, []])
})

describe('the compose file', () => {
  const text = read('deploy/compose.yaml')
  const compose = parse(text, { merge: true }) as {
    services: Record<
      string,
      {
        image: string
        ports?: string[]
        volumes?: string[]
        networks?: string[] | Record<string, object>
        depends_on?: Record<string, object>
        [limit: string]: unknown
      }
    >
    networks: Record<string, object>
    volumes: Record<string, object>
  }
  const services = Object.entries(compose.services)
  const networksOf = ({ networks = [] }: { networks?: string[] | Record<string, object> }) =>
    Array.isArray(networks) ? networks : Object.keys(networks)

  test('names only settings that .env.example explains, and .env.example none that nobody reads', () => {
    const texts = [text, read('deploy/compose.one-process.yaml')]
    const used = new Set([...texts.flatMap((each) => [...settingsIn(each)]), 'COMPOSE_PROFILES', 'COMPOSE_FILE'])
    expect([...used].filter((name) => !namesIn('deploy/.env.example').has(name))).toEqual([])
    expect([...namesIn('deploy/.env.example')].filter((name) => !used.has(name))).toEqual([])
  })

  /** By files: of `.env`, which holds the keys that the catalogue names, and what only the container knows. */
  const { models, transcription, toolServers } = readCatalog('catalog.json')
  const keys = [
    ...[...models, ...transcription].flatMap(({ apiKeyVariable }) => apiKeyVariable ?? []),
    ...toolServers.flatMap(({ urlVariable, headers }) => [
      ...(urlVariable ? [urlVariable] : []),
      ...Object.values(headers),
    ]),
  ]
  const given = (service: string) =>
    new Set(compose.services[service]!['env_file'] ? [...namesIn('deploy/backend.env'), ...keys] : [])
  const environmentOf = (service: string) => compose.services[service]!['environment'] as Record<string, string>

  test.each([
    ['backend', readBackend],
    ['bot', readBot],
    ['worker', readWorker],
  ])('passes every setting that the %s reads, and the .env.example of the repository explains it', (service, read) => {
    const names = [
      ...namesReadBy(read),
      'LOG_LEVEL',
      ...[...namesReadBy(readProxy)].filter((name) => /^(HTTPS?|NO)_/.test(name)),
    ]
    expect(names.length).toBeGreaterThan(8)
    expect(names.filter((name) => !(name in environmentOf(service)) && !given(service).has(name))).toEqual([])
    expect(names.filter((name) => !namesIn('.env.example').has(name))).toEqual([])
  })

  describe('of one process', () => {
    const one = parse(read('deploy/compose.one-process.yaml')) as { services: Record<string, Record<string, unknown>> }
    const { backend, bot, worker } = one.services
    const more = backend!['environment'] as Record<string, string>

    test('passes every setting that one of the three reads', () => {
      const names = [...namesReadBy(readAll)].filter((name) => name !== 'BACKEND_URL')
      const passed = (name: string) => name in more || name in environmentOf('backend') || given('backend').has(name)
      expect(names.filter((name) => !passed(name))).toEqual([])
      expect(names.filter((name) => !namesIn('.env.example').has(name))).toEqual([])
    })

    test.each(['bot', 'worker'])('sets for the %s what its own container would set', (program) => {
      const own = ['HEALTH_PORT', 'BACKEND_URL']
      // What a container is denied, and what it is told when a setting is missing.
      const values = Object.entries(environmentOf(program)).filter(([name, value]) => value && !own.includes(name))
      const plain = (value: string | undefined) => value?.replace(/:\?.*\}$/, '}')
      const together = { ...environmentOf('backend'), ...more }
      expect(values.length).toBeGreaterThan(15)
      expect(values.filter(([name, value]) => plain(together[name]) !== plain(value))).toEqual([])
    })

    test('has the ports that Prometheus asks', () => {
      expect([more['BOT_HEALTH_PORT'], more['WORKER_HEALTH_PORT']]).toEqual([
        environmentOf('bot')['HEALTH_PORT'],
        environmentOf('worker')['HEALTH_PORT'],
      ])
    })

    test('starts no other, and names only settings that .env.example explains', () => {
      expect([bot, worker]).toEqual([{ scale: 0 }, { scale: 0 }])
      const names = settingsIn(read('deploy/compose.one-process.yaml'))
      expect([...names].filter((name) => !namesIn('deploy/.env.example').has(name))).toEqual([])
    })

    test('has room on a server with 1 GB', () => {
      const limits = [
        backend!['mem_limit'],
        ...['nginx', 'postgres'].map((name) => compose.services[name]!['mem_limit']),
      ].map((limit) => Number(/^(\d+)m$/.exec(usual(limit))![1]))
      expect(limits.reduce((sum, own) => sum + own)).toBeLessThanOrEqual(1024)
    })
  })

  test('Prometheus asks each program at the port where it says how it is', () => {
    const { scrape_configs: jobs } = parse(read('deploy/monitoring/prometheus.yaml')) as {
      scrape_configs: { job_name: string; dns_sd_configs?: { names: string[]; port: number }[] }[]
    }
    const asked = jobs.flatMap(({ job_name: job, dns_sd_configs: [at] = [] }) => (at ? [[job, at.names, at.port]] : []))
    expect(asked).toEqual(
      ['backend', 'bot', 'worker'].map((name) => [name, [name], Number(environmentOf(name)['HEALTH_PORT'])]),
    )
  })

  test('gives the backend what further providers need, and nothing that only others need', () => {
    expect(compose.services['backend']!['env_file']).toEqual([
      { path: '${ENV_FILE:-.env}', required: false },
      'backend.env',
    ])
    const read = namesReadBy(readBackend)
    const secret = /TOKEN|PASSWORD|PASSPHRASE|SECRET|_KEY$|DATABASE_URL|_REMOTE|WATCHDOG/
    const foreign = [...namesIn('deploy/.env.example')].filter((name) => secret.test(name) && !read.has(name))
    expect(foreign.length).toBeGreaterThan(5)
    expect(foreign.filter((name) => environmentOf('backend')[name] !== '')).toEqual([])
  })

  test.each(['migrate', 'backend', 'bot', 'worker', 'backup'])(
    'mounts the certificates of the database into %s, which can reach a database elsewhere',
    (service) => {
      expect(compose.services[service]!.volumes).toContain('./database-ca:/database-ca:ro')
      expect(networksOf(compose.services[service]!)).toContain('inside')
    },
  )

  test.each(['backend', 'bot', 'worker', 'certbot', 'alertmanager'])(
    'gives %s the proxy for its way out',
    (service) => {
      const { HTTPS_PROXY, HTTP_PROXY, NO_PROXY } = environmentOf(service)
      expect([HTTPS_PROXY, HTTP_PROXY]).toEqual(['${HTTPS_PROXY:-}', '${HTTP_PROXY:-}'])
      expect(NO_PROXY).toContain('backend')
    },
  )

  test('points to services, networks, volumes and files that are there', () => {
    for (const [name, service] of services) {
      expect([name, networksOf(service).filter((network) => !(network in compose.networks))]).toEqual([name, []])
      expect([name, Object.keys(service.depends_on ?? {}).filter((other) => !(other in compose.services))]).toEqual([
        name,
        [],
      ])
      for (const volume of service.volumes ?? []) {
        const source = volume.replace(/^\$\{\w+:-([^}]*)\}/, '$1').split(':')[0]!
        if (source === './backups') continue
        expect([
          name,
          source,
          source.startsWith('.') ? existsSync(join('deploy', source)) : source in compose.volumes,
        ]).toEqual([name, source, true])
      }
    }
  })

  test('gives every container limits, rotated logs, no more rights than it needs, and an image with a version', () => {
    for (const [name, service] of services) {
      expect([
        name,
        usual(service['mem_limit']),
        service['logging'],
        service['cap_drop'],
        service['security_opt'],
      ]).toEqual([
        name,
        expect.stringMatching(/^\d+[mg]$/),
        expect.objectContaining({ options: { 'max-size': '10m', 'max-file': '5' } }),
        ['ALL'],
        ['no-new-privileges:true'],
      ])
      expect(service.image, name).toMatch(/:[v\d]|POMOGATOR_IMAGE/)
    }
  })

  test('has a server with 1 GB in mind: what always runs has no more together', () => {
    const always = ['nginx', 'backend', 'bot', 'worker', 'postgres']
    const megabytes = always.map((name) => Number(/^(\d+)m$/.exec(usual(compose.services[name]!['mem_limit']))![1]))
    expect(megabytes.reduce((sum, own) => sum + own)).toBeLessThanOrEqual(1024)
  })

  test('starts PostgreSQL with the same settings when its log is archived', () => {
    const archive = parse(read('deploy/compose.archive.yaml')) as { services: { postgres: { command: string[] } } }
    const plain = compose.services['postgres']!['command'] as string[]
    const archived = archive.services.postgres.command
    expect(archived).toEqual([...plain, ...archived.filter((word) => word.startsWith('-carchive_'))])
  })

  test('is tried with settings, an image and secrets of its own, which no line of .env and no real server shares', () => {
    const trial = parseEnv(read('deploy/sandbox.env'))
    expect(trial['ENV_FILE']).toBe('sandbox.env')
    expect(trial['POMOGATOR_IMAGE']).not.toBe(usual(compose.services['backend']!.image))
    const command = '-p pomogator-sandbox --env-file sandbox.env -f compose.yaml -f compose.sandbox.yaml'
    expect(read('docs/operations.md')).toContain(command)
    expect(text).not.toMatch(/env_file:.*path: \.env/)
  })

  test('opens nginx to the world, and what else has a door only to the server itself', () => {
    const open = services.filter(([, { ports = [] }]) => ports.some((port) => !port.startsWith('127.0.0.1:')))
    expect(open.map(([name]) => name)).toEqual(['nginx'])
  })
})

describe('alerts and dashboard', () => {
  const rules = (
    parse(read('deploy/monitoring/alerts.yaml')) as { groups: { rules: { alert: string; expr: string }[] }[] }
  ).groups.flatMap((group) => group.rules)
  const dashboard = JSON.parse(read('deploy/monitoring/grafana/dashboards/pomogator.json')) as {
    panels: { id: number; title: string; targets?: { expr: string }[] }[]
  }
  const expressions = [
    ...rules.map(({ expr }) => expr),
    ...dashboard.panels.flatMap(({ targets = [] }) => targets.map(({ expr }) => expr)),
  ]

  test('ask only for figures that a program gives', () => {
    const backend = new BackendMetrics(undefined as never, undefined as never, () => 0)
    const registries = [figuresOfProcess(), backend.registry, botMetrics().registry, workerMetrics().registry]
    const given = registries.flatMap((registry) => registry.getMetricsAsArray().map(({ name }) => name))
    const known = new Set([...given, 'pomogator_lanes_at_work'])
    const asked = new Set(
      expressions.flatMap((expr) =>
        [...expr.matchAll(/\b((?:pomogator|process|nodejs)_\w+)/g)].map(([, name]) => name!),
      ),
    )
    expect(asked.size).toBeGreaterThan(20)
    expect(
      [...asked].filter((name) => !known.has(name.replace(/_(bucket|count|sum)$/, '')) && !known.has(name)),
    ).toEqual([])
  })

  test('say in docs/operations.md what to do for each alert', () => {
    const page = read('docs/operations.md')
    expect(rules.filter(({ alert }) => !page.includes(`**${alert}**`)).map(({ alert }) => alert)).toEqual([])
  })

  test.each([
    ['', {}],
    ['http://api.example.com:8081/', { telegram_api_url: 'http://api.example.com:8081' }],
  ])('go to Telegram and the watchdog as the programs go (TELEGRAM_API_ROOT=%s)', (root, more) => {
    const folder = mkdtempSync(join(tmpdir(), 'pomogator-alerts-'))
    // Without the program itself, and not in the /tmp of everybody.
    const script = read('deploy/monitoring/alertmanager.sh')
      .replace(/^exec .*$/m, '')
      .replaceAll('/tmp/', `${folder}/`)
    const settings = {
      BOT_TOKEN: '1:a',
      ADMIN_IDS: '42',
      WATCHDOG_URL: 'https://watch.example.com',
      TELEGRAM_API_ROOT: root,
    }
    execFileSync('sh', ['-c', script], { env: { PATH: process.env['PATH'], ...settings } })
    const { global, receivers } = parse(read(join(folder, 'alertmanager.yaml'))) as Record<string, unknown>
    rmSync(folder, { recursive: true })
    expect(global).toEqual({ http_config: { proxy_from_environment: true }, ...more })
    expect(receivers).toMatchObject([{ telegram_configs: [{ chat_id: 42 }] }, { webhook_configs: [{}] }])
  })

  test('name every panel once', () => {
    const ids = dashboard.panels.map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
  })
})

test('every file of deploy/ that a page names is there', () => {
  const pages = ['README.md', ...globSync('docs/*.md')].map(read).join('\n')
  const named = [...pages.matchAll(/deploy\/[\w./-]*\w/g)].map(([file]) => file)
  expect(named.length).toBeGreaterThan(3)
  const made = new Set(['deploy/.env', 'deploy/backups', 'deploy/database-ca/ca.pem'])
  expect(named.filter((file) => !existsSync(file) && !made.has(file))).toEqual([])
})

test('the workflow installs every program without which a test of failover or of backups is skipped', () => {
  const { jobs } = parse(read('.github/workflows/check.yaml')) as {
    jobs: Record<string, { steps: { run?: string }[] }>
  }
  const installed = (job: string) =>
    jobs[job]!.steps.flatMap(({ run }) => (run?.includes('apt-get install') ? run.split(/\s+/) : []))
  expect(installed('failover')).toEqual(
    expect.arrayContaining(['patroni', 'etcd-server', 'haproxy', 'postgresql', 'pgbouncer']),
  )
  expect(installed('check')).toContain('postgresql')
})

test('every action of the workflows is pinned to a commit', () => {
  const uses = globSync('.github/workflows/*.yaml').flatMap((file) => read(file).match(/uses: .*/g) ?? [])
  expect(uses.length).toBeGreaterThan(5)
  expect(uses.filter((line) => !/^uses: [\w/-]+@[0-9a-f]{40} # v\d/.test(line))).toEqual([])
})

describe('the manifests for Kubernetes', () => {
  interface Manifest {
    kind: string
    metadata: { name: string }
    spec: Record<string, never> & {
      scaleTargetRef?: { kind: string; name: string }
      selector?: Record<string, unknown> & { matchLabels?: Record<string, string> }
      template?: { metadata: { labels: Record<string, string> }; spec: PodSpec }
      rules?: { http: { paths: { backend: { service: { name: string } } }[] } }[]
    }
  }
  interface PodSpec {
    containers: {
      args: string[]
      image: string
      envFrom?: { configMapRef?: { name: string }; secretRef?: { name: string } }[]
      volumeMounts: { name: string }[]
      resources: { requests: object; limits: object }
      securityContext: object
      readinessProbe?: object
      livenessProbe?: object
    }[]
    volumes: { name: string }[]
  }
  const folder = 'deploy/kubernetes'
  const kustomization = parse(read(`${folder}/kustomization.yaml`)) as {
    resources: string[]
    images: { name: string; newTag: string }[]
    configMapGenerator: { name: string }[]
    secretGenerator: { name: string; options?: { disableNameSuffixHash?: boolean } }[]
  }
  const manifests = kustomization.resources.flatMap((file) =>
    parseAllDocuments(read(`${folder}/${file}`)).map((document) => document.toJS() as Manifest),
  )
  const named = (kind: string) =>
    manifests.filter((manifest) => manifest.kind === kind).map(({ metadata }) => metadata.name)
  const pods = manifests.flatMap(({ metadata, spec }) =>
    spec?.template ? [{ name: metadata.name, ...spec.template }] : [],
  )

  test('are all listed, and point to what is there', () => {
    const files = globSync(`${folder}/*.yaml`).map((file) => file.slice(folder.length + 1))
    expect(kustomization.images.map(({ newTag }) => newTag)).toEqual([version])
    expect([...kustomization.resources, 'kustomization.yaml'].toSorted()).toEqual(files.toSorted())
    const labels = new Set(pods.map(({ metadata }) => metadata.labels['app.kubernetes.io/name']))
    for (const { kind, metadata, spec } of manifests) {
      if (spec?.scaleTargetRef) expect(named(spec.scaleTargetRef.kind)).toContain(spec.scaleTargetRef.name)
      const selected =
        spec?.selector?.matchLabels ?? (kind === 'Service' ? (spec.selector as Record<string, string>) : undefined)
      if (selected)
        expect([kind, metadata.name, labels.has(selected['app.kubernetes.io/name'])]).toEqual([
          kind,
          metadata.name,
          true,
        ])
      for (const { http } of spec?.rules ?? [])
        for (const path of http.paths) expect(named('Service')).toContain(path.backend.service.name)
    }
    const generated = [...kustomization.configMapGenerator, ...kustomization.secretGenerator].map(({ name }) => name)
    for (const { spec } of pods)
      for (const container of spec.containers) {
        expect(kustomization.images.map(({ name }) => name)).toContain(container.image)
        for (const { configMapRef, secretRef } of container.envFrom ?? [])
          expect(generated).toContain((configMapRef ?? secretRef)!.name)
        expect(spec.volumes.map(({ name }) => name)).toEqual(
          expect.arrayContaining(
            container.volumeMounts.map(({ name }) => name).filter((name, index, all) => all.indexOf(name) === index),
          ),
        )
      }
  })

  test('run every program without rights, with limits, probes and a word for who evicts it', () => {
    expect(pods.flatMap(({ spec }) => spec.containers.flatMap(({ args }) => args)).toSorted()).toEqual([
      'backend',
      'bot',
      'migrate',
      'worker',
    ])
    expect(named('PodDisruptionBudget')).toEqual(['backend', 'bot', 'worker'])
    for (const { name, spec } of pods) {
      const [container] = spec.containers
      expect(container!.securityContext).toEqual({
        allowPrivilegeEscalation: false,
        readOnlyRootFilesystem: true,
        capabilities: { drop: ['ALL'] },
      })
      expect(container!.resources).toMatchObject({
        requests: { cpu: expect.anything() },
        limits: { memory: expect.anything() },
      })
      if (name !== 'migrate') expect([container!.readinessProbe, container!.livenessProbe]).not.toContain(undefined)
    }
  })

  test('have a job whose changes a changed secret does not cause, and which goes when it is done', () => {
    const job = parse(read(`${folder}/migrate.yaml`)) as {
      spec: {
        ttlSecondsAfterFinished?: number
        template: { spec: { containers: { env: { valueFrom: { secretKeyRef: { name: string } } }[] }[] } }
      }
    }
    expect(job.spec.ttlSecondsAfterFinished).toBeGreaterThan(0)
    const used = job.spec.template.spec.containers.flatMap(({ env }) =>
      env.map(({ valueFrom }) => valueFrom.secretKeyRef.name),
    )
    expect(used.length).toBeGreaterThan(0)
    const steady = kustomization.secretGenerator
      .filter(({ options }) => options?.disableNameSuffixHash)
      .map(({ name }) => name)
    expect(used.filter((name) => !steady.includes(name))).toEqual([])
  })

  test('let the ingress reach whoever proves the name for the certificate', () => {
    const policies = parseAllDocuments(read(`${folder}/network.yaml`)).map(
      (document) => document.toJS() as { metadata: { name: string }; spec: object },
    )
    expect(policies.find(({ metadata }) => metadata.name === 'certificate-solver')?.spec).toMatchObject({
      podSelector: { matchLabels: { 'acme.cert-manager.io/http01-solver': 'true' } },
      ingress: [{ ports: [{ port: 8089 }] }],
    })
  })

  test('scale by how long an update waits that could be begun, and not by how long an answer takes', () => {
    for (const file of ['backend', 'bot'])
      expect(read(`${folder}/${file}.yaml`)).toContain('pomogator_inbox_oldest_waiting_seconds')
    expect(read(`${folder}/README.md`)).toContain(`pomogator_inbox{what="oldestWaitingSeconds"}`)
  })

  test('name only settings that a program reads', () => {
    const known = namesIn('.env.example')
    for (const file of ['settings.env', 'secret.env.example'])
      expect([...namesIn(`${folder}/${file}`)].filter((name) => !known.has(name))).toEqual([])
  })
})

function namesReadBy(read: (environment: Environment) => unknown): Set<string> {
  const names = new Set<string>()
  const environment = new Proxy<Environment>({}, { get: (_, name) => void names.add(String(name)) })
  try {
    read(environment)
  } catch {
    // Nothing is set, so it complains, once it has read everything.
  }
  return names
}
