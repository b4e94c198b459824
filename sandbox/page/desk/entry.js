import { summaryOf } from '../chat/contents.js'
import { button, el } from '../dom.js'
import { icon } from '../icons.js'
import { locale, words } from '../texts.js'
import { json } from '../json.js'

/** One line of the log: {kind: 'call' | 'update', at, name, summary, isFault, isError, …} from what the sandbox tells. */
export function fromCall(call) {
  return {
    kind: 'call',
    at: call.at,
    name: call.method,
    summary: () => summaryOfParameters(call.parameters),
    status: call.status,
    ms: call.ms,
    isError: call.status !== 200,
    unknown: call.unknownParameters ?? [],
    parts: { parameters: call.parameters, result: call.result },
    // A growing answer is one thing in many calls.
    run: growing.has(call.method)
      ? `${call.method}:${call.parameters.chat_id}:${call.parameters.draft_id ?? call.parameters.message_id ?? ''}`
      : undefined,
  }
}

const growing = new Set(['sendMessageDraft', 'sendRichMessageDraft', 'editMessageText', 'sendChatAction'])

export function fromUpdate({ update, at, delivered }) {
  const name = Object.keys(update).find((key) => key !== 'update_id') ?? ''
  const content = update[name]
  return {
    kind: 'update',
    id: update.update_id,
    at,
    name,
    summary: () => summaryOfUpdate(content),
    delivered,
    isError: false,
    unknown: [],
    parts: { update },
  }
}

function summaryOfParameters(parameters) {
  const { text, title, draft_id, callback_query_id, action, commands, description, telegram_payment_charge_id } =
    parameters
  const said = text ?? title ?? action ?? description ?? parameters.caption ?? telegram_payment_charge_id
  if (said !== undefined) return String(said)
  if (draft_id) return `#${draft_id}`
  if (commands) return parameters.language_code ?? ''
  return callback_query_id ? '' : (parameters.error_message ?? '')
}

function summaryOfUpdate(content) {
  if (typeof content.data === 'string') return content.data
  if (content.invoice_payload) return `${content.invoice_payload} ${content.state ?? ''}`.trim()
  return 'message_id' in content ? summaryOf(content) : ''
}

/** Entries that stand in one line: the newest is what the line shows. */
export function renderLine(entries) {
  const entry = entries.at(-1)
  return button(
    {
      class: `line ${entry.kind}${entry.isError ? ' error' : ''}${entry.unknown.length > 0 ? ' fault' : ''}`,
      'aria-expanded': 'false',
      title: clock(entry.at),
    },
    el(
      'span',
      { class: 'way', title: entry.kind === 'call' ? words().botCalls : words().botHears },
      entry.kind === 'call' ? '→' : '←',
    ),
    el('span', { class: 'method' }, entry.name),
    entries.length > 1 && el('span', { class: 'times' }, `×${entries.length}`),
    el('span', { class: 'summary' }, entry.summary().replaceAll(/\s+/g, ' ').slice(0, 200)),
    outcome(entry),
    el('time', {}, clock(entry.at)),
  )
}

function outcome({ kind, status, ms, delivered }) {
  if (kind === 'update')
    return el(
      'span',
      { class: 'outcome' },
      delivered ? icon('checks', 'small') : icon('clock', 'small'),
      delivered ?? words().waitingShort,
    )
  const shown = status === 200 ? `${ms} ${words().ms}` : `${status || words().cut} · ${ms} ${words().ms}`
  return el('span', { class: 'outcome' }, shown)
}

export function renderDetails(entry, { copy, repeat }) {
  return el(
    'div',
    { class: 'details' },
    entry.unknown.length > 0 &&
      el('p', { class: 'fault-note' }, `${words().unknownFields}: ${entry.unknown.join(', ')}`),
    Object.entries(entry.parts)
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => [
        el(
          'div',
          { class: 'part' },
          el('b', {}, words().parts_[name]),
          name === 'update' &&
            button({ class: 'small-key', on: { click: () => repeat(entry.id) } }, icon('repeat'), words().repeat),
          button(
            { class: 'small-key', on: { click: () => copy(JSON.stringify(value, null, 2)) } },
            icon('copy'),
            words().copy,
          ),
        ),
        json(value),
      ])
      .flat(),
  )
}

const clock = (at) => {
  const date = new Date(at)
  return `${date.toLocaleTimeString(locale(), { hour12: false })}.${String(date.getMilliseconds()).padStart(3, '0')}`
}
