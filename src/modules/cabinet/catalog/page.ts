import { Refusal } from '#platform/http/refusal.ts'
import type { Sql } from '#platform/database/sql.ts'
import type { CatalogSource } from '#modules/catalog/environment.ts'
import { findDraft } from '#modules/catalog/versions/draft.ts'
import { examine } from '#modules/catalog/versions/examine.ts'
import { newestVersion } from '#modules/catalog/versions/publish.ts'
import { contentOf, listVersions } from '#modules/catalog/versions/versions.ts'
import { heldPlans } from '#modules/entitlements/held-plans.ts'

interface PageContext {
  sql: Sql
  source: CatalogSource
}

const mostVersions = 100

/** By the database, so that it is the same whichever backend answers. */
export async function catalogPage({ sql, source }: PageContext) {
  const [{ version, content }, draft, versions] = await Promise.all([
    newestVersion(sql, source.text),
    findDraft(sql),
    listVersions(sql, mostVersions),
  ])
  return {
    version,
    content,
    draft: draft ? { ...draft, at: draft.at.toISOString() } : null,
    versions: versions.map(({ at, ...rest }) => ({ ...rest, at: at.toISOString() })),
  }
}

/** @throws Refusal version_not_found */
export async function versionReply(context: PageContext, version: number) {
  const content = await contentOf(context.sql, version)
  if (content === undefined) throw new Refusal('version_not_found')
  const { differences } = await examined(context, content)
  return { version, content, differences }
}

export async function checkReply(context: PageContext, content: string) {
  const { faults, findings, differences } = await examined(context, content)
  return { faults, findings, differences }
}

async function examined({ sql, source }: PageContext, content: string) {
  const [present, held] = await Promise.all([newestVersion(sql, source.text), heldPlans(sql)])
  return examine(source, { content, present: present.content }, held)
}
