import { createHash, randomBytes } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import staticFiles from '@fastify/static'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Log } from '#platform/runtime/log.ts'

/** Where `npm run build` puts the page. */
const built = join(import.meta.dirname, '../../../web/dist')
const year = 365 * 24 * 3_600

/** Empty: the page is not built. */
const document = existsSync(join(built, 'index.html')) ? readFileSync(join(built, 'index.html'), 'utf8') : ''

/**
 * Which page this server has; another one after an update, since its files are named by what is in them. Every reply to the page
 * says it, so that one that was opened before an update knows why it is refused.
 */
export const pageVersion = document && createHash('sha256').update(document).digest('base64url').slice(0, 16)

/** The cabinet's page: one document for every address of it, and files whose names change with what is in them. */
export async function siteRoutes(app: FastifyInstance, { log }: { log: Log }): Promise<void> {
  if (document === '') return log.warn('The page of the cabinet is not built: run npm run build')
  const page = document.replace('__page__', pageVersion)
  await app.register(staticFiles, {
    root: join(built, 'assets'),
    prefix: '/cabinet/assets/',
    preCompressed: true,
    immutable: true,
    maxAge: year * 1_000,
    index: false,
    schemaHide: true,
  })
  for (const url of ['/cabinet', '/cabinet/', '/cabinet/*'])
    app.get(url, { schema: { hide: true }, onSend: framable }, async (_request, reply) => {
      const nonce = randomBytes(16).toString('base64url')
      return reply
        .headers({ 'content-security-policy': policy(nonce), 'cache-control': 'no-store' })
        .type('text/html; charset=utf-8')
        .send(page.replaceAll('__nonce__', nonce))
    })
}

/** An older header, which cannot name Telegram; the policy says the same better. */
async function framable(_request: FastifyRequest, reply: FastifyReply): Promise<void> {
  void reply.removeHeader('x-frame-options')
}

/** Nothing from outside; only the sheets that the page makes itself, which know the nonce. */
function policy(nonce: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    // A Mini App of Telegram's web client, both of its versions; nothing else may put the page in a frame.
    'frame-ancestors https://web.telegram.org',
  ].join('; ')
}
