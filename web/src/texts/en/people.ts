import type { people as Ru } from '#web/texts/ru/people.ts'

export const people: typeof Ru = {
  title: 'People',
  search: 'Id, @name, name or charge id',
  find: 'Find',
  clear: 'Everybody',
  empty: 'Nobody has written to the bot yet. Give somebody its link.',
  nobody: 'Nobody was found. Search by id, @name, the beginning of a name, or a whole charge id.',
  person: 'Person',
  credits: 'Credits',
  since: 'Here since',
  paidUntil: 'Plan until',
  blocked: 'blocked',
  language: 'Language',
}
