import type { FastifyInstance } from 'fastify'
import type { Sql } from '#platform/database/sql.ts'
import { Refusal } from '#platform/http/refusal.ts'
import { serve, serveRequest } from '#platform/http/serve.ts'
import { change } from '#modules/cabinet/audit/change.ts'
import { supportEndpoints } from '#modules/cabinet/browser/support.ts'
import type { SessionKeeper } from '#modules/cabinet/session/session-keeper.ts'
import { deleteTemplate, holdTemplate, listTemplates, saveTemplate } from '#modules/support/templates.ts'

/** Reply templates: what support says often. */
export async function templateRoutes(
  app: FastifyInstance,
  { sql, keeper }: { sql: Sql; keeper: SessionKeeper },
): Promise<void> {
  serve(app, supportEndpoints.replyTemplates, async () => ({
    templates: (await listTemplates(sql)).map(({ texts, changedAt, ...rest }) => ({
      ...rest,
      changedAt: changedAt.toISOString(),
      texts: Object.entries(texts).map(([language, text]) => ({ language, text })),
    })),
  }))

  serveRequest(app, supportEndpoints.saveReplyTemplate, (input, request) =>
    change(sql, keeper.sessionOf(request), 'template_save', input, {
      question: (sql) => askIfChanged(sql, input),
      async act(sql) {
        const { id, title } = input
        const texts = Object.fromEntries(input.texts.map(({ language, text }) => [language, text]))
        const saved = await saveTemplate(sql, { id, title, texts })
        if ('refused' in saved) throw new Refusal(saved.refused)
        const { before } = saved
        return {
          subject: String(saved.id),
          before: before ? recorded(before) : {},
          after: recorded({ title, texts }),
          reply: { id: saved.id },
        }
      },
    }),
  )

  serveRequest(app, supportEndpoints.deleteReplyTemplate, (input, request) =>
    change(sql, keeper.sessionOf(request), 'template_delete', input, {
      async act(sql) {
        const deleted = await deleteTemplate(sql, input.id)
        if (!deleted) throw new Refusal('template_not_found')
        return { subject: String(input.id), before: recorded(deleted), after: {}, reply: {} }
      },
    }),
  )
}

/** What another has made of it since it was seen is shown before it is written over. */
async function askIfChanged(sql: Sql, { id, changedAt }: { id?: number | undefined; changedAt?: string | undefined }) {
  const present = id === undefined ? undefined : await holdTemplate(sql, id)
  return present && present.changedAt.toISOString() !== changedAt ? recorded(present) : undefined
}

/** The whole of it: these are words of the team, so what was changed can be read and brought back. */
function recorded({ title, texts }: { title: string; texts: Record<string, string> }) {
  return { title, texts }
}
