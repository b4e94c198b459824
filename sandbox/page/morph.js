/** What a person has opened stays open while the message changes around it. */
const ofThePerson = new Set(['data-open', 'aria-expanded'])

/**
 * Makes `old` like `next` with as few changes as possible, so that nothing flickers, a selection survives, and a key keeps
 * its focus. Returns the node that stands there now.
 */
export function morph(old, next) {
  if (old.nodeType !== next.nodeType || old.nodeName !== next.nodeName) {
    old.replaceWith(next)
    return next
  }
  if (old.nodeType === Node.TEXT_NODE) {
    if (old.data !== next.data) old.data = next.data
    return old
  }
  for (const name of old.getAttributeNames())
    if (!next.hasAttribute(name) && !ofThePerson.has(name)) old.removeAttribute(name)
  for (const { name, value } of next.attributes) if (old.getAttribute(name) !== value) old.setAttribute(name, value)
  const before = [...old.childNodes]
  const after = [...next.childNodes]
  for (const [index, child] of after.entries())
    if (before[index]) morph(before[index], child)
    else old.append(child)
  for (const child of before.slice(after.length)) child.remove()
  return old
}

/** Fills a list anew and changes only what differs, so that a key does not vanish under a finger. */
export function fill(container, nodes) {
  const next = container.cloneNode(false)
  next.append(...nodes)
  morph(container, next)
}
