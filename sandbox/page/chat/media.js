/** @import { Document, PhotoSize, Sticker, Video, VideoNote } from 'grammy/types' */
/** @import { Message } from '../types.ts' */
import { button, el } from '../dom.js'
import { icon } from '../icons.js'
import { locale, words } from '../texts.js'

const bars = 28

/**
 * What a message shows that is no text; undefined when this page does not know its kind.
 * @param {Message} message
 * @returns {HTMLElement | undefined}
 */
export function mediaOf(message) {
  if (message.album) return album(message.album)
  if (message.photo) return photo(message.photo)
  if (message.document) return file(message.document)
  if (message.voice) return sound(message.voice)
  if (message.audio) return sound(message.audio, message.audio.title ?? message.audio.file_name)
  if (message.video) return film(message.video)
  if (message.video_note) return round(message.video_note)
  if (message.location) return el('div', { class: 'picture map' }, icon('pin'))
  if (message.sticker) return sticker(message.sticker)
  return undefined
}

/**
 * Pictures in rows of three, and of two where three do not come out even; documents below one another.
 * @param {Message[]} messages
 */
function album(messages) {
  const { length } = messages
  if (messages.some((message) => message.document)) return el('div', {}, messages.map(mediaOf))
  const inTwos = length % 3 === 0 ? 0 : length % 3 === 2 ? 2 : 4
  return el('div', { class: `album twos-${inTwos}` }, messages.map(mediaOf))
}

/**
 * Stand-ins have no file behind them.
 * @param {string} id
 */
const isKept = (id) => !id.startsWith('sandbox-')
const fileUrl = (/** @type {string} */ id) => `/person/files/${encodeURIComponent(id)}`

/** @param {PhotoSize[]} sizes from the smallest to the largest */
function photo(sizes) {
  const { file_id, width, height } = sizes[sizes.length - 1]
  const src = fileUrl(file_id)
  return button(
    { class: 'picture', data: { act: 'view', src }, 'aria-label': words().viewPicture },
    el('img', { src, width, height, alt: '' }),
  )
}

/** @param {Document} document */
function file({ file_id, file_name, file_size }) {
  return el(
    'a',
    { class: 'file', href: fileUrl(file_id), download: file_name, data: { act: 'file' } },
    el('span', { class: 'round' }, icon('download')),
    el('span', { class: 'about' }, el('b', {}, file_name ?? words().file), el('small', {}, sizeOf(file_size))),
  )
}

/**
 * @param {{ file_id: string, duration: number }} what
 * @param {string} [name]
 */
function sound({ file_id, duration: seconds }, name) {
  const heights = Array.from({ length: bars }, (_, index) =>
    el('i', { class: `h${(index * 7 + (index % 5) * 3) % 9}` }),
  )
  return el(
    'div',
    { class: 'voice' },
    button(
      { class: 'round', data: { act: 'play', src: fileUrl(file_id) }, 'aria-label': words().play },
      icon('play'),
      icon('pause'),
    ),
    el('span', { class: 'about' }, name && el('b', {}, name), el('span', { class: 'bars' }, heights)),
    duration(seconds),
  )
}

/** @param {Video} video */
function film({ file_id, duration: seconds }) {
  if (!isKept(file_id)) return el('div', { class: 'picture video' }, icon('play'), duration(seconds))
  return el('video', { class: 'picture', src: fileUrl(file_id), controls: true, preload: 'metadata' })
}

/** @param {VideoNote} note */
function round({ file_id, duration: seconds }) {
  if (!isKept(file_id)) return el('div', { class: 'picture video round-film' }, icon('play'), duration(seconds))
  return el('video', { class: 'picture round-film', src: fileUrl(file_id), controls: true, preload: 'metadata' })
}

/** @param {Sticker} sticker */
function sticker({ file_id, emoji = '🙂', width, height }) {
  return el('img', { class: 'sticker', src: fileUrl(file_id), width, height, alt: emoji })
}

/** @param {number} seconds */
const duration = (seconds) => el('small', {}, `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`)

export function sizeOf(bytes = 0) {
  const unit = bytes < 1024 ? 0 : bytes < 1024 ** 2 ? 1 : 2
  const number = (bytes / 1024 ** unit).toLocaleString(locale(), { maximumFractionDigits: 1 })
  return `${number} ${words().bytes[unit]}`
}
