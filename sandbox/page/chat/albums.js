/** @import { Message } from '../types.ts' */

/** Which messages are one album, and are shown in one row. */
export class Albums {
  /** @type {Map<string, Message[]>} */
  #groups = new Map()
  /** @type {Map<number, string>} */
  #groupOf = new Map()

  clear() {
    this.#groups.clear()
    this.#groupOf.clear()
  }

  /**
   * The message with all of its album that is known, as the first of them.
   * @param {Message} message new or changed
   * @returns {Message}
   */
  joined(message) {
    const group = message.media_group_id
    if (group === undefined) return message
    const others = (this.#groups.get(group) ?? []).filter(({ message_id }) => message_id !== message.message_id)
    const album = [...others, message].toSorted((a, b) => a.message_id - b.message_id)
    this.#groups.set(group, album)
    this.#groupOf.set(message.message_id, group)
    return asOne(album)
  }

  /**
   * What is left of the album that this message was in, if anything.
   * @param {number} id
   * @returns {Message | undefined}
   */
  without(id) {
    const group = this.#groupOf.get(id)
    const album = this.#groups.get(group ?? '')?.filter(({ message_id }) => message_id !== id)
    this.#groupOf.delete(id)
    if (group === undefined || !album) return undefined
    this.#groups.set(group, album)
    return album.length > 0 ? asOne(album) : undefined
  }

  /**
   * The id under which a message has its row.
   * @param {number} id
   */
  headOf(id) {
    return this.#groups.get(this.#groupOf.get(id) ?? '')?.[0]?.message_id ?? id
  }
}

/**
 * @param {Message[]} album
 * @returns {Message}
 */
function asOne(album) {
  const [head] = album
  if (album.length === 1) return head
  const { caption, caption_entities: entities } = album.find((message) => message.caption) ?? head
  return { ...head, album, ...(caption ? { caption } : {}), ...(entities ? { caption_entities: entities } : {}) }
}
