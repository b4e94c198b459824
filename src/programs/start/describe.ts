import { relative } from 'node:path'
import { printedMinutes } from './cabinet.ts'
import type { Environment } from '#platform/runtime/environment.ts'

export interface Started {
  given: Environment
  backendUrl: string
  sandboxUrl: string | undefined
  atHome: { telegram: boolean; model: boolean }
  dataDir: string
  /** Made for this run, so that the user could not know it otherwise. */
  ownToken: string | undefined
  cabinetUrl: string
  /** With a secret, where only this machine can open it and there is an owner. */
  cabinetLink: string | undefined
  /** While there is no owner. */
  firstOwnerLink: string | undefined
}

/** What runs and where, in plain words. */
export function describe(started: Started): string {
  const { given, backendUrl, sandboxUrl, atHome, dataDir, ownToken, cabinetUrl, cabinetLink, firstOwnerLink } = started
  const lines = [
    atHome.telegram
      ? ['Open the chat', sandboxUrl!]
      : ['Telegram', given['TELEGRAM_API_ROOT'] || 'the real one: write to your bot'],
    [
      'Model',
      atHome.model
        ? 'a demo without a real AI; set OPENAI_API_KEY for a real one'
        : given['OPENAI_BASE_URL'] || 'OpenAI',
    ],
    [
      'Database',
      given['DATABASE_URL']
        ? 'yours, from DATABASE_URL'
        : `its own PostgreSQL, in ${relative('.', dataDir).startsWith('..') ? dataDir : relative('.', dataDir) || '.'}`,
    ],
    [
      'Cabinet',
      cabinetLink
        ? `${cabinetLink} (opens once, within ${printedMinutes} minutes; another: npm start -- cabinet)`
        : `${cabinetUrl} (its owner sends /cabinet to the bot, or runs npm start -- cabinet)`,
    ],
    ...(firstOwnerLink
      ? [
          [
            'Owner',
            `nobody yet; whoever ${atHome.telegram ? 'presses "Become the owner" in the chat' : `opens ${firstOwnerLink}`}`,
          ] as const,
        ]
      : []),
    ['API', `${backendUrl}/docs`],
    ...(ownToken ? [['API token', `${ownToken} (of this run; "Authorize" on that page takes it)`] as const] : []),
  ]
  const hint = atHome.telegram ? '\n  For the real Telegram set BOT_TOKEN (from @BotFather) and start again.\n' : ''
  return [
    '',
    '  Pomogator is running.',
    '',
    ...lines.map(([name, value]) => `  ${`${name}:`.padEnd(16)}${value}`),
    hint,
    '  Ctrl-C stops it. Everything said and paid is kept for the next start.',
    '',
    '',
  ].join('\n')
}
