// The one entrance to every program: `node pomogator.js backend`. Plain JavaScript, so that an old Node can read it and
// be told what is missing instead of stumbling over TypeScript.
import module from 'node:module'
import v8 from 'node:v8'

const programs = ['start', 'all', 'backend', 'bot', 'worker', 'migrate', 'catalog', 'compile', 'sandbox']
const program = process.argv[2] ?? 'start'

const [major, minor] = process.versions.node.split('.').map(Number)
if (major < 24) {
  console.error(
    `Pomogator needs Node 24 and this is Node ${major}.${minor}. Run it through npm (npm start), which brings its own Node 24; ` +
      'where npm has none for your system, install Node 24 first.',
  )
  process.exit(1)
}
if (!programs.includes(program)) {
  console.error(`There is no program "${program}". Choose one of: ${programs.join(', ')}.`)
  process.exit(1)
}

restrainMemory()
module.enableCompileCache()
const home = program === 'sandbox' ? './sandbox' : `./src/programs/${program}`
const { main } = await import(`${home}/main.ts`)
await main()

/**
 * On a machine with much memory V8 lets garbage grow to three times of what lives; here it is collected at half. The size of
 * the young generation is fixed when a process starts, so this process is replaced by itself with the setting. A setting of
 * the person's own is left as it is.
 */
function restrainMemory() {
  v8.setFlagsFromString('--heap-growing-percent=50')
  const own = [...process.execArgv, process.env.NODE_OPTIONS ?? ''].join(' ')
  if (process.platform === 'win32' || !process.execve || /max[-_]semi[-_]space[-_]size/.test(own)) return
  const megabytes = hasLittleMemory() ? 4 : 16
  const args = [...process.execArgv, `--max-semi-space-size=${megabytes}`, ...process.argv.slice(1)]
  process.execve(process.execPath, [process.execPath, ...args], { MALLOC_ARENA_MAX: '2', ...process.env })
}

/** By a container's limit: a larger young generation saves processor time and takes up to three times its size. */
function hasLittleMemory() {
  const limitBytes = process.constrainedMemory()
  return limitBytes > 0 && limitBytes < 256 * 1024 * 1024
}
