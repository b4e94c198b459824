const longPressMs = 450

/**
 * A finger that stays where it is for a while.
 * @param {HTMLElement} node
 * @param {(target: Element, point: { x: number, y: number }) => void} act
 */
export function holdOn(node, act) {
  let timer = 0
  const stop = () => clearTimeout(timer)
  node.addEventListener(
    'touchstart',
    (event) => {
      const { clientX: x, clientY: y } = event.touches[0]
      timer = setTimeout(() => act(/** @type {Element} */ (event.target), { x, y }), longPressMs)
    },
    { passive: true },
  )
  for (const type of ['touchend', 'touchmove', 'touchcancel']) node.addEventListener(type, stop, { passive: true })
}
