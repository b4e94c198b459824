/**
 * Tab leads from the list to the newest keys and on to the composer; to older ones lead the arrows, message by message.
 * @param {HTMLElement} scroller
 * @param {Element | null} [chosen]
 */
export function keepTabStops(scroller, chosen = document.activeElement?.closest('.row')) {
  const newest = [...scroller.querySelectorAll('.row:has(.keyboard)')].at(-1)
  for (const row of scroller.querySelectorAll('.row:not(.draft)'))
    for (const node of /** @type {NodeListOf<HTMLElement>} */ (
      row.querySelectorAll('a, button, .spoiler, pre, .table')
    ))
      node.tabIndex = row === chosen || (row === newest && node.matches('.key')) ? 0 : -1
}
