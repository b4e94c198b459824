/** Why a file cannot be read. */
export type FileRefusal =
  | 'encrypted'
  | 'empty'
  | 'damaged'
  /** Its content is of a kind that we do not read, whatever its name says. */
  | 'unsupported'
  | 'too_many_pages'
  /** In bytes, pixels, unpacked, in memory or in time it takes more than a file may. */
  | 'too_large'
  /** Telegram has it no longer. */
  | 'gone'

export class UnreadableFile extends Error {
  override name = 'UnreadableFile'
  readonly reason: FileRefusal

  constructor(reason: FileRefusal, options?: ErrorOptions) {
    super(`The file cannot be read: ${reason}`, options)
    this.reason = reason
  }
}

/** What the Bot API lets a bot download. */
export const mostBytes = 20_000_000
