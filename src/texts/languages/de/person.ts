import type { EntryKind } from '#modules/entitlements/contract.ts'
import { datesOf } from '#texts/dates.ts'
import { signed, signOf } from '#texts/signed.ts'
import type { Texts } from '#texts/languages/ru/person.ts'
import { german } from './count.ts'

const messages = (count: number) => german(count, 'Nachricht', 'Nachrichten')
const credits = (count: number) => german(count, 'Credit', 'Credits')
const questions = (count: number) => german(count, 'Frage', 'Fragen')
const days = (count: number) => german(count, 'Tag', 'Tage')

const { day: date, shortDay: shortDate, time } = datesOf('de-DE', 'Europe/Berlin')
const clock = (moment: string) => `${shortDate(moment)} um ${time(moment)} Uhr`

const entryKinds: Record<EntryKind, string> = {
  hold: 'Frage',
  release: 'zurück für eine Frage',
  purchase: 'Kauf',
  refund: 'Zahlung erstattet',
  adjustment: 'vom Betreiber',
  promo: 'Promo-Code',
  campaign: 'Willkommensgeschenk',
  gift: 'Geschenk',
  referral: 'für eine Einladung',
  undone: 'abgezogen, Zahlung erstattet',
}

export const person: Texts = {
  welcome:
    'Hallo! Ich bin **Pomogator**, dein KI-Assistent. Ich beantworte Fragen, schreibe und überarbeite Texte, erkläre Schwieriges und helfe bei Code. Ich sehe mir Bilder an, höre Sprachnachrichten und lese Dateien.',
  welcomeBack: 'Schön, dass du wieder da bist!',
  ready: 'Schreib einfach deine Frage, und ich antworte.',
  trialOffer: (count) =>
    `Probier es kostenlos aus: ${messages(count)} geschenkt. Ohne Karte, und nichts wird von selbst abgebucht.`,
  trialStarted: (count) => `Fertig: Du hast ${messages(count)}. Schreib deine erste Frage, worüber du willst.`,
  trialBegun: (count) => `Fertig: Du hast ${messages(count)}.`,
  answeringAll: (count) => `Ich beantworte jetzt deine ${messages(count)} zusammen.`,
  trialStartedAnswering: (count) => `Fertig: Du hast ${messages(count)}. Ich beantworte jetzt deine Frage.`,
  answeringWaiting: (begin) =>
    begin === null ? 'Ich beantworte jetzt deine Frage.' : `Ich beantworte jetzt deine Frage „${begin}“.`,
  trialRest: (count, moment) =>
    `Am ${clock(moment)} (Berliner Zeit) gebe ich dir noch ${messages(count)} dazu und schreibe dir dann.`,
  trialRestAdded: (count) =>
    `Wie versprochen sind ${messages(count)} dazugekommen: Deine Testphase geht weiter. Was möchtest du fragen?`,
  trialAlready: 'Deine kostenlose Testphase hast du schon genutzt.',
  trialLater: 'Alles klar. Wenn du es ausprobieren willst, tippe auf „Gratis testen“.',
  menu: '**Menü**',
  askHint: 'Schreib deine Frage als normale Nachricht, und ich antworte. Für ein neues Thema sende /new.',
  askHintShort: 'Schreib die Frage direkt hinter den Befehl: /ask und deine Frage.',
  answerThat: 'Antworte auf diese Nachricht.',
  forwardedFrom: (name) => `Weitergeleitet von ${name}`,
  leftOut: (count) =>
    `Alles auf einmal war zu viel. Am Ende nicht gelesen: ${german(count, 'weitergeleitete Nachricht', 'weitergeleitete Nachrichten')}. Sende sie noch einmal, in kleineren Teilen.`,

  balance: '**Was du hast**',
  creditsLine: (count) => `Credits: **${count.toLocaleString('de')}**`,
  trialLine: (left, granted) => `Testphase: noch ${left} von ${messages(granted)}`,
  noTrialLine: 'Die Testphase hat noch nicht begonnen',
  subscriptionLine: (plan, until) => `Abo „${plan}“: bis ${date(until)}`,
  subscriptionNext: (plan, until) => `Danach „${plan}“: bis ${date(until)}`,
  subscriptionRenews: (at, plan) =>
    plan === null
      ? `Verlängert sich automatisch, nächste Abbuchung am ${date(at)}`
      : `„${plan}“ verlängert sich automatisch, nächste Abbuchung am ${date(at)}`,
  subscriptionEnds: 'Verlängert sich nicht automatisch',
  todayLine: (used, limit) =>
    limit === null
      ? `Heute mit dem Abo: ${questions(used)}`
      : `Heute mit dem Abo: ${used} von ${limit.toLocaleString('de')}`,
  allowanceUsed: (used) => `Heute mit dem Abo: ${credits(used)}`,
  allowanceLeft: (left, perDay) => `Heute noch im Abo: ${left.toLocaleString('de')} von ${credits(perDay)}`,
  noSubscriptionLine: 'Kein Abo',
  nextPays: {
    subscription: (price) => `Nächste Frage: mit dem Abo${price === 0 ? '' : `, ${credits(price)} von heute`}`,
    trial: 'Nächste Frage: aus der Testphase',
    credits: (price) => `Nächste Frage: ${credits(price)}`,
    nothing: 'Für die nächste Frage ist noch kein Guthaben da',
  },

  purchase: '**Aufladen**',
  creditCount: (count) => credits(count),
  worth: (answers, model) => `${german(answers, 'Antwort', 'Antworten')} vom Modell „${model}“`,
  worthOr: (cheap, answers, model) => `${cheap} oder ${answers.toLocaleString('de')} von „${model}“`,
  packsTitle: 'Credits, sie verfallen nicht:',
  plansTitle: 'Abo:',
  allowance: (perDay, worth) => `${credits(perDay)} am Tag: ${worth}`,
  planLine: (title, price, length, renews, allowance) =>
    `• ${title} (${days(length)}): ${price.toLocaleString('de')} ⭐${renews ? ', verlängert sich automatisch' : ''}. ${allowance}`,
  howToPay: 'Bezahlt wird mit Telegram-Sternen. Eine Frage ohne Antwort kostet nichts.',
  packAbout: (count, worth) => `${credits(count)}: ${worth}. Sie verfallen nicht.`,
  planAbout: (length, allowance, renews) =>
    `${days(length)}. ${allowance}.${renews ? ' Verlängert sich automatisch; du kannst jeden Tag kündigen.' : ' Verlängert sich nicht automatisch.'}`,
  paidCredits: (added, total) => `Zahlung erhalten: plus ${credits(added)}. Du hast jetzt ${credits(total)}.`,
  paidUntil: (until, renewed) =>
    `${renewed ? 'Dein Abo ist verlängert' : 'Zahlung erhalten. Dein Abo läuft'} bis ${date(until)}.`,
  daysBehind: (until) => `Die Tage kommen zu den schon bezahlten dazu: insgesamt bis ${date(until)}.`,
  renewsAlready: (at) =>
    `Die nächste Zahlung ist schon am ${date(at)}, wie viele Tage auch im Voraus bezahlt sind. Du kannst jeden Tag kündigen.`,
  planWhileRenewing: (title, renewed, at, until) =>
    `**${title}**\n\nDu hast schon das Abo „${renewed}“, und es verlängert sich automatisch: nächste Abbuchung am ${date(at)}. Die Tage dieses Kaufs kommen ans Ende, bis ${date(until)}, und „${renewed}“ verlängert sich weiter. Wenn du es nicht mehr brauchst, kündige zuerst die Verlängerung.`,
  renewalDoubled: (ended) =>
    ended
      ? 'Du hast schon ein Abo, das sich automatisch verlängert. Die Verlängerung des zweiten haben wir deshalb ausgeschaltet. Seine Tage sind gutgeschrieben.'
      : 'Du hast schon ein Abo, das sich automatisch verlängert. Die Verlängerung des zweiten schalten wir deshalb aus und melden uns, wenn es so weit ist. Seine Tage sind gutgeschrieben.',
  cancelRenewalQuestion: (renewed, until) =>
    `Die Verlängerung von „${renewed}“ kündigen? Was bezahlt ist, bleibt: Du hast Zugang bis ${date(until)}, und es wird nichts mehr abgebucht.`,
  paidForAnother:
    'Diese Rechnung war für jemand anderen. Der Kauf ist dir gutgeschrieben; wenn du ihn nicht brauchst, sende /paysupport.',
  paidAgain:
    'Diese Rechnung war schon bezahlt. Wir haben dir den Kauf noch einmal gutgeschrieben; wenn du ihn nicht brauchst, sende /paysupport.',
  paidUnmatched: 'Zahlung erhalten, aber wir haben nicht gefunden, wofür. Sie ist vermerkt und geht nicht verloren.',
  supportOpened: (id) => `Deine Frage Nr. ${id} ist beim Betreiber. Die Antwort kommt hierher.`,
  supportKept: (id) =>
    `Deine Frage Nr. ${id} ist notiert; der Betreiber sieht sie, wenn er in den Bot schaut. Die Antwort kommt hierher.`,
  wordsOnly: 'Hier wird Text gebraucht: Schreib deine Antwort. Für diese Nachricht wurde nichts abgezogen.',
  supportAnswered: (text) => `Die Antwort auf deine Frage zur Zahlung:\n\n${text}`,
  ownerWrote: (text) => `Eine Nachricht vom Betreiber des Bots:\n\n${text}`,
  historyPayments: 'Zahlungen',
  historyEntries: 'Credits',
  historyEmpty: 'Noch keine Zahlungen oder Abbuchungen.',
  paymentLine: (at, price, status, what) =>
    `${shortDate(at)}: ${what}, ${price}${status === 'refunded' ? ', erstattet' : status === 'refunding' ? ', wird erstattet' : ''}`,
  entryLine: (at, delta, balance, kind) =>
    `${shortDate(at)}: ${signed(delta)} → ${balance}, ${(entryKinds as Record<string, string>)[kind] ?? 'Änderung'}`,
  entryKinds,
  unknownPurchase: 'ohne Bestellung',
  receipt: {
    hint: 'Tippe auf einen Eintrag, um zu sehen, wofür er ist.',
    older: 'Früher ›',
    label: (at, price, what) => `${shortDate(at)} · ${price} · ${what}`,
    title: '**Wofür das ist**',
    deleted: 'gelöscht',
    notFound: 'Diesen Eintrag gibt es nicht.',
    question: (words) => (words === null ? 'Frage: gelöscht' : `Frage: „${words}“`),
    model: (title) => `Modell: ${title}`,
    price: (source, price) => (source === 'trial' ? messages(price) : credits(price)),
    states: {
      charged: (price) => `Berechnet: ${price}`,
      reserved: (price) => `Reserviert für die laufende Antwort: ${price}`,
      given_back: () => 'Nichts berechnet: Es gab keine Antwort',
    },
    sources: {
      subscription: 'Bezahlt: mit dem Abo, vom Kontingent dieses Tages',
      trial: 'Bezahlt: aus der Testphase',
      credits: 'Bezahlt: mit Credits',
    },
    when: (at) => `Wann: ${clock(at)}`,
    credits: (delta) => `${signOf(delta)}${credits(Math.abs(delta))}`,
    granted: (why, change, balance) => `${why}: ${change}, danach ${balance.toLocaleString('de')}`,
    plan: (title, length) => `Abo „${title}“, ${length}`,
    trialMessages: (count) => german(count, 'Nachricht der Testphase', 'Nachrichten der Testphase'),
    percentOff: (percent) => `${percent} % Rabatt`,
    reason: (reason) => `Grund: ${reason}`,
    payment: (number, title) => `Kauf Nr. ${number}: ${title}`,
    paid: (price) => `Bezahlt: ${price}`,
    gotCredits: (count) => `Erhalten: ${credits(count)}`,
    gotDays: (count) => `Erhalten: ${days(count)} Abo`,
    statuses: { refunding: 'Das Geld wird erstattet', refunded: 'Das Geld wurde erstattet' },
    refund: (number, title) => `Erstattung für Kauf Nr. ${number}: ${title}`,
    refundOf: (title) => `Erstattung: ${title}`,
    returned: (price) => `Erstattet: ${price}`,
    takenBack: (count) => `Abgezogen: ${credits(count)}`,
  },
  refunding: (price) => `Du bekommst ${price} zurück. Was du davon noch nicht verbraucht hast, ist schon abgezogen.`,
  refunded: (price) => `Du hast ${price} zurückbekommen. Was du davon noch nicht verbraucht hast, ist abgezogen.`,
  renewal: {
    active: (until) => `Die Verlängerung ist eingeschaltet. Dein Abo ist bis ${date(until)} bezahlt.`,
    canceled: (until) =>
      `Die Verlängerung ist gekündigt. Dein Abo läuft bis ${date(until)}, und es wird nichts mehr abgebucht.`,
    failed: (until) =>
      `Dein Abo konnte nicht verlängert werden: Es waren zu wenige Sterne da. Es läuft bis ${date(until)}.`,
  },
  checkoutRefused: {
    unknown_invoice: 'Diese Rechnung kennen wir nicht. Wähle den Kauf noch einmal im Menü.',
    not_yours: 'Diese Rechnung ist für jemand anderen. Öffne den Bot und wähle selbst etwas aus.',
    already_paid: 'Diese Rechnung ist schon bezahlt.',
    being_paid: 'Diese Rechnung wird gerade bezahlt. Warte eine halbe Minute.',
    expired: 'Die Rechnung ist abgelaufen. Wähle den Kauf noch einmal im Menü.',
    not_sold: 'Das wird nicht mehr verkauft. Sieh dir an, was es jetzt gibt.',
    price_changed: 'Der Preis hat sich geändert. Wähle den Kauf noch einmal im Menü.',
    already_subscribed: 'Du hast schon ein Abo, und es verlängert sich automatisch.',
    user_blocked: 'Dein Zugang zu diesem Bot ist gesperrt.',
  },
  promo: {
    request: 'Antworte auf diese Nachricht: Wie lautet dein Promo-Code?',
    placeholder: 'Promo-Code',
    credits: (count, total) => `Promo-Code angenommen: plus ${credits(count)}. Du hast jetzt ${credits(total)}.`,
    trialMessages: (count) => `Promo-Code angenommen: Deine Testphase hat ${messages(count)} mehr.`,
    planDays: (plan, until) => `Promo-Code angenommen: Abo „${plan}“, insgesamt bis ${date(until)}.`,
    percentOff: (percent, until) =>
      `Promo-Code angenommen: ${percent} % Rabatt auf deinen nächsten Kauf mit Sternen, bis ${date(until)}. Die Preise unter „Aufladen“ enthalten ihn schon. Für ein Abo, das sich automatisch verlängert, gilt er nicht.`,
    refused: {
      promo_not_found: 'Diesen Promo-Code gibt es nicht. Prüfe ihn auf Tippfehler.',
      promo_not_yet: 'Dieser Promo-Code gilt noch nicht. Versuch es später.',
      promo_over: 'Dieser Promo-Code gilt nicht mehr.',
      promo_used_up: 'Dieser Promo-Code ist schon eingelöst.',
      promo_used_before: 'Diesen Promo-Code hast du schon eingelöst, er gilt nur einmal.',
      promo_first_purchase: 'Dieser Promo-Code ist nur für alle, die noch nichts gekauft haben.',
      promo_guesses: 'Zu viele falsche Promo-Codes. Versuch es in einer Stunde wieder.',
    },
  },
  guest: {
    onlyWords: 'Hier antworte ich nur auf Worte. Mit einer Datei komm in den privaten Chat.',
    empty: (username: string) => `Schreib deine Frage neben meinen Namen: @${username} und die Frage.`,
    comeOver: 'Machen wir im privaten Chat weiter: Die ersten Nachrichten dort sind kostenlos.',
    dearer: 'Diese Frage kostet mehr als üblich. Stell sie im privaten Chat: Dort nenne ich zuerst den Preis.',
    askAgain: 'Frag bitte noch einmal, hier oder im privaten Chat.',
    failed: 'Ich konnte nicht antworten. Frag bitte noch einmal, hier oder im privaten Chat.',
    whole: '📖 Ganz lesen',
    more: '💬 Privat fragen',
    help: (username: string) =>
      `Du kannst mich in jedem Chat fragen: Schreib dort @${username} und deine Frage, und ich antworte gleich an Ort und Stelle.`,
  },
  gift: {
    screen:
      '**Geschenk**\n\nWähle, was du schenken möchtest. Nach der Zahlung bekommst du einen Link, den du beliebig weitergeben kannst: Das Geschenk bekommt, wer ihn zuerst öffnet. Öffnet ihn innerhalb von 30 Tagen niemand, gehört es dir.',
    yours: 'Noch nicht geöffnet:',
    line: (title, link, until) => `• ${title}: ${link} (bis ${shortDate(until)})`,
    about: (title) => `Geschenk: ${title}. Der Link kommt nach der Zahlung hierher.`,
    paid: (title, link) =>
      `Das Geschenk ist fertig: ${title}.\n\n${link}\n\nSende diesen Link weiter: Das Geschenk bekommt, wer ihn zuerst öffnet. Öffnet ihn innerhalb von 30 Tagen niemand, gehört es dir.`,
    share: (title) => `Ein Geschenk für dich: ${title}`,
    received: {
      credits: (count, total) => `Ein Geschenk für dich: ${credits(count)}. Du hast jetzt ${credits(total)}.`,
      days: (title, until) => `Ein Geschenk für dich: Abo „${title}“, insgesamt bis ${date(until)}.`,
    },
    own: (title) =>
      `Das ist dein Geschenk: ${title}. Sende den Link an die Person, für die es ist, oder behalte es selbst.`,
    claimed: (title) => `Dein Geschenk wurde geöffnet: ${title}.`,
    returned: (title) => `Dein Geschenk hat 30 Tage lang niemand geöffnet, also gehört es jetzt dir: ${title}.`,
    voided: {
      open: (title) => `Die Zahlung für das Geschenk wurde erstattet, der Link gilt nicht mehr: ${title}.`,
      claimed: {
        all: (title) =>
          `Die Zahlung für das Geschenk wurde erstattet. Wer es bekommen hat, hat es deshalb nicht mehr: ${title}.`,
        rest: (title, rest) =>
          `Die Zahlung für das Geschenk wurde erstattet: ${title}. Wer es bekommen hat, hat nicht mehr, was davon übrig war: ${rest}.`,
        nothing: (title) =>
          `Die Zahlung für das Geschenk wurde erstattet: ${title}. Wer es bekommen hat, hat es schon aufgebraucht, deshalb wurde nichts abgezogen.`,
      },
    },
    takenBack: {
      all: (title) => `Die Zahlung für dein Geschenk wurde erstattet, deshalb hast du es nicht mehr: ${title}.`,
      rest: (title, rest) =>
        `Die Zahlung für dein Geschenk wurde erstattet: ${title}. Abgezogen wurde, was davon übrig war: ${rest}.`,
      nothing: (title) =>
        `Die Zahlung für dein Geschenk wurde erstattet: ${title}. Es war schon aufgebraucht, deshalb wurde nichts abgezogen.`,
    },
    daysLeft: (count) => (count === 0 ? 'weniger als ein Tag' : days(count)),
    refused: {
      gift_not_found: 'Dieses Geschenk gibt es nicht. Prüfe den Link.',
      gift_claimed: 'Dieses Geschenk wurde schon geöffnet.',
      gift_void: 'Dieses Geschenk gilt nicht mehr: Seine Zahlung wurde erstattet.',
    },
  },
  search: {
    doing: {
      search: (what) => `Suche: ${what}`,
      page: (what) => `Lese: ${what}`,
      server: (what) => `Frage „${what}“ ab`,
    },
    sources: 'Quellen',
    setting: (on, count) => {
      if (!on) return 'Websuche: aus'
      return count === 0 ? 'Websuche: an' : `Websuche: an; wird sie gebraucht, kostet die Frage ${credits(count)} mehr`
    },
    notIn: {
      trial: 'Websuche: nicht in der Testphase enthalten',
      subscription: 'Websuche: nicht im Abo enthalten',
    },
    turnOn: 'Im Web suchen',
    turnOff: 'Nicht im Web suchen',
    included: 'Zur Frage gehörte eine Websuche.',
    receipt: (price) => `Davon für die Websuche: ${price}`,
  },
  referral: {
    off: 'Für Einladungen gibt es zurzeit keine Belohnung.',
    title: '**Einladen**',
    invited: (count) => `Wer zum ersten Mal über deinen Link kommt, hat in der Testphase ${messages(count)} mehr.`,
    inviter: (count, most) =>
      `Du bekommst ${credits(count)} drei Tage nach dem ersten Kauf dieser Person, wenn er nicht erstattet wurde. Höchstens ${german(most, 'Belohnung', 'Belohnungen')} im Monat, weitere kommen im nächsten.`,
    came: (count) => `Über deinen Link gekommen: ${count.toLocaleString('de')}`,
    notPaid: (count) => `Noch nichts gekauft: ${count.toLocaleString('de')}`,
    waiting: (count, at) =>
      `Gekauft, Belohnung steht aus: ${count.toLocaleString('de')}, die nächste frühestens am ${shortDate(at)}`,
    returned: (count) => `Kauf erstattet, keine Belohnung: ${count.toLocaleString('de')}`,
    rewarded: (count, sum) => `Belohnungen: ${count.toLocaleString('de')}, insgesamt ${credits(sum)}`,
    share: 'Ein KI-Assistent: Er antwortet, schreibt und liest Dateien.',
    reward: (count) => `Belohnung für deine Einladung: ${credits(count)}. Danke!`,
    undone: (count) =>
      `Einer Person, die du eingeladen hast, wurde der Kauf erstattet, deshalb ist die Belohnung abgezogen: ${credits(count)}.`,
  },
  tools: {
    included: 'Zur Frage gehörte eine Abfrage im Nachschlagewerk.',
    receipt: (price) => `Davon für das Nachschlagewerk: ${price}`,
  },
  channel: {
    offer: {
      credits: (count) => `Abonniere unseren Kanal, und ich schenke dir ${credits(count)}. Einmalig.`,
      trial_messages: (count) => `Abonniere unseren Kanal, und deine Testphase hat ${messages(count)} mehr. Einmalig.`,
    },
    thanks: {
      credits: (count) => `Danke, dass du dabei bist: ${credits(count)} mehr auf deinem Guthaben.`,
      trial_messages: (count) => `Danke, dass du dabei bist: ${messages(count)} mehr in deiner Testphase.`,
    },
    notYet: 'Ich sehe dich noch nicht unter den Abonnenten. Abonniere den Kanal und tippe noch einmal auf „Prüfen“.',
    unknown: 'Ob du den Kanal abonniert hast, kann ich gerade nicht prüfen. Versuch es etwas später noch einmal.',
    given: 'Das Geschenk für den Kanal hast du schon bekommen.',
    off: 'Für den Kanal gibt es zurzeit kein Geschenk.',
  },
  /** Roles in which questions are answered. */
  assistants: {
    list: '**Assistenten**\n\nJeder hat seine eigene Aufgabe. Wähl aus, mit wem du sprechen möchtest.',
    listOwn: (most) => `Du kannst auch eigene anlegen, bis zu ${most}: Nur du siehst sie.`,
    instead: (wanted, model) =>
      `Das Modell „${wanted}“ steht dir gerade nicht zur Verfügung, deshalb antwortet „${model}“.`,
    price: (price) => `Preis einer Antwort: ${price}`,
    started: 'Das Gespräch hat begonnen. Was möchtest du fragen?',
    noPrompt: 'Die Rolle ist noch nicht beschrieben. Beschreib sie, dann kann das Gespräch beginnen.',
    gone: 'Diesen Assistenten gibt es nicht mehr.',
    lost: 'Den Assistenten, mit dem du gesprochen hast, gibt es nicht mehr. Ab jetzt antworte ich selbst.',
    titleRequest: (longest) => `Wie soll der Assistent heißen? Bis zu ${longest} Zeichen.`,
    titlePlaceholder: 'Physik-Nachhilfe',
    promptRequest: (title, longest) =>
      `Was soll „${title}“ können, und wie soll er antworten? Beschreib es in einer Nachricht, bis zu ${longest.toLocaleString('de')} Zeichen.`,
    promptPlaceholder: 'Du gibst Nachhilfe, erkläre an Beispielen',
    full: (most) =>
      `Du kannst bis zu ${most} eigene Assistenten haben. Lösch einen, den du nicht brauchst, dann ist wieder Platz.`,
    delete: (title) => `Den Assistenten „${title}“ löschen? Die Gespräche mit ihm bleiben, aber darin antworte ich.`,
    deleted: 'Fertig, der Assistent ist gelöscht.',
    receipt: (title) => `Assistent: ${title}`,
    buttons: {
      menu: '🎭 Assistenten',
      start: '💬 Gespräch beginnen',
      share: '📨 Teilen',
      make: '➕ Eigener Assistent',
      prompt: '✍️ Rolle',
    },
  },
  welcomeGift: {
    credits: (count) => `Ein Willkommensgeschenk für dich: ${credits(count)}. Schon auf deinem Guthaben.`,
    trialMessages: (count) => `Ein Willkommensgeschenk für dich: ${messages(count)} mehr in der Testphase.`,
  },
  memory: {
    button: '📌 Gedächtnis',
    begins:
      'merk dir, dass|merke dir, dass|merken Sie sich, dass|bitte merk dir, dass|bitte merke dir, dass|merk dir:|merke dir:|denk daran, dass',
    title: '**Gedächtnis**',
    about: (count, most) =>
      `Das weiß ich über dich in jedem Gespräch: ${count} von ${most}. Tippe auf eine Nummer, um es zu ändern oder zu löschen.`,
    empty:
      'Noch weiß ich nichts über dich. Schreib zum Beispiel „Merk dir, dass ich Vegetarier bin“, und ich denke in jedem Gespräch daran.',
    finds: 'Wenn ein Gespräch endet, merke ich mir Wichtiges aus deinen Nachrichten auch selbst.',
    off: 'Das Gedächtnis ist aus: Ich merke mir nichts Neues und nutze nicht, was ich weiß. Es geht zusammen mit dem Merken des Gesprächs an.',
    kept: (fact) => `Gemerkt: „${fact}“.`,
    known: (fact) => `Das weiß ich schon: „${fact}“.`,
    knownAlready: 'Das weiß ich schon und schreibe es nicht noch einmal auf.',
    one: (fact) => `Ich weiß: „${fact}“.`,
    tooLong: (longest) => `Ich merke mir Kurzes, bis zu ${longest} Zeichen. Schreib es in einem Satz.`,
    full: 'Mehr kann ich mir nicht merken: Es ist kein Platz. Lösche etwas von dem, was ich weiß.',
    secret: 'Passwörter, Schlüssel und Kartennummern merke ich mir nicht: So ist es sicherer.',
    ask: 'Schreib, was ich mir stattdessen merken soll.',
    placeholder: 'Ich bin Vegetarier',
    deleted: 'Gelöscht, ich weiß es nicht mehr.',
    deleteAll: 'Alles löschen, was ich über dich weiß? Es lässt sich nicht zurückholen.',
    deletedAll: 'Fertig: Ich weiß nichts mehr über dich.',
    gone: 'Das weiß ich nicht mehr.',
    buttons: {
      change: '✏️ Ändern',
      delete: '🗑 Löschen',
      deleteAll: 'Alles löschen',
      deleteAllYes: 'Ja, löschen',
    },
  },
  suggestions: {
    turnOn: 'Fragen vorschlagen',
    turnOff: 'Keine Fragen vorschlagen',
    setting: (on) =>
      on ? 'Vorschläge: Fragen zum Weiterfragen unter der Antwort' : 'Vorschläge: keine Fragen unter der Antwort',
  },
  agreement: {
    request:
      'Bevor ich antworte, lies bitte die Bedingungen (/terms) und wie wir mit deinen Daten umgehen (/privacy). Wenn du einverstanden bist, tippe auf den Button.',
    changed: {
      terms: 'Die Bedingungen haben sich geändert, seit du zugestimmt hast: /terms.',
      privacy: 'Wie wir mit deinen Daten umgehen, hat sich geändert, seit du zugestimmt hast: /privacy.',
      both: 'Die Bedingungen (/terms) und unser Umgang mit deinen Daten (/privacy) haben sich geändert, seit du zugestimmt hast.',
    },
    whatIsNew: (text) => `Was neu ist: ${text}`,
    goOn: 'Wenn du einverstanden bist, tippe auf den Button, und es geht weiter.',
    kept: 'Deine Frage ist aufbewahrt: Ich beantworte sie gleich danach.',
    keptAll: (count) => `Deine ${messages(count)} sind aufbewahrt: Ich beantworte sie gleich danach zusammen.`,
    keptInstead:
      'Deine letzte Frage ist aufbewahrt: Ich beantworte sie gleich danach. Die vorige schick bitte noch einmal.',
    thanks: 'Danke, deine Zustimmung ist vermerkt.',
    byTrial:
      'Mit dem Start nimmst du die Bedingungen (/terms) an und stimmst der Verarbeitung deiner Daten zu (/privacy).',
    byPaying: 'Mit der Zahlung nimmst du /terms und /privacy an.',
    inGroup: 'Damit ich dir antworten kann, nimm bitte die Bedingungen im privaten Chat an: Einmal tippen genügt.',
    withdraw:
      'Deine Zustimmung widerrufen? Ich beantworte deine Fragen dann nicht mehr, bis du wieder zustimmst. Credits, Abo und Texte bleiben. Support, Erstattungen und der Download deiner Daten gehen auch ohne sie.',
    withdrawn:
      'Deine Zustimmung ist widerrufen: Ich beantworte keine Fragen mehr. Deine Texte kannst du jetzt löschen oder später in /settings. Wenn du es dir anders überlegst, lies /terms und /privacy und tippe auf „Zustimmen“.',
  },
  schedules: {
    title: '**Fragen nach Zeitplan**',
    hint: (most) =>
      `Ich stelle deine Frage selbst, wenn ihre Zeit kommt, und schicke dir die Antwort. Tippe auf „Neue Frage“. Du kannst ${most} davon haben.`,
    ask: 'Was soll ich fragen? Schreib die Frage so, wie du sie jetzt stellen würdest.',
    placeholder: 'Erzähl mir die wichtigsten Nachrichten',
    tooLong: (longest) =>
      `Eine Frage nach Zeitplan hat höchstens ${german(longest, 'Zeichen', 'Zeichen')}. Bitte kürze sie und schick sie noch einmal.`,
    tooMany: (most) =>
      `Nach Zeitplan gibt es höchstens ${german(most, 'Frage', 'Fragen')}. Lösche eine davon, dann ist wieder Platz.`,
    when: 'Wann soll ich fragen?',
    gone: 'Diese geplante Frage gibt es nicht mehr.',
    otherPeriod: 'So kann ich nicht fragen: Am häufigsten geht einmal am Tag.',
    whatTime: 'Wie spät ist es gerade bei dir? Ich merke mir deine Zeitzone, ändern kannst du sie in /settings.',
    often: { day: 'Jeden Tag', weekdays: 'Werktags', week: 'Einmal pro Woche', month: 'Einmal im Monat' },
    weekdays: [
      'Jeden Montag',
      'Jeden Dienstag',
      'Jeden Mittwoch',
      'Jeden Donnerstag',
      'Jeden Freitag',
      'Jeden Samstag',
      'Jeden Sonntag',
    ],
    at: {
      day: (time) => `Jeden Tag um ${time}`,
      weekdays: (time) => `Werktags um ${time}`,
      week: (weekday, time) => `${weekday} um ${time}`,
      month: (day, time) => `Am ${day}. jedes Monats um ${time}`,
    },
    zone: (name) => `Zeitzone: ${name}`,
    offer: (price) =>
      `Eine Antwort kostet höchstens ${credits(price)}. Solange du ein Abo oder Probenachrichten hast, zahlen die. Wenn nichts mehr zahlen kann, höre ich auf und schreibe dir.`,
    next: (moment) => `Nächste Antwort: ${moment}.`,
    paused: {
      asked: 'Pausiert.',
      no_access: 'Pausiert: Es war nichts zum Bezahlen da.',
      price_changed: 'Pausiert: Die Antwort ist teurer geworden.',
      unread: 'Pausiert: Auf die letzten beiden Antworten kam nichts von dir.',
      unreachable: 'Pausiert: Ich konnte dir nicht schreiben.',
    },
    stopped: {
      no_access:
        'Die Antwort kann gerade mit nichts bezahlt werden, deshalb ist die Frage pausiert. Lade auf und tippe auf „Weiter“.',
      price_changed: (price) =>
        `Die Antwort ist teurer geworden als vereinbart: Sie kostet jetzt ${credits(price)}. Die Frage ist pausiert. Passt der Preis, tippe auf „Weiter“.`,
      unread:
        'Bots sehen nicht, ob Nachrichten gelesen werden. Seit der vorletzten Antwort hast du nichts geschrieben und nichts angetippt, deshalb ist die Frage pausiert. Brauchst du sie noch, tippe auf „Weiter“.',
    },
    notOn:
      'Die Antwort kann gerade mit nichts bezahlt werden, deshalb ist die Frage nicht eingeschaltet. Lade auf und schalte sie dann ein.',
    notOnWithoutTrial:
      'Die Antwort kann noch mit nichts bezahlt werden, deshalb ist die Frage nicht eingeschaltet. Beginne die kostenlose Testphase und schalte sie dann ein.',
    missed:
      'Ich war eine Weile nicht da, und die Zeit einer Frage ist verstrichen. Beim nächsten Mal frage ich wieder pünktlich.',
    delete: 'Diese Frage löschen? Antworten, die schon da sind, bleiben.',
    deleted: 'Gelöscht',
    buttons: {
      open: '⏰ Nach Zeitplan',
      new: 'Neue Frage',
      start: 'Einschalten',
      resume: 'Weiter',
      pause: 'Pausieren',
      changeTime: 'Andere Zeit',
      once: 'Einmal fragen',
      timeZone: '🕒 Zeitzone',
    },
  },
  discount: (percent, until) =>
    `Dein Rabatt von ${percent} % auf einen Kauf mit Sternen ist in den Preisen schon enthalten, bis ${date(until)}. Für ein Abo, das sich automatisch verlängert, gilt er nicht.`,
  subscription: '**Abo**',
  subscriptionNone: 'Du hast kein Abo.',

  status: '**Wie ich antworte**',
  statusModel: (title, price) => `Modell: ${title}, ${credits(price)} pro Antwort`,
  statusConversation: (title) => (title === null ? 'Thema: noch neu' : `Thema: „${title}“`),
  models: '**Modell**',
  modelsHint: 'Wähle, wer deine Fragen beantwortet.',
  modelLine: (title, about, price, trial, provider) =>
    `**${title}**${provider ? ` (${provider})` : ''}\n${about}.\nPreis pro Antwort: ${credits(price)}${trial ? '' : ', nicht in der Testphase'}.`,
  modelChosen: (title) => `Jetzt antwortet „${title}“`,

  settings: '**Einstellungen**',
  settingsLanguage: 'Sprache: Deutsch',
  settingsStyle: (style) => `Antworten: ${style}`,
  newsRefused: 'Du bekommst keine Neuigkeiten mehr. In /settings kannst du sie wieder einschalten.',
  settingsNews: (on) => (on ? 'Neuigkeiten: an' : 'Neuigkeiten: aus'),
  settingsRemember: (on) =>
    on ? 'Gespräch: Ich merke mir frühere Nachrichten' : 'Gespräch: Ich beantworte jede Frage für sich',
  styles: {
    normal: 'normal',
    brief: 'kurz',
    detailed: 'ausführlich',
    teacher: 'wie ein Lehrer',
    code: 'vor allem Code',
  },
  settingsInstructions: 'Eigene Vorgaben: hinterlegt',
  settingsRich: (on) => (on ? 'Tabellen und Formeln: formatiert' : 'Tabellen und Formeln: als einfacher Text'),
  settingsReminders: (on) =>
    on ? 'Erinnerungen: an Abo und Guthaben, höchstens einmal pro Woche' : 'Erinnerungen: aus',
  remindersOff: 'Ich erinnere dich nicht mehr. In den Einstellungen kannst du die Erinnerungen wieder einschalten.',
  settingsAskAbove: (count) =>
    count === 0
      ? 'Preis: Ich frage nach, wenn eine Frage mehr kostet als üblich'
      : `Preis: Ich frage nach, wenn eine Frage mehr kostet als ${credits(count)}`,
  instructions: '**Eigene Vorgaben**',
  instructionsHint:
    'Schreib, was ich bei jeder Antwort beachten soll. Zum Beispiel: „Ich lerne Physik in der 9. Klasse, erklär es einfach“.',
  instructionsRequest: 'Antworte auf diese Nachricht: Was soll ich bei jeder Antwort beachten? Bis zu 1.000 Zeichen.',
  instructionsPlaceholder: 'Was ich beachten soll',
  instructionsTooLong: (length, longest) =>
    `Das sind ${german(length, 'Zeichen', 'Zeichen')}, und ${longest.toLocaleString('de')} passen hinein. Bitte kürze es.`,
  saved: 'Gespeichert',
  forget:
    'Meine Daten löschen? Die Texte deiner Fragen und Antworten, dein Name und deine Einstellungen werden sofort und endgültig gelöscht. Dein Guthaben und die Zahlungsbelege bleiben: Sie werden für die Abrechnung gebraucht.',
  forgetRenewal: (plan, at) =>
    `Das Abo „${plan}“ bleibt und verlängert sich automatisch: nächste Abbuchung in Telegram am ${date(at)}. Wenn du es nicht mehr brauchst, kündige die Verlängerung.`,
  forgetSchedules: 'Deine Fragen nach Zeitplan werden auch gelöscht: Ich stelle sie nicht mehr.',
  exported: 'Hier ist alles, was über dich gespeichert ist.',
  forgotten: 'Fertig, deine Texte sind gelöscht.',

  help: '**Hilfe**\n\nSchreib deine Fragen als normale Nachrichten: Ich merke mir das Gespräch, bis du /new sendest.\n\nSende Bilder und Alben, Sprachnachrichten und Dateien (PDF, Word, Excel, PowerPoint, Texte, Code), mit oder ohne Frage. Um nach etwas zu fragen, das du früher gesendet hast, antworte darauf. Wenn eine Frage mehr kostet als üblich, nenne ich zuerst den Preis.\n\n/new: neues Thema\n/conversations: zu einem früheren Gespräch zurück\n/stop: Antwort stoppen\n/balance: was du noch hast\n/status: wie ich antworte\n/buy: Credits und Abo\n/assistants: Assistenten für jeden Anlass\n/image: ein Bild zeichnen\n/schedule: Fragen nach Zeitplan\n/promo: Promo-Code\n/model: Modell wählen\n/settings: Sprache, Stil der Antworten, Daten\n/paysupport: Fragen zu Zahlungen\n/id: deine Nummer in Telegram\n/terms: Bedingungen\n/privacy: über deine Daten\n\nEine Frage ohne Antwort kostet nichts.',
  yourId: (id) =>
    `Deine Nummer in Telegram: \`${id}\`. Damit findet dich der Betreiber des Bots, wenn etwas schiefgeht.`,
  newConversation: (ended) =>
    `${ended === null ? '' : `Das Gespräch „${ended}“ ist beendet; du kannst dorthin zurück. `}Wir fangen neu an. Worüber wollen wir sprechen?`,
  untitled: 'Ohne Titel',
  conversations: '**Gespräche**\n\nWähle, welches du fortsetzen willst.',
  titleRequest: 'Wie soll dieses Gespräch heißen? Schreib den neuen Namen.',
  titlePlaceholder: 'Name',
  conversationRenamed: (title) => `Das Gespräch heißt jetzt „${title}“.`,
  deleteConversation: (title) =>
    `Das Gespräch${title === null ? '' : ` „${title}“`} löschen? Die Texte seiner Fragen und Antworten werden sofort und endgültig gelöscht.`,
  conversationDeleted: 'Fertig, das Gespräch ist gelöscht.',
  conversationBusy:
    'Ich schreibe in diesem Gespräch gerade eine Antwort. Warte darauf oder stoppe sie: /stop. Danach kannst du das Gespräch löschen.',
  noConversations: 'Noch gibt es keine Gespräche. Schreib eine Frage, und das erste beginnt.',
  conversationResumed: (title) => `Weiter mit „${title}“. Schreib einfach.`,
  groupsOff: 'In Gruppen antworte ich nicht. Schreib mir privat.',
  thinking: 'Ich denke nach …',
  stopping: 'Ich stoppe.',
  nothingToStop: 'Ich schreibe gerade nichts.',
  paysupportPlaceholder: 'Keine Credits für Zahlung 12345 bekommen',
  paysupport:
    '**Fragen zu Zahlungen**\n\nWenn mit einer Zahlung etwas nicht stimmt, schreib es in deiner nächsten Nachricht: Sie geht an den Betreiber. Zum Beispiel: keine Credits für Zahlung 12345 bekommen. Die Nummer der Zahlung steht im Beleg von Telegram. Die Antwort des Betreibers kommt hierher. Der Support von Telegram ist für solche Zahlungen nicht zuständig.',

  refused: {
    trial_not_started: 'Damit ich antworten kann, starte die kostenlose Testphase.',
    trial_used_up: 'Deine kostenlosen Nachrichten sind aufgebraucht. Hat es dir gefallen? Wähle, wie es weitergeht.',
    trial_continues: 'Deine ersten kostenlosen Nachrichten sind aufgebraucht.',
    subscription_ended: 'Dein Abo ist ausgelaufen. Wähle, wie es weitergeht.',
    daily_limit:
      'Was dein Abo heute noch bietet, reicht für diese Frage nicht. Morgen ist alles wieder da; bis dahin kannst du ein günstigeres Modell wählen oder mit gekauften Credits weitermachen.',
    more_than_allowance:
      'Diese Frage kostet mehr, als dein Abo für einen ganzen Tag bietet; auch morgen reicht es also nicht. Stell sie mit gekauften Credits, wähle ein günstigeres Modell oder nimm weniger Seiten.',
    insufficient_credits:
      'Für dieses Modell hast du zu wenige Credits. Wähle ein günstigeres oder lade dein Guthaben auf.',
    price_changed: 'Der Preis hat sich geändert.',
    question_too_long:
      'Die Frage ist zu lang für dieses Modell. Kürze sie oder wähle ein Modell, in das mehr passt. Es wurde nichts berechnet.',
    model_cannot_see: 'Dieses Modell kann keine Bilder sehen. Wähle ein anderes.',
    no_transcription: 'Aufnahmen kann ich hier nicht anhören: Bitte schreib deine Frage.',
    not_in_trial:
      'Das deckt die Testphase nicht ab: Ein Bild ist eine Nachricht, eine Sprachnachricht darf eine Minute dauern, ein Dokument 10 Seiten haben.',
    model_not_included:
      'Dieses Modell gehört weder zur Testphase noch zu deinem Abo, und die Credits reichen nicht. Wähle ein anderes Modell oder lade auf.',
    budget_used_up:
      'Gerade kann ich nicht antworten: Mein Vorrat an Antworten ist aufgebraucht. Es wurde nichts berechnet.',
    trial_paused: 'Die kostenlosen Antworten sind vorerst aufgebraucht.',
  },
  resumes: (moment) => `Ich antworte wieder ab ${clock(moment)} (Berliner Zeit).`,
  resumesForGuests: (moment) => `Neue gibt es ab ${clock(moment)} (Berliner Zeit).`,
  resumesUnknown: 'Wann es neue gibt, ist noch nicht bekannt. Gekauftes funktioniert immer.',
  questionKept: 'Deine Frage ist aufbewahrt: Tippe dann auf den Button.',
  failed: {
    usual: 'Ich konnte nicht antworten: Das Modell ist gerade nicht verfügbar.',
    refused: 'Ich konnte nicht antworten: Das Modell hat die Anfrage abgelehnt.',
    stopped: 'Gestoppt.',
    undelivered: 'Ich konnte nicht die ganze Antwort zeigen.',
    too_long:
      'Zusammen mit diesem Gespräch passt die Frage nicht in das Modell. Beginne ein neues Thema und frag noch einmal.',
    abuse:
      'Der Anbieter des Modells hält dieses Gespräch für einen Verstoß gegen seine Regeln und hat nicht geantwortet. Beginne ein neues Thema und frag nach etwas anderem.',
    filtered: 'Der Filter des Modellanbieters hat die Antwort nicht durchgelassen. Versuch es mit anderen Worten.',
    no_room:
      'Das Modell hat so lange nachgedacht, dass kein Platz für die Antwort blieb. Frag einfacher oder wähle ein anderes Modell.',
    not_text: 'Das Modell hat nicht mit Text geantwortet, und ich kann nur Text zeigen.',
    file_gone: 'Telegram gibt diese Datei nicht mehr heraus. Sende sie noch einmal.',
  },
  priceChanged: (price) => `Der Preis hat sich geändert: jetzt ${price} – weitermachen?`,
  questionLost: 'Ich finde diese Frage nicht. Sende sie bitte noch einmal.',
  edited: 'Du hast deine Frage geändert. Soll ich die neue beantworten?',
  editIgnored: 'Diese Nachricht zu bearbeiten ändert nichts. Sende die berichtigte als neue Nachricht.',
  prices: {
    trial: (price) => `${price} Nachr.`,
    credits: (price) => `${price} Cr.`,
    subscription: (price) => `${price} Cr. vom Abo`,
  },
  delayed:
    'Ich antworte gerade mit Verzögerung. Deine Frage ist nicht verloren, du musst sie nicht noch einmal schreiben.',
  nothingCharged: 'Es wurde nichts berechnet.',
  givenUp: 'Diese Nachricht ließ sich nicht verarbeiten, auch nach mehreren Versuchen nicht.',
  buttonGivenUp: 'Das hat nicht geklappt, auch nach mehreren Versuchen nicht.',
  tryLater: 'Versuch es bitte etwas später noch einmal.',
  paymentDelayed: 'Deine Zahlung ist da. Ich schreibe sie dir etwas später gut; du musst nichts tun.',
  paymentGivenUp:
    'Deine Zahlung ist da, ließ sich aber nicht sofort gutschreiben. Wenn dein Kauf in einer Stunde nicht da ist, sende /paysupport.',
  blocked: 'Dein Zugang zu diesem Bot ist gesperrt.',
  forbidden: 'Das kann nur der Betreiber des Bots, und du bist es nicht mehr.',
  contact: (owner) =>
    owner
      ? `So erreichst du den Betreiber des Bots: ${owner}`
      : 'Sende /paysupport und deine Frage in einer Nachricht, und der Betreiber antwortet hier.',
  groupGreeting: (username) =>
    `Hallo! Ich beantworte Fragen. Frag mit dem Befehl /ask, schreib @${username} und deine Frage oder antworte auf eine Nachricht von mir. Alle haben ihr eigenes Guthaben, zu sehen nur im privaten Chat.`,
  groupHelp: (username) =>
    `**So fragst du in einer Gruppe**\n\n/ask und deine Frage, @${username} und deine Frage oder eine Antwort auf eine Nachricht von mir. Um nach der Nachricht, dem Bild, der Sprachnachricht oder der Datei von jemand anderem zu fragen, antworte darauf mit /ask.\n\n/new: neues Thema\n/stop: Antwort stoppen\n\nGuthaben, Modell und Einstellungen: im privaten Chat.`,
  nameless:
    'Ich sehe nicht, wer du bist: Die Nachricht kommt im Namen der Gruppe oder eines Kanals. Schreib in deinem eigenen Namen, und ich antworte.',
  groupHint: 'Das klären wir besser unter uns: Öffne einen Chat mit mir. Hier fragst du mit dem Befehl /ask.',
  tooFast: (perMinute) =>
    `Du schreibst sehr schnell. Ich beantworte höchstens ${messages(perMinute)} pro Minute: Der Rest geht nicht verloren, schreib ihn nicht noch einmal.`,
  pressesTooFast: 'Zu oft getippt. Tippe in einer Minute noch einmal.',
  oldButton: 'Dieser Button gilt nicht mehr',
  notYours: 'Dieser Button ist für die Person, die gefragt hat',

  quietTrial: (left) =>
    left === 0 ? 'Das war die letzte Nachricht deiner Testphase.' : `Noch in deiner Testphase: ${messages(left)}.`,
  quietCredits: (left) => `Noch da: ${credits(left)}.`,
  quietAllowance: (price, left) => `Mit dem Abo: ${credits(price)}, für heute noch ${left.toLocaleString('de')}.`,
  quietPrice: (price, left) => `Berechnet: ${credits(price)}, noch ${left.toLocaleString('de')} da.`,
  fellBack: (title) => `Statt des gewählten Modells hat „${title}“ geantwortet.`,
  insteadOf: (wanted, title) =>
    `Die Antworten von „${wanted}“ sind vorerst aufgebraucht; „${title}“ hat geantwortet, zum eigenen Preis.`,
  cutByFilter: 'Den Rest der Antwort hat der Filter des Modellanbieters nicht durchgelassen.',
  outOfTime: 'Das Modell schrieb langsam, und die Zeit war um. Tippe auf „Weiter“ oder schreib „weiter“.',
  restInFile: 'Die Antwort passte nicht in die Nachrichten. Vollständig steht sie in der Datei.',
  cutShort: 'Die Antwort war länger, als das Modell erlaubt, und brach ab. Tippe auf „Weiter“ oder schreib „weiter“.',

  attached: {
    photo: 'Bild',
    sticker: 'Sticker',
    voice: 'Sprachnachricht',
    video: 'Video',
    document: 'Datei',
    location: 'Ort auf der Karte',
    other: 'Anhang',
  },
  unsupported: {
    sticker: 'Hübsch! Aber bewegte Bilder und Sticker sehe ich noch nicht. Schreibst du es mir in Worten?',
    video: 'Videos sehe ich noch nicht. Sende ein Standbild oder beschreib es in Worten.',
    location: 'Karten verstehe ich noch nicht. Schreib, was du wissen möchtest.',
    other: 'Das verstehe ich noch nicht. Bitte schreib es als Text.',
  },

  image: {
    ask: '**Bild**\n\nBeschreib, was ich zeichnen soll: was darauf ist, in welchem Stil und in welchen Farben. Um ein fertiges Bild zu ändern, sende es mit der Bildunterschrift /image und dem, was anders werden soll.',
    askChange: 'Was soll ich an diesem Bild ändern? Schreib es in Worten.',
    placeholder: 'Ein roter Kater im Raumanzug, Aquarell',
    placeholderChange: 'Mach Nacht daraus, mit Mond über dem Dach',
    choose: (begin) => `🎨 „${begin}“\n\nWie soll ich es zeichnen?`,
    chooseChange: (begin) => `✏️ „${begin}“\n\nWie soll ich es ändern?`,
    unused: 'Ich zeichne nach Worten und Bildern; Aufnahmen, Videos und anderes zählen hier nicht.',
    onlyOne: 'Es lässt sich nur ein Bild auf einmal ändern, daher geht es um das erste.',
    drawing: (title) => `🎨 Ich zeichne: „${title}“. Meist dauert das bis zu einer Minute.`,
    off: 'Zurzeit zeichne ich keine Bilder.',
    busy: 'Ich zeichne noch dein letztes Bild. Warte darauf und bestell dann ein neues.',
    tooMany: (resumesAt) =>
      `Du hast so viele Bilder bestellt, wie in einer Stunde möglich sind. Das nächste geht nach dem ${clock(resumesAt)} (Berliner Zeit).`,
    tooLong: (longest) =>
      `Die Beschreibung ist länger als ${german(longest, 'Zeichen', 'Zeichen')}. Kürze sie und sende sie noch einmal.`,
    gone: 'Dieses Bild habe ich nicht mehr. Sende es mit der Bildunterschrift /image und dem, was anders werden soll.',
    fileGone: 'Die Originaldatei bewahre ich einen Tag auf, sie ist nicht mehr da. Das Bild selbst steht oben.',
    byRules: 'Ein solches Bild erlauben die Regeln des Dienstes nicht. Beschreib es anders.',
    unreadable: 'Dieses Bild ließ sich nicht öffnen. Sende es als Foto, JPEG oder PNG.',
    interrupted: 'Das Zeichnen wurde unterbrochen.',
    failed: 'Das Bild ließ sich nicht zeichnen. Versuch es etwas später noch einmal.',
    cannotPay: (price) => `Dieses Bild kostet ${price} – dafür reicht es gerade nicht.`,
    receipt: (words) => (words === null ? 'Bild (die Beschreibung ist gelöscht)' : `Bild: ${words}`),
    states: {
      charged: (price) => `Berechnet: ${price}`,
      reserved: (price) => `Reserviert für das laufende Bild: ${price}`,
      given_back: () => 'Nichts berechnet: Das Bild ließ sich nicht zeichnen',
    },
  },
  voice: {
    receipt: 'Vorgelesene Antwort',
    cut: 'Das ist nur der Anfang: Die Antwort ist lang und steht oben vollständig.',
    leavesOut: 'Code und Tabellen lese ich nicht vor: Sie stehen in der Antwort selbst.',
    asFile: 'Du nimmst keine Sprachnachrichten an, deshalb kommt sie als Datei.',
    forbidden:
      'Du nimmst keine Sprachnachrichten an. Erlaube sie für diesen Chat in den Einstellungen von Telegram und tippe noch einmal.',
    failed: 'Die Antwort ließ sich nicht vorlesen. Versuch es etwas später noch einmal.',
    cannotPay: (price) => `Diese Antwort vorlesen zu lassen kostet ${price} – dafür reicht es gerade nicht.`,
    states: {
      charged: (price) => `Berechnet: ${price}`,
      reserved: (price) => `Reserviert für das Vorlesen: ${price}`,
      given_back: () => 'Nichts berechnet: Vorlesen war nicht möglich',
    },
  },

  files: {
    leftOut: (count) =>
      `Eine Frage kann bis zu zehn Dateien haben. Am Ende nicht geöffnet: ${german(count, 'Datei', 'Dateien')}. Sende den Rest als eigene Frage.`,
    doing: {
      image: 'Ich sehe mir das Bild an …',
      images: 'Ich sehe mir die Bilder an …',
      audio: 'Ich höre zu …',
      file: 'Ich lese die Datei …',
      files: 'Ich lese die Dateien …',
    },
    nameless: 'Datei',
    titles: { picture: 'Bild', document: 'Datei' },
    named: (name) => (name === null ? 'Die Datei' : `Die Datei „${name}“`),
    pictures: (count) => german(count, 'Bild', 'Bilder'),
    pages: (count) => german(count, 'Seite', 'Seiten'),
    firstPages: (first, of) =>
      `die ${first === 1 ? 'erste Seite' : `ersten ${german(first, 'Seite', 'Seiten')}`} von ${of.toLocaleString('de')}`,
    somePages: (from, to) => (from === to ? `Seite ${from}` : `Seiten ${from}–${to}`),
    words: (count) => german(count, 'Wort', 'Wörter'),
    length: (minutes, seconds) => {
      if (minutes === 0) return `${seconds} s`
      return seconds === 0 ? `${minutes} min` : `${minutes} min ${seconds} s`
    },
    offers: {
      document: 'Frage dazu',
      picture: 'Frage zum Bild',
      several: 'Frage zu allen',
      speech: 'Transkribieren und antworten',
      transcript: 'Transkribieren',
      mixed: 'Alles zusammen beantworten',
    },
    declined: 'Alles klar, ich antworte nicht.',
    whichPages: 'Welche Seiten? Zum Beispiel: 3 oder 2–5.',
    pagesPlaceholder: 'Zum Beispiel 2–5',
    pagesUnclear:
      'Ich verstehe nicht, welche Seiten. Schreib eine Nummer, zum Beispiel 3, oder die erste und die letzte, zum Beispiel 2–5.',
    noSuchPages: 'Diese Seiten gibt es in der Datei nicht. Welche soll ich nehmen? Zum Beispiel: 3 oder 2–5.',
    unreadable: {
      encrypted: (file) => `${file} ist mit einem Passwort geschützt. Entferne das Passwort und sende sie noch einmal.`,
      empty: (file) => `${file} ist leer: Es gibt nichts zu lesen. Prüfe, ob es die richtige ist.`,
      damaged: (file) =>
        `${file} ist beschädigt und lässt sich nicht öffnen. Speichere sie neu und sende sie noch einmal.`,
      unsupported: (file) =>
        `${file} lässt sich nicht lesen. Ich lese PDF, Word, Excel, PowerPoint, Texte und Code, sehe mir Bilder an und höre Aufnahmen.`,
      too_many_pages: (file) =>
        `${file} ist zu lang: Sie hat zu viele Seiten. Sende den Teil, den du brauchst, als eigene Datei.`,
      too_large: (file) => `${file} ist zu groß. Sende eine kleinere oder nur Teile davon.`,
      gone: (file) => `${file} lässt sich nicht mehr öffnen: Telegram gibt sie nicht heraus. Sende sie noch einmal.`,
    },
  },

  buttons: {
    newConversation: '💬 Neues Thema',
    balance: '👛 Guthaben',
    buy: '⭐ Aufladen',
    gift: '🎁 Verschenken',
    shareGift: '📨 Geschenk senden',
    keepGift: 'Behalten',
    invite: '👥 Einladen',
    shareLink: '📨 Link senden',
    channelBonus: '📣 Geschenk für Abonnenten',
    joinChannel: '📣 Kanal öffnen',
    checkChannel: 'Prüfen',
    promo: '🎟 Promo-Code',
    subscription: '🗓 Abo',
    model: '🧠 Modell',
    settings: '⚙️ Einstellungen',
    help: '❓ Hilfe',
    image: '🎨 Bild',
    imageAgain: '↻ Noch eins',
    imageChange: '✏️ Ändern',
    imageFile: '📎 Als Datei',
    listen: '🎧 Anhören',
    listenAgain: '🎧 Noch einmal anhören',
    back: '‹ Zurück',
    history: '🧾 Verlauf',
    product: (title, price) => `${title} · ${price}`,
    subscribe: (price) => `Abo für ${price.toLocaleString('de')} ⭐`,
    cancelRenewal: 'Verlängerung kündigen',
    cancelRenewalYes: 'Ja, kündigen',
    keepRenewal: 'Behalten',
    buyAnyway: (price) => `Für ${price} kaufen`,
    resumeRenewal: 'Wieder verlängern',
    menu: '☰ Menü',
    tryFree: '🎁 Gratis testen',
    notNow: 'Nicht jetzt',
    answerWaiting: (begin) => `Antwort auf „${begin}“`,
    answerBy: (title) => `Mit „${title}“`,
    noReminders: 'Keine Erinnerungen',
    reminders: 'Ans Guthaben erinnern',
    answerNow: 'Antworten',
    retry: '↻ Wiederholen',
    again: '↻ Noch mal',
    continue: '▸ Weiter',
    shorter: '✂︎ Kürzer',
    inShort: '✂︎ In Kürze',
    files: '📄 Als Datei',
    agree: 'Fragen',
    accept: '✅ Zustimmen',
    withdraw: 'Zustimmung widerrufen',
    withdrawYes: 'Ja, widerrufen',
    somePages: 'Nur einige Seiten',
    decline: 'Nein, danke',
    edited: '↻ Neu beantworten',
    stop: '■ Stopp',
    privateChat: '💬 Privater Chat',
    instructions: '✍️ Eigene Vorgaben',
    writeInstructions: 'Schreiben',
    dropInstructions: 'Entfernen',
    rich: 'Tabellen, Formeln formatieren',
    plain: 'Tabellen als einfacher Text',
    askAbove: (count) => (count === 0 ? 'Immer nach dem Preis fragen' : `Nicht fragen bis: ${count} Cr.`),
    conversations: '🗂 Gespräche',
    renameConversation: '✏️ Umbenennen',
    deleteConversation: '🗑 Löschen',
    exportData: '📦 Meine Daten laden',
    forget: 'Meine Daten löschen',
    forgetYes: 'Ja, löschen',
    news: 'Neuigkeiten erhalten',
    noNews: 'Keine Neuigkeiten senden',
    remember: 'Gespräch merken',
    doNotRemember: 'Gespräch nicht merken',
  },
  commands: {
    start: 'Starten',
    new: 'Neues Thema',
    conversations: 'Frühere Gespräche',
    stop: 'Antwort stoppen',
    balance: 'Was noch da ist',
    buy: 'Credits und Abo',
    assistants: 'Assistenten für jeden Anlass',
    image: 'Ein Bild zeichnen',
    schedule: 'Fragen nach Zeitplan',
    promo: 'Promo-Code',
    invite: 'Einladen',
    model: 'Modell wählen',
    settings: 'Einstellungen',
    help: 'Hilfe',
    status: 'Wie ich antworte',
    paysupport: 'Fragen zu Zahlungen',
    id: 'Deine Nummer in Telegram',
    terms: 'Bedingungen',
    privacy: 'Über deine Daten',
  },
  groupCommands: {
    ask: 'Eine Frage stellen',
    new: 'Neues Thema',
    stop: 'Antwort stoppen',
    help: 'So fragst du in einer Gruppe',
  },
  description:
    'Pomogator beantwortet Fragen, schreibt Texte, hilft bei Code, sieht sich Bilder an, hört Sprachnachrichten und liest Dateien. Die ersten Nachrichten sind kostenlos.',
  shortDescription: 'KI-Assistent',
}
