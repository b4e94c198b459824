import { byId } from '../dom.js'

/**
 * Files may be dropped anywhere on the chat, and pasted into the text.
 * @param {(files: FileList) => void} given
 */
export function takeDropsAndPastes(given) {
  const chat = byId('chat')
  chat.addEventListener('dragover', (event) => {
    if (!event.dataTransfer?.types.includes('Files')) return
    event.preventDefault()
    chat.classList.add('dropping')
  })
  chat.addEventListener('dragleave', (event) => {
    if (!chat.contains(/** @type {Node | null} */ (event.relatedTarget))) chat.classList.remove('dropping')
  })
  chat.addEventListener('drop', (event) => {
    chat.classList.remove('dropping')
    if (!event.dataTransfer?.files.length) return
    event.preventDefault()
    given(event.dataTransfer.files)
  })
  byId('text').addEventListener('paste', (event) => {
    if (!event.clipboardData?.files.length) return
    event.preventDefault()
    given(event.clipboardData.files)
  })
}
