import { globSync, readFileSync } from 'node:fs'
import { extname, join, sep } from 'node:path'
import type { FastifyInstance } from 'fastify'

const folder = join(import.meta.dirname, 'page')
const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
}

/** The chat page: plain files, nothing from elsewhere, and nothing that could run what a message says. */
export async function pageRoutes(app: FastifyInstance): Promise<void> {
  for (const file of globSync(`**/*{${Object.keys(types).join(',')}}`, { cwd: folder })) {
    const path = file.replaceAll(sep, '/')
    app.get(path === 'index.html' ? '/' : `/${path}`, (_request, reply) =>
      reply
        .type(types[extname(path)]!)
        .headers({
          'content-security-policy':
            "default-src 'self'; img-src 'self' blob:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
          'x-content-type-options': 'nosniff',
          'referrer-policy': 'no-referrer',
          'cache-control': 'no-cache',
        })
        .send(readFileSync(join(folder, file))),
    )
  }
  app.get('/favicon.ico', (_request, reply) => reply.redirect('/icon.svg'))
}
