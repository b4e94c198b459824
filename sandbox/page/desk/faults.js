import * as api from '../api.js'
import { tell } from '../dialogs.js'
import { button, byId, el } from '../dom.js'
import { icon } from '../icons.js'
import { words } from '../texts.js'

const refreshMs = 2000
/** What each kind of trouble can be told besides: its name in the API, and how much of it to begin with. */
const amounts = {
  telegram: {
    flood: ['retryAfter', 5],
    error: ['status', 500],
    slow: ['ms', 3000],
    reset: null,
    silent: null,
    blocked: null,
  },
  model: { error: ['status', 500], slow: ['ms', 400], silent: ['ms', 20_000], cut: null, empty: null, garbage: null },
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

/** Faults on demand, for Telegram and for the model, and what of it is still to come. */
export function createFaults({ isShown }) {
  const formOf = (id) => /** @type {HTMLFormElement} */ (byId(id))
  const forms = { telegram: formOf('faults-telegram'), model: formOf('faults-model') }

  function translate() {
    for (const [whose, form] of Object.entries(forms)) form.replaceChildren(...fields(whose))
    refresh()
  }

  function fields(whose) {
    const kind = el(
      'select',
      { name: 'kind' },
      Object.keys(amounts[whose]).map((name) => el('option', { value: name }, words().trouble[whose][name])),
    )
    const amount = el('input', { name: 'amount', type: 'number', min: 1, required: true })
    const amountLabel = el('span')
    const amountField = el('label', { class: 'field' }, amountLabel, amount)
    const times = el(
      'select',
      { name: 'times' },
      [1, 3, 10, 0].map((count) => el('option', { value: count }, count ? words().times(count) : words().untilCleared)),
    )
    const choose = () => {
      const known = amounts[whose][kind.value]
      amountField.hidden = !known
      amount.disabled = !known
      if (!known) return
      amountLabel.textContent = words().amounts[known[0]]
      amount.value = known[1]
    }
    kind.addEventListener('change', choose)
    choose()
    return [
      labelled(words().what, kind),
      amountField,
      whose === 'telegram' &&
        labelled(
          words().method,
          el(
            'select',
            { name: 'method' },
            methods.map((name) => el('option', { value: name }, name === '*' ? words().anyMethod : name)),
          ),
        ),
      labelled(words().howOften, times),
      el('button', { class: 'tonal' }, words().makeTrouble),
    ].filter(Boolean)
  }

  async function make(whose, form) {
    const kind = form.get('kind')
    const known = amounts[whose][kind]
    const times = Number(form.get('times'))
    await api.makeTrouble(whose, {
      kind,
      ...(known ? { [known[0]]: Number(form.get('amount')) } : {}),
      ...(form.get('method') ? { method: form.get('method') } : {}),
      ...(times ? { times } : {}),
    })
    await refresh()
  }

  const hasFaults = () => byId('desk-toggle').classList.contains('has-faults')

  async function refresh() {
    const all = await api.trouble().catch(() => undefined)
    if (!all) return
    const items = Object.entries(all).flatMap(([whose, list]) => list.map((trouble) => itemOf(whose, trouble)))
    byId('faults-now').replaceChildren(
      ...(items.length > 0
        ? [el('ul', {}, items), button({ class: 'tonal', on: { click: clear } }, icon('sun'), words().clearFaults)]
        : [el('p', { class: 'no-faults' }, icon('sun'), words().noFaults)]),
    )
    byId('desk-toggle').classList.toggle('has-faults', items.length > 0)
  }

  function itemOf(whose, { kind, method, times, retryAfter, status, ms }) {
    const amount = retryAfter ? `${retryAfter} ${words().seconds}` : (status ?? (ms ? `${ms} ${words().ms}` : ''))
    const about = [words().whose[whose], words().trouble[whose][kind], amount, method === '*' ? '' : method]
    return el(
      'li',
      {},
      icon('cloud'),
      el('span', {}, about.filter(Boolean).join(' · ')),
      el('b', {}, times ? words().timesLeft(times) : words().untilCleared),
    )
  }

  function clear() {
    api.clearFaults().then(refresh).catch(tell)
  }

  for (const [whose, form] of Object.entries(forms))
    form.addEventListener('submit', (event) => {
      event.preventDefault()
      make(whose, new FormData(form)).catch(tell)
    })
  // What is still to come is also told at the button that opens the desk.
  setInterval(() => (isShown() || hasFaults()) && refresh(), refreshMs)
  return { translate, refresh }
}

function labelled(name, control) {
  return el('label', { class: 'field' }, el('span', {}, name), control)
}
