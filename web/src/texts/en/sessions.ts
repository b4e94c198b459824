import type { sessions as Ru } from '#web/texts/ru/sessions.ts'

export const sessions: typeof Ru = {
  title: 'Access',
  own: 'Your sessions',
  ownHint: 'A session lasts 12 hours. If you do not recognise one, end it at once.',
  this: 'this one',
  end: 'End',
  endFailed: 'The session was not ended.',
  client: 'Where',
  device: (browser, system) => `${browser} on ${system}`,
  began: 'Began',
  seen: 'Last seen',
  ends: 'Ends',
  team: 'The team',
  teamHint: "An owner gives roles on a person's page.",
  bySetting: 'the setting ADMIN_IDS',
  by: 'Given by',
}
