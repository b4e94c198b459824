import { el } from './dom.js'
import { stars } from './icons.js'
import { locale, money } from './texts.js'

/**
 * An amount as Telegram gives it, as a node.
 * @param {number} amount
 * @param {string} currency
 */
export const price = (amount, currency) =>
  currency === 'XTR' ? stars(amount, locale()) : el('span', {}, money(amount, currency))
