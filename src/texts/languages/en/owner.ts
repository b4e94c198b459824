import { marginSections } from '#texts/margin.ts'
import { signed } from '#texts/signed.ts'
import type { OwnerTexts } from '#texts/languages/ru/owner.ts'
import { plain } from '#texts/plain.ts'
import { english } from './count.ts'
import { earned, inDollars } from './money.ts'

export const owner: OwnerTexts = {
  commands: {
    owner: 'Running the bot: the menu',
    cabinet: 'Running the bot: the cabinet in a browser',
    stats: 'Running the bot: figures',
    user: 'Running the bot: a person and their payments',
    grant: 'Running the bot: give credits',
    refund: 'Running the bot: refund a payment',
    requests: 'Running the bot: questions without an answer',
    answer: 'Running the bot: answer a question',
    block: 'Running the bot: close access',
    unblock: 'Running the bot: open access',
    campaign: 'Running the bot: a link for an ad',
    campaigns: 'Running the bot: what ads have brought',
    newpromo: 'Running the bot: a new promo code',
    promos: 'Running the bot: promo codes',
    endpromo: 'Running the bot: end a promo code',
  },
  help: '**For the owner**\n\n/owner: a menu with buttons: people, figures, questions, ads\n/cabinet: the cabinet in a browser\n/stats: figures of a day, a week and a month\n/user @name: a person, their credits, and their payments with a refund button\n/grant @name 50 for patience: gives credits, with a minus takes them\n/refund 17 reason: refunds payment no. 17\n/requests: questions about payments without an answer\n/answer 5 text: answers question no. 5\n/block @name reason and /unblock @name: close and open access\n/campaign vk 120: a link and a QR code for an ad that cost $120\n/campaigns: what each link has brought\n/newpromo SPRING 50: a promo code for 50 credits\n/promos: promo codes and how often they were used\n/endpromo SPRING: ends a promo code\n\nInstead of the @name a Telegram id will do.',
  team: {
    menu: (role) => `**Running the bot**\n\nYou are ${role}. What would you like to open?`,
    roles: { owner: 'the owner', manager: 'a manager', support: 'in support', analyst: 'an analyst' },
    search: '🔎 Find a person',
    people: '👥 New people',
    figures: '📊 Figures',
    margin: '💰 Margin',
    campaigns: '📣 Ads',
    requests: '❓ Questions',
    givenUp: '⚠️ Not handled',
    cabinet: '🖥 Cabinet',
    roleLost: 'This button works for those who run the bot. You have no such role now.',
    inBot: 'from the menu of the bot',
    searchAsk: 'Whom shall I find? Send an @name, an id, a name or a charge id.',
    searchPlaceholder: '@name, id or name',
    nobodyFound: 'Nobody was found. The bot knows those who have written to it.',
    found: (more) => (more ? '**Many were found**, these are the first:' : '**Found:**'),
    newest: '**Who came last:**',
    grant: '🎁 Give credits',
    grantAsk: (who, credits) =>
      `How many credits? ${who} has ${english(credits, 'credit', 'credits')} now.\n\nAnother number: /grant @name 75 reason.`,
    grantWhy: (who, amount) => `${who}: +${amount}. What for? The person will see the reason.`,
    grantReasons: { patience: 'for your patience', gift: 'a gift', sorry: 'for the trouble' },
    message: '✉️ Write',
    messageAsk: (who) => `What shall I say? It goes to ${who}.`,
    messagePlaceholder: 'Text of the message',
    messageLength: 'A text is needed: from one sign to 3,000.',
    messageKept: 'The message is kept, and the bot will send it.',
    block: '🚫 Close access',
    unblock: '✅ Open access',
    blockAsk: (who) => `Close access: ${who}? Choose the reason. A subscription stops renewing too.`,
    blockYes: (reason) => `Yes, because of ${reason}`,
    blockReasons: { spam: 'spam', fraud: 'payment fraud', abuse: 'insults' },
    openInCabinet: '🖥 In the cabinet',
    answer: (id) => `Answer no. ${id}`,
    answerAsk: (id) => `Your answer to question no. ${id}:`,
    answeredAlready: (id, by, text) =>
      `Question no. ${id} has an answer already (${by}): “${text}” Yours was not sent.`,
    answerMore: 'Answer again',
    retry: (updateId) => `↻ Try again: ${updateId}`,
    reportButton: '🗓 Daily report',
    reportOff: 'Do not send it',
    report: (hour, timeZone) =>
      `${hour === null ? 'The daily report does not come.' : `The daily report comes at ${hour}:00.`} Choose an hour (${timeZone}).`,
    noMargin: 'In 30 days nothing was earned and nothing was spent.',
    noneGivenUp: 'There are no updates that were given up.',
    givenUpList: (count) => `**Not handled: ${count}**`,
  },
  usage: {
    user: 'Like this: /user @name or /user id.',
    grant:
      'Like this: /grant @name 50 reason. A minus takes credits. The number is written in digits, up to 1,000,000.',
    refund:
      'Like this: /refund 17 reason, where 17 is the number of the payment. Numbers and a refund button are in /user @name.',
    answer: 'Like this: /answer 5 the text. /requests shows the numbers of questions.',
    block: 'Like this: /block @name reason.',
    unblock: 'Like this: /unblock @name.',
    campaign:
      'Like this: /campaign name 120, where 120 is the price of the ad in dollars; you can also give it later. A gift for new people: /campaign name bonus 10 x500 gives 10 credits to the first 500; bonus 3trial x500: messages of the free trial; bonus none: no gift. /campaign name archive takes it off the list, restore brings it back. The name has Latin letters, digits, _ and -.',
    newpromo:
      'Like this: /newpromo SPRING 50 gives 50 credits. Instead of 50: 5trial (messages of the free trial), 7days month (days of the plan month), 20% (off one purchase). Then, if you like: x100 (for 100 people), until 2026-12-31, first (first purchase only), batch 100 (a hundred codes for one person each).',
    endpromo: 'Like this: /endpromo SPRING.',
  },
  noSuchPerson: (who) => `The bot does not know who this is: ${who}. It knows those who have written to it.`,
  noSuchPayment: (which) => `There is no payment ${which}. /user @name shows the numbers of payments.`,
  noSuchRequest: (id) => `There is no question no. ${id}. /requests shows those without an answer.`,
  rewards: {
    credits: (count) => english(count, 'credit', 'credits'),
    trialMessages: (count) => english(count, 'message of the free trial', 'messages of the free trial'),
    planDays: (count, plan) => `${english(count, 'day', 'days')} of the plan “${plan}”`,
    percentOff: (percent) => `${percent}% off`,
  },
  promo: (p, gives) =>
    `**${plain(p.name)}**: ${gives}, used ${p.uses} of ${p.mostUses.toLocaleString('en')}${p.batch ? ', codes for one person each' : ''}${p.firstPurchase ? ', first purchase only' : ''}${p.endsAt === null ? '' : `, until ${p.endsAt.slice(0, 10)}`}${p.endedAt === null ? '' : ', ended'}.`,
  promoLink: (link) => `Link: ${link}`,
  noPromos: 'There are no promo codes yet. /newpromo makes the first one.',
  promoExists: 'There is a promo code of this name already.',
  noSuchPromo: 'There is no such promo code. /promos shows those that there are.',
  noSuchPlan: 'There is no such plan in the catalogue.',
  promoPast: 'That day is past. Name today or a later one.',
  promoTooMany: 'A batch has at most 10,000 codes.',
  campaignLink: (link) => `A link for your ad: ${link}`,
  campaign: (c) =>
    [
      `**${plain(c.name)}**: ${c.starts} came, ${c.trials} began the trial, ${c.asked} asked, ${c.payers} paid, ${c.stars} ⭐.`,
      `${earned(c.revenueMicroDollars, c.providerMicroDollars)}. The ad ${inDollars(c.costMicroDollars)}, in the end ${inDollars(c.marginMicroDollars)}.${c.paidBackOn === null ? '' : ` Paid back on ${c.paidBackOn}.`}`,
      ...(c.bonus === null
        ? []
        : [
            `Gift for new people: ${c.bonus.of === 'credits' ? english(c.bonus.amount, 'credit', 'credits') : english(c.bonus.amount, 'message', 'messages')}, given to ${c.bonuses} of ${c.mostBonuses.toLocaleString('en')}.`,
          ]),
      ...(c.archived ? ['Archived: it is not listed and gives nothing.'] : []),
    ].join('\n'),
  noCampaigns: 'There are no links for ads yet. /campaign name makes the first one.',
  cabinetOpen: 'The link opens the cabinet once, within a minute. Do not pass it on.',
  cabinetHere: 'Open here',
  cabinetInBrowser: 'Open in the browser',
  cabinetClosed: 'The cabinet is off: its address, CABINET_URL, is not set.',
  firstOwner: 'You are the owner of this bot now.',
  roleLinkOld: 'This link is no longer valid: the bot has an owner already, or the link is too old.',
  refused: 'That cannot be done. Check what you wrote and try again.',
  tooFewCredits: (has, wished) =>
    `So many cannot be taken: the person has ${english(has, 'credit', 'credits')}, and you take ${wished}.`,
  periods: { today: 'Today', week: '7 days', month: '30 days' },
  figures: (period, f) =>
    `**${period}**: ${f.users} new, ${f.active} active, ${f.questions} answered, ${f.failed} without an answer, ${f.revenueStars} ⭐, refunds ${f.refundsStars} ⭐, errors ${f.errors}. ${earned(f.revenueMicroDollars, f.costMicroDollars)}`,
  margin: (margin) =>
    marginSections(margin, {
      earned,
      models: 'By model, 30 days',
      unused: 'plan days without questions',
      plans: 'By what pays',
      people: 'Who costs more than they bring',
      days: 'By day',
      unpriced: (tries) =>
        `Without a price in the catalogue: ${english(tries, 'request', 'requests')}, not part of the cost.`,
    }),
  person: (credits, language, since, blocked) =>
    `Credits: ${credits}, language ${language}, since ${since}${blocked ? ', blocked' : ''}`,
  dailyReport: (day, before) =>
    [
      `**Report of ${day.day}** (the day before in brackets)`,
      `Revenue ${inDollars(day.revenue)} (${inDollars(before.revenue)}), cost ${inDollars(day.cost)} (${inDollars(before.cost)}), margin ${inDollars(day.revenue - day.cost)} (${inDollars(before.revenue - before.cost)}).`,
      `Paid ${day.revenueStars} ⭐ (${before.revenueStars}) by ${day.payers} (${before.payers}).`,
      `Answered ${day.answers} (${before.answers}), new people ${day.users} (${before.users}), errors ${day.errors} (${before.errors}).`,
      'The picture shows two weeks: revenue in blue, cost in red.',
    ].join('\n'),
  statuses: { paid: 'paid', refunding: 'being refunded', refunded: 'refunded' },
  refundButton: (number, price) => `↩ Refund ${price} (no. ${number})`,
  refundYes: 'Yes, refund',
  refunding: (price) => `Refunding ${price}. Telegram is asked within a minute.`,
  refunded: (price) => `Refunded: ${price}.`,
  refundLoss: (spent) => `Spent already: ${english(spent, 'credit', 'credits')}.`,
  refundByProvider: (price, payment, charge) =>
    `Only the provider can return ${price}: refund payment ${payment} in your account there, then send /refund ${charge} done. What it had bought is taken back already.`,
  refundAsk: (number, who, price, what) =>
    `Refund payment no. ${number}: ${what}, ${price}, ${who}? What it had bought is taken back.`,
  granted: (who, delta, credits) => `${who}: ${signed(delta)}, now ${english(credits, 'credit', 'credits')}.`,
  told: 'The person has been told.',
  notTold: (id) => `The person ${id} could not be told: they have stopped the bot, or it cannot reach them.`,
  abuseRepeated: (id) =>
    `⚠️ The provider of a model has refused the person ${id} three times now, for breaches of its rules. If that goes on it may close your whole account. See /user ${id}; to close their access: /block ${id} reason`,
  unmatched: (id, price, chargeId) =>
    `⚠️ A payment without an order: ${price} from the person ${id}. Nothing was given for it. See /user ${id}; to return it: /refund ${chargeId}`,
  paymentsDiffer: 'The comparison of payments found differences:',
  differences: {
    payment_missed: 'a payment that the bot had not heard of; credited',
    payment_unmatched: 'a payment without an order; nothing was given for it',
    refund_missed: 'a refund that the bot had not heard of; written down',
    refund_unmatched: 'a refund of an unknown payment',
    payer_unknown: 'a payment of an unknown person',
    amount_differs: 'another amount than is written down',
  },
  difference: (what, id, amount, chargeId) => `${what}: person ${id}, ${amount} ⭐, ${chargeId}`,
  paymentHistory: (count) =>
    `Telegram's list holds ${english(count, 'charge', 'charges')} from before these books were opened. They are left as they are and count in no figure.`,
  refundGivenUp: (id, amount, chargeId, reason) =>
    `⚠️ Telegram does not return ${amount} ⭐ to the person ${id}: ${reason}. It is not tried any more; to begin again: /refund ${chargeId}`,
  renewalNotEnded: (id, chargeId, reason) =>
    `⚠️ Telegram does not end the renewal ${chargeId} of the person ${id}: ${reason}. They may be charged again; refund what comes.`,
  modelEnds: ({ model, name, successor, endsOn, days }) =>
    `⚠️ The provider shuts down the model ${name} (the entry “${model}” of the catalogue) on ${endsOn}, in ${english(days, 'day', 'days')}. ${successor === null ? 'Name its successor in the catalogue, or another model.' : `On that day “${successor}” takes its place.`}`,
  modelEnded: ({ model, name, successor, endsOn }) =>
    `⚠️ The provider has shut down the model ${name} on ${endsOn}. ${successor === null ? `The entry “${model}” has no successor: name another model in the catalogue.` : `“${successor}” answers questions to “${model}” now.`}`,
  modelGone: ({ model, name }) =>
    `⚠️ The provider’s list no longer has the model ${name} (the entry “${model}” of the catalogue). Name another one in the catalogue.`,
  answered: (id) => `The answer to question no. ${id} is kept.`,
  blocked: (who) => `${who}: access is closed.`,
  unblocked: (who) => `${who}: access is open.`,
  notOwner: 'This is an owner of the bot: their access cannot be closed.',
  requests: '**Questions about payments without an answer**',
  noRequests: 'There are no questions without an answer.',
  toGranted: (delta, credits, reason) =>
    `The owner has ${delta > 0 ? 'given you' : 'taken'} ${english(Math.abs(delta), 'credit', 'credits')}${reason === null ? '' : ` (${reason})`}. You now have ${english(credits, 'credit', 'credits')}.`,
}
