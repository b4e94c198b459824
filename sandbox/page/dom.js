/**
 * What an element may hold: texts stay texts, and what is absent or false is left out.
 * @typedef {Node | string | boolean | null | undefined} Child
 */
/**
 * `class`, `data` and `on` mean what they say; any other property is an attribute, left out when it is false or absent.
 * @typedef {{
 *   class?: string,
 *   data?: Record<string, unknown>,
 *   on?: { [Type in keyof HTMLElementEventMap]?: (event: HTMLElementEventMap[Type]) => unknown },
 *   [attribute: string]: unknown,
 * }} Props
 */

/**
 * An element with its properties and children. Nothing of a message is ever read as HTML.
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Props} [props]
 * @param {...(Child | Child[])} children
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function el(tag, { class: name, data, on, ...attributes } = {}, ...children) {
  const node = document.createElement(tag)
  if (name) node.className = name
  Object.assign(node.dataset, data)
  for (const [type, listen] of Object.entries(on ?? {}))
    node.addEventListener(type, /** @type {EventListener} */ (listen))
  const plain = /** @type {Record<string, string | number | boolean | null | undefined>} */ (attributes)
  for (const [key, value] of Object.entries(plain))
    if (value !== undefined && value !== null && value !== false)
      node.setAttribute(key, value === true ? '' : String(value))
  node.append(...children.flat().filter(isShown))
  return node
}

/**
 * @param {Child} child
 * @returns {child is Node | string}
 */
const isShown = (child) => child !== undefined && child !== null && typeof child !== 'boolean'

/**
 * A button that is no part of a form.
 * @param {Props} props
 * @param {...(Child | Child[])} children
 */
export const button = (props, ...children) => el('button', { type: 'button', ...props }, ...children)

/**
 * The nearest element around where an event happened.
 * @param {Event} event
 * @param {string} selector
 */
export const closest = (event, selector) => around(/** @type {Element} */ (event.target), selector)

/**
 * The nearest element around another, or that itself.
 * @param {Element} node
 * @param {string} selector
 */
export const around = (node, selector) => /** @type {HTMLElement | null} */ (node.closest(selector))

/**
 * An element that index.html has.
 * @param {string} id
 */
export const byId = (id) => present(document.getElementById(id))

/**
 * The first element inside that matches, which must be there.
 * @param {ParentNode} node
 * @param {string} selector
 */
export const inside = (node, selector) => present(/** @type {HTMLElement | null} */ (node.querySelector(selector)))

/** @template T @param {T | null} node @returns {T} */
function present(node) {
  if (node === null) throw new Error('The page lacks an element that its code needs')
  return node
}

/**
 * What a field of a form says.
 * @param {FormData} form
 * @param {string} name
 */
export function textIn(form, name) {
  const value = form.get(name)
  return typeof value === 'string' ? value.trim() : ''
}
