/** Which of a person's rows are wanted, newest first; or one of them. */
export interface PageOf {
  telegramId: number
  before: Position | null
  id: number | null
  limit: number
}

/** Where a page begins: at what is older than this, or as old with a lower id. */
export interface Position {
  /** With microseconds, as the database counts them: a `Date` would take rows of one millisecond for equally old. */
  at: string
  id: number
}
