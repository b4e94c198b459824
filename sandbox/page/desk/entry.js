/** @import { Call, Parameters, UpdateContent, UpdateRecord } from '../types.ts' */
import { summaryOf } from '../chat/contents.js'
import { button, el } from '../dom.js'
import { icon } from '../icons.js'
import { json } from '../json.js'
import { locale, words } from '../texts.js'

/**
 * One thing in the log, from what the sandbox tells.
 * @typedef {{
 *   kind: 'call' | 'update',
 *   id?: number,
 *   at: number,
 *   name: string,
 *   summary: () => string,
 *   status?: number,
 *   ms?: number,
 *   delivered?: string | null,
 *   isError: boolean,
 *   unknown: string[],
 *   parts: Partial<Record<'parameters' | 'result' | 'update', unknown>>,
 *   run?: string,
 * }} Entry an update has an id and how it was delivered, a call its status, milliseconds and, when it makes an answer grow, a run
 */

const growing = new Set(['sendMessageDraft', 'sendRichMessageDraft', 'editMessageText', 'sendChatAction'])

/** @param {Call} call @returns {Entry} */
export function fromCall(call) {
  const { chat_id: chatId, draft_id: draftId, message_id: messageId } = call.parameters
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
    ...(growing.has(call.method) ? { run: `${call.method}:${chatId}:${draftId ?? messageId ?? ''}` } : {}),
  }
}

/** @param {UpdateRecord} record @returns {Entry} */
export function fromUpdate({ update, at, delivered }) {
  const [name, content] = Object.entries(update).find(([key]) => key !== 'update_id') ?? ['', {}]
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

/** @param {Parameters} parameters */
function summaryOfParameters(parameters) {
  const { text, title, action, description, caption, telegram_payment_charge_id: chargeId } = parameters
  const said = text ?? title ?? action ?? description ?? caption ?? chargeId
  if (said !== undefined) return said
  if (parameters.draft_id) return `#${parameters.draft_id}`
  if (parameters.commands) return parameters.language_code ?? ''
  return parameters.callback_query_id ? '' : (parameters.error_message ?? '')
}

/** @param {UpdateContent} content */
function summaryOfUpdate(content) {
  if ('message_id' in content) return summaryOf(content)
  if (typeof content.data === 'string') return content.data
  return content.invoice_payload ? `${content.invoice_payload} ${content.state ?? ''}`.trim() : ''
}

/**
 * Entries that stand in one line: the newest is what the line shows.
 * @param {Entry[]} entries
 */
export function renderLine(entries) {
  const entry = entries[entries.length - 1]
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

/** @param {Entry} entry */
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

/**
 * @param {Entry} entry
 * @param {{ copy: (text: string) => unknown, repeat: (updateId: number) => unknown }} handlers
 */
export function renderDetails(entry, { copy, repeat }) {
  const parts = /** @type {(keyof Entry['parts'])[]} */ (Object.keys(entry.parts))
  const { id } = entry
  const repeatKey = () =>
    id !== undefined && button({ class: 'small-key', on: { click: () => repeat(id) } }, icon('repeat'), words().repeat)
  return el(
    'div',
    { class: 'details' },
    entry.unknown.length > 0 &&
      el('p', { class: 'fault-note' }, `${words().unknownFields}: ${entry.unknown.join(', ')}`),
    parts
      .filter((name) => entry.parts[name] !== undefined)
      .flatMap((name) => {
        const value = entry.parts[name]
        const copyPart = () => copy(JSON.stringify(value, null, 2))
        const copyKey = button({ class: 'small-key', on: { click: copyPart } }, icon('copy'), words().copy)
        const title = el('b', {}, words().parts_[name])
        return [el('div', { class: 'part' }, title, repeatKey(), copyKey), json(value)]
      }),
  )
}

/** @param {number} at */
const clock = (at) => {
  const date = new Date(at)
  return `${date.toLocaleTimeString(locale(), { hour12: false })}.${String(date.getMilliseconds()).padStart(3, '0')}`
}
