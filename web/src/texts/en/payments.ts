import type { payments as Ru } from '#web/texts/ru/payments.ts'

export const payments: typeof Ru = {
  title: 'Payments',
  show: 'Show',
  all: 'All',
  refunding: 'Being refunded',
  refunded: 'Refunded',
  unmatched: 'Without an order',
  differences: 'Differences',
  empty: 'There are no payments yet. The first one appears here by itself.',
  emptyFilter: 'There are no such payments.',
  emptyDifferences: "Telegram's list and the books agree.",
  compared: (when) => `Last compared: ${when}`,
  neverCompared: 'Not compared yet: it is done once an hour.',
  number: 'No.',
  what: 'What',
  amount: 'Amount',
  state: 'State',
  states: { paid: 'paid', refunding: 'being refunded', refunded: 'refunded' },
  refund: 'Refund',
  refundText: (number, price) => `Refund payment no. ${number} of ${price}? What it bought is taken back.`,
  refundLoss: (credits) => `Spent already, so not taken back: ${credits.toLocaleString('en-GB')} cr.`,
  cardDone: "The card's money was returned with its provider already",
  noOrder: 'without an order',
  gave: (credits, days) =>
    [credits ? `${credits.toLocaleString('en-GB')} cr.` : '', days ? `${days} d.` : ''].filter(Boolean).join(', ') ||
    'nothing',
  lost: (credits) => `spent already: ${credits} cr.`,
  noted: 'Found',
  kinds: {
    payment_missed: 'a payment the bot did not know; credited',
    payment_unmatched: 'a payment without an order; nothing was given',
    refund_missed: 'a refund the bot did not know; entered',
    refund_unmatched: 'a refund of an unknown payment',
    payer_unknown: 'a payment of an unknown person',
    amount_differs: 'another amount than was written down',
  },
}
