/** Telegram's apps put so many into one album. */
const mostInAlbum = 10

/**
 * What the person API is told, one call after another.
 * @typedef {{ kind: string, body: object, files: File[] }} Outgoing
 */

/**
 * Files as Telegram's apps send them: pictures and documents that stand side by side as albums, all else one by one. The words
 * stand under the first.
 * @param {File[]} files
 * @param {{ asFiles: boolean, caption: string, replyTo: number | undefined }} how
 * @returns {Promise<Outgoing[]>}
 */
export function outgoing(files, { asFiles, caption, replyTo }) {
  const groups = groupsOf(files, asFiles)
  return Promise.all(
    groups.map(async ({ kind, members }, index) => {
      const contents = await Promise.all(members.map(contentOf))
      const more = { ...(index === 0 && caption ? { caption } : {}), ...(replyTo ? { reply_to: replyTo } : {}) }
      if (contents.length === 1) return { kind, body: { file: contents[0], ...more }, files: members }
      return { kind: 'album', body: { [`${kind}s`]: contents, ...more }, files: members }
    }),
  )
}

/**
 * A file as the person API takes it.
 * @param {File} file
 */
export async function contentOf(file) {
  const url = await readAsUrl(file)
  return { name: file.name, ...(file.type ? { type: file.type } : {}), base64: url.slice(url.indexOf(',') + 1) }
}

/**
 * @param {File[]} files
 * @param {boolean} asFiles
 */
function groupsOf(files, asFiles) {
  /** @type {{ kind: string, members: File[] }[]} */
  const groups = []
  for (const file of files) {
    const kind = asFiles ? 'document' : kindOf(file)
    const last = groups.at(-1)
    const isTogether = last?.kind === kind && ['photo', 'document'].includes(kind) && last.members.length < mostInAlbum
    if (isTogether) last.members.push(file)
    else groups.push({ kind, members: [file] })
  }
  return groups
}

/** @param {File} file */
function kindOf({ type }) {
  if (isPhoto(type)) return 'photo'
  const [kind] = type.split('/')
  return kind === 'video' || kind === 'audio' ? kind : 'document'
}

/**
 * What apps send as a photo; any other picture is sent as a file.
 * @param {string} type
 */
export const isPhoto = (type) => /^image\/(jpeg|png|webp|avif)$/.test(type)

/**
 * @param {File} file
 * @returns {Promise<string>}
 */
function readAsUrl(file) {
  const reader = new FileReader()
  return new Promise((resolve, reject) => {
    reader.addEventListener('load', () => resolve(/** @type {string} */ (reader.result)))
    reader.addEventListener('error', () => reject(reader.error))
    reader.readAsDataURL(file)
  })
}
