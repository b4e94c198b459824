import { marginSections } from '#texts/margin.ts'
import { signed } from '#texts/signed.ts'
import type { OwnerTexts } from '#texts/languages/ru/owner.ts'
import { plain } from '#texts/plain.ts'
import { german } from './count.ts'
import { earned, inDollars } from './money.ts'

const credits = (count: number) => german(count, 'Credit', 'Credits')

export const owner: OwnerTexts = {
  commands: {
    owner: 'Verwaltung: das Menü',
    cabinet: 'Verwaltung: das Dashboard im Browser',
    stats: 'Verwaltung: Zahlen',
    user: 'Verwaltung: eine Person und ihre Zahlungen',
    grant: 'Verwaltung: Credits geben',
    refund: 'Verwaltung: eine Zahlung erstatten',
    requests: 'Verwaltung: Fragen ohne Antwort',
    answer: 'Verwaltung: eine Frage beantworten',
    block: 'Verwaltung: Zugang sperren',
    unblock: 'Verwaltung: Zugang öffnen',
    campaign: 'Verwaltung: ein Link für Werbung',
    campaigns: 'Verwaltung: was die Werbung gebracht hat',
    newpromo: 'Verwaltung: ein neuer Promo-Code',
    promos: 'Verwaltung: Promo-Codes',
    endpromo: 'Verwaltung: einen Promo-Code beenden',
  },
  help: '**Für den Betreiber**\n\n/owner: ein Menü mit Buttons: Personen, Zahlen, Fragen, Werbung\n/cabinet: das Dashboard im Browser\n/stats: Zahlen von Tag, Woche und Monat\n/user @name: eine Person, ihre Credits und ihre Zahlungen mit einem Button zur Erstattung\n/grant @name 50 für die Geduld: gibt Credits, mit Minus zieht es sie ab\n/refund 17 Grund: erstattet Zahlung Nr. 17\n/requests: Fragen zu Zahlungen ohne Antwort\n/answer 5 Text: beantwortet Frage Nr. 5\n/block @name Grund und /unblock @name: Zugang sperren und öffnen\n/campaign vk 120: ein Link und ein QR-Code für Werbung, die 120 $ gekostet hat\n/campaigns: was jeder Link gebracht hat\n/newpromo SOMMER 50: ein Promo-Code für 50 Credits\n/promos: Promo-Codes und wie oft sie eingelöst wurden\n/endpromo SOMMER: beendet einen Promo-Code\n\nStatt @name geht auch die Nummer der Person in Telegram.',
  team: {
    menu: (role) => `**Verwaltung des Bots**\n\nDeine Rolle: ${role}. Was möchtest du öffnen?`,
    roles: { owner: 'Betreiber', manager: 'Leitung', support: 'Support', analyst: 'Analyse' },
    search: '🔎 Person suchen',
    people: '👥 Neue Nutzer',
    figures: '📊 Zahlen',
    margin: '💰 Marge',
    campaigns: '📣 Werbung',
    requests: '❓ Fragen',
    givenUp: '⚠️ Unerledigt',
    cabinet: '🖥 Dashboard',
    roleLost: 'Dieser Button ist für alle, die den Bot verwalten. Diese Rolle hast du gerade nicht.',
    inBot: 'aus dem Menü des Bots',
    searchAsk: 'Wen soll ich suchen? Sende einen @Namen, eine Nummer, einen Namen oder eine Zahlungsnummer.',
    searchPlaceholder: '@name, Nummer oder Name',
    nobodyFound: 'Niemand gefunden. Der Bot kennt alle, die ihm schon geschrieben haben.',
    found: (more) => (more ? '**Viele gefunden**, das sind die ersten:' : '**Gefunden:**'),
    newest: '**Zuletzt dazugekommen:**',
    grant: '🎁 Credits',
    grantAsk: (who, count) =>
      `Wie viele Credits? ${who} hat jetzt ${credits(count)}.\n\nEine andere Zahl: /grant @name 75 Grund.`,
    grantWhy: (who, amount) => `${who}: +${amount}. Wofür? Die Person sieht den Grund.`,
    grantReasons: { patience: 'für deine Geduld', gift: 'ein Geschenk', sorry: 'für die Umstände' },
    message: '✉️ Schreiben',
    messageAsk: (who) => `Was soll ich schreiben? Es geht an ${who}.`,
    messagePlaceholder: 'Text der Nachricht',
    messageLength: 'Ein Text ist nötig: von einem Zeichen bis 3.000.',
    messageKept: 'Die Nachricht ist gespeichert, der Bot sendet sie.',
    block: '🚫 Sperren',
    unblock: '✅ Entsperren',
    blockAsk: (who) => `Zugang sperren: ${who}? Wähle den Grund. Auch ein Abo wird dann nicht mehr verlängert.`,
    blockYes: (reason) => `Ja, Grund: ${reason}`,
    blockReasons: { spam: 'Spam', fraud: 'Zahlungsbetrug', abuse: 'Beleidigungen' },
    openInCabinet: '🖥 Im Dashboard',
    answer: (id) => `Nr. ${id} beantworten`,
    answerAsk: (id) => `Deine Antwort auf Frage Nr. ${id}:`,
    answeredAlready: (id, by, text) =>
      `Frage Nr. ${id} ist schon beantwortet (${by}): „${text}“ Deine Antwort wurde nicht gesendet.`,
    answerMore: 'Noch einmal antworten',
    retry: (updateId) => `↻ Noch einmal: ${updateId}`,
    reportButton: '🗓 Tagesbericht',
    reportOff: 'Nicht senden',
    report: (hour, timeZone) =>
      `${hour === null ? 'Der Tagesbericht kommt nicht.' : `Der Tagesbericht kommt um ${hour}:00 Uhr.`} Wähle eine Stunde (${timeZone}).`,
    noMargin: 'In 30 Tagen wurde nichts verdient und nichts ausgegeben.',
    noneGivenUp: 'Es gibt keine unerledigten Updates.',
    givenUpList: (count) => `**Unerledigt: ${count}**`,
  },
  usage: {
    user: 'So: /user @name oder /user Nummer.',
    grant:
      'So: /grant @name 50 Grund. Mit Minus werden Credits abgezogen. Die Zahl wird in Ziffern geschrieben, bis 1.000.000.',
    refund:
      'So: /refund 17 Grund, wobei 17 die Nummer der Zahlung ist. Nummern und ein Button dafür stehen in /user @name.',
    answer: 'So: /answer 5 Text. Die Nummern der Fragen zeigt /requests.',
    block: 'So: /block @name Grund.',
    unblock: 'So: /unblock @name.',
    campaign:
      'So: /campaign name 120, wobei 120 der Preis der Werbung in Dollar ist; du kannst ihn auch später angeben. Ein Geschenk für neue Nutzer: /campaign name bonus 10 x500 gibt den ersten 500 je 10 Credits; bonus 3trial x500: Nachrichten der Testphase; bonus none: kein Geschenk. /campaign name archive nimmt sie von der Liste, restore holt sie zurück. Der Name hat lateinische Buchstaben, Ziffern, _ und -.',
    newpromo:
      'So: /newpromo SOMMER 50 gibt 50 Credits. Statt 50: 5trial (Nachrichten der Testphase), 7days month (Tage des Abos month), 20% (Rabatt auf einen Kauf). Danach, wenn du willst: x100 (für 100 Personen), until 2026-12-31, first (nur erster Kauf), batch 100 (hundert Codes für je eine Person).',
    endpromo: 'So: /endpromo SOMMER.',
  },
  rewards: {
    credits: (count) => credits(count),
    trialMessages: (count) => german(count, 'Nachricht der Testphase', 'Nachrichten der Testphase'),
    planDays: (count, plan) => `${german(count, 'Tag', 'Tage')} des Abos „${plan}“`,
    percentOff: (percent) => `${percent} % Rabatt`,
  },
  promo: (p, gives) =>
    `**${plain(p.name)}**: ${gives}, eingelöst ${p.uses} von ${p.mostUses.toLocaleString('de')}${p.batch ? ', Codes für je eine Person' : ''}${p.firstPurchase ? ', nur erster Kauf' : ''}${p.endsAt === null ? '' : `, bis ${p.endsAt.slice(0, 10)}`}${p.endedAt === null ? '' : ', beendet'}.`,
  promoLink: (link) => `Link: ${link}`,
  noPromos: 'Noch gibt es keine Promo-Codes. /newpromo legt den ersten an.',
  promoExists: 'Einen Promo-Code mit diesem Namen gibt es schon.',
  noSuchPromo: 'Diesen Promo-Code gibt es nicht. /promos zeigt, welche es gibt.',
  noSuchPlan: 'Dieses Abo gibt es im Katalog nicht.',
  promoPast: 'Dieser Tag ist schon vorbei. Nenne den heutigen oder einen späteren.',
  promoTooMany: 'Ein Paket hat höchstens 10.000 Codes.',
  noSuchPerson: (who) => `Der Bot weiß nicht, wer das ist: ${who}. Er kennt alle, die ihm schon geschrieben haben.`,
  noSuchPayment: (which) => `Die Zahlung ${which} gibt es nicht. /user @name zeigt die Nummern der Zahlungen.`,
  noSuchRequest: (id) => `Die Frage Nr. ${id} gibt es nicht. /requests zeigt alle ohne Antwort.`,
  campaignLink: (link) => `Link für die Werbung: ${link}`,
  campaign: (c) =>
    [
      `**${plain(c.name)}**: gekommen ${c.starts}, Testphase begonnen ${c.trials}, gefragt ${c.asked}, bezahlt ${c.payers}, ${c.stars} ⭐.`,
      `${earned(c.revenueMicroDollars, c.providerMicroDollars)}. Werbung ${inDollars(c.costMicroDollars)}, unterm Strich ${inDollars(c.marginMicroDollars)}.${c.paidBackOn === null ? '' : ` Bezahlt gemacht am ${c.paidBackOn}.`}`,
      ...(c.bonus === null
        ? []
        : [
            `Geschenk für neue Nutzer: ${c.bonus.of === 'credits' ? credits(c.bonus.amount) : german(c.bonus.amount, 'Nachricht', 'Nachrichten')}, bekommen haben es ${c.bonuses} von ${c.mostBonuses.toLocaleString('de')}.`,
          ]),
      ...(c.archived ? ['Archiviert: nicht auf der Liste, kein Geschenk.'] : []),
    ].join('\n'),
  noCampaigns: 'Noch gibt es keine Links für Werbung. /campaign name legt den ersten an.',
  cabinetOpen: 'Der Link öffnet das Dashboard einmal, innerhalb einer Minute. Gib ihn nicht weiter.',
  cabinetHere: 'Hier öffnen',
  cabinetInBrowser: 'Im Browser öffnen',
  cabinetClosed: 'Das Dashboard ist aus: Seine Adresse, CABINET_URL, ist nicht eingestellt.',
  firstOwner: 'Du bist jetzt der Betreiber dieses Bots.',
  roleLinkOld: 'Dieser Link gilt nicht mehr: Der Bot hat schon einen Betreiber, oder der Link ist zu alt.',
  refused: 'So geht das nicht. Prüfe, was du geschrieben hast, und versuch es noch einmal.',
  tooFewCredits: (has, wished) =>
    `So viele lassen sich nicht abziehen: Die Person hat ${credits(has)}, und du ziehst ${wished} ab.`,
  periods: { today: 'Heute', week: '7 Tage', month: '30 Tage' },
  figures: (period, f) =>
    `**${period}**: neu ${f.users}, aktiv ${f.active}, beantwortet ${f.questions}, ohne Antwort ${f.failed}, ${f.revenueStars} ⭐, Erstattungen ${f.refundsStars} ⭐, Fehler ${f.errors}. ${earned(f.revenueMicroDollars, f.costMicroDollars)}`,
  margin: (margin) =>
    marginSections(margin, {
      earned,
      models: 'Nach Modell, 30 Tage',
      unused: 'Abo-Tage ohne Fragen',
      plans: 'Nach Zahlungsart',
      people: 'Wer mehr kostet, als er bringt',
      days: 'Nach Tag',
      unpriced: (tries) =>
        `Ohne Preis im Katalog: ${german(tries, 'Anfrage', 'Anfragen')}, in den Kosten nicht enthalten.`,
    }),
  person: (count, language, since, blocked) =>
    `Credits: ${count}, Sprache ${language}, seit ${since}${blocked ? ', gesperrt' : ''}`,
  dailyReport: (day, before) =>
    [
      `**Bericht vom ${day.day}** (in Klammern der Vortag)`,
      `Einnahmen ${inDollars(day.revenue)} (${inDollars(before.revenue)}), Kosten ${inDollars(day.cost)} (${inDollars(before.cost)}), Marge ${inDollars(day.revenue - day.cost)} (${inDollars(before.revenue - before.cost)}).`,
      `Gezahlt ${day.revenueStars} ⭐ (${before.revenueStars}) von ${day.payers} (${before.payers}).`,
      `Beantwortet ${day.answers} (${before.answers}), neue Nutzer ${day.users} (${before.users}), Fehler ${day.errors} (${before.errors}).`,
      'Das Bild zeigt zwei Wochen: Einnahmen in Blau, Kosten in Rot.',
    ].join('\n'),
  statuses: { paid: 'bezahlt', refunding: 'wird erstattet', refunded: 'erstattet' },
  refundButton: (number, price) => `↩ ${price} erstatten (Nr. ${number})`,
  refundYes: 'Ja, erstatten',
  refunding: (price) => `${price} wird erstattet. Telegram bekommt die Anfrage innerhalb einer Minute.`,
  refunded: (price) => `Erstattet: ${price}.`,
  refundLoss: (spent) => `Schon verbraucht: ${credits(spent)}.`,
  refundByProvider: (price, payment, charge) =>
    `${price} kann nur der Zahlungsanbieter erstatten: Erstatte dort in deinem Konto die Zahlung ${payment} und sende dann /refund ${charge} done. Was damit gekauft wurde, ist schon abgezogen.`,
  refundAsk: (number, who, price, what) =>
    `Zahlung Nr. ${number} erstatten: ${what}, ${price}, ${who}? Was damit gekauft wurde, wird abgezogen.`,
  granted: (who, delta, count) => `${who}: ${signed(delta)}, jetzt ${credits(count)}.`,
  told: 'Die Person weiß Bescheid.',
  notTold: (id) =>
    `Die Person ${id} war nicht zu erreichen: Sie hat den Bot gestoppt, oder er kommt nicht zu ihr durch.`,
  abuseRepeated: (id) =>
    `⚠️ Der Anbieter eines Modells hat die Person ${id} nun schon dreimal wegen Verstößen gegen seine Regeln abgewiesen. Geht das so weiter, kann er dein ganzes Konto schließen. Siehe /user ${id}; um den Zugang zu sperren: /block ${id} Grund`,
  unmatched: (id, price, chargeId) =>
    `⚠️ Eine Zahlung ohne Bestellung: ${price} von der Person ${id}. Dafür wurde nichts gutgeschrieben. Siehe /user ${id}; um sie zu erstatten: /refund ${chargeId}`,
  paymentsDiffer: 'Der Abgleich der Zahlungen hat Abweichungen gefunden:',
  differences: {
    payment_missed: 'eine Zahlung, von der der Bot nichts wusste; gutgeschrieben',
    payment_unmatched: 'eine Zahlung ohne Bestellung; nichts gutgeschrieben',
    refund_missed: 'eine Erstattung, von der der Bot nichts wusste; vermerkt',
    refund_unmatched: 'eine Erstattung zu einer unbekannten Zahlung',
    payer_unknown: 'eine Zahlung von einer unbekannten Person',
    amount_differs: 'ein anderer Betrag als vermerkt',
  },
  difference: (what, id, amount, chargeId) => `${what}: Person ${id}, ${amount} ⭐, ${chargeId}`,
  paymentHistory: (count) =>
    `Die Liste von Telegram enthält ${german(count, 'Zahlung', 'Zahlungen')} aus der Zeit vor dieser Buchführung. Sie bleiben, wie sie sind, und zählen in keiner Zahl mit.`,
  refundGivenUp: (id, amount, chargeId, reason) =>
    `⚠️ Telegram erstattet der Person ${id} die ${amount} ⭐ nicht: ${reason}. Weitere Versuche gibt es nicht; um neu zu beginnen: /refund ${chargeId}`,
  renewalNotEnded: (id, chargeId, reason) =>
    `⚠️ Telegram schaltet die Verlängerung ${chargeId} der Person ${id} nicht aus: ${reason}. Es kann wieder etwas abgebucht werden; erstatte, was kommt.`,
  modelEnds: ({ model, name, successor, endsOn, days }) =>
    `⚠️ Der Anbieter schaltet das Modell ${name} (Eintrag „${model}“ im Katalog) am ${endsOn} ab, in ${german(days, 'Tag', 'Tagen')}. ${successor === null ? 'Nenne im Katalog einen Nachfolger (successor) oder ein anderes Modell.' : `An diesem Tag tritt „${successor}“ an seine Stelle.`}`,
  modelEnded: ({ model, name, successor, endsOn }) =>
    `⚠️ Der Anbieter hat das Modell ${name} am ${endsOn} abgeschaltet. ${successor === null ? `Der Eintrag „${model}“ hat keinen Nachfolger: Nenne im Katalog ein anderes Modell.` : `Fragen an „${model}“ beantwortet jetzt „${successor}“.`}`,
  modelGone: ({ model, name }) =>
    `⚠️ Das Modell ${name} (Eintrag „${model}“ im Katalog) steht nicht mehr auf der Liste des Anbieters. Nenne im Katalog ein anderes.`,
  answered: (id) => `Die Antwort auf Frage Nr. ${id} ist gespeichert.`,
  blocked: (who) => `${who}: Der Zugang ist gesperrt.`,
  unblocked: (who) => `${who}: Der Zugang ist offen.`,
  notOwner: 'Das ist ein Betreiber des Bots: Sein Zugang lässt sich nicht sperren.',
  requests: '**Fragen zu Zahlungen ohne Antwort**',
  noRequests: 'Es gibt keine Fragen ohne Antwort.',
  toGranted: (delta, count, reason) =>
    `Der Betreiber hat dir ${credits(Math.abs(delta))} ${delta > 0 ? 'gutgeschrieben' : 'abgezogen'}${reason === null ? '' : ` (${reason})`}. Du hast jetzt ${credits(count)}.`,
}
