import type { NoticeTexts } from '#texts/languages/ru/notices.ts'
import { inDollars } from './money.ts'

export const notices: NoticeTexts = {
  planEnds: (date, daysBefore) =>
    daysBefore === 1
      ? `Dein Abo endet in weniger als einem Tag, am ${date}. Es verlängert sich nicht automatisch.`
      : `Dein Abo endet am ${date}, in höchstens drei Tagen. Es verlängert sich nicht automatisch.`,
  planEndsButton: '⭐ Verlängern',
  winBack: {
    trial_used_up:
      'Deine Testnachrichten sind aufgebraucht, und vielleicht hast du noch Fragen. Credits verfallen nicht, und ein Abo kannst du jeden Tag kündigen.',
    plan_lapsed_3:
      'Dein Abo ist vor ein paar Tagen ausgelaufen. Deine Gespräche sind noch da: Verlängere es, und wir machen an derselben Stelle weiter.',
    plan_lapsed_14:
      'Vor zwei Wochen ist dein Abo ausgelaufen. Wenn du es nicht jeden Tag brauchst, nimm Credits: Sie verfallen nicht.',
    low_balance: 'Du hast weniger Credits, als eine Antwort kostet. Lade auf, damit das Gespräch nicht abbricht.',
  },
  winBackButton: '⭐ Preise ansehen',
  noRemindersButton: 'Nicht mehr erinnern',
  renewalEnded: {
    refunded:
      'Die Verlängerung deines Abos ist ausgeschaltet, weil die Zahlung erstattet wurde. Dafür wird nichts mehr abgebucht.',
    doubled: 'Die Verlängerung deines zweiten Abos ist ausgeschaltet. Dafür wird nichts mehr abgebucht.',
    blocked:
      'Dein Zugang zu diesem Bot ist gesperrt, deshalb ist die Verlängerung deines Abos ausgeschaltet. Es wird nichts mehr abgebucht.',
  },
  providerRefused: (model, status, message) =>
    `⚠️ Das Modell „${model}“ antwortet niemandem: Sein Server lehnt alle Anfragen ab${status}. Prüfe den Schlüssel, das Guthaben beim Anbieter und den Namen des Modells. Den Nutzern wird gesagt, dass das Modell nicht verfügbar ist; berechnet wird nichts.\n\nAntwort des Servers: ${message}`,
  budgets: {
    names: {
      day: () => 'Tagesbudget',
      month: () => 'Monatsbudget',
      trial_day: () => 'Tagesbudget für Testfragen',
      person_day: (userId) => `Tagesbudget für Nutzer ${userId}`,
    },
    actions: {
      cheaper: 'Jetzt antwortet das günstigste Modell, zu seinem eigenen Preis.',
      no_trial: 'Vorerst gibt es keine kostenlosen Antworten.',
      stop: 'Vorerst gibt es keine Antworten: Fragen werden aufbewahrt, und die Nutzer erfahren davon.',
    },
    spent: (name, percent, spent, limit) =>
      `${name}: ${percent} % ausgegeben (${inDollars(spent)} von ${inDollars(limit)}).`,
    change: 'Ändern kannst du es im Katalog, unter money.budgets.',
  },
  freeMessages: {
    everybody: 'Kostenlose Nachrichten von heute',
    links: {
      campaign: (name) => `Kostenlose Nachrichten von heute für die Kampagne ${name}`,
      referral: (code) => `Kostenlose Nachrichten von heute für die Einladung ${code}`,
    },
    used: (name, percent, used, limit) =>
      `${name}: ${percent} % verbraucht (${used.toLocaleString('de')} von ${limit.toLocaleString('de')}).`,
    ways: {
      campaign: (name) => `über den Link der Kampagne ${name}`,
      referral: (code) => `über die Einladung ${code}`,
    },
    burst: (way, { starts, asked, alike, trials, inSteps }) =>
      `Wer ${way} kommt, sieht nach Konten für kostenlose Nachrichten aus. Innerhalb einer Stunde kamen ${starts}. Die erste Frage ist bei ${alike} von ${asked} dieselbe, und von ${inSteps} der ${trials}, die die Testphase begonnen haben, zeigt Telegram fast nichts. Mehr als das Tageslimit können sie nicht verbrauchen. Ansehen und pausieren kannst du es im Dashboard, auf der Seite Growth.`,
    over: 'Bis Mitternacht UTC gibt es keine kostenlosen Antworten, und die Nutzer erfahren, wann es wieder welche gibt. Gekauftes funktioniert.',
    change: 'Das Limit kannst du im Dashboard ändern, auf der Seite Settings.',
  },
}
