import type { FastifyInstance } from 'fastify'
import type { Sql } from '#platform/database/sql.ts'
import type { HandlerInput } from '#platform/http/endpoint.ts'
import { Refusal } from '#platform/http/refusal.ts'
import { serve, serveRequest } from '#platform/http/serve.ts'
import { change } from '#modules/cabinet/audit/change.ts'
import { browserEndpoints, type BrowserEndpoints } from '#modules/cabinet/browser.ts'
import type { SessionKeeper } from '#modules/cabinet/session/session-keeper.ts'
import type { Session } from '#modules/cabinet/session/sessions.ts'
import { parseCatalog } from '#modules/catalog/catalog.ts'
import type { CatalogSource } from '#modules/catalog/environment.ts'
import { dropDraft, findDraft, saveDraft } from '#modules/catalog/versions/draft.ts'
import { noJson } from '#modules/catalog/versions/examine.ts'
import { contentOf } from '#modules/catalog/versions/versions.ts'
import { catalogPage, checkReply, versionReply } from './page.ts'
import { publishChecked } from './publish-checked.ts'
import { notValid } from './not-valid.ts'

interface CatalogContext {
  sql: Sql
  source: CatalogSource
}

type Input<Name extends keyof BrowserEndpoints> = HandlerInput<BrowserEndpoints[Name]>

/** What is sold and which models answer: shown, written as a draft, checked, published and brought back. */
export async function catalogRoutes(
  app: FastifyInstance,
  { keeper, ...context }: CatalogContext & { keeper: SessionKeeper },
): Promise<void> {
  serve(app, browserEndpoints.catalog, () => catalogPage(context))
  serve(app, browserEndpoints.catalogVersion, ({ version }) => versionReply(context, version))
  serve(app, browserEndpoints.checkCatalog, ({ content }) => checkReply(context, content))
  serveRequest(app, browserEndpoints.saveCatalogDraft, (input, request) =>
    save(context, keeper.sessionOf(request), input),
  )
  serveRequest(app, browserEndpoints.dropCatalogDraft, (input, request) =>
    drop(context, keeper.sessionOf(request), input),
  )
  serveRequest(app, browserEndpoints.publishCatalog, (input, request) =>
    publishDraft(context, keeper.sessionOf(request), input),
  )
  serveRequest(app, browserEndpoints.restoreCatalog, (input, request) =>
    restore(context, keeper.sessionOf(request), input),
  )
}

/** A draft may have faults; only what is no JSON cannot be kept. */
function save({ sql }: CatalogContext, session: Session, input: Input<'saveCatalogDraft'>) {
  const { content, base, revision } = input
  return change(sql, session, 'catalog_draft', input, {
    async act(sql) {
      const parsed = parseCatalog(content)
      if ('unreadable' in parsed) throw notValid([noJson(parsed.unreadable)])
      const saved = await saveDraft(sql, { content, base, revision, by: session.telegramId })
      if ('refused' in saved) throw new Refusal(saved.refused)
      return { before: { revision }, after: { ...saved, base, letters: content.length }, reply: saved }
    },
  })
}

function drop({ sql }: CatalogContext, session: Session, input: Input<'dropCatalogDraft'>) {
  const { revision } = input
  return change(sql, session, 'catalog_draft_dropped', input, {
    async question(sql) {
      const draft = await findDraft(sql)
      return draft && { by: draft.byName, at: draft.at.toISOString() }
    },
    async act(sql) {
      if (!(await dropDraft(sql, revision))) throw new Refusal('draft_changed')
      return { before: { revision }, after: {}, reply: {} }
    },
  })
}

function publishDraft({ sql, source }: CatalogContext, session: Session, input: Input<'publishCatalog'>) {
  const { revision, base, reason } = input
  const next = { base, reason, by: session.telegramId, restored: null, endsExperiment: false }
  const steps = publishChecked(source, next, async (sql) => {
    const draft = await findDraft(sql)
    if (draft?.revision !== revision) throw new Refusal('draft_changed')
    return draft.content
  })
  return change(sql, session, 'catalog_published', input, {
    ...steps,
    async act(sql) {
      const done = await steps.act(sql)
      await dropDraft(sql, revision)
      return done
    },
  })
}

function restore({ sql, source }: CatalogContext, session: Session, input: Input<'restoreCatalog'>) {
  const { version, base, reason } = input
  const next = { base, reason, by: session.telegramId, restored: version, endsExperiment: false }
  return change(
    sql,
    session,
    'catalog_restored',
    input,
    publishChecked(source, next, async (sql) => {
      const content = await contentOf(sql, version)
      if (content === undefined) throw new Refusal('version_not_found')
      return content
    }),
  )
}
