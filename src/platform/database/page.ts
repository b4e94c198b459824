/** Where a page of a list ends, newest first: a moment, to the microsecond, and what tells rows of one moment apart. */
export interface Position {
  /** A `Date` would take rows of one millisecond for equally old. */
  at: string
  key: string
}

/** Which of a person's rows are wanted, newest first; or one of them. */
export interface PersonPage {
  telegramId: number
  /** The page begins at what is older than this, or as old with a lower id. */
  before: Position | null
  id: number | null
  limit: number
}

/** As text for the caller, who gives it back unread. */
function positionText({ at, key }: Position): string {
  return `${at}|${key}`
}

/** Undefined for the first page, and for what is no position of ours. */
export function readPosition(text: string | undefined): Position | undefined {
  const [, at, key] =
    /^(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d+)?[+-]\d\d(?::\d\d)?)\|(\S{1,255})$/.exec(text ?? '') ?? []
  return at !== undefined && key !== undefined ? { at, key } : undefined
}

/** A page out of one row more than it shows. */
export function pageOf<Row extends { positionAt: string; positionKey: string }>(rows: Row[], size: number) {
  const shown = rows.slice(0, size)
  const last = shown.at(-1)
  return {
    shown,
    next: rows.length > size && last ? positionText({ at: last.positionAt, key: last.positionKey }) : null,
  }
}
