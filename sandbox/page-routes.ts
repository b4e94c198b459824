import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'

const files: Record<string, string> = {
  'index.html': 'text/html; charset=utf-8',
  'style.css': 'text/css; charset=utf-8',
  'main.js': 'text/javascript; charset=utf-8',
  'api.js': 'text/javascript; charset=utf-8',
  'chat.js': 'text/javascript; charset=utf-8',
  'entities.js': 'text/javascript; charset=utf-8',
  'texts.js': 'text/javascript; charset=utf-8',
}

/** The chat page: plain files, nothing from elsewhere, and nothing that could run what a message says. */
export async function pageRoutes(app: FastifyInstance): Promise<void> {
  for (const [name, type] of Object.entries(files))
    app.get(name === 'index.html' ? '/' : `/${name}`, (_request, reply) =>
      reply
        .type(type)
        .headers({
          'content-security-policy': "default-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
          'x-content-type-options': 'nosniff',
          'referrer-policy': 'no-referrer',
          'cache-control': 'no-cache',
        })
        .send(readFileSync(join(import.meta.dirname, 'page', name))),
    )
  app.get('/favicon.ico', (_request, reply) => reply.code(204).send())
}
