import { sheet, toast } from '../dialogs.js'
import { el } from '../dom.js'
import { words } from '../texts.js'

const mostPreviewBytes = 200_000
const textFiles = /\.(txt|md|json|csv|log|html|xml|ya?ml|sql|js|ts|py)$/i

/**
 * Shows a file of text; the browser downloads any other by itself.
 * @param {HTMLAnchorElement} link
 */
export async function openFile(link) {
  if (!isShownAsText(link)) return
  const response = await fetch(link.href).catch(() => undefined)
  if (!response?.ok) return toast(words().fileGone)
  const text = (await response.text()).slice(0, mostPreviewBytes)
  const download = el('a', { class: 'tonal wide', href: link.href, download: link.download }, words().download)
  sheet(link.download, el('pre', { class: 'json', tabindex: 0 }, text), download)
}

/** @param {HTMLAnchorElement} link */
export const isShownAsText = ({ download }) => textFiles.test(download)
