// `npm run build`: makes the page of the cabinet. `npm ci` does it too; without the tools of development there is nothing
// to make it with, and the page is made elsewhere, as in the image.
import { globSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import { output } from '#platform/runtime/output.ts'

// Whatever starts it: otherwise React would come with what it has for development.
process.env['NODE_ENV'] = 'production'
const home = join(import.meta.dirname, '../web')
const vite = await import('vite').catch(() => undefined)
if (vite) {
  await vite.build({ root: home, configFile: join(home, 'vite.config.ts'), logLevel: 'warn' })
  for (const file of globSync(join(home, 'dist/assets/*.{js,css}'))) {
    const bytes = readFileSync(file)
    writeFileSync(`${file}.gz`, gzipSync(bytes, { level: 9 }))
    writeFileSync(`${file}.br`, brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }))
  }
} else output.write('The page of the cabinet is not built: the tools of development are not installed.\n')
