/** What a person has opened stays open while the message changes around it. */
const ofThePerson = new Set(['data-open', 'aria-expanded'])

/**
 * Makes `old` like `next` with as few changes as possible, so that nothing flickers, a selection survives, and a key keeps
 * its focus. Returns the element that stands there now.
 * @param {HTMLElement} old
 * @param {HTMLElement} next
 */
export function morph(old, next) {
  if (old.nodeName === next.nodeName) {
    morphElement(old, next)
    return old
  }
  old.replaceWith(next)
  return next
}

/**
 * @param {Element} old
 * @param {Element} next
 */
function morphElement(old, next) {
  for (const name of old.getAttributeNames())
    if (!next.hasAttribute(name) && !ofThePerson.has(name)) old.removeAttribute(name)
  for (const { name, value } of next.attributes) if (old.getAttribute(name) !== value) old.setAttribute(name, value)
  const before = [...old.childNodes]
  const after = [...next.childNodes]
  for (const [index, child] of after.entries())
    if (before[index]) morphNode(before[index], child)
    else old.append(child)
  for (const child of before.slice(after.length)) child.remove()
}

/**
 * @param {ChildNode} old
 * @param {ChildNode} next
 */
function morphNode(old, next) {
  if (old.nodeName !== next.nodeName) old.replaceWith(next)
  else if (old instanceof Element && next instanceof Element) morphElement(old, next)
  else if (old.nodeValue !== next.nodeValue) old.nodeValue = next.nodeValue
}

/**
 * Fills a list anew and changes only what differs, so that a key does not vanish under a finger.
 * @param {HTMLElement} container
 * @param {HTMLElement[]} nodes
 */
export function fill(container, nodes) {
  const next = /** @type {HTMLElement} */ (container.cloneNode(false))
  next.append(...nodes)
  morph(container, next)
}
