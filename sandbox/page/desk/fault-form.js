/** @import { Amount, Side, Trouble } from '../types.ts' */
import { el, textIn } from '../dom.js'
import { words } from '../texts.js'

/**
 * What each kind of fault can be told besides: its name in the API, and how much of it to begin with.
 * @type {Record<Side, Record<string, { name: Amount, value: number } | null>>}
 */
const amounts = {
  telegram: {
    flood: { name: 'retryAfter', value: 5 },
    error: { name: 'status', value: 500 },
    slow: { name: 'ms', value: 3000 },
    reset: null,
    silent: null,
    blocked: null,
  },
  model: {
    error: { name: 'status', value: 500 },
    slow: { name: 'ms', value: 400 },
    silent: { name: 'ms', value: 20_000 },
    cut: null,
    empty: null,
    garbage: null,
  },
}
/** What is meant for all calls meets the next one, and that is nearly always getUpdates. */
const methods = [
  'sendMessage',
  '*',
  'editMessageText',
  'sendMessageDraft',
  'sendChatAction',
  'answerCallbackQuery',
  'answerPreCheckoutQuery',
  'sendInvoice',
  'refundStarPayment',
  'getUpdates',
]
const counts = [1, 3, 10, 0]

/**
 * The fields of the form that makes a fault.
 * @param {Side} whose
 */
export function faultFields(whose) {
  const kinds = Object.keys(amounts[whose]).map((name) => ({ value: name, label: words().trouble[whose][name] }))
  const kind = choice('kind', kinds)
  const amount = amountField(whose, kind)
  const method = choice(
    'method',
    methods.map((name) => ({ value: name, label: name === '*' ? words().anyMethod : name })),
  )
  const times = choice(
    'times',
    counts.map((count) => ({ value: String(count), label: count ? words().times(count) : words().untilCleared })),
  )
  return [
    labelled(words().what, kind),
    amount,
    ...(whose === 'telegram' ? [labelled(words().method, method)] : []),
    labelled(words().howOften, times),
    el('button', { class: 'tonal' }, words().makeTrouble),
  ]
}

/**
 * What the filled form asks for.
 * @param {Side} whose
 * @param {FormData} form
 * @returns {Trouble}
 */
export function faultOf(whose, form) {
  const kind = textIn(form, 'kind')
  const known = amounts[whose][kind]
  const times = Number(form.get('times'))
  const method = textIn(form, 'method')
  return {
    kind,
    ...(known ? { [known.name]: Number(form.get('amount')) } : {}),
    ...(method ? { method } : {}),
    ...(times ? { times } : {}),
  }
}

/**
 * How much of the chosen kind; hidden for a kind that has no amount.
 * @param {Side} whose
 * @param {HTMLSelectElement} kind
 */
function amountField(whose, kind) {
  const input = el('input', { name: 'amount', type: 'number', min: 1, required: true })
  const label = el('span')
  const shown = el('label', { class: 'field' }, label, input)
  const choose = () => {
    const known = amounts[whose][kind.value]
    shown.hidden = !known
    input.disabled = !known
    if (!known) return
    label.textContent = words().amounts[known.name]
    input.value = String(known.value)
  }
  kind.addEventListener('change', choose)
  choose()
  return shown
}

/**
 * @param {string} name
 * @param {{ value: string, label: string }[]} options
 */
const choice = (name, options) =>
  el(
    'select',
    { name },
    options.map(({ value, label }) => el('option', { value }, label)),
  )

/**
 * @param {string} name
 * @param {HTMLElement} control
 */
const labelled = (name, control) => el('label', { class: 'field' }, el('span', {}, name), control)
