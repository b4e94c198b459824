import { words } from './texts.js'

/** Text and entities as nodes. Nothing of a message is ever read as HTML. */
export function render(text, entities = []) {
  const sorted = entities.toSorted((a, b) => a.offset - b.offset || b.length - a.length)
  return inside(text, sorted, 0, text.length)
}

function inside(text, entities, from, to) {
  const nodes = []
  let at = from
  for (let index = 0; index < entities.length; index += 1) {
    const entity = entities[index]
    if (entity.offset < at) continue
    const end = Math.min(entity.offset + entity.length, to)
    if (entity.offset > at) nodes.push(between(text.slice(at, entity.offset), nodes.at(-1), entity))
    const inner = entities
      .slice(index + 1)
      .filter((other) => other.offset >= entity.offset && other.offset + other.length <= end)
    nodes.push(element(entity, text.slice(entity.offset, end), inside(text, inner, entity.offset, end)))
    at = end
  }
  if (at < to) nodes.push(between(text.slice(at, to), nodes.at(-1)))
  return nodes
}

const blocks = ['pre', 'blockquote', 'expandable_blockquote']

/** A block stands on lines of its own: the line breaks around it are its own too. */
function between(text, before, next) {
  const after =
    before instanceof Element && ['PRE', 'BLOCKQUOTE'].includes(before.tagName) ? text.replace(/^\n+/, '') : text
  return next && blocks.includes(next.type) ? after.replace(/\n+$/, '') : after
}

const plain = { bold: 'b', italic: 'i', underline: 'u', strikethrough: 's', code: 'code' }

function element(entity, raw, nodes) {
  if (plain[entity.type]) return make(plain[entity.type], nodes)
  if (entity.type === 'pre') return block(entity, raw)
  if (entity.type === 'blockquote') return make('blockquote', nodes)
  if (entity.type === 'expandable_blockquote') return opening(make('blockquote', nodes, 'expandable'))
  if (entity.type === 'spoiler') return opening(make('span', nodes, 'spoiler'))
  if (entity.type === 'text_link' || entity.type === 'url') return link(entity.url ?? raw, nodes)
  if (entity.type === 'bot_command') return command(raw, nodes)
  return make('span', nodes, entity.type)
}

function make(tag, nodes, className) {
  const node = document.createElement(tag)
  if (className) node.className = className
  node.append(...nodes)
  return node
}

function opening(node) {
  node.tabIndex = 0
  const open = () => node.toggleAttribute('data-open')
  node.addEventListener('click', open)
  node.addEventListener('keydown', (event) => event.key === 'Enter' && open())
  return node
}

function link(url, nodes) {
  const node = make('a', nodes)
  node.href = /^(https?|mailto|tel|tg):/i.test(url) ? url : '#'
  node.rel = 'noopener noreferrer'
  node.target = '_blank'
  return node
}

function command(raw, nodes) {
  const node = make('a', nodes)
  node.href = '#'
  node.dataset.command = raw
  return node
}

function block({ language }, raw) {
  const node = document.createElement('pre')
  node.tabIndex = 0
  const head = make('span', [language ?? ''], 'language')
  const copy = make('button', [words().copy], 'copy')
  copy.type = 'button'
  copy.addEventListener('click', async () => {
    await navigator.clipboard?.writeText(raw).catch(() => undefined)
    copy.textContent = words().copied
  })
  head.append(copy)
  node.append(head, raw)
  return node
}
