import { z } from 'zod'
import { defineEndpoints } from '#platform/http/endpoint.ts'
import { inQuery, moment, telegramId } from '#platform/http/values.ts'
import { may } from '#modules/users/contract.ts'
import { base, change } from './shapes.ts'

const catalogText = z.string().describe('JSON as in catalog.json')

const givenCatalog = z.string().min(2).max(400_000).describe('JSON as in catalog.json')

const difference = z.object({
  entry: z.string(),
  what: z.enum(['added', 'removed', 'changed']),
  field: z.string().nullable(),
  before: z.string().nullable(),
  after: z.string().nullable(),
})

const facts = z.record(z.string(), z.union([z.string(), z.number()]))

const part = z.object({
  kind: z.string(),
  wrong: z.boolean(),
  facts,
  words: z.string(),
})

const fault = z.object({
  part: z.string().nullable().describe('Such as models; null: the catalogue as a whole'),
  entry: z.string().nullable().describe('Its id, or its number where it has none'),
  field: z.string().nullable().describe('Such as prices.0.from'),
  kind: z.string(),
  facts,
  sentence: z.string(),
})

/** What is sold and which models answer. */
export const catalogEndpoints = defineEndpoints({
  catalog: {
    method: 'GET',
    path: `${base}/catalog`,
    allow: [may('edit_catalog')],
    summary: 'What is sold and which models answer: the version that counts, the draft, and the versions before',
    query: z.object({}),
    reply: z.object({
      version: z.int().describe('0: the file'),
      content: catalogText,
      draft: z
        .object({
          base: z.int(),
          revision: z.int(),
          content: catalogText,
          by: telegramId,
          by_name: z.string().nullable(),
          at: moment,
        })
        .nullable(),
      versions: z.array(
        z.object({
          version: z.int(),
          by: telegramId.nullable().describe('Null: the file'),
          by_name: z.string().nullable(),
          reason: z.string(),
          restored: z.int().nullable(),
          at: moment,
        }),
      ),
    }),
    errors: [],
  },
  catalogVersion: {
    method: 'GET',
    path: `${base}/catalog_version`,
    allow: [may('edit_catalog')],
    summary: 'A version that was published, and what is another in it than in the one that counts',
    query: z.object({ version: inQuery(z.int().min(1).max(1_000_000)) }),
    reply: z.object({ version: z.int(), content: catalogText, differences: z.array(difference) }),
    errors: ['version_not_found'],
  },
  checkCatalog: {
    method: 'POST',
    path: `${base}/check_catalog`,
    allow: [may('edit_catalog')],
    summary: 'What `catalog check` says of a catalogue, and how it differs from the one that counts; nothing is stored',
    body: z.object({ content: givenCatalog }),
    reply: z.object({
      faults: z.array(fault),
      findings: z.array(
        z.object({ model: z.string(), wrong: z.boolean(), sentence: z.string(), parts: z.array(part) }),
      ),
      differences: z.array(difference),
    }),
    errors: [],
  },
  saveCatalogDraft: {
    method: 'POST',
    path: `${base}/save_catalog_draft`,
    allow: [may('edit_catalog')],
    summary: 'Keeps what is written for the next version',
    body: z.object({
      content: givenCatalog,
      base: z.int().min(0).describe('The version from which it was written; 0: the file'),
      revision: z.int().min(0).describe('Of the draft that was seen; 0: there was none'),
      ...change,
    }),
    reply: z.object({ revision: z.int() }),
    errors: ['draft_changed', 'catalog_not_valid', 'idempotency_key_reused'],
  },
  dropCatalogDraft: {
    method: 'POST',
    path: `${base}/drop_catalog_draft`,
    allow: [may('edit_catalog')],
    summary: 'Deletes the draft',
    body: z.object({ revision: z.int().min(1), ...change }),
    reply: z.object({}),
    errors: ['draft_changed', 'idempotency_key_reused', 'confirmation_needed'],
  },
  publishCatalog: {
    method: 'POST',
    path: `${base}/publish_catalog`,
    allow: [may('publish_catalog')],
    summary: 'Makes the draft the version that counts, in all programs at once',
    body: z.object({
      revision: z.int().min(1).describe('Of the draft that was seen'),
      base: z.int().min(0).describe('The version that counted then; 0: the file'),
      ...change,
    }),
    reply: z.object({ version: z.int() }),
    errors: [
      'draft_changed',
      'catalog_changed',
      'catalog_unchanged',
      'catalog_not_valid',
      'experiment_running',
      'idempotency_key_reused',
      'confirmation_needed',
    ],
  },
  restoreCatalog: {
    method: 'POST',
    path: `${base}/restore_catalog`,
    allow: [may('publish_catalog')],
    summary: 'Publishes an earlier version again',
    body: z.object({
      version: z.int().min(1),
      base: z.int().min(0).describe('The version that counted when it was chosen'),
      ...change,
    }),
    reply: z.object({ version: z.int() }),
    errors: [
      'version_not_found',
      'catalog_changed',
      'catalog_unchanged',
      'catalog_not_valid',
      'experiment_running',
      'idempotency_key_reused',
      'confirmation_needed',
    ],
  },
})
