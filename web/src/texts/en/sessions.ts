import type { sessions as Ru } from '../ru/sessions.ts'

export const sessions: typeof Ru = {
  title: 'Access',
  own: 'Your sessions',
  ownHint: 'A session lasts 12 hours. End one that you do not know at once.',
  this: 'this one',
  end: 'End',
  client: 'Where',
  began: 'Began',
  seen: 'Last seen',
  ends: 'Ends',
  team: 'Who has a role',
  teamHint: "An owner gives roles on a person's page.",
  bySetting: 'the setting ADMIN_IDS',
  by: 'Given by',
}
