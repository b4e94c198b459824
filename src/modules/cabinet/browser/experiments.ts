import { z } from 'zod'
import { defineEndpoints } from '#platform/http/endpoint.ts'
import { moment, rowId } from '#platform/http/values.ts'
import { cardPrice, title } from '#modules/catalog/contract.ts'
import { arm, armValue, experimentState, plan } from '#modules/experiments/contract.ts'
import { may } from '#modules/users/contract.ts'
import { base, change } from './shapes.ts'

const estimate = z.object({ mean: z.number(), low: z.number(), high: z.number() }).nullable()

const armFigures = z.object({
  arm,
  people: z.int(),
  trials: z.int(),
  payers: z.int(),
  money: z
    .object({
      revenue_micro_dollars: z.int(),
      provider_micro_dollars: z.int(),
      margin: estimate.describe(
        'Of a person, in millionths of a dollar, with its interval of 95 %; null: too few people',
      ),
    })
    .nullable()
    .describe('Null until the stop rule is met'),
})

const experiment = z.object({
  ...plan,
  id: z.int(),
  state: experimentState,
  usual: armValue.nullable().describe('What everybody else had at its start'),
  created_at: moment,
  started_at: moment.nullable(),
  enough_at: moment.nullable().describe('When the stop rule was met'),
  ended_at: moment.nullable(),
  published: z.boolean().nullable().describe('Whether everybody has B since its end'),
  counted_at: moment.nullable().describe('When the worker has counted it'),
  missing_people: z.int().describe('How many the smaller arm lacks'),
  ends_by: moment.nullable().describe('When the days of the stop rule are over'),
  arms: z.array(armFigures).describe('A and B; empty until they were counted'),
  read_out: z
    .object({
      difference: estimate.describe('B less A for one person, in millionths of a dollar'),
      verdict: z.enum(['too_few', 'a_better', 'b_better', 'no_difference']),
    })
    .nullable()
    .describe('Null until the stop rule is met'),
})

const id = rowId

/** What is tried with new people. */
export const experimentsEndpoints = defineEndpoints({
  experiments: {
    method: 'GET',
    path: `${base}/experiments`,
    allow: [may('see_figures')],
    summary: 'Experiments with what they have shown, and what everybody has now',
    query: z.object({}),
    reply: z.object({
      usual: z.object({
        trial_messages: z.int(),
        packs: z.array(z.object({ id: z.string(), title, price_stars: z.int(), price_card: cardPrice })),
      }),
      experiments: z.array(experiment),
    }),
    errors: [],
  },
  saveExperiment: {
    method: 'POST',
    path: `${base}/save_experiment`,
    allow: [may('run_experiments')],
    summary: 'Keeps a draft of an experiment',
    body: z.object({ id: id.optional().describe('Absent: a new one'), ...plan, ...change }),
    reply: z.object({ id }),
    errors: [
      'experiment_not_found',
      'experiment_state',
      'experiment_same',
      'experiment_loses',
      'product_not_found',
      'catalog_not_valid',
      'text_not_sendable',
      'idempotency_key_reused',
    ],
  },
  dropExperiment: {
    method: 'POST',
    path: `${base}/drop_experiment`,
    allow: [may('run_experiments')],
    summary: 'Deletes a draft',
    body: z.object({ id, ...change }),
    reply: z.object({}),
    errors: ['experiment_not_found', 'experiment_state', 'idempotency_key_reused'],
  },
  startExperiment: {
    method: 'POST',
    path: `${base}/start_experiment`,
    allow: [may('run_experiments')],
    summary: 'From now on new people are in arm A or B; nothing of it can be changed any more',
    body: z.object({ id, ...change }),
    reply: z.object({}),
    errors: [
      'experiment_not_found',
      'experiment_state',
      'experiment_running',
      'experiment_same',
      'experiment_loses',
      'product_not_found',
      'catalog_not_valid',
      'text_not_sendable',
      'idempotency_key_reused',
      'confirmation_needed',
    ],
  },
  stopExperiment: {
    method: 'POST',
    path: `${base}/stop_experiment`,
    allow: [may('run_experiments')],
    summary: 'Breaks it off before its stop rule is met: everybody has what A has, and it says nothing',
    body: z.object({ id, ...change }),
    reply: z.object({}),
    errors: ['experiment_not_found', 'experiment_state', 'idempotency_key_reused', 'confirmation_needed'],
  },
  endExperiment: {
    method: 'POST',
    path: `${base}/end_experiment`,
    allow: [may('run_experiments')],
    summary: 'Ends it once its stop rule is met: B is published for everybody, or A stays',
    body: z.object({ id, publish: arm.describe('What everybody has from now on'), ...change }),
    reply: z.object({ version: z.int().nullable().describe('Of the catalogue, where prices were published') }),
    errors: [
      'experiment_not_found',
      'experiment_state',
      'product_not_found',
      'catalog_changed',
      'catalog_unchanged',
      'catalog_not_valid',
      'idempotency_key_reused',
      'confirmation_needed',
    ],
  },
})
