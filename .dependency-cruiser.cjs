// Who may import whom. `npm run check:structure` runs it; docs/architecture.md says why.

// From the top down: a module uses those below it.
const { moduleNames: modules } = require('./src/modules/modules.ts')

const upwards = modules.slice(1).map((name, index) => ({
  name: `${name}-uses-no-upper-module`,
  severity: 'error',
  from: { path: `^src/modules/${name}/`, pathNot: '\\.test\\.ts$' },
  to: { path: `^src/modules/(${modules.slice(0, index + 1).join('|')})/` },
}))

const botSide = '^src/modules/[^/]+/(bot/|bot\\.ts$)'
const tests = '(\\.test\\.ts|/testing[^/]*\\.ts)$'

module.exports = {
  forbidden: [
    { name: 'no-circle', severity: 'error', from: {}, to: { circular: true } },
    ...upwards,
    {
      name: 'platform-knows-no-product',
      severity: 'error',
      from: { path: '^src/platform/', pathNot: tests },
      to: { path: '^(src/(modules|programs|bot-kit|texts)|sandbox)/' },
    },
    {
      name: 'database-and-runtime-are-the-lowest',
      severity: 'error',
      from: { path: '^src/platform/(database|runtime)/', pathNot: tests },
      to: { path: '^src/platform/(http|telegram|models|inbox)/' },
    },
    {
      name: 'runtime-imports-nothing-of-ours',
      severity: 'error',
      from: { path: '^src/platform/runtime/', pathNot: tests },
      to: { path: '^src/platform/(?!runtime/)' },
    },
    {
      name: 'contracts-import-contracts-only',
      severity: 'error',
      from: { path: '^src/modules/[^/]+/contract\\.ts$' },
      to: { path: '^src/', pathNot: '(^src/platform/http/|/contract\\.ts$|^src/texts/codes\\.ts$)' },
    },
    {
      name: 'tables-import-their-type-only',
      severity: 'error',
      from: { path: '/tables\\.ts$' },
      to: { pathNot: '^src/platform/database/table\\.ts$' },
    },
    {
      name: 'bot-side-meets-the-backend-over-http',
      severity: 'error',
      from: { path: botSide, pathNot: tests },
      to: {
        path: '^src/(modules|platform/(database|inbox|models))/',
        pathNot: `(${botSide}|/contract\\.ts$|/stream\\.ts$)`,
      },
    },
    {
      name: 'backend-side-knows-no-bot',
      severity: 'error',
      from: { path: '^src/modules/', pathNot: `(${botSide}|${tests}|/tasks/|/tasks\\.ts$|/task-tools\\.ts$)` },
      // What the model is told, and which language somebody gets, are the only texts of the backend.
      to: {
        path: `(${botSide}|^src/bot-kit/|^src/texts/|node_modules/grammy/)`,
        pathNot: '^src/texts/(codes|languages|titles)\\.ts$',
      },
    },
    {
      name: 'bot-kit-knows-contracts-only',
      severity: 'error',
      from: { path: '^src/bot-kit/', pathNot: tests },
      to: { path: '^src/(programs|modules)/', pathNot: '(/contract\\.ts|/modules\\.ts|/stream\\.ts)$' },
    },
    {
      name: 'programs-are-imported-by-programs-only',
      severity: 'error',
      from: { path: '^src/', pathNot: `(^src/programs/|${tests})` },
      to: { path: '^src/programs/' },
    },
  ],
  options: {
    parser: 'swc',
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import'] },
  },
}
