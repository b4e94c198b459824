// The one entrance to every program: `node pomogator.js backend`. Plain JavaScript, so that an old Node can read it and
// be told what is missing instead of stumbling over TypeScript.
import module from 'node:module'

const programs = ['start', 'backend', 'bot', 'worker', 'migrate', 'catalog', 'sandbox']
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

module.enableCompileCache()
const home = program === 'sandbox' ? './sandbox' : `./src/programs/${program}`
const { main } = await import(`${home}/main.ts`)
await main()
