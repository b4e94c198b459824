/** Drawn on a square of 24 with round strokes; those in `filled` are areas. */
const paths = /** @type {Record<string, string>} */ ({
  back: 'M15 5l-7 7 7 7',
  down: 'M6 10l6 6 6-6',
  send: 'M3.4 20.6 21.5 12 3.4 3.4v6.8L15 12 3.4 13.8z',
  attach: 'M20 11.5 12 19.6a5 5 0 0 1-7-7.1l8.2-8.2a3.4 3.4 0 0 1 4.8 4.8l-8.2 8.2a1.7 1.7 0 0 1-2.4-2.4l7.4-7.5',
  menu: 'M4 7h16M4 12h16M4 17h16',
  close: 'M6 6l12 12M18 6 6 18',
  reply: 'M9 6 3.5 11.5 9 17M4 11.5h9a7 7 0 0 1 7 7',
  edit: 'M4 20h4L19 9a2.8 2.8 0 0 0-4-4L4 16z',
  copy: 'M9 9h11v11H9zM5 15H4V4h11v1',
  check: 'M4.5 12.5l5 5 10-11',
  checks: 'M1.5 12.5l5 5 10-11M12 17.5l10-11',
  star: 'M12 2.6l2.9 5.9 6.5 1-4.7 4.6 1.1 6.4-5.8-3-5.8 3 1.1-6.4L2.6 9.5l6.5-1z',
  pulse: 'M3 12h4l3-8 4 16 3-8h4',
  plus: 'M12 5v14M5 12h14',
  file: 'M6 3h8l5 5v13H6zM14 3v5h5',
  download: 'M12 4v11M7 11l5 5 5-5M5 20h14',
  play: 'M8 5.5v13l11-6.5z',
  pause: 'M9 5v14M15 5v14',
  mic: 'M12 15a3.5 3.5 0 0 0 3.500-3.500v-5a3.5 3.5 0 0 0-7 0v5A3.5 3.5 0 0 0 12 15zM5.500 11.500a6.500 6.500 0 0 0 13 0M12 18v3',
  image: 'M4 5h16v14H4zM4 16l5-5 4 4 3-3 4 4M15.5 9.5h.01',
  pin: 'M12 21s7-6.2 7-11.5A7 7 0 0 0 5 9.5C5 14.8 12 21 12 21zM12 12a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5z',
  out: 'M9 5h10v10M19 5 6 18',
  stop: 'M7 7h10v10H7z',
  repeat: 'M4 11a8 8 0 0 1 14-4.500L20 9M20 4v5h-5M20 13a8 8 0 0 1-14 4.500L4 15M4 20v-5h5',
  sun: 'M12 16.500a4.5 4.5 0 1 0 0-9 4.5 4.5 0 0 0 0 9zM12 2v2M12 20v2M2 12h2M20 12h2M5 5l1.4 1.400M17.6 17.6 19 19M19 5l-1.4 1.400M6.4 17.6 5 19',
  cloud: 'M7 18a4 4 0 0 1 0-8 5.5 5.5 0 0 1 10.5 1A3.6 3.6 0 0 1 17 18z',
  group:
    'M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM2.5 20c0-4 3-6 6.5-6s6.5 2 6.5 6M16 4.300a3.5 3.5 0 0 1 0 6.400M18 14.400c2.2.8 3.5 2.6 3.5 5.6',
  hash: 'M5 9h15M4 15h15M10 4 8 20M16 4l-2 16',
  code: 'M8 7l-5 5 5 5M16 7l5 5-5 5',
  clock: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 7v5l3.5 2',
  trash: 'M4 7h16M9 7V4h6v3M6 7l1 14h10l1-14',
})
const filled = new Set(['send', 'star', 'play', 'stop'])

/**
 * @param {string} name
 * @param {string} [className]
 */
export function icon(name, className = '') {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg')
  svg.setAttribute('viewBox', '0 0 24 24')
  svg.setAttribute('aria-hidden', 'true')
  svg.setAttribute('class', `icon ${filled.has(name) ? 'solid' : ''} ${className}`.trim())
  const path = document.createElementNS('http://www.w3.org/2000/svg', 'path')
  path.setAttribute('d', paths[name])
  svg.append(path)
  return svg
}

/**
 * A number of Stars, as Telegram writes it.
 * @param {number} amount
 * @param {string} language
 */
export function stars(amount, language) {
  const node = document.createElement('span')
  node.className = 'stars'
  node.append(icon('star', 'gold'), amount.toLocaleString(language))
  return node
}
