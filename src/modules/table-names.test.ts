import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { tablesByOwner } from './modules.ts'

/** Every module may read these: a view made for it, and the row that the rows of other modules belong to. */
const readByAll = new Set(['means', 'users'])

/** Where a table is named outside its module all the same, and why. */
const exceptions: Record<string, { reads?: string[]; writes?: string[]; why: string }> = {
  'modules/demo': {
    reads: ['plan_day_entries', 'subscriptions'],
    writes: [
      'broadcast_recipients',
      'broadcasts',
      'budget_periods',
      'campaigns',
      'consents',
      'conversations',
      'costs',
      'credit_entries',
      'events',
      'experiment_arms',
      'experiments',
      'free_questions',
      'gifts',
      'image_wishes',
      'images',
      'messages_log',
      'own_assistants',
      'promo_codes',
      'promo_uses',
      'promos',
      'schedule_runs',
      'schedules',
      'starts',
      'support_requests',
      'transactions',
      'trials',
      'users',
      'win_backs',
    ],
    why: 'an example of a whole business is written table by table, past the calls that take one step each',
  },
  'modules/owner': {
    reads: [
      'credit_entries',
      'events',
      'inbox',
      'messages_log',
      'reconciliation',
      'roles',
      'support_requests',
      'transactions',
    ],
    why: 'the figures for the owner are counted over all tables at one moment',
  },
  'modules/campaigns': {
    reads: ['costs', 'messages_log', 'starts', 'transactions', 'trials'],
    why: 'what a campaign has brought is counted over all tables at one moment',
  },
  'modules/experiments': {
    reads: ['costs', 'transactions', 'trials'],
    why: 'what the people of an arm have brought is counted in one statement',
  },
  'modules/promo-codes': {
    reads: ['transactions'],
    why: 'who has bought after a code is counted in one statement with its uses',
  },
  'modules/free-trial': {
    reads: ['messages_log', 'starts', 'trials'],
    why: 'a free question counts for the link of its person, and a farm is seen by what its people have in common, at one moment',
  },
  'modules/win-back': {
    reads: ['messages_log', 'transactions', 'trials'],
    why: 'whom to remind follows from what they have asked and bought, in one statement that finds it once',
  },
  'modules/referrals': {
    reads: ['starts'],
    why: 'an invitation counts for a person whose first link it was, in the statement that writes it once',
  },
  'modules/entitlements': {
    reads: ['transactions'],
    why: 'a discount for a first purchase is over with any payment, which the statement that holds it must see',
  },
  'modules/broadcasts': {
    reads: ['messages_log', 'starts', 'subscriptions', 'transactions', 'trials'],
    why: 'whom a segment has follows from facts of many modules at one moment',
  },
  'modules/notifications': {
    reads: ['events', 'renewals'],
    why: 'whom to remind and what to tell follows from what happened, in one statement that finds it once',
  },
  'modules/costs': {
    reads: [
      'credit_entries',
      'images',
      'messages_log',
      'plan_day_entries',
      'subscriptions',
      'transactions',
      'voice_answers',
    ],
    why: 'revenue and cost are counted over all tables at one moment',
  },
  'modules/questions': {
    reads: ['dead_updates', 'memory_facts'],
    writes: ['conversations', 'events', 'users'],
    why: 'a question and its answer are each written in one statement, whose round trips were measured',
  },
  'modules/memory': {
    reads: ['conversations', 'messages_log'],
    why: 'which conversations went silent, and what was said in them, is read at one moment',
  },
  'modules/attachments': {
    reads: ['inbox', 'quotations', 'waiting_questions'],
    why: 'what was kept of a file is deleted in one statement that spares what may still be asked',
  },
  'modules/conversations': {
    writes: ['memory_readings', 'messages_log'],
    why: 'a conversation is listed by its last question, deleted with the texts of its questions, and noted for the memory when it ends',
  },
}

test('a table is named in SQL by its module only, but for the exceptions, and no exception is out of date', () => {
  const allowed = Object.entries(exceptions).flatMap(([place, { reads = [], writes = [] }]) => [
    ...reads.map((table) => `${place} reads ${table}`),
    ...writes.map((table) => `${place} writes ${table}`),
  ])
  expect([...foreignNames()].toSorted()).toEqual(allowed.toSorted())
})

const source = join(import.meta.dirname, '..')

function foreignNames(): Set<string> {
  const ownerOf = new Map(
    Object.entries(tablesByOwner).flatMap(([owner, tables]) => Object.keys(tables).map((table) => [table, owner])),
  )
  const found = new Set<string>()
  for (const file of globSync('{modules/*,platform/*,programs/*,bot-kit}/**/*.ts', { cwd: source })) {
    if (/\.test\.ts$|\/testing[^/]*$|\/tables\.ts$/.test(file)) continue
    const place = file.split('/').slice(0, 2).join('/')
    for (const { verb, table } of namesIn(readFileSync(join(source, file), 'utf8')))
      if (ownerOf.has(table) && ownerOf.get(table) !== place && !(verb === 'reads' && readByAll.has(table)))
        found.add(`${place} ${verb} ${table}`)
  }
  // What a place may write, it may read.
  for (const name of found) if (name.includes(' writes ')) found.delete(name.replace(' writes ', ' reads '))
  return found
}

/** The tables that the statements of a file name; a line of a comment is none. */
function namesIn(code: string): { verb: 'reads' | 'writes'; table: string }[] {
  const statements = code.replaceAll(/^\s*(\/\/|\/?\*).*$/gm, '')
  return Array.from(
    statements.matchAll(/\b(insert\s+into|update|delete\s+from|from|join|using)\s+(?:only\s+)?([a-z_]+)/g),
    ([, word, table]) => ({ verb: /^(from|join|using)$/.test(word!) ? 'reads' : 'writes', table: table! }),
  )
}
