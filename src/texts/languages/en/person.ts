import type { EntryKind } from '#modules/entitlements/contract.ts'
import { datesOf } from '#texts/dates.ts'
import { signed, signOf } from '#texts/signed.ts'
import type { Texts } from '#texts/languages/ru/person.ts'
import { english } from './count.ts'

const messages = (count: number) => english(count, 'message', 'messages')
const credits = (count: number) => english(count, 'credit', 'credits')
const questions = (count: number) => english(count, 'question', 'questions')
const days = (count: number) => english(count, 'day', 'days')

const { day: date, shortDay: shortDate, time } = datesOf('en-GB', 'UTC')
/** A day with its hour. */
const clock = (moment: string) => `${shortDate(moment)}, ${time(moment)}`
const entryKinds: Record<EntryKind, string> = {
  hold: 'question',
  release: 'given back for a question',
  purchase: 'purchase',
  refund: 'payment returned',
  adjustment: 'by the owner',
  promo: 'promo code',
  campaign: 'welcome gift',
  gift: 'gift',
  referral: 'for an invitation',
  undone: 'taken back, payment returned',
}

export const person: Texts = {
  welcome:
    'Hello! I am **Pomogator**, your AI assistant. I answer questions, write and edit texts, explain difficult things and help with code. I look at pictures, listen to voice messages and read files.',
  welcomeBack: 'Welcome back!',
  ready: 'Just write your question and I will answer.',
  trialOffer: (count) =>
    `Try it for free: ${messages(count)} as a gift. No card needed, and nothing is ever charged by itself.`,
  trialStarted: (count) => `Done: you have ${messages(count)}. Write your first question, about anything.`,
  trialBegun: (count) => `Done: you have ${messages(count)}.`,
  answeringAll: (count) => `Here comes one answer to your ${messages(count)}.`,
  trialStartedAnswering: (count) => `Done: you have ${messages(count)}. Here comes the answer to your question.`,
  answeringWaiting: (begin) =>
    begin === null ? 'Here comes the answer to your question.' : `Here comes the answer to “${begin}”.`,
  trialRest: (count, moment) =>
    `I will add ${english(count, 'more message', 'more messages')} on ${clock(moment)} UTC and write to you then.`,
  trialRestAdded: (count) =>
    `As promised, I have added ${messages(count)}: your free trial goes on. What would you like to ask?`,
  trialAlready: 'You have already used your free trial.',
  trialLater: 'All right. When you want to try, press “Try for free”.',
  menu: '**Menu**',
  askHint: 'Write your question as an ordinary message and I will answer. For a new topic send /new.',
  askHintShort: 'Write your question right after the command: /ask and the question.',
  answerThat: 'Answer this message.',
  forwardedFrom: (name) => `Forwarded from ${name}`,
  leftOut: (count) =>
    `Not everything fitted at once: I have not read the last ${english(count, 'forwarded message', 'forwarded messages')}. Send them again, fewer at a time.`,

  balance: '**What you have**',
  creditsLine: (count) => `Credits: **${count.toLocaleString('en')}**`,
  trialLine: (left, granted) => `Free trial: ${left} of ${messages(granted)} left`,
  noTrialLine: 'The free trial has not been started',
  subscriptionLine: (plan, until) => `Subscription “${plan}”: until ${date(until)}`,
  subscriptionNext: (plan, until) => `Then “${plan}”: until ${date(until)}`,
  subscriptionRenews: (at, plan) =>
    plan === null
      ? `Renews by itself, the next payment is on ${date(at)}`
      : `“${plan}” renews by itself, the next payment is on ${date(at)}`,
  subscriptionEnds: 'Does not renew by itself',
  todayLine: (used, limit) =>
    limit === null
      ? `Today by subscription: ${questions(used)}`
      : `Today by subscription: ${used} of ${limit.toLocaleString('en')}`,
  allowanceUsed: (used) => `Today by subscription: ${credits(used)}`,
  allowanceLeft: (left, perDay) => `Left today by subscription: ${left.toLocaleString('en')} of ${credits(perDay)}`,
  noSubscriptionLine: 'No subscription',
  nextPays: {
    subscription: (price) => `The next question: by subscription${price === 0 ? '' : `, ${credits(price)} of today’s`}`,
    trial: 'The next question: from the free trial',
    credits: (price) => `The next question: ${credits(price)}`,
    nothing: 'There is nothing to pay for the next question with yet',
  },

  purchase: '**Top up**',
  creditCount: (count) => credits(count),
  worth: (answers, model) => `${english(answers, 'answer', 'answers')} of the model “${model}”`,
  worthOr: (cheap, answers, model) => `${cheap} or ${answers.toLocaleString('en')} of “${model}”`,
  packsTitle: 'Credits, they do not expire:',
  plansTitle: 'Subscription:',
  allowance: (perDay, worth) => `${credits(perDay)} a day: ${worth}`,
  planLine: (title, price, length, renews, allowance) =>
    `• ${title} (${english(length, 'day', 'days')}): ${price.toLocaleString('en')} ⭐${renews ? ', renews by itself' : ''}. ${allowance}`,
  howToPay: 'You pay with Telegram Stars. A question without an answer costs nothing.',
  packAbout: (count, worth) => `${credits(count)}: ${worth}. They do not expire.`,
  planAbout: (length, allowance, renews) =>
    `${english(length, 'day', 'days')}. ${allowance}.${renews ? ' Renews by itself; cancel on any day.' : ' Does not renew by itself.'}`,
  paidCredits: (added, total) => `Payment received: ${credits(added)} more. You have ${credits(total)} now.`,
  paidUntil: (until, renewed) =>
    `${renewed ? 'Subscription renewed' : 'Payment received. Your subscription lasts'} until ${date(until)}.`,
  daysBehind: (until) => `Its days come behind those that are paid already: until ${date(until)} in all.`,
  renewsAlready: (at) =>
    `The next payment is on ${date(at)} already, however many days are paid ahead. You may cancel on any day.`,
  planWhileRenewing: (title, renewed, at, until) =>
    `**${title}**\n\nYou have the subscription “${renewed}” already, and it renews by itself: the next payment is on ${date(at)}. The days of this purchase come at the end, until ${date(until)}, and “${renewed}” goes on renewing. If you do not need that any more, cancel the renewal first.`,
  renewalDoubled: (ended) =>
    ended
      ? 'You have a subscription already that renews by itself, so we have ended the renewal of the second one. Its days are added.'
      : 'You have a subscription already that renews by itself, so we are ending the renewal of the second one and will write when it is done. Its days are added.',
  cancelRenewalQuestion: (renewed, until) =>
    `Cancel the renewal of “${renewed}”? What is paid stays: you have access until ${date(until)}, and nothing more is charged.`,
  paidForAnother:
    'This invoice was made out to somebody else. What it buys is yours; if you do not need it, send /paysupport.',
  paidAgain:
    'This invoice had been paid before. We gave you what it buys once more; if you do not need it, send /paysupport.',
  paidUnmatched: 'Payment received, but we could not find what it is for. It is on record and not lost.',
  supportOpened: (id) => `Your question no. ${id} is with the owner. The answer will come here.`,
  supportKept: (id) =>
    `Your question no. ${id} is written down; the owner will see it when they look into the bot. The answer comes here.`,
  wordsOnly: 'Words are needed here: type your answer. Nothing was taken for this message.',
  supportAnswered: (text) => `The answer to your question about payments:\n\n${text}`,
  ownerWrote: (text) => `A message from the owner of the bot:\n\n${text}`,
  historyPayments: 'Payments',
  historyEntries: 'Credits',
  historyEmpty: 'No payments or charges yet.',
  paymentLine: (at, price, status, what) =>
    `${shortDate(at)}: ${what}, ${price}${status === 'refunded' ? ', refunded' : status === 'refunding' ? ', being refunded' : ''}`,
  entryLine: (at, delta, balance, kind) =>
    `${shortDate(at)}: ${signed(delta)} → ${balance}, ${(entryKinds as Record<string, string>)[kind] ?? 'change'}`,
  entryKinds,
  unknownPurchase: 'without an order',
  receipt: {
    hint: 'Press an entry to see what it was for.',
    older: 'Earlier ›',
    label: (at, price, what) => `${shortDate(at)} · ${price} · ${what}`,
    title: '**What it was for**',
    deleted: 'deleted',
    notFound: 'There is no such entry.',
    question: (words) => (words === null ? 'Question: deleted' : `Question: “${words}”`),
    model: (title) => `Model: ${title}`,
    price: (source, price) => (source === 'trial' ? messages(price) : credits(price)),
    states: {
      charged: (price) => `Charged: ${price}`,
      reserved: (price) => `Set aside for the answer being written: ${price}`,
      given_back: () => 'Nothing was charged: there was no answer',
    },
    sources: {
      subscription: 'Paid: by subscription, from the allowance of that day',
      trial: 'Paid: by the free trial',
      credits: 'Paid: by credits',
    },
    when: (at) => `When: ${clock(at)}`,
    credits: (delta) => `${signOf(delta)}${credits(Math.abs(delta))}`,
    granted: (why, change, balance) => `${why}: ${change}, ${balance.toLocaleString('en')} after it`,
    plan: (title, length) => `the plan “${title}”, ${length}`,
    trialMessages: (count) => english(count, 'message of the free trial', 'messages of the free trial'),
    percentOff: (percent) => `${percent}% off`,
    reason: (reason) => `Reason: ${reason}`,
    payment: (number, title) => `Purchase no. ${number}: ${title}`,
    paid: (price) => `Paid: ${price}`,
    gotCredits: (count) => `Got: ${credits(count)}`,
    gotDays: (count) => `Got: ${english(count, 'day', 'days')} of the subscription`,
    statuses: { refunding: 'The money is being returned', refunded: 'The money was returned' },
    refund: (number, title) => `Refund of purchase no. ${number}: ${title}`,
    refundOf: (title) => `refund: ${title}`,
    returned: (price) => `Returned: ${price}`,
    takenBack: (count) => `Taken back: ${credits(count)}`,
  },
  refunding: (price) =>
    `We are returning ${price} to you. What it had bought and you have not used is taken back already.`,
  refunded: (price) => `${price} returned to you. What it had bought and you have not used is taken back.`,
  renewal: {
    active: (until) => `Renewal is on. Your subscription is paid until ${date(until)}.`,
    canceled: (until) => `Renewal is off. Your subscription lasts until ${date(until)}; nothing more is charged.`,
    failed: (until) =>
      `Your subscription could not be renewed: there were not enough Stars. It lasts until ${date(until)}.`,
  },
  checkoutRefused: {
    unknown_invoice: 'We do not know this invoice. Choose from the menu once more.',
    not_yours: 'This invoice was made out to somebody else. Open the bot and choose for yourself.',
    already_paid: 'This invoice is paid already.',
    being_paid: 'This invoice is just being paid. Wait half a minute.',
    expired: 'The invoice is too old. Choose from the menu once more.',
    not_sold: 'This is not sold any more. See what there is now.',
    price_changed: 'The price has changed. Choose from the menu once more.',
    already_subscribed: 'You have a subscription already, and it renews by itself.',
    user_blocked: 'Your access to this bot is closed.',
  },
  promo: {
    request: 'Reply to this message: what is your promo code?',
    placeholder: 'Promo code',
    credits: (count, total) => `Promo code accepted: ${credits(count)} added. You now have ${credits(total)}.`,
    trialMessages: (count) => `Promo code accepted: your free trial has ${messages(count)} more.`,
    planDays: (plan, until) => `Promo code accepted: the plan “${plan}”, all together until ${date(until)}.`,
    percentOff: (percent, until) =>
      `Promo code accepted: ${percent}% off your next purchase with Stars, until ${date(until)}. The prices under “Top up” include it. It does not count for a subscription that renews by itself.`,
    refused: {
      promo_not_found: 'There is no such promo code. Please check it for typos.',
      promo_not_yet: 'This promo code does not count yet. Try it later.',
      promo_over: 'This promo code is over.',
      promo_used_up: 'This promo code has been used already.',
      promo_used_before: 'You have used this promo code before, and it counts once.',
      promo_first_purchase: 'This promo code is only for people who have bought nothing yet.',
      promo_guesses: 'Too many wrong promo codes. Try again in an hour.',
    },
  },
  guest: {
    onlyWords: 'Here I answer words only. Bring a file to our private chat.',
    empty: (username: string) => `Write your question next to my name: @${username} and the question.`,
    comeOver: 'Let us go on in the private chat: the first messages there are free.',
    dearer: 'This question costs more than usual. Ask it in the private chat: there I name the price first.',
    askAgain: 'Please ask again, here or in the private chat.',
    failed: 'I could not answer. Please ask again, here or in the private chat.',
    whole: '📖 Read it all',
    more: '💬 Ask in private',
    help: (username: string) =>
      `You can ask me in any chat: write @${username} and your question there, and I answer on the spot.`,
  },
  gift: {
    screen:
      '**Gift**\n\nChoose what to give. After the payment you get a link, which you can send to anyone: whoever opens it first gets the gift. If it is not opened within 30 days, the gift is yours.',
    yours: 'Not opened yet:',
    line: (title, link, until) => `• ${title}: ${link} (until ${shortDate(until)})`,
    about: (title) => `A gift: ${title}. The link comes here after the payment.`,
    paid: (title, link) =>
      `The gift is ready: ${title}.\n\n${link}\n\nSend this link: whoever opens it first gets the gift. If it is not opened within 30 days, the gift is yours.`,
    share: (title) => `A gift for you: ${title}`,
    received: {
      credits: (count, total) => `A gift for you: ${credits(count)}. You now have ${credits(total)}.`,
      days: (title, until) => `A gift for you: the plan “${title}”, all together until ${date(until)}.`,
    },
    own: (title) => `This is your gift: ${title}. Send the link to the person it is for, or keep it.`,
    claimed: (title) => `Your gift was opened: ${title}.`,
    returned: (title) => `Your gift was not opened for 30 days, so it is yours now: ${title}.`,
    voided: {
      open: (title) => `The payment of your gift was returned, and its link is over: ${title}.`,
      claimed: {
        all: (title) =>
          `The payment of your gift was returned, so it was taken back from the person who had it: ${title}.`,
        rest: (title, rest) =>
          `The payment of your gift was returned: ${title}. What was left of it was taken back from the person who had it: ${rest}.`,
        nothing: (title) =>
          `The payment of your gift was returned: ${title}. The person who had it has used all of it, so nothing was taken back.`,
      },
    },
    takenBack: {
      all: (title) => `The payment of your gift was returned, so it was taken back: ${title}.`,
      rest: (title, rest) =>
        `The payment of your gift was returned: ${title}. What was left of it was taken back: ${rest}.`,
      nothing: (title) =>
        `The payment of your gift was returned: ${title}. All of it was used already, so nothing was taken back.`,
    },
    daysLeft: (count) => (count === 0 ? 'less than a day' : days(count)),
    refused: {
      gift_not_found: 'There is no such gift. Please check the link.',
      gift_claimed: 'This gift has been opened already.',
      gift_void: 'This gift is over: its payment was returned.',
    },
  },
  search: {
    doing: {
      search: (what) => `Looking up: ${what}`,
      page: (what) => `Reading: ${what}`,
      server: (what) => `Asking “${what}”`,
    },
    sources: 'Sources',
    setting: (on, count) => {
      if (!on) return 'Web search: off'
      return count === 0 ? 'Web search: on' : `Web search: on, a question that needs it costs ${credits(count)} more`
    },
    notIn: {
      trial: 'Web search: not part of the free trial',
      subscription: 'Web search: not part of your subscription',
    },
    turnOn: 'Search the web',
    turnOff: 'Do not search the web',
    included: 'The question included a web search.',
    receipt: (price) => `Of that for the web search: ${price}`,
  },
  referral: {
    off: 'Invitations are not rewarded now.',
    title: '**Invite**',
    invited: (count) =>
      `A person who comes by your link for the first time has ${messages(count)} more in the free trial.`,
    inviter: (count, most) =>
      `You get ${credits(count)} three days after their first purchase, if it was not returned. At most ${english(most, 'reward', 'rewards')} a month; more come in the next one.`,
    came: (count) => `Came by your link: ${count.toLocaleString('en')}`,
    notPaid: (count) => `Bought nothing yet: ${count.toLocaleString('en')}`,
    waiting: (count, at) =>
      `Bought, and the reward waits: ${count.toLocaleString('en')}, the next not before ${shortDate(at)}`,
    returned: (count) => `Purchase returned, no reward: ${count.toLocaleString('en')}`,
    rewarded: (count, sum) => `Rewards: ${count.toLocaleString('en')}, ${credits(sum)} in all`,
    share: 'An AI assistant: it answers, writes and reads files.',
    reward: (count) => `A reward for your invitation: ${credits(count)}. Thank you.`,
    undone: (count) =>
      `A person whom you invited had their purchase returned, so the reward was taken back: ${credits(count)}.`,
  },
  tools: {
    included: 'The question included a look into a reference.',
    receipt: (price) => `Of that for the reference: ${price}`,
  },
  channel: {
    offer: {
      credits: (count) => `Join our channel, and I give you ${credits(count)}. Once.`,
      trial_messages: (count) => `Join our channel, and your free trial has ${messages(count)} more. Once.`,
    },
    thanks: {
      credits: (count) => `Thank you for being with us: ${credits(count)} more on your balance.`,
      trial_messages: (count) => `Thank you for being with us: your free trial has ${messages(count)} more.`,
    },
    notYet: 'I do not see you among the subscribers yet. Join the channel and press “Check” again.',
    unknown: 'I cannot check your subscription to the channel now. Please try again a little later.',
    given: 'You have already had the gift for joining the channel.',
    off: 'There is no gift for joining the channel now.',
  },
  /** Roles in which questions are answered. */
  assistants: {
    list: '**Assistants**\n\nEach has its own job. Choose whom to talk to.',
    listOwn: (most) => `You can make your own, up to ${most}: only you see them.`,
    instead: (wanted, model) => `The model “${wanted}” is not available to you now, so “${model}” answers.`,
    price: (price) => `Price of an answer: ${price}`,
    started: 'The conversation has begun. What would you like to ask?',
    noPrompt: 'Its role is not described yet. Describe it, and a conversation can begin.',
    gone: 'This assistant is no longer here.',
    lost: 'The assistant you were talking to is no longer here. From now on I answer myself.',
    titleRequest: (longest) => `What shall the assistant be called? Up to ${longest} characters.`,
    titlePlaceholder: 'Physics tutor',
    promptRequest: (title, longest) =>
      `What should “${title}” be able to do, and how should it answer? Describe it in one message, up to ${longest.toLocaleString('en')} characters.`,
    promptPlaceholder: 'You are a tutor, explain with examples',
    full: (most) =>
      `You can have up to ${most} assistants of your own. Delete one that you do not need, and there is room again.`,
    delete: (title) => `Delete the assistant “${title}”? Conversations with it stay, but I answer in them.`,
    deleted: 'Done, the assistant is deleted.',
    receipt: (title) => `Assistant: ${title}`,
    buttons: {
      menu: '🎭 Assistants',
      start: '💬 Start talking',
      share: '📨 Share',
      make: '➕ My own assistant',
      prompt: '✍️ Role',
    },
  },
  welcomeGift: {
    credits: (count) => `A welcome gift for you: ${credits(count)}. They are on your balance.`,
    trialMessages: (count) => `A welcome gift for you: your free trial has ${messages(count)} more.`,
  },
  memory: {
    button: '📌 Memory',
    begins: 'remember that|please remember that|please remember:|remember:|keep in mind that',
    title: '**Memory**',
    about: (count, most) =>
      `What I remember about you in every conversation: ${count} of ${most}. Press a number to change or delete it.`,
    empty:
      'I remember nothing about you yet. Write, for example, “Remember that I am a vegetarian”, and I will keep it in mind in every conversation.',
    finds: 'When a conversation ends, I may remember what matters from your messages by myself.',
    off: 'Memory is off: I remember nothing new and do not use what I know. It comes on together with remembering the conversation.',
    kept: (fact) => `I will remember: “${fact}”.`,
    known: (fact) => `I remember this already: “${fact}”.`,
    knownAlready: 'I remember this already and do not write it down twice.',
    one: (fact) => `I remember: “${fact}”.`,
    tooLong: (longest) => `I remember short things, up to ${longest} characters. Write it in one sentence.`,
    full: 'I cannot remember more: there is no room. Delete something that I remember.',
    secret: 'I do not remember passwords, keys and card numbers: it is safer that way.',
    ask: 'Write what to remember instead.',
    placeholder: 'I am a vegetarian',
    deleted: 'Deleted, I no longer remember it.',
    deleteAll: 'Delete everything I remember about you? It cannot be brought back.',
    deletedAll: 'Done: I remember nothing about you any more.',
    gone: 'I no longer remember this.',
    buttons: {
      change: '✏️ Change',
      delete: '🗑 Delete',
      deleteAll: 'Delete everything',
      deleteAllYes: 'Yes, delete',
    },
  },
  suggestions: {
    turnOn: 'Suggest questions',
    turnOff: 'Do not suggest questions',
    setting: (on) =>
      on ? 'Suggestions: questions to go on with under an answer' : 'Suggestions: no questions under an answer',
  },
  agreement: {
    request:
      'Before I begin to answer, please read the terms (/terms) and what happens to your data (/privacy). If you agree, press the button.',
    changed: {
      terms: 'The terms have changed since you agreed to them: /terms.',
      privacy: 'What happens to your data has changed since you agreed: /privacy.',
      both: 'The terms (/terms) and what happens to your data (/privacy) have changed since you agreed.',
    },
    whatIsNew: (text) => `What is new: ${text}`,
    goOn: 'If you agree, press the button and we go on.',
    kept: 'Your question is kept: I answer it right after that.',
    keptAll: (count) => `Your ${messages(count)} are kept: I answer all of them right after that.`,
    keptInstead: 'Your last question is kept: I answer it right after that. Please send the one before it again.',
    thanks: 'Thank you, it is noted that you agree.',
    byTrial: 'By starting you accept the terms (/terms) and agree to what happens to your data (/privacy).',
    byPaying: 'By paying you accept /terms and /privacy.',
    inGroup: 'Before I can answer you, please accept the terms in our private chat: it takes one press.',
    withdraw:
      'Withdraw your consent? I stop answering your questions until you agree again. Credits, subscription and texts stay. Support, refunds and the download of your data work without it.',
    withdrawn:
      'Your consent is withdrawn: I answer no more questions. You can delete your texts now, or later in /settings. If you change your mind, read /terms and /privacy and press “Agree”.',
  },
  schedules: {
    title: '**Scheduled questions**',
    hint: (most) =>
      `I ask your question myself when its time comes, and send you the answer. Write, for example, “every day at 9am tell me the main news”, or press “New question”. You can have ${most} of them.`,
    ask: 'What shall I ask? Write the question as you would ask it now.',
    placeholder: 'Tell me the main news',
    tooLong: (longest) =>
      `A scheduled question has at most ${english(longest, 'character', 'characters')}. Please shorten it and send it again.`,
    tooMany: (most) =>
      `You can have at most ${english(most, 'scheduled question', 'scheduled questions')}. Delete one of them to make room.`,
    when: 'When shall I ask it?',
    gone: 'This scheduled question is no longer there.',
    otherPeriod: 'I cannot ask at such times: once a day is the most often.',
    whatTime: 'What time is it where you are? I will remember your time zone; you can change it in /settings.',
    often: { day: 'Every day', weekdays: 'On weekdays', week: 'Once a week', month: 'Once a month' },
    weekdays: [
      'Every Monday',
      'Every Tuesday',
      'Every Wednesday',
      'Every Thursday',
      'Every Friday',
      'Every Saturday',
      'Every Sunday',
    ],
    at: {
      day: (time) => `Every day at ${time}`,
      weekdays: (time) => `On weekdays at ${time}`,
      week: (weekday, time) => `${weekday} at ${time}`,
      month: (day, time) => `On day ${day} of every month at ${time}`,
    },
    zone: (name) => `Time zone: ${name}`,
    offer: (price) =>
      `An answer costs at most ${credits(price)}. While you have a subscription or trial messages, they pay. When nothing can pay any more, I stop and tell you.`,
    next: (moment) => `Next answer: ${moment}.`,
    paused: {
      asked: 'Paused.',
      no_access: 'Paused: nothing could pay for it.',
      price_changed: 'Paused: an answer has become dearer.',
      unread: 'Paused: you did not react to the last two answers.',
      unreachable: 'Paused: I could not write to you.',
    },
    stopped: {
      no_access: 'Nothing can pay for the answer now, so the question is paused. Top up and press “Go on”.',
      price_changed: (price) =>
        `An answer has become dearer than we agreed: it costs ${credits(price)} now. The question is paused. If the price suits you, press “Go on”.`,
      unread:
        'Bots cannot see whether messages are read. You have written and pressed nothing since the answer before last, so the question is paused. If you still want it, press “Go on”.',
    },
    notOn: 'Nothing can pay for the answer now, so the question is not switched on. Top up, then switch it on.',
    notOnWithoutTrial:
      'Nothing can pay for the answer yet, so the question is not switched on. Start the free trial, then switch it on.',
    missed: 'I was away for a while, and the time of a scheduled question has passed. Next time I will ask it on time.',
    delete: 'Delete this question? Answers that have come already stay.',
    deleted: 'Deleted',
    buttons: {
      open: '⏰ Scheduled',
      new: 'New question',
      start: 'Switch on',
      resume: 'Go on',
      pause: 'Pause',
      changeTime: 'Another time',
      once: 'Ask once',
      timeZone: '🕒 Time zone',
    },
  },
  discount: (percent, until) =>
    `Your discount of ${percent}% off one purchase with Stars is in the prices, until ${date(until)}. It does not count for a subscription that renews by itself.`,
  subscription: '**Subscription**',
  subscriptionNone: 'You have no subscription.',

  status: '**How I answer**',
  statusModel: (title, price) => `Model: ${title}, ${credits(price)} an answer`,
  statusConversation: (title) => (title === null ? 'Topic: a new one' : `Topic: “${title}”`),
  models: '**Model**',
  modelsHint: 'Choose who answers your questions.',
  modelLine: (title, about, price, trial, provider) =>
    `**${title}**${provider ? ` (${provider})` : ''}\n${about}.\nAn answer costs ${credits(price)}${trial ? '' : ', not part of the free trial'}.`,
  modelChosen: (title) => `“${title}” answers from now on`,

  settings: '**Settings**',
  settingsLanguage: 'Language: English',
  settingsStyle: (style) => `Answers: ${style}`,
  newsRefused: 'You will get no more news. You can have them back in /settings.',
  settingsNews: (on) => (on ? 'News: you get them' : 'News: you get none'),
  settingsRemember: (on) =>
    on ? 'Conversation: I remember earlier messages' : 'Conversation: I answer each question on its own',
  styles: { normal: 'normal', brief: 'brief', detailed: 'detailed', teacher: 'like a teacher', code: 'code first' },
  settingsInstructions: 'Your own instructions: set',
  settingsRich: (on) => (on ? 'Tables and formulas: laid out' : 'Tables and formulas: as plain text'),
  settingsReminders: (on) => (on ? 'Reminders: about subscription and balance, once a week at most' : 'Reminders: off'),
  remindersOff: 'I will not remind you any more. You can turn reminders on again in the settings.',
  settingsAskAbove: (count) =>
    count === 0
      ? 'Price: I ask when a question costs more than usual'
      : `Price: I ask when a question costs more than ${credits(count)}`,
  instructions: '**Your own instructions**',
  instructionsHint:
    'Write what every answer should take into account. For example: “I am learning physics at school, keep it simple”.',
  instructionsRequest: 'Reply to this message: what should every answer take into account? Up to 1,000 characters.',
  instructionsPlaceholder: 'What to take into account',
  instructionsTooLong: (length, longest) =>
    `These are ${length.toLocaleString('en')} characters, and ${longest.toLocaleString('en')} fit. Please shorten it.`,
  saved: 'Saved',
  forget:
    'Delete my data? The texts of your questions and answers, your name and your settings are erased at once and for ever. Your balance and the records of payments stay: they are needed for the accounts.',
  forgetRenewal: (plan, at) =>
    `The subscription “${plan}” stays and renews by itself: Telegram takes the next payment on ${date(at)}. If you do not need it any more, cancel the renewal.`,
  forgetSchedules: 'Your scheduled questions are deleted too: I do not ask them any more.',
  exported: 'This is everything that is kept about you.',
  forgotten: 'Done, your texts are deleted.',

  help: '**Help**\n\nWrite your questions as ordinary messages: I remember the conversation until you send /new.\n\nSend pictures and albums, voice messages, files (PDF, Word, Excel, PowerPoint, texts, code), with a question or without. To ask about something sent earlier, reply to it. If a question costs more than usual, I name the price first.\n\n/new: a new conversation\n/conversations: go back to an earlier one\n/stop: stop the answer\n/balance: what you have left\n/status: how I answer\n/buy: credits and subscription\n/assistants: assistants for every occasion\n/image: draw a picture\n/schedule: scheduled questions\n/promo: promo code\n/model: choose a model\n/settings: language, style of answers, data\n/paysupport: questions about payments\n/id: your number in Telegram\n/terms: terms\n/privacy: about your data\n\nA question without an answer costs nothing.',
  yourId: (id) =>
    `Your number in Telegram: \`${id}\`. With it the owner of the bot can find you if something goes wrong.`,
  newConversation: (ended) =>
    `${ended === null ? '' : `The conversation “${ended}” has ended; you can come back to it. `}A fresh start. What shall we talk about?`,
  untitled: 'Untitled',
  conversations: '**Conversations**\n\nChoose one to go on with.',
  titleRequest: 'What shall this conversation be called? Write its new name.',
  titlePlaceholder: 'Name',
  conversationRenamed: (title) => `The conversation is called “${title}” now.`,
  deleteConversation: (title) =>
    `Delete the conversation${title === null ? '' : ` “${title}”`}? The texts of its questions and answers are erased at once and for good.`,
  conversationDeleted: 'Done, the conversation is deleted.',
  conversationBusy:
    'I am writing an answer in this conversation now. Wait for it or stop it: /stop. Then the conversation can be deleted.',
  noConversations: 'There are no conversations yet. Write a question and the first one begins.',
  conversationResumed: (title) => `Back to “${title}”. Go on.`,
  groupsOff: 'I do not answer in groups. Write to me in private.',
  thinking: 'Thinking…',
  stopping: 'Stopping.',
  nothingToStop: 'I am not writing anything now.',
  paysupportPlaceholder: 'No credits came for payment 12345',
  paysupport:
    '**Questions about payments**\n\nIf something is wrong with a payment, write about it in your next message: it goes to the owner. For example: no credits came for payment 12345. The number of the payment is in Telegram’s receipt. The owner’s answer will come here. Telegram’s own support does not handle such payments.',

  refused: {
    trial_not_started: 'Start your free trial, and I can answer.',
    trial_used_up: 'Your free messages are used up. Did you like it? Choose how to go on.',
    trial_continues: 'Your first free messages are used up.',
    subscription_ended: 'Your subscription has ended. Choose how to go on.',
    daily_limit:
      'What your subscription gives for today is not enough for this question. Tomorrow all of it is there again; until then you can choose a cheaper model or go on with credits that you buy.',
    more_than_allowance:
      'This question takes more than your subscription gives in a whole day, so tomorrow it will not be enough either. Ask it with credits that you buy, choose a cheaper model, or ask about fewer pages.',
    insufficient_credits: 'You do not have enough credits for this model. Choose a cheaper one or top up.',
    price_changed: 'The price has changed.',
    question_too_long:
      'The question is too long for this model. Make it shorter, or choose a model that takes more. Nothing was charged.',
    model_cannot_see: 'This model cannot see pictures. Choose another one.',
    no_transcription: 'I cannot listen to recordings here: please write your question.',
    not_in_trial:
      'The trial does not cover this: a picture is one message, a voice message may last a minute, a document may have 10 pages.',
    model_not_included:
      'This model is not part of the free trial or your subscription, and there are not enough credits. Choose another model or top up.',
    budget_used_up: 'I cannot answer right now: my supply of answers is used up. Nothing was charged.',
    trial_paused: 'The free answers are used up for now.',
  },
  resumes: (moment) => `I answer again from ${clock(moment)} UTC.`,
  resumesForGuests: (moment) => `There will be new ones from ${clock(moment)} UTC.`,
  resumesUnknown: 'It is not known yet when there will be new ones. What you buy always works.',
  questionKept: 'Your question is kept: press the button then.',
  failed: {
    usual: 'I could not answer: the model is not available now.',
    refused: 'I could not answer: the model rejected the request.',
    stopped: 'Stopped.',
    too_long:
      'Together with this conversation the question does not fit into the model. Start a new conversation and ask again.',
    abuse:
      'The provider of the model holds this conversation for a breach of its rules and did not answer. Start a new conversation and ask about something else.',
    filtered: 'The filter of the model’s provider did not let the answer through. Try to ask in other words.',
    no_room:
      'The model thought for so long that no room was left for the answer. Ask more simply or choose another model.',
    not_text: 'The model did not answer in text, and text is all I can show.',
    file_gone: 'Telegram no longer gives out this file. Send it again.',
    undelivered: 'I could not show the whole answer.',
  },
  priceChanged: (price) => `The price has changed: it costs ${price} now. Go on?`,
  questionLost: 'I cannot find that question. Please send it again.',
  edited: 'You have changed your question. Shall I answer the new one?',
  editIgnored: 'Editing this message changes nothing. Send the corrected one as a new message.',
  prices: {
    trial: (price) => `${price} msg`,
    credits: (price) => `${price} cr.`,
    subscription: (price) => `${price} cr. of the plan`,
  },
  delayed: 'My answers are delayed now. Your question is not lost, no need to write it again.',
  nothingCharged: 'Nothing was charged.',
  givenUp: 'This message could not be handled, even after several tries.',
  buttonGivenUp: 'That did not work, even after several tries.',
  tryLater: 'Please try again a little later.',
  paymentDelayed: 'Your payment has arrived. I will credit it a little later; there is nothing you need to do.',
  paymentGivenUp:
    'Your payment has arrived, but it could not be credited at once. If your purchase is not there in an hour, send /paysupport.',
  blocked: 'Your access to this bot is closed.',
  forbidden: 'Only an owner of this bot can do that, and you are not one any more.',
  contact: (owner) =>
    owner
      ? `How to reach the owner of the bot: ${owner}`
      : 'Send /paysupport and your question in one message, and the owner answers here.',
  groupGreeting: (username) =>
    `Hello! I answer questions. Ask with the command /ask, write @${username} and your question, or reply to a message of mine. Everybody has a balance of their own, which only the private chat shows.`,
  groupHelp: (username) =>
    `**How to ask in a group**\n\n/ask and your question, @${username} and your question, or a reply to a message of mine. To ask about somebody’s message, picture, voice message or file, reply to it with /ask.\n\n/new: a new conversation\n/stop: stop the answer\n\nBalance, model and settings: in the private chat.`,
  nameless:
    'I cannot see who you are: this was written in the name of the group or of a channel. Write in your own name and I will answer.',
  groupHint: 'Better in private: open a chat with me. Here you can ask with the command /ask.',
  tooFast: (perMinute) =>
    `You are writing very fast. I answer at most ${messages(perMinute)} a minute: the rest is not lost, no need to write it again.`,
  pressesTooFast: 'Too many presses. Please press again in a minute.',
  oldButton: 'This button is no longer in use',
  notYours: 'This button is for whoever asked the question',

  quietTrial: (left) =>
    left === 0 ? 'That was the last message of your free trial.' : `Left in your free trial: ${messages(left)}.`,
  quietCredits: (left) => `Left: ${credits(left)}.`,
  quietAllowance: (price, left) => `By subscription: ${credits(price)}, ${left.toLocaleString('en')} left for today.`,
  quietPrice: (price, left) => `Charged: ${credits(price)}, ${left.toLocaleString('en')} left.`,
  fellBack: (title) => `“${title}” answered in place of the chosen model.`,
  insteadOf: (wanted, title) =>
    `The answers of “${wanted}” are used up for now; “${title}” answered, at its own price.`,
  cutByFilter: 'The filter of the model’s provider did not let the rest of the answer through.',
  outOfTime: 'The model wrote slowly and ran out of time. Press “Go on”, or write it.',
  restInFile: 'The answer did not fit into messages. All of it is in the file.',
  cutShort: 'The answer was longer than the model’s limit and was cut. Press “Go on”, or write it.',

  attached: {
    photo: 'picture',
    sticker: 'sticker',
    voice: 'voice message',
    video: 'video',
    document: 'file',
    location: 'place on a map',
    other: 'attachment',
  },
  unsupported: {
    sticker: 'Nice one! But I cannot see pictures and stickers that move yet. In words, please?',
    video: 'I cannot watch videos yet. Send a frame as a picture, or describe it in words.',
    location: 'I do not understand maps yet. Write what you want to know.',
    other: 'I do not understand this yet. Please write it as text.',
  },

  image: {
    ask: '**A picture**\n\nDescribe what to draw: what is in it, in which style and colours. To change a picture that you have, send it with the caption /image and what to change.',
    askChange: 'What shall I change in this picture? Say it in words.',
    placeholder: 'A ginger cat in a spacesuit, watercolour',
    placeholderChange: 'Make it night, with a moon above the roof',
    choose: (begin) => `🎨 “${begin}”\n\nHow shall I draw it?`,
    chooseChange: (begin) => `✏️ “${begin}”\n\nHow shall I change it?`,
    unused: 'I draw from words and pictures; recordings, videos and the like do not count here.',
    onlyOne: 'One picture can be changed at a time, so this is about the first one.',
    drawing: (title) => `🎨 Drawing: “${title}”. It usually takes up to a minute.`,
    off: 'I draw no pictures at the moment.',
    busy: 'I am still drawing your last picture. Wait for it, then order a new one.',
    tooMany: (resumesAt) =>
      `You have ordered as many pictures as one may have in an hour. The next one is possible after ${clock(resumesAt)} UTC.`,
    tooLong: (longest) =>
      `The description is longer than ${english(longest, 'character', 'characters')}. Shorten it and send it again.`,
    gone: 'I do not have this picture any more. Send it with the caption /image and what to change.',
    fileGone: 'I keep the original file for a day, and it is gone. The picture itself is above.',
    byRules: 'The rules of the service do not allow such a picture. Describe it in another way.',
    unreadable: 'This picture could not be opened. Send it as a photo, JPEG or PNG.',
    interrupted: 'The drawing was interrupted.',
    failed: 'The picture could not be drawn. Try again a little later.',
    cannotPay: (price) => `This picture costs ${price}, and what you have does not suffice now.`,
    receipt: (words) => (words === null ? 'A picture (its description is deleted)' : `A picture: ${words}`),
    states: {
      charged: (price) => `Charged: ${price}`,
      reserved: (price) => `Set aside for a picture that is being drawn: ${price}`,
      given_back: () => 'Nothing was charged: the picture could not be drawn',
    },
  },
  voice: {
    receipt: 'Answer read out',
    cut: 'This is its beginning: the answer is long, and stands above as a whole.',
    leavesOut: 'Code and tables are not read: they are in the answer itself.',
    asFile: 'You take no voice messages, so here it is as a file.',
    forbidden: 'You take no voice messages. Allow them for this chat in the settings of Telegram, and press again.',
    failed: 'The answer could not be read out. Try again a little later.',
    cannotPay: (price) => `Having this answer read out costs ${price}, and what you have does not suffice now.`,
    states: {
      charged: (price) => `Charged: ${price}`,
      reserved: (price) => `Set aside for what is being read out: ${price}`,
      given_back: () => 'Nothing was charged: it could not be read out',
    },
  },

  files: {
    leftOut: (count) =>
      `One question takes up to ten files: I have not opened the last ${count === 1 ? 'one' : count}. Send the rest as another question.`,
    doing: {
      image: 'Looking at the picture…',
      images: 'Looking at the pictures…',
      audio: 'Listening…',
      file: 'Reading the file…',
      files: 'Reading the files…',
    },
    nameless: 'file',
    titles: { picture: 'Picture', document: 'File' },
    named: (name) => (name === null ? 'The file' : `The file “${name}”`),
    pictures: (count) => english(count, 'picture', 'pictures'),
    pages: (count) => english(count, 'page', 'pages'),
    firstPages: (first, of) =>
      `the first ${first === 1 ? 'page' : english(first, 'page', 'pages')} of ${of.toLocaleString('en')}`,
    somePages: (from, to) => (from === to ? `page ${from}` : `pages ${from}–${to}`),
    words: (count) => english(count, 'word', 'words'),
    length: (minutes, seconds) => {
      if (minutes === 0) return `${seconds} s`
      return seconds === 0 ? `${minutes} min` : `${minutes} min ${seconds} s`
    },
    offers: {
      document: 'A question about it',
      picture: 'A question about it',
      several: 'A question about them',
      speech: 'To write it down and answer',
      transcript: 'To write it down',
      mixed: 'To answer all of it',
    },
    declined: 'All right, I will not answer.',
    whichPages: 'Which pages? For example: 3 or 2–5.',
    pagesPlaceholder: 'For example 2–5',
    pagesUnclear: 'I do not understand which pages. Write a number such as 3, or the first and the last such as 2–5.',
    noSuchPages: 'The file has no such pages. Which ones shall I take? For example: 3 or 2–5.',
    unreadable: {
      encrypted: (file) => `${file} is protected by a password. Remove the password and send it again.`,
      empty: (file) => `${file} is empty: there is nothing to read. Check whether it is the right one.`,
      damaged: (file) => `${file} is damaged and cannot be opened. Save it anew and send it again.`,
      unsupported: (file) =>
        `${file} cannot be read. I read PDF, Word, Excel, PowerPoint, texts and code, look at pictures and listen to recordings.`,
      too_many_pages: (file) =>
        `${file} is too long: it has too many pages. Send the part you need as a file of its own.`,
      too_large: (file) => `${file} is too large. Send a smaller one, or parts of it.`,
      gone: (file) => `${file} can no longer be opened: Telegram does not give it out. Send it again.`,
    },
  },

  buttons: {
    newConversation: '💬 New conversation',
    balance: '👛 My balance',
    buy: '⭐ Top up',
    gift: '🎁 Give as a gift',
    shareGift: '📨 Send the gift',
    keepGift: 'Keep it',
    invite: '👥 Invite',
    shareLink: '📨 Send the link',
    channelBonus: '📣 Join our channel: a gift',
    joinChannel: '📣 Open the channel',
    checkChannel: 'Check',
    promo: '🎟 Promo code',
    subscription: '🗓 Subscription',
    model: '🧠 Model',
    settings: '⚙️ Settings',
    help: '❓ Help',
    image: '🎨 Picture',
    imageAgain: '↻ One more',
    imageChange: '✏️ Change it',
    imageFile: '📎 As a file',
    listen: '🎧 Listen',
    listenAgain: '🎧 Listen again',
    back: '‹ Back',
    history: '🧾 History',
    product: (title, price) => `${title} · ${price}`,
    subscribe: (price) => `Subscribe for ${price.toLocaleString('en')} ⭐`,
    cancelRenewal: 'Cancel renewal',
    cancelRenewalYes: 'Yes, cancel',
    keepRenewal: 'Keep it',
    buyAnyway: (price) => `Buy for ${price}`,
    resumeRenewal: 'Resume renewal',
    menu: '☰ Menu',
    tryFree: '🎁 Try for free',
    notNow: 'Not now',
    answerWaiting: (begin) => `Answer “${begin}”`,
    answerBy: (title) => `“${title}” answers`,
    noReminders: 'No reminders',
    reminders: 'Remind me of my balance',
    answerNow: 'Answer',
    retry: '↻ Retry',
    again: '↻ Again',
    continue: '▸ Go on',
    shorter: '✂︎ Shorter',
    inShort: '✂︎ In short',
    files: '📄 As a file',
    agree: 'Ask',
    accept: '✅ Agree',
    withdraw: 'Withdraw my consent',
    withdrawYes: 'Yes, withdraw',
    somePages: 'Only some pages',
    decline: 'No',
    edited: '↻ Answer again',
    stop: '■ Stop',
    privateChat: '💬 Private chat',
    instructions: '✍️ My instructions',
    writeInstructions: 'Write',
    dropInstructions: 'Remove',
    rich: 'Lay out tables and formulas',
    plain: 'Tables as plain text',
    askAbove: (count) => (count === 0 ? 'Always ask about the price' : `Do not ask the price up to: ${count} cr.`),
    conversations: '🗂 Conversations',
    renameConversation: '✏️ Rename',
    deleteConversation: '🗑 Delete',
    exportData: '📦 Download my data',
    forget: 'Delete my data',
    forgetYes: 'Yes, delete',
    news: 'Get news',
    noNews: 'No more news',
    remember: 'Remember the conversation',
    doNotRemember: 'Do not remember',
  },
  commands: {
    start: 'Start',
    new: 'New conversation',
    conversations: 'Earlier conversations',
    stop: 'Stop the answer',
    balance: 'What is left',
    buy: 'Credits and subscription',
    assistants: 'Assistants for every occasion',
    image: 'Draw a picture',
    schedule: 'Scheduled questions',
    promo: 'Promo code',
    invite: 'Invite',
    model: 'Choose a model',
    settings: 'Settings',
    help: 'Help',
    status: 'How I answer',
    paysupport: 'Questions about payments',
    id: 'Your number in Telegram',
    terms: 'Terms',
    privacy: 'About your data',
  },
  groupCommands: {
    ask: 'Ask a question',
    new: 'New conversation',
    stop: 'Stop the answer',
    help: 'How to ask in a group',
  },
  description:
    'Pomogator answers questions, writes texts, helps with code, looks at pictures, listens to voice messages and reads files. The first messages are free.',
  shortDescription: 'AI assistant',
}
