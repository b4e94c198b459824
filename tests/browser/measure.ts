import axe from 'axe-core'
import type { Frame, Page } from 'playwright-core'

/** What keeps people out, as axe finds it; empty is right. */
export async function violations(page: Page | Frame): Promise<string[]> {
  // Half a megabyte of code, once for each document.
  if (!(await page.evaluate<boolean>(`'axe' in window`))) await page.evaluate(axe.source)
  // What follows from a new size, such as a list that can be scrolled from now on, is there after the next frames.
  await page.evaluate('new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))')
  const found = await page.evaluate<axe.AxeResults>('axe.run({ resultTypes: ["violations"] })')
  return found.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`)
}

/**
 * What is wider than its window: the document, any list that scrolls, and any visible piece that stands out of its list.
 * One line each; empty is right.
 */
export const tooWide = (page: Page | Frame): Promise<string[]> => page.evaluate<string[]>(measure)

// Written for the page, whose globals the types of Node do not know.
const measure = `(() => {
  // These scroll sideways by themselves, inside a message, and may be wider than their window.
  const ownWindows = '.code pre, .table, .formula.block'
  const pieces = '.row, .bubble, .keyboard, .key, .stop, .meta, .chat-row, .person, .line, .chip, [role="tab"]'
  const name = (node) => node.localName + '#' + node.id + '.' + [...node.classList].join('.')
  const isShown = (node) => node.checkVisibility({ visibilityProperty: true }) && node.clientWidth > 0
  const scrolls = (node) =>
    ['auto', 'scroll'].includes(getComputedStyle(node).overflowX) && !node.matches(ownWindows)
  const standsOut = (node) => {
    let list = node.parentElement
    while (list !== document.body && !scrolls(list)) list = list.parentElement
    const [inner, outer] = [node.getBoundingClientRect(), list.getBoundingClientRect()]
    return inner.right > outer.right + 1 || inner.left < outer.left - 1
  }

  const all = [document.documentElement, ...document.querySelectorAll('body *')].filter(isShown)
  const lists = all.filter((node) => node === document.documentElement || scrolls(node))
  return [
    ...lists
      .filter((node) => node.scrollWidth > node.clientWidth)
      .map((node) => name(node) + ': ' + node.scrollWidth + ' in ' + node.clientWidth),
    ...all.filter((node) => node.matches(pieces) && standsOut(node)).map((node) => name(node) + ' stands out of its list'),
  ]
})()`
