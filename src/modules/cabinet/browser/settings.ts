import { z } from 'zod'
import { defineEndpoints } from '#platform/http/endpoint.ts'
import { moment, rowId, telegramId, text } from '#platform/http/values.ts'
import { may } from '#modules/users/contract.ts'
import { base, change } from './shapes.ts'

const value = z.union([z.string().max(20_000), z.number(), z.boolean()])

const changed = z.object({
  version: z.int(),
  setting: z.string(),
  value: value.nullable(),
  by: telegramId,
  by_name: z.string().nullable(),
  reason: z.string(),
  asks_anew: z.boolean().describe('Of a document: whether people had to agree to it anew'),
  at: moment,
})
const name = z.string().min(1).max(60)
const anew = {
  asks_anew: z
    .boolean()
    .default(true)
    .describe('Of a document: whether people have to agree to it anew; false is for corrections'),
  what_is_new: text().trim().min(1).max(300).optional().describe('Of a document: what people are told of the change'),
}

/** What changes while the programs run. */
export const settingsPageEndpoints = defineEndpoints({
  settings: {
    method: 'GET',
    path: `${base}/settings`,
    allow: [may('edit_settings')],
    summary: 'What may be set while the programs run, what counts, and who has changed it',
    query: z.object({}),
    reply: z.object({
      settings: z.array(
        z.object({
          setting: z.string(),
          version: z.int().describe('Of the last change; 0: never changed'),
          value: value.nullable().describe('As it was set; null: the default counts'),
          default: value.nullable().describe('Of the environment or the files; null: nothing is set there'),
        }),
      ),
      changes: z.array(changed),
    }),
    errors: [],
  },
  settingVersions: {
    method: 'GET',
    path: `${base}/setting_versions`,
    allow: [may('edit_settings')],
    summary: 'The earlier values of one setting, the newest first',
    query: z.object({ setting: name }),
    reply: z.object({ versions: z.array(changed) }),
    errors: ['setting_not_found'],
  },
  changeSetting: {
    method: 'POST',
    path: `${base}/change_setting`,
    allow: [may('edit_settings')],
    summary: 'Sets it, in all programs at once',
    body: z.object({
      setting: name,
      value: value.nullable().describe('Null: back to the default'),
      version: z.int().min(0).describe('Of the setting as it was seen'),
      ...anew,
      ...change,
    }),
    reply: z.object({ version: z.int() }),
    errors: [
      'setting_not_found',
      'setting_not_valid',
      'setting_changed',
      'setting_unchanged',
      'experiment_running',
      'idempotency_key_reused',
      'confirmation_needed',
    ],
  },
  restoreSetting: {
    method: 'POST',
    path: `${base}/restore_setting`,
    allow: [may('edit_settings')],
    summary: 'Sets what an earlier version has set, as a new version; asked twice',
    body: z.object({
      setting: name,
      restored: rowId.describe('The earlier version'),
      version: z.int().min(0).describe('Of the setting as it was seen'),
      ...anew,
      ...change,
    }),
    reply: z.object({ version: z.int() }),
    errors: [
      'setting_not_found',
      'setting_not_valid',
      'setting_changed',
      'setting_unchanged',
      'experiment_running',
      'version_not_found',
      'idempotency_key_reused',
      'confirmation_needed',
    ],
  },
})
