/** One call of the bot's. */
export interface JournalEntry {
  at: number
  method: string
  parameters: Record<string, unknown>
  /** HTTP status, or 0 when the connection was cut on purpose. */
  status: number
  result: unknown
  ms: number
  /** Parameters that the real server would silently ignore. */
  unknownParameters: string[]
}

const length = 1000

export function createJournal() {
  const entries: JournalEntry[] = []
  return {
    write(entry: JournalEntry) {
      entries.push(entry)
      if (entries.length > length) entries.shift()
    },
    read: () => entries,
    clear: () => entries.splice(0),
  }
}

export type Journal = ReturnType<typeof createJournal>
