/** Where a page of a list ends: a moment, to the microsecond, and what tells rows of one moment apart. */
export interface Cursor {
  at: string
  key: string
}

/** As text for the caller, who gives it back unread. */
function cursorText({ at, key }: Cursor): string {
  return `${at}|${key}`
}

/** Undefined for the first page, and for what is no cursor of ours. */
export function readCursor(text: string | undefined): Cursor | undefined {
  const [, at, key] =
    /^(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d+)?[+-]\d\d(?::\d\d)?)\|(\S{1,255})$/.exec(text ?? '') ?? []
  return at !== undefined && key !== undefined ? { at, key } : undefined
}

/** A page out of one row more than it shows. */
export function pageOf<Row extends { cursorAt: string; cursorKey: string }>(rows: Row[], size: number) {
  const shown = rows.slice(0, size)
  const last = shown.at(-1)
  return {
    shown,
    next: rows.length > size && last ? cursorText({ at: last.cursorAt, key: last.cursorKey }) : null,
  }
}
