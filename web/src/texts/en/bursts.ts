import type { bursts as Ru } from '#web/texts/ru/bursts.ts'

export const bursts: typeof Ru = {
  title: 'Farms of trials',
  hint: 'Links by which many alike came within an hour: with the same first question, or with accounts of which Telegram shows next to nothing. The figures are of the worst hour.',
  empty: 'Nothing suspicious in 90 days. When something is, the bot writes to the owners.',
  link: 'Came by',
  links: {
    campaign: (name) => `campaign ${name}`,
    referral: (code) => `invitation ${code}`,
  },
  when: 'When',
  fromTo: (from, to) => `${from} – ${to}`,
  starts: 'Came',
  alike: 'Same first question',
  inSteps: 'Little is known of',
  of: (some, all) => `${some} of ${all}`,
  free: 'Free messages',
  pause: 'Pause',
  pauseOf: (name) => `Pause: ${name}`,
  pauseText:
    'The people who came by this link get no free answers until you allow them again, and are told so. What they bought works.',
  isPaused: 'paused',
  pausedLinks: 'Paused links',
  since: 'Since',
  resume: 'Allow again',
  resumeOf: (name) => `Allow again: ${name}`,
  resumeText: 'The people who came by this link get the rest of their free messages.',
}
