/**
 * An element with its properties and children. `class`, `data` and `on` mean what they say; any other property is an
 * attribute, left out when it is false or absent. Texts stay texts: nothing of a message is ever read as HTML.
 * @param {string} tag
 * @param {{ class?: string, data?: object, on?: object, [attribute: string]: any }} [props]
 * @param {...any} children
 * @returns {any} an element of that tag, with what its kind has
 */
export function el(tag, { class: name, data, on, ...attributes } = {}, ...children) {
  const node = document.createElement(tag)
  if (name) node.className = name
  Object.assign(node.dataset, data)
  for (const [type, listen] of Object.entries(on ?? {})) node.addEventListener(type, listen)
  for (const [key, value] of Object.entries(attributes))
    if (value !== undefined && value !== null && value !== false) node.setAttribute(key, value === true ? '' : value)
  node.append(...children.flat().filter((child) => child !== undefined && child !== null && child !== false))
  return node
}

/**
 * The nearest element around where an event happened.
 * @param {Event} event
 * @param {string} selector
 */
export const closest = (event, selector) =>
  /** @type {HTMLElement | null} */ (/** @type {Element} */ (event.target).closest(selector))

/** An element that index.html has. */
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

/** A button that is no part of a form. */
export const button = (props, ...children) => el('button', { type: 'button', ...props }, ...children)
