import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { hostilePages } from './hostile-pages.ts'
import type { Page } from './page.ts'
import { usualPages } from './usual-pages.ts'

const asked = z.object({ q: z.string().default('') })
const named = z.object({ slug: z.string() })
/** Nothing answers there. */
const outside = 'http://evil.example'
const mostFound = 10

/** A search server as SearXNG is one, and the pages that it finds: some of use, some that give orders to a model. */
export async function webRoutes(app: FastifyInstance): Promise<void> {
  const pages = [...usualPages, ...hostilePages(outside)]
  app.get('/web/search', ({ query, host, protocol }) => {
    const { q } = asked.parse(query)
    const results = found(pages, q).map(({ slug, title, snippet }) => ({
      title,
      url: `${protocol}://${host}/web/pages/${slug}`,
      content: snippet,
      engine: 'sandbox',
    }))
    return { query: q, number_of_results: results.length, results }
  })
  app.get('/web/pages/:slug', ({ params }, reply) => {
    const { slug } = named.parse(params)
    const page = pages.find((one) => one.slug === slug)
    if (!page) return reply.code(404).send({ error: 'There is no such page' })
    return reply
      .headers({ 'content-security-policy': "default-src 'none'; sandbox", 'x-content-type-options': 'nosniff' })
      .type('text/html; charset=utf-8')
      .send(
        `<!doctype html><html><head><title>${page.title}</title></head><body><article>${page.body}</article></body></html>`,
      )
  })
}

/** Those that share most words with the query first. Endings differ, so the beginnings of words are compared. */
function found(pages: Page[], query: string): Page[] {
  const wanted = stemsOf(query)
  return pages
    .map((page) => ({
      page,
      score: wanted.filter((stem) => stemsOf(`${page.title} ${page.snippet}`).includes(stem)).length,
    }))
    .filter(({ score }) => score > 0)
    .toSorted((one, other) => other.score - one.score)
    .slice(0, mostFound)
    .map(({ page }) => page)
}

const stemLength = 5

function stemsOf(text: string): string[] {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]{3,}/gu) ?? []
  return [...new Set(words.map((word) => word.slice(0, stemLength)))]
}
